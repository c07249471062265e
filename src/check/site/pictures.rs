//! Pictures: whether browsers can show them, and what they tell of those who took them.

use crate::assets::pictures::{Fault, Look, Pictures};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::files::{File, Files};
use crate::resolve::Graph;
use crate::resolve::targets::{Target, join};
use crate::site::document::LinkForm;
use crate::site::{EntryIx, Facts, Site};

/// A picture that cannot be read.
pub static BROKEN_PICTURE: Rule = Rule {
    name: "broken-picture",
    severity: Severity::Error,
    docs: "A picture that was not copied to its end, or that is something else under the name of a picture, \
           leaves a hole in the page.\n\n\
           Wrong: `map.jpg`, of which half is missing\n\n\
           Right: the same picture, copied or saved again",
};

/// A picture of a kind that browsers do not show.
pub static FOREIGN_PICTURE: Rule = Rule {
    name: "foreign-picture",
    severity: Severity::Error,
    docs: "Browsers show JPEG, PNG, WebP, GIF, AVIF and SVG. Phones write HEIC, scanners TIFF; such a file has to \
           be saved as JPEG first. On an iPhone: Settings, Camera, Formats, Most Compatible, for pictures to come; \
           one that is there becomes a JPEG when it is sent by e-mail, or exported from Photos on a Mac. On Windows: \
           open it in Photos and save it as JPEG.\n\n\
           Wrong: `![The Board](IMG_2041.heic)`\n\n\
           Right: `![The Board](board.jpg)`",
};

/// A picture of too many pixels.
pub static PICTURE_TOO_LARGE: Rule = Rule {
    name: "picture-too-large",
    severity: Severity::Error,
    docs: "A picture of hundreds of millions of pixels needs more memory than many machines have, to be shown \
           1,600 pixels wide.\n\n\
           Wrong: a scan of 60,000 × 60,000 pixels\n\n\
           Right: the same scan at 6,000 × 6,000 pixels",
};

/// A picture under the ending of another kind.
pub static OTHER_ENDING: Rule = Rule {
    name: "other-ending",
    severity: Severity::Advice,
    docs: "The ending of a file's name says of what kind it is. Plenary reads what is in the file, and the page is \
           right; other programs believe the name.\n\n\
           Wrong: a PNG that is called `map.jpg`\n\n\
           Right: the same file, called `map.png`",
};

/// A picture that is published as it is and says where it was taken.
pub static PLACE_IN_PICTURE: Rule = Rule {
    name: "place-in-picture",
    severity: Severity::Advice,
    docs: "Phones note in a picture where it was taken: on a portrait, perhaps somebody's home. Pictures that pages \
           show are published without that. One that a page leads to is published as it is, and so is one that \
           moves.\n\n\
           Wrong: `[the portrait](ada.jpg)`, where the file holds a place\n\n\
           Right: the same, saved without its location (\"remove properties\", \"options: location off\")",
};

/// A drawing with parts that may harm.
pub static UNSAFE_DRAWING: Rule = Rule {
    name: "unsafe-drawing",
    severity: Severity::Warning,
    docs: "An SVG may hold scripts, links and styles of other sites. They are taken out of what is published, because \
           they could harm readers or tell others who reads; perhaps the drawing looks different without \
           them.\n\n\
           Wrong: a drawing with `<script>` or `<image href=\"https://…\">`\n\n\
           Right: the same drawing, saved as \"plain SVG\" or \"optimised SVG\", with its pictures embedded",
};

/// Where a page uses a picture.
struct Use {
    file: FileId,
    span: Span,
    /// Whether the picture is shown there; else the page leads to the file.
    shown: bool,
}

/// Checks the pictures that pages use.
pub fn check(files: &Files, site: &Site, graph: &Graph, pictures: &Pictures, found: &mut Findings) {
    for used in uses(files, site, graph) {
        let Some(picture) = pictures.get(used.file) else { continue };
        if used.shown {
            found.extend(fault(files.get(used.file), &picture.look, used.span));
        }
        let is_as_it_is = !used.shown || picture.forms().is_empty();
        if picture.look.located && is_as_it_is {
            found.add(place(files.get(used.file), used.span));
        }
    }
    for (id, picture) in pictures.iter() {
        found.extend(ending(id, files.get(id), &picture.look));
        found.extend(drawing(id, &picture.look));
    }
}

/// The pictures that texts and front matter of online pages use.
fn uses(files: &Files, site: &Site, graph: &Graph) -> Vec<Use> {
    let mut uses = Vec::new();
    for (i, entry) in site.entries.iter().enumerate() {
        for (link, target) in entry.text.links.iter().zip(graph.links.of(EntryIx(i))) {
            if let Target::File(file) = target {
                let span = Span::new(entry.file, link.range.start, link.range.end);
                uses.push(Use { file: *file, span, shown: link.form == LinkForm::Picture });
            }
        }
        let path = files.get(entry.file).path.strip_prefix("content/").unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut named = vec![("image", entry.common.image.as_deref())];
        if let Facts::Meeting(meeting) = &entry.facts {
            named.extend([("agenda", meeting.agenda.as_deref()), ("minutes", meeting.minutes.as_deref())]);
        }
        for (key, path) in named {
            let path = path.and_then(|path| join(folder, path));
            if let Some((file, _)) = path.and_then(|path| files.find_named(&format!("content/{path}"))) {
                uses.push(Use { file, span: entry.span(key), shown: key == "image" });
            }
        }
    }
    uses
}

fn name(file: &File) -> &str {
    file.path.rsplit('/').next().unwrap_or(&file.path)
}

/// The finding for a picture that cannot be shown.
fn fault(file: &File, look: &Look, span: Span) -> Option<Diagnostic> {
    let name = name(file);
    let (rule, message, help) = match look.fault.as_ref()? {
        Fault::Foreign(kind) if kind == "HEIC" => (
            &FOREIGN_PICTURE,
            format!("{name} is a HEIC picture, as phones write them, and browsers do not show it"),
            "save it as JPEG: send it to yourself by e-mail from the phone, or open it in Photos and export it".to_owned(),
        ),
        Fault::Foreign(kind) => (
            &FOREIGN_PICTURE,
            format!("{name} is a {kind} picture, and browsers do not show it"),
            "save it as JPEG, or as PNG if it is a drawing".to_owned(),
        ),
        Fault::NoPicture(what) => (
            &BROKEN_PICTURE,
            format!("{name} is {what}, and no picture"),
            "copy the picture here again, or link to the file if it is meant to be read".to_owned(),
        ),
        Fault::Broken(why) => (&BROKEN_PICTURE, broken(name, why), AGAIN.to_owned()),
        Fault::TooLarge => {
            let (width, height) = look.size.unwrap_or_default();
            (
                &PICTURE_TOO_LARGE,
                format!("{name} has {width} × {height} pixels, more than can be worked with"),
                "save it with at most 8,000 pixels on its longer side".to_owned(),
            )
        }
    };
    Some(Diagnostic::new(rule, span, message).help(help))
}

/// What helps against a picture that cannot be read.
const AGAIN: &str = "copy it here again, or open it where it looks right and save it anew";

fn broken(name: &str, why: &str) -> String {
    format!("{name} cannot be read: {why}")
}

/// The finding for a picture whose beginning can be read, but not all of it.
pub fn unreadable(files: &Files, file: FileId, why: &str) -> Diagnostic {
    Diagnostic::new(&BROKEN_PICTURE, Span::new(file, 0, 0), broken(name(files.get(file)), why)).help(AGAIN)
}

fn place(file: &File, span: Span) -> Diagnostic {
    let message = format!("{} says where it was taken, and is published as it is", name(file));
    Diagnostic::new(&PLACE_IN_PICTURE, span, message)
        .help("save it without its location, if that is nobody's business")
}

/// The finding for a name that tells of another kind.
fn ending(id: FileId, file: &File, look: &Look) -> Option<Diagnostic> {
    let kind = look.kind.filter(|kind| look.fault.is_none() && !kind.is_written(file.ending()))?;
    let name = name(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let message = format!("{name} is {} by what it holds", kind.name());
    Some(
        Diagnostic::new(&OTHER_ENDING, Span::new(id, 0, 0), message)
            .help(format!("call it {stem}.{}, and mend the links to it", kind.ending())),
    )
}

fn drawing(id: FileId, look: &Look) -> Option<Diagnostic> {
    let (last, before) = look.cleaned.split_last()?;
    let what = if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) };
    let message = format!("this drawing is published without parts of it: {what}");
    Some(
        Diagnostic::new(&UNSAFE_DRAWING, Span::new(id, 0, 0), message)
            .help("look whether the page shows it as it should; save it as plain SVG"),
    )
}
