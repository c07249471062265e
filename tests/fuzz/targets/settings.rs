// The settings of a small site.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|text: &str| {
    shared::build(&format!(
        "-- content/site.yaml --\n{text}\n-- content/index.md --\n---\ntitle: Home\n---\n\nWords.\n-- content/a.md --\n---\ntitle: A\ntopics: [t]\ndate: 2026-01-01\n---\n\n## Who\n-- content/a.fr.md --\n---\ntitle: A\n---\n\nMots.\n-- content/bodies/board.md --\n---\ntitle: Board\n---\n"
    ));
});
