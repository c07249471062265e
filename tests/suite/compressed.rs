//! Compressed files: they hold what their originals hold, and stand beside all that is worth it.

use std::io::Read;

use plenary::site::Route;

use crate::memory::build;

const SITE: &str = "-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/\nprecompress: yes\n\
                    -- content/index.md --\n---\ntitle: Home\n---\n\nText.\n-- static/small.txt --\nFew words.\n\
                    -- static/own.txt.gz --\nOf the site's own.\n-- static/photo.jpg --\n";

#[test]
fn compressed_files_hold_what_their_originals_hold() {
    let site = format!("{SITE}{}-- static/own.txt --\n{}", "0".repeat(5_000), "Words. ".repeat(500));
    let built = build(&site);
    let compressed = |route: &Route| route.as_str().ends_with(".br") || route.as_str().ends_with(".gz");
    let mut count = 0;
    for (route, bytes) in built.outputs.iter().filter(|(route, _)| !compressed(route)) {
        let form = |ending: &str| built.outputs.get(&Route::of_file(&format!("{}{ending}", route.file())));
        let [gzip, brotli] = [form(".gz"), form(".br")];
        let is_text = !route.as_str().ends_with(".jpg") && route.as_str() != "/build.json";
        assert_eq!(brotli.is_some(), is_text && bytes.len() >= 1_000, "{route}");
        let (Some(gzip), Some(brotli)) = (gzip, brotli) else { continue };
        let mut read = Vec::new();
        brotli::Decompressor::new(&brotli[..], 4096).read_to_end(&mut read).unwrap();
        assert!(read == *bytes && brotli.len() < bytes.len(), "{route}");
        if route.as_str() != "/own.txt" {
            read.clear();
            flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut read).unwrap();
            assert!(read == *bytes && gzip.len() < bytes.len(), "{route}");
        }
        count += 1;
    }
    assert!(count > 5, "{count} files were compressed");
    assert_eq!(built.text("/own.txt.gz"), "Of the site's own.\n");
    for listed in ["\"index.html.br\"", "\"index.html.gz\""] {
        assert!(built.text("/build.json").contains(listed), "{listed}");
    }
    assert!(build(&site).outputs == built.outputs, "the same bytes again");
    let without = build(&site.replace("precompress: yes\n", ""));
    assert_eq!(without.outputs.keys().filter(|route| compressed(route)).count(), 1);
}
