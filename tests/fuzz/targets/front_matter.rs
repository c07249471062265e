// One record of each kind with the same front matter.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let kinds = ["", "bodies/", "organisations/", "people/", "quotes/", "notes/", "meetings/"];
    let records: String =
        kinds.iter().map(|folder| format!("-- content/{folder}a.md --\n---\n{text}\n---\n\nText.\n")).collect();
    shared::build(&format!("-- content/site.yaml --\ntitle: T\nlanguages: {{fr: {{}}}}\n{records}-- content/a.fr.md --\n---\n{text}\n---\n"));
});
