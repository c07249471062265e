//! The addresses that a style names: files beside it become what they are served at.

use std::collections::BTreeSet;

use lightningcss::dependencies::Location;
use lightningcss::properties::custom::{Function, Token, TokenOrValue};
use lightningcss::values::image::Image;
use lightningcss::values::url::Url;
use lightningcss::visit_types;
use lightningcss::visitor::{Visit, VisitTypes, Visitor};
use percent_encoding::percent_decode_str;

use super::places;
use super::wrong::{Fault, Wrong};
use super::{Folder, Source};
use crate::diagnostics::Span;
use crate::error::Failure;
use crate::resolve::targets::join;
use crate::site::origins::Origins;

/// Goes through the addresses of a style.
pub struct Addresses<'v, 'a> {
    pub files: &'v mut (dyn Folder<'a> + 'v),
    pub source: Source<'a>,
    /// The folder of the style in `static/`.
    pub folder: &'v str,
    pub origins: &'v Origins,
    pub faults: &'v mut BTreeSet<Fault>,
}

impl<'a> Visitor<'a> for Addresses<'_, 'a> {
    type Error = Failure;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(URLS | IMAGES | FUNCTIONS)
    }

    /// The visitor passes over the pictures that a style chooses among.
    fn visit_image(&mut self, image: &mut Image<'a>) -> Result<(), Failure> {
        match image {
            Image::ImageSet(set) => {
                set.options.iter_mut().try_for_each(|option| self.visit_image(&mut option.image))
            }
            other => other.visit_children(self),
        }
    }

    /// In a value that is passed on as it is written, such pictures may be mere strings (CSS Images 4, section 2.4).
    fn visit_function(&mut self, function: &mut Function<'a>) -> Result<(), Failure> {
        let is = |name: &str| function.name.0.eq_ignore_ascii_case(name);
        if is("image-set") || is("-webkit-image-set") {
            for argument in &mut function.arguments.0 {
                let TokenOrValue::Token(Token::String(address)) = argument else { continue };
                let mut url = Url { url: address.clone(), loc: Location { line: 1, column: 1 } };
                self.visit_url(&mut url)?;
                *address = url.url;
            }
        }
        function.visit_children(self)
    }

    fn visit_url(&mut self, url: &mut Url<'a>) -> Result<(), Failure> {
        let address = url.url.trim();
        if is_elsewhere(address) {
            if self.origins.refused(address).is_some() {
                let wrong = Wrong::Elsewhere(address.to_owned());
                self.fault(url, wrong);
            }
            return Ok(());
        }
        let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        if path.is_empty() {
            return Ok(());
        }
        let found = match target(self.folder, path) {
            Some(path) => self.files.address(&path)?,
            None => None,
        };
        if let Some(found) = found {
            url.url = format!("{found}{rest}").into();
        } else {
            let wrong = missing(self.folder, path);
            self.fault(url, wrong);
        }
        Ok(())
    }
}

impl<'a> Addresses<'_, 'a> {
    fn fault(&mut self, url: &Url<'a>, wrong: Wrong) {
        let Some(file) = self.source.file else { return };
        let text = self.source.text;
        // Lines count from 1 here.
        let at = places::offset(text, (url.loc.line as usize).saturating_sub(1), url.loc.column as usize);
        let what = url.url.trim();
        let span = text[at..].find(what).map_or((at, at), |behind| (at + behind, at + behind + what.len()));
        self.faults.insert(Fault { span: Span::new(file, span.0, span.1), wrong });
    }
}

/// Whether an address names no file of the site by its path: it has a scheme or a host.
pub fn is_elsewhere(address: &str) -> bool {
    let address = address.trim().replace('\\', "/");
    address.starts_with("//") || url::Url::parse(&address).is_ok()
}

/// What is said of an address that no file has.
pub fn missing(folder: &str, written: &str) -> Wrong {
    Wrong::Missing(target(folder, written).map_or(written.to_owned(), |path| format!("static/{path}")))
}

/// The path in `static/` of what a style in a folder names.
pub fn target(folder: &str, written: &str) -> Option<String> {
    let written = written.split(['?', '#']).next()?.trim();
    join(folder, &percent_decode_str(written).decode_utf8_lossy())
}
