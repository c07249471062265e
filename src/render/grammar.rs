//! The grammar of Tera templates. What Tera refuses need not be refused here.

use super::syntax::{Argument, Expr, Node, Template, Word};
use super::tokens::{Kind, Token, tokens};

/// How deep tags and expressions may lie in each other; Tera stops at 40.
const DEPTH: usize = 60;

/// How many fields and filters a tag may have; Tera stops at 256.
const LINKS: usize = 300;

/// Reads a template; none where Tera could not read it either.
pub fn parse(text: &str) -> Option<Template> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, links: 0, parent: None };
    let nodes = parser.nodes(&[])?;
    (parser.at == tokens.len()).then_some(Template { parent: parser.parent, nodes })
}

struct Parser<'a, 't> {
    tokens: &'t [Token<'a>],
    at: usize,
    depth: usize,
    links: usize,
    parent: Option<Word>,
}

impl<'a, 't> Parser<'a, 't> {
    fn peek(&self) -> Option<&'t Kind<'a>> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn next(&mut self) -> Option<&'t Token<'a>> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token)
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Kind::Sign(s)) if *s == sign)
    }

    fn is_name(&self, name: &str) -> bool {
        matches!(self.peek(), Some(Kind::Name(n)) if *n == name)
    }

    /// Passes over a sign, where it is there.
    fn take(&mut self, sign: &str) -> bool {
        let there = self.is_sign(sign);
        self.at += usize::from(there);
        there
    }

    /// Passes over a word, where it is there.
    fn take_name(&mut self, name: &str) -> bool {
        let there = self.is_name(name);
        self.at += usize::from(there);
        there
    }

    fn sign(&mut self, sign: &str) -> Option<()> {
        self.take(sign).then_some(())
    }

    fn close(&mut self) -> Option<()> {
        (self.next()?.kind == Kind::Close).then_some(())
    }

    fn name(&mut self) -> Option<Word> {
        let token = self.next()?;
        match &token.kind {
            Kind::Name(name) => Some(Word { name: (*name).to_owned(), at: token.at.clone() }),
            _ => None,
        }
    }

    fn text(&mut self) -> Option<Word> {
        let token = self.next()?;
        match &token.kind {
            Kind::Text(text) => Some(Word { name: text.clone(), at: token.at.start + 1..token.at.end - 1 }),
            _ => None,
        }
    }

    /// Goes one deeper, unless that is too deep.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let read = if self.depth > DEPTH { None } else { read(self) };
        self.depth -= 1;
        read
    }

    /// What comes before a tag that begins with one of these words; that tag stays, but for `{%`.
    fn nodes(&mut self, ends: &[&str]) -> Option<Vec<Node>> {
        self.deeper(|parser| {
            let mut nodes = Vec::new();
            while let Some(token) = parser.next() {
                parser.links = 0;
                match token.kind {
                    Kind::Show => {
                        nodes.push(Node::Show(parser.expr()?));
                        parser.close()?;
                    }
                    Kind::Tag => match parser.peek()? {
                        Kind::Name(name) | Kind::Sign(name) if ends.contains(name) => return Some(nodes),
                        _ => nodes.extend(parser.tag()?),
                    },
                    _ => return None,
                }
            }
            ends.is_empty().then_some(nodes)
        })
    }

    /// The body of a tag up to its end, the end too, with the name that may stand there.
    fn body(&mut self, end: &str) -> Option<Vec<Node>> {
        let nodes = self.nodes(&[end])?;
        self.at += 1;
        while self.peek()? != &Kind::Close {
            self.at += 1;
        }
        self.close()?;
        Some(nodes)
    }

    /// The tag; some leave nothing behind.
    fn tag(&mut self) -> Option<Vec<Node>> {
        if self.is_sign("<") {
            let component = self.component()?;
            self.sign(">")?;
            self.close()?;
            return Some(vec![Node::Around(vec![component], self.body("</")?)]);
        }
        let word = self.name()?;
        let nodes = match word.name.as_str() {
            "set" | "set_global" => return self.set(word.name == "set_global").map(|node| vec![node]),
            "for" => return self.for_loop().map(|node| vec![node]),
            "if" => return self.if_chain().map(|node| vec![node]),
            "block" => {
                let name = self.name()?;
                self.close()?;
                return Some(vec![Node::Block(name, self.body("endblock")?)]);
            }
            "filter" => {
                let filters = self.filters(Expr::Several(Vec::new()))?;
                self.close()?;
                return Some(vec![Node::Around(vec![filters], self.body("endfilter")?)]);
            }
            "component" => {
                while self.peek()? != &Kind::Close {
                    self.at += 1;
                }
                self.close()?;
                return Some(vec![Node::Component(self.body("endcomponent")?)]);
            }
            "include" => vec![Node::Include(self.text()?)],
            "extends" => {
                self.parent = Some(self.text()?);
                Vec::new()
            }
            "break" | "continue" => Vec::new(),
            _ => return None,
        };
        self.close()?;
        Some(nodes)
    }

    fn set(&mut self, global: bool) -> Option<Node> {
        let name = self.name()?;
        if self.take("=") {
            let value = self.expr()?;
            self.close()?;
            return Some(Node::Set(name, Some(value), Vec::new(), global));
        }
        let value = if self.take("|") { Some(self.filters(Expr::Several(Vec::new()))?) } else { None };
        self.close()?;
        Some(Node::Set(name, value, self.body("endset")?, global))
    }

    /// `a`, or `k, v`, in a loop.
    fn bound(&mut self) -> Option<(Option<Word>, Word)> {
        let first = self.name()?;
        if self.take(",") { Some((Some(first), self.name()?)) } else { Some((None, first)) }
    }

    fn for_loop(&mut self) -> Option<Node> {
        let (key, value) = self.bound()?;
        self.take_name("in").then_some(())?;
        let of = self.expr()?;
        self.close()?;
        let body = self.nodes(&["endfor", "else"])?;
        let mut otherwise = Vec::new();
        if self.take_name("else") {
            self.close()?;
            otherwise = self.nodes(&["endfor"])?;
        }
        self.at += 1;
        self.close()?;
        Some(Node::For(key, value, of, body, otherwise))
    }

    fn if_chain(&mut self) -> Option<Node> {
        let mut branches = Vec::new();
        let mut condition = Some(self.expr()?);
        loop {
            self.close()?;
            branches.push((condition, self.nodes(&["elif", "else", "endif"])?));
            condition = match self.name()?.name.as_str() {
                "elif" => Some(self.expr()?),
                "else" => None,
                _ => break,
            };
        }
        self.close()?;
        Some(Node::If(branches))
    }

    fn expr(&mut self) -> Option<Expr> {
        self.deeper(|parser| parser.ternary(true))
    }

    /// An expression; in a list's `for`, `if` is not part of it.
    fn ternary(&mut self, with_if: bool) -> Option<Expr> {
        let value = self.operators()?;
        if !with_if || !self.take_name("if") {
            return Some(value);
        }
        let condition = self.expr()?;
        self.take_name("else").then_some(())?;
        let other = self.expr()?;
        Some(Expr::Choice(vec![condition], vec![value, other]))
    }

    /// Operands between operators. How tight these bind does not matter to names.
    fn operators(&mut self) -> Option<Expr> {
        let mut parts = vec![self.operand()?];
        let mut only_or = true;
        loop {
            let or = self.is_name("or");
            let operator = match self.peek() {
                Some(Kind::Name("not")) => {
                    self.at += 1;
                    self.is_name("in")
                }
                Some(Kind::Name(name)) => ["or", "and", "in"].contains(name),
                Some(Kind::Sign(sign)) => {
                    ["+", "-", "*", "/", "//", "**", "%", "~", "==", "!=", "<", ">", "<=", ">="]
                        .contains(sign)
                }
                _ => false,
            };
            // `/>` ends a component.
            let ends = self.is_sign("/")
                && matches!(self.tokens.get(self.at + 1), Some(t) if t.kind == Kind::Sign(">"));
            if !operator || ends {
                break;
            }
            self.at += 1;
            only_or &= or;
            parts.push(self.operand()?);
        }
        Some(match parts.len() {
            1 => parts.remove(0),
            _ if only_or => Expr::Choice(Vec::new(), parts),
            _ => Expr::Several(parts),
        })
    }

    fn operand(&mut self) -> Option<Expr> {
        if self.take("-") || self.take_name("not") {
            return self.deeper(|parser| Some(Expr::Several(vec![parser.operand()?])));
        }
        let mut expr = self.primary()?;
        loop {
            self.links += 1;
            if self.links > LINKS {
                return None;
            }
            if self.take(".") || self.take("?.") {
                expr = Expr::Field(Box::new(expr), self.name()?);
            } else if self.take("[") || self.take("?[") {
                expr = self.subscript(expr)?;
            } else if self.take("|") {
                expr = self.filter(expr)?;
            } else if self.take_name("is") {
                self.take_name("not");
                let name = self.name()?;
                expr = Expr::Test(Box::new(expr), name, self.arguments()?);
            } else {
                return Some(expr);
            }
        }
    }

    fn primary(&mut self) -> Option<Expr> {
        if self.is_sign("<") {
            let component = self.component()?;
            self.sign("/")?;
            self.sign(">")?;
            return Some(component);
        }
        match self.peek()? {
            Kind::Text(_) => self.text().map(Expr::Text),
            Kind::Number => {
                self.at += 1;
                Some(Expr::Several(Vec::new()))
            }
            Kind::Name("true" | "True" | "false" | "False" | "none" | "None" | "null") => {
                self.at += 1;
                Some(Expr::Several(Vec::new()))
            }
            Kind::Name(_) => {
                let name = self.name()?;
                if self.is_sign("(") {
                    Some(Expr::Call(name, self.arguments()?))
                } else {
                    Some(Expr::Name(name))
                }
            }
            Kind::Sign("(") => {
                self.at += 1;
                let inner = self.expr()?;
                self.sign(")")?;
                Some(inner)
            }
            Kind::Sign("[") => {
                self.at += 1;
                self.list()
            }
            Kind::Sign("{") => {
                self.at += 1;
                self.map()
            }
            _ => None,
        }
    }

    fn subscript(&mut self, of: Expr) -> Option<Expr> {
        let key = matches!(self.tokens.get(self.at + 1), Some(t) if t.kind == Kind::Sign("]"));
        if key && matches!(self.peek(), Some(Kind::Text(_))) {
            let name = self.text()?;
            self.sign("]")?;
            return Some(Expr::Field(Box::new(of), name));
        }
        let mut parts = Vec::new();
        let mut slice = false;
        while !self.take("]") {
            if self.take(":") {
                slice = true;
            } else {
                parts.push(self.expr()?);
            }
        }
        // A part of a list has the same items.
        Some(if slice { Expr::Choice(parts, vec![of]) } else { Expr::Item(Box::new(of), parts) })
    }

    fn list(&mut self) -> Option<Expr> {
        let mut items = Vec::new();
        while !self.take("]") {
            self.take("...");
            items.push(self.expr()?);
            if items.len() == 1 && self.take_name("for") {
                return self.each(items);
            }
            if !self.take(",") {
                self.sign("]")?;
                break;
            }
        }
        Some(Expr::Several(items))
    }

    fn each(&mut self, mut items: Vec<Expr>) -> Option<Expr> {
        let (key, value) = self.bound()?;
        self.take_name("in").then_some(())?;
        let of = self.deeper(|parser| parser.ternary(false))?;
        if self.take_name("if") {
            items.push(self.deeper(|parser| parser.ternary(false))?);
        }
        self.sign("]")?;
        Some(Expr::Each(key, value, Box::new(of), items))
    }

    fn map(&mut self) -> Option<Expr> {
        let mut items = Vec::new();
        while !self.take("}") {
            if !self.take("...") {
                self.next()?;
                self.sign(":")?;
            }
            items.push(self.expr()?);
            if !self.take(",") {
                self.sign("}")?;
                break;
            }
        }
        Some(Expr::Several(items))
    }

    fn filters(&mut self, of: Expr) -> Option<Expr> {
        let mut expr = self.filter(of)?;
        while self.take("|") {
            expr = self.filter(expr)?;
        }
        Some(expr)
    }

    fn filter(&mut self, of: Expr) -> Option<Expr> {
        let name = self.name()?;
        Some(Expr::Filter(Box::new(of), name, self.arguments()?))
    }

    /// `(name=value, …)`, where it is there.
    fn arguments(&mut self) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        if !self.take("(") {
            return Some(arguments);
        }
        while !self.take(")") {
            let name = self.name()?;
            self.sign("=")?;
            arguments.push(Argument { name, value: self.expr()? });
            if !self.take(",") {
                self.sign(")")?;
                break;
            }
        }
        Some(arguments)
    }

    /// `<name a="b" c={d} e {...f}`, up to its end.
    fn component(&mut self) -> Option<Expr> {
        self.sign("<")?;
        self.name()?;
        while self.take(".") {
            self.name()?;
        }
        let mut parts = Vec::new();
        loop {
            if self.take("{") {
                self.sign("...")?;
                parts.push(self.expr()?);
                self.sign("}")?;
            } else if matches!(self.peek(), Some(Kind::Name(_))) {
                let name = self.name()?;
                if !self.take("=") {
                    parts.push(Expr::Name(name));
                } else if self.take("{") {
                    parts.push(self.expr()?);
                    self.sign("}")?;
                } else {
                    parts.push(Expr::Text(self.text()?));
                }
            } else {
                return Some(Expr::Several(parts));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dotted names and texts of a template, as they stand in it.
    fn names(text: &str) -> String {
        let mut found = Vec::new();
        let template = parse(text).unwrap_or_else(|| panic!("{text}"));
        template.each(&mut |expr| match expr {
            Expr::Name(word) | Expr::Field(_, word) | Expr::Text(word) => found.push(word.at.clone()),
            _ => {}
        });
        found.sort_by_key(|at| at.start);
        found.into_iter().map(|at| &text[at]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_name_is_found_with_its_place() {
        let cases = [
            ("{{ page.title }} {{- site?.lang -}}", "page title site lang"),
            (
                "{% if a.b and not c or d.e is defined %}x{% elif f in g %}y{% else %}{{ h }}{% endif %}",
                "a b c d e f g h",
            ),
            ("{% set x = a.b | sort(attribute=c.d) %}{% set_global y = -z %}", "a b c d z"),
            ("{% set x | upper %}{{ a }}{% endset %}", "a"),
            ("{% for k, v in a.b %}{{ v.c }}{% else %}{{ d }}{% endfor %}", "a b v c d"),
            ("{{ a['b'] ~ \"c\" }}{{ a[b.c] }}{{ a[1:2].d }}", "a b c a b c a d"),
            ("{{ x if y.z else {'k': w, ...v} }}", "x y z w v"),
            ("{{ [a, ...b] }}{{ [v.n for v in c if v.m] }}", "a b v n c v m"),
            ("{{ t(key=\"k\", by=a.b) }}{{ a is containing(pat=b) }}", "k a b a b"),
            (
                "{{ <card a={b.c} d='e' f {...g} /> }}{% <box.x n={m}> %}{{ o }}{% </box.x> %}",
                "b c e f g m o",
            ),
            ("{% component card(a, b=1, ...c) {'x': 1} %}{{ a }}{% endcomponent card %}", "a"),
            (
                "{% block x %}{{ super() }}{{ a }}{% endblock x %}{% filter upper | trim %}{{ b }}{% endfilter %}",
                "a b",
            ),
            ("{% raw %}{{ no }}{% endraw %}{# {{ no }} #}{% for a in b %}{% break %}{% endfor %}", "b"),
            ("{{ a not in b }}{{ (a.b or c) | d(e=f) }}{{ not a }}", "a b a b c f a"),
        ];
        for (text, right) in cases {
            assert_eq!(names(text), right, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_template() {
        for text in [
            "{{ a",
            "{% if a %}",
            "{% nope %}",
            "{{ a..b }}",
            "{% endif %}",
            "{{ }}",
            "{% for a b %}{% endfor %}",
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
        assert!(parse(&format!("{{{{ {}a{} }}}}", "(".repeat(5000), ")".repeat(5000))).is_none());
        assert!(parse(&format!("{{{{ a{} }}}}", ".b".repeat(50_000))).is_none());
        assert!(parse(&"{% if a %}".repeat(5000)).is_none());
    }
}
