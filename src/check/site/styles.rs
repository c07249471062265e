//! Styles: what cannot be read in them, and the files that they name.

use super::origins;
use crate::assets::Assets;
use crate::assets::styles::{Fault, Wrong};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, nearest};
use crate::files::Files;
use crate::resolve::targets::MISSING_FILE;
use crate::site::Site;

/// A style that cannot be read.
pub static STYLE_SYNTAX: Rule = Rule {
    name: "style-syntax",
    severity: Severity::Error,
    docs: "Browsers silently pass over what they cannot read in a style, and with it often over all that stands \
           behind it. Plenary leaves it out as they do, so that it looks the same everywhere, and says where.\n\n\
           Wrong: `h2 { color: #0b5468` and no closing bracket\n\n\
           Right: `h2 { color: #0b5468; }`",
};

/// Styles that import each other.
pub static IMPORT_CIRCLE: Rule = Rule {
    name: "import-circle",
    severity: Severity::Warning,
    docs: "A style that is imported stands before the one that imports it. Where each imports the other, which of \
           both stands first depends on where one begins.\n\n\
           Wrong: `@import \"print.css\";` in `site.css`, and `@import \"site.css\";` in `print.css`\n\n\
           Right: the one of the two imports",
};

/// Says what is wrong with the styles.
pub fn check(files: &Files, site: &Site, assets: &Assets, found: &mut Findings) {
    found.extend(assets.faults.iter().filter_map(|fault| said(fault, files, site)));
}

fn said(Fault { span, wrong }: &Fault, files: &Files, site: &Site) -> Option<Diagnostic> {
    let syntax = |message: String| Diagnostic::new(&STYLE_SYNTAX, *span, message);
    Some(match wrong {
        Wrong::Elsewhere(address) => return origins::refused(&site.config.origins, address, *span),
        Wrong::Syntax(why) => syntax(why.clone()).help("mend it; until then browsers pass over it"),
        Wrong::Open(what) => syntax(format!("this {what} is not closed before the end of the style"))
            .help("close it; until then browsers read what stands behind it as a part of it"),
        Wrong::Deep(most) => syntax(format!("brackets stand more than {most} deep in each other here"))
            .help("write it flatter; until then the style is left out"),
        Wrong::TooMany(most) => syntax(format!("with this import, the style is made of more than {most} files"))
            .help("import each file once"),
        Wrong::FarImport => syntax("this style is itself imported under a condition or into a layer, so it cannot import one from elsewhere".to_owned())
            .help("import it in the style that pages name"),
        Wrong::Circle(path) => {
            let message = format!("this leads back to static/{path}, which imports this style");
            Diagnostic::new(&IMPORT_CIRCLE, *span, message).help("take one of the imports out")
        }
        Wrong::Missing(address) => {
            let message = format!("there is no file {address}");
            let name = |path: &'_ str| path.rsplit('/').next().unwrap_or_default().to_owned();
            let paths = || files.below("static").filter_map(|(_, file)| file.path.strip_prefix("static/"));
            let names: Vec<String> = paths().map(name).collect();
            let near = nearest(&name(address), names.iter().map(String::as_str));
            let near = paths().find(|path| near.is_some_and(|near| name(path) == near));
            let diagnostic = Diagnostic::new(&MISSING_FILE, *span, message);
            match near {
                Some(near) => diagnostic.help(format!("did you mean /{near}?")).propose(*span, format!("/{near}")),
                None => diagnostic.help("put it there, or mend the address"),
            }
        }
    })
}
