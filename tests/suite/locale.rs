//! Dates, numbers and plural forms are those that another reader of CLDR has (`tests/locale/expected.py`).

use std::fs;
use std::path::Path;

use fluent_bundle::FluentArgs;
use plenary::diagnostics::Findings;
use plenary::files::Files;
use plenary::locale::direction;
use plenary::render::Words;

const LANGUAGES: [&str; 8] = ["ar", "de", "en", "es", "fr", "pt", "ru", "zh"];

const FORMS: &str = "form = { $count ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    \
                     [many] many\n   *[other] other\n}\n";

#[test]
fn dates_numbers_and_plurals_are_those_of_cldr() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/locale");
    for tag in LANGUAGES {
        let files = Files::fixture(&format!("-- content/strings/{tag}.ftl --\n{FORMS}"));
        let words = Words::new(tag, "en", "gregory", &files, &mut Findings::default());
        let expected = fs::read_to_string(folder.join(format!("{tag}.tsv"))).unwrap();
        let mut lines = 0;
        for line in expected.lines() {
            let [day, count, date, month, number, form] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{tag}: {line}")
            };
            let day = day.parse().unwrap();
            let count: u32 = count.parse().unwrap();
            let mut args = FluentArgs::new();
            args.set("count", count);
            let made = [
                words.locale.dates.day(day),
                words.locale.dates.month(day),
                words.locale.numbers.number(f64::from(count)),
                words.format("form", &args),
            ];
            assert_eq!(made, [date, month, number, form], "{tag}: {line}");
            lines += 1;
        }
        assert_eq!(lines, 200, "{tag}");
    }
}

#[test]
fn lists_are_those_of_the_language() {
    let list = |tag: &str| {
        let words = Words::new(tag, "en", "gregory", &Files::default(), &mut Findings::default());
        words.locale.numbers.and(&["A", "B", "C"].map(str::to_owned))
    };
    let expected = [
        ("ar", "A وB وC"),
        ("de", "A, B und C"),
        ("en", "A, B, and C"),
        ("es", "A, B y C"),
        ("fr", "A, B et C"),
        ("pt", "A, B e C"),
        ("ru", "A, B и C"),
        ("zh", "A、B和C"),
    ];
    for (tag, words) in expected {
        assert_eq!(list(tag), words, "{tag}");
        assert_eq!(direction(tag), if tag == "ar" { "rtl" } else { "ltr" });
    }
}
