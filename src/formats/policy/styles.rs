//! What a style needs.

use cssparser::{ParseError, Parser, Token};

use super::needs::{Directive, Needs};
use super::seen::Seen;
use crate::site::origins::Origins;

/// What a style needs: pictures, fonts, other styles (CSS Syntax, section 4).
pub fn of_style(style: &str, origins: &Origins) -> Needs {
    let mut seen = Seen::default();
    seen.style(&mut Parser::new(style), Directive::Image, origins);
    seen.needs
}

impl Seen {
    /// Takes in the pictures that a style chooses among; their addresses may be mere strings.
    fn image_set(&mut self, parser: &mut Parser<'_>, origins: &Origins) {
        while let Ok(token) = parser.next().cloned() {
            match token {
                Token::QuotedString(address) | Token::UnquotedUrl(address) => {
                    self.load(Directive::Image, &address, origins);
                }
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        self.image_set(inner, origins);
                        Ok(())
                    });
                }
                _ => {}
            }
        }
    }

    /// Takes in what stands in a block of a style; what is loaded there is a `block`.
    pub(super) fn style(&mut self, parser: &mut Parser<'_>, block: Directive, origins: &Origins) {
        let mut what = block;
        while let Ok(token) = parser.next().cloned() {
            match token {
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => what = Directive::Style,
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("font-face") => what = Directive::Font,
                Token::UnquotedUrl(address) => self.load(what, &address, origins),
                Token::QuotedString(address) if what == Directive::Style => {
                    self.load(what, &address, origins);
                }
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        if let Ok(Token::QuotedString(address)) = inner.next() {
                            self.load(what, address, origins);
                        }
                        Ok(())
                    });
                }
                Token::Function(name) if is_image_set(&name) => {
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        self.image_set(inner, origins);
                        Ok(())
                    });
                }
                Token::Function(_) | Token::CurlyBracketBlock | Token::ParenthesisBlock => {
                    let is_block = token == Token::CurlyBracketBlock;
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        self.style(inner, what, origins);
                        Ok(())
                    });
                    what = if is_block { block } else { what };
                }
                Token::Semicolon => what = block,
                _ => {}
            }
        }
    }
}

/// Whether a function chooses among pictures (CSS Images 4, section 2.4).
fn is_image_set(name: &str) -> bool {
    name.eq_ignore_ascii_case("image-set") || name.eq_ignore_ascii_case("-webkit-image-set")
}
