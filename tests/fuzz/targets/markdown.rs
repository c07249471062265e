// A text.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|text: &str| {
    shared::build(&format!(
        "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\n-- content/a.md --\n---\ntitle: A\n---\n\n{text}\n-- content/quotes/q.md --\n---\nspeaker: p\n---\n\n{text}\n-- content/people/p.md --\n---\ntitle: P\n---\n-- content/bodies/board.md --\n---\ntitle: Board\nacronym: BRD\n---\n\n{text}\n"
    ));
});
