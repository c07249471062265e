// An SVG from anywhere: what was cleaned is clean.
#![no_main]

use plenary::assets::pictures::svg::clean;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(once) = clean(bytes) {
        let again = clean(&once.bytes).expect("what was cleaned can be read");
        assert!(again.taken_out.is_empty(), "{:?}", again.taken_out);
        assert_eq!(again.bytes, once.bytes);
    }
});
