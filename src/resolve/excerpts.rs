//! A few words of a text that name it, or what has changed in it.

/// How many letters an excerpt has.
const LONG: usize = 48;

/// How many letters stand before the first difference, at most.
const BEFORE: usize = 20;

/// The first words of a text.
pub fn first(text: &str) -> String {
    from(text, 0)
}

/// The words of two texts around the first difference between them.
pub fn around(was: &str, now: &str) -> (String, String) {
    let common = was.chars().zip(now.chars()).take_while(|(a, b)| a == b).count();
    let is_short = |text: &str| text.chars().count() <= LONG;
    if common <= BEFORE || is_short(was) && is_short(now) {
        return (first(was), first(now));
    }
    // Both begin alike, so that they are cut at the same place.
    let before: Vec<char> = was.chars().take(common).collect();
    let space = before[common - BEFORE..].iter().position(|c| *c == ' ');
    let start = common - BEFORE + space.map_or(0, |space| space + 1);
    (from(was, start), from(now, start))
}

/// An excerpt that begins at a letter.
fn from(text: &str, start: usize) -> String {
    let head = if start > 0 { "… " } else { "" };
    let begin = text.char_indices().nth(start).map_or(text.len(), |(i, _)| i);
    let rest = &text[begin..];
    let Some((end, _)) = rest.char_indices().nth(LONG) else { return format!("{head}{rest}") };
    let cut = rest[..end].rfind(' ').filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{head}{} …", rest[..cut].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_are_short_and_whole() {
        let long = "The harbour of Maravelle is open to all ships that can pay";
        assert_eq!(first(long), "The harbour of Maravelle is open to all ships …");
        assert_eq!(first(&"港".repeat(60)).chars().count(), LONG + 2);
        assert_eq!(first(""), "");
    }

    #[test]
    fn the_first_difference_is_shown() {
        let text = |end: &str| format!("The harbour of Maravelle is open to all ships that can pay {end}.");
        let (was, now) = around(&text("ten crowns"), &text("twelve crowns"));
        assert_eq!(
            (was.as_str(), now.as_str()),
            ("… that can pay ten crowns.", "… that can pay twelve crowns.")
        );
        let (was, now) = around(&"港".repeat(60), &format!("{}口", "港".repeat(60)));
        assert_eq!(was, format!("… {}", "港".repeat(BEFORE)));
        assert_eq!(now, format!("… {}口", "港".repeat(BEFORE)));
        assert_eq!(around("a", ""), ("a".to_owned(), String::new()));
    }
}
