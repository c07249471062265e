// A whole small site.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|text: &str| {
    shared::build(text);
});
