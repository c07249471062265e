//! Styles: what one imports is set in its place, addresses of files become those that the files are served at,
//! and what no browser needs is left out.
//!
//! Nothing is translated for older browsers: what is written is what browsers read. Where two rules are put
//! together, so that one browser less would read both, `BROWSERS` says which browsers that concerns.
//!
//! A style is content: what cannot be read in it is left out, with a [`Fault`], as browsers leave it out too.

mod addresses;
pub mod brackets;
mod places;
mod wrong;

use std::collections::BTreeSet;
use std::sync::{Arc, RwLock};

use lightningcss::rules::import::ImportRule;
use lightningcss::rules::layer::LayerBlockRule;
use lightningcss::rules::media::MediaRule;
use lightningcss::rules::supports::SupportsRule;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Features, Targets};
use lightningcss::visitor::Visit;

pub use self::wrong::{Fault, Wrong};

use self::addresses::{Addresses, is_elsewhere, missing, target};
use crate::diagnostics::{FileId, Span};
use crate::error::Failure;
use crate::read::yaml::byte_order_mark;
use crate::site::origins::Origins;

/// The browsers of early 2021: a selector that one of them does not know stays in a rule of its own.
const BROWSERS: Browsers = Browsers {
    android: None,
    chrome: Some(88 << 16),
    edge: Some(88 << 16),
    firefox: Some(85 << 16),
    ie: None,
    ios_saf: Some(14 << 16),
    opera: None,
    safari: Some(14 << 16),
    samsung: None,
};

/// Nothing is compiled but the short forms of media queries, which the minifier would write by itself and fewer
/// browsers know than the long ones.
fn targets() -> Targets {
    let media = Features::MediaIntervalSyntax | Features::MediaRangeSyntax;
    Targets { browsers: Some(BROWSERS), include: media, exclude: Features::all().difference(media) }
}

/// How many files one style may be made of: each may import the next twice.
const MOST: usize = 256;

/// How deep brackets may stand in brackets: reading them takes room on the stack.
const DEEPEST: usize = 64;

/// How deep round brackets may stand in each other: where what stands in the innermost is wrong, reading them takes
/// twice as long for each.
const DEEPEST_ROUND: usize = 12;

/// A file of style as it is written.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The site's file; none for a built-in one, which has no faults.
    pub file: Option<FileId>,
    /// Its text.
    pub text: &'a str,
}

/// Where the files are that styles name, by their paths in `static/`.
pub trait Folder<'a> {
    /// A style.
    fn style(&self, path: &str) -> Option<Source<'a>>;

    /// The address at which styles find a file.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn address(&mut self, path: &str) -> Result<Option<String>, Failure>;
}

/// Makes styles of files.
pub struct Styles<'s, 'a> {
    folder: &'s mut (dyn Folder<'a> + 's),
    origins: &'s Origins,
    /// What is wrong with them.
    pub faults: BTreeSet<Fault>,
    /// The paths of styles that others import.
    pub imported: BTreeSet<String>,
}

/// What becomes one style.
#[derive(Default)]
struct Bundle<'a> {
    /// The paths of the files that import each other, from the first to the one that is read.
    chain: Vec<String>,
    /// How many files it is made of.
    files: usize,
    /// Imports from elsewhere.
    elsewhere: Vec<CssRule<'a>>,
    /// Comments that begin with `/*!`, as a licence asks for.
    licences: Vec<String>,
    /// Whether what is read now is imported under a condition.
    conditional: bool,
}

impl<'s, 'a> Styles<'s, 'a> {
    /// Styles of the files in a folder.
    pub fn new(folder: &'s mut (dyn Folder<'a> + 's), origins: &'s Origins) -> Self {
        Self { folder, origins, faults: BTreeSet::new(), imported: BTreeSet::new() }
    }

    /// The style at a path with all that it imports, and with `more` behind it.
    ///
    /// # Errors
    /// When a file that it names cannot be read.
    pub fn bundled(&mut self, path: &str, source: Source<'a>, more: &'a str) -> Result<Vec<u8>, Failure> {
        let mut bundle = Bundle::default();
        let mut rules = self.rules(path, source, &mut bundle)?;
        // Layers that are put in order stand before imports, and imports before all else.
        let first = rules.iter().take_while(|rule| matches!(rule, CssRule::LayerStatement(_))).count();
        rules.splice(first..first, bundle.elsewhere);
        rules.extend(self.read(Source { file: None, text: more }, &mut bundle.licences));
        let written = written(rules).unwrap_or_else(|| format!("{}{more}", source.text));
        let licences = bundle.licences.iter().map(|text| format!("/*{text}*/\n"));
        Ok(licences.chain([written]).collect::<String>().into_bytes())
    }

    /// The rules of a file with those that it imports.
    fn rules(
        &mut self,
        path: &str,
        source: Source<'a>,
        bundle: &mut Bundle<'a>,
    ) -> Result<Vec<CssRule<'a>>, Failure> {
        bundle.files += 1;
        bundle.chain.push(path.to_owned());
        let mut rules = CssRuleList(self.read(source, &mut bundle.licences));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (files, faults) = (&mut *self.folder, &mut self.faults);
        rules.visit(&mut Addresses { files, source, folder, origins: self.origins, faults })?;
        let mut all = Vec::with_capacity(rules.0.len());
        for rule in rules.0 {
            match rule {
                CssRule::Import(import) => all.extend(self.import(import, folder, source, bundle)?),
                rule => all.push(rule),
            }
        }
        bundle.chain.pop();
        Ok(all)
    }

    /// The rules of a file that is imported, under the conditions of the import.
    fn import(
        &mut self,
        import: ImportRule<'a>,
        folder: &str,
        source: Source<'a>,
        bundle: &mut Bundle<'a>,
    ) -> Result<Vec<CssRule<'a>>, Failure> {
        let nothing = Ok(Vec::new());
        let at = places::offset(source.text, import.loc.line as usize, import.loc.column as usize);
        let address = import.url.to_string();
        if is_elsewhere(&address) {
            if self.origins.refused(&address).is_some() {
                self.fault(source, at, &address, Wrong::Elsewhere(address.clone()));
            } else if bundle.conditional {
                self.fault(source, at, &address, Wrong::FarImport);
            } else {
                bundle.elsewhere.push(CssRule::Import(import));
            }
            return nothing;
        }
        let found = target(folder, &address).and_then(|path| Some((self.folder.style(&path)?, path)));
        let Some((style, path)) = found else {
            self.fault(source, at, &address, missing(folder, &address));
            return nothing;
        };
        self.imported.insert(path.clone());
        if bundle.chain.contains(&path) {
            self.fault(source, at, &address, Wrong::Circle(path));
            return nothing;
        }
        if bundle.files >= MOST {
            self.fault(source, at, &address, Wrong::TooMany(MOST));
            return nothing;
        }
        let outer = bundle.conditional;
        let is_plain = import.layer.is_none() && import.supports.is_none() && import.media.always_matches();
        bundle.conditional |= !is_plain;
        let rules = self.rules(&path, style, bundle)?;
        bundle.conditional = outer;
        Ok(under_conditions(import, rules))
    }

    /// The rules of a text; what cannot be read of it is left out.
    fn read(&mut self, source: Source<'a>, licences: &mut Vec<String>) -> Vec<CssRule<'a>> {
        let start = byte_order_mark(source.text);
        let text = &source.text[start..];
        let shape = brackets::shape(text);
        if let Some((at, what)) = shape.open {
            self.fault(source, start + at, what, Wrong::Open(what));
        }
        for (depth, most) in [(shape.depth, DEEPEST), (shape.round, DEEPEST_ROUND)] {
            if depth > most {
                self.fault(source, start, "", Wrong::Deep(most));
                return Vec::new();
            }
        }
        let warnings = Arc::new(RwLock::new(Vec::new()));
        let warned = Some(Arc::clone(&warnings));
        let options = ParserOptions { error_recovery: true, warnings: warned, ..ParserOptions::default() };
        let Ok(sheet) = StyleSheet::parse(text, options) else { return Vec::new() };
        for warning in warnings.read().iter().flat_map(|list| list.iter()) {
            let Some((loc, words)) = warning.loc.as_ref().zip(wrong::words(&warning.kind)) else { continue };
            let mut at = places::offset(text, loc.line as usize, loc.column as usize);
            if wrong::is_of_at_rule(&warning.kind) {
                at = text[..at].rfind('@').unwrap_or(at);
            }
            self.fault(source, start + at, places::word(text, at), Wrong::Syntax(words));
        }
        licences.extend(sheet.license_comments.iter().map(ToString::to_string));
        sheet.rules.0
    }

    /// Remembers a fault of a file of the site at `what`, which stands behind a place.
    fn fault(&mut self, source: Source<'a>, at: usize, what: &str, wrong: Wrong) {
        let Some(file) = source.file else { return };
        let at = source.text[at..].find(what).map_or(at, |behind| at + behind);
        self.faults.insert(Fault { span: Span::new(file, at, at + what.len()), wrong });
    }
}

/// Rules as an import sets them in: in its layer, where its conditions hold (CSS Cascade 5, section 2.1).
fn under_conditions<'a>(import: ImportRule<'a>, mut list: Vec<CssRule<'a>>) -> Vec<CssRule<'a>> {
    let ImportRule { layer, supports, media, loc, .. } = import;
    if let Some(name) = layer {
        list = vec![CssRule::LayerBlock(LayerBlockRule { name, rules: CssRuleList(list), loc })];
    }
    if let Some(condition) = supports {
        list = vec![CssRule::Supports(SupportsRule { condition, rules: CssRuleList(list), loc })];
    }
    if !media.always_matches() {
        list = vec![CssRule::Media(MediaRule { query: media, rules: CssRuleList(list), loc })];
    }
    list
}

/// Rules without what no browser needs; none where they cannot be written.
fn written(rules: Vec<CssRule<'_>>) -> Option<String> {
    let mut sheet = StyleSheet::new(vec![String::new()], CssRuleList(rules), ParserOptions::default());
    let targets = targets();
    // What cannot be minified is as good as it was.
    let _ = sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() });
    let options = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    sheet.to_css(options).ok().map(|written| written.code)
}
