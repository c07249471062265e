//! What a reader sees of a page that was built: its words and where its links lead, apart from the frame that all
//! pages share.

use scraper::Html;
use scraper::node::{Element, Node};

use super::words::{Line, Token, joined};

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The language of the page (BCP 47).
    pub lang: String,
    /// Its first heading; else the title of the document.
    pub title: String,
    /// Its whole address, where the site has one.
    pub canonical: Option<String>,
    /// Where it leads readers on to, if that is all it does.
    pub leads: Option<String>,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<String>,
    /// What it says.
    pub main: Vec<Block>,
    /// What stands around it, by [`Part`].
    pub frame: [Vec<Block>; 3],
}

/// A part of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What stands above.
    Header,
    /// The menu.
    Menu,
    /// What stands below.
    Footer,
}

/// A paragraph, heading, item or cell; a quote is one, however long.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block {
    /// Its words, and where its links lead.
    pub tokens: Vec<Token>,
    /// Whose words a quote gives, and in which office; none where it is no quote.
    pub speaker: Option<String>,
    /// When and where a quote was said, and what the source is.
    pub facts: Vec<Token>,
    /// Whether it is the translation of a quote.
    pub is_translation: bool,
}

impl Block {
    /// What another block has to have in common to say the same.
    pub fn key(&self) -> String {
        match &self.speaker {
            Some(speaker) => {
                let (words, facts) = (joined(&self.tokens), joined(&self.facts));
                format!("{words}\0{speaker}\0{facts}\0{}", self.is_translation)
            }
            None => joined(&self.tokens),
        }
    }
}

/// Where a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Outside of all parts.
    Nowhere,
    /// In what is left out, with all that is in it.
    LeftOut,
    Head,
    Main,
    Frame(Part),
}

/// Elements that stand in a line of text (HTML, section 3.2.5.2.5).
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "wbr",
];

/// Reads a page.
pub fn read(html: &str) -> Page {
    use ego_tree::iter::Edge;
    let document = Html::parse_document(html);
    let has_main = document.tree.values().any(|node| name(node) == Some("main"));
    let start = if has_main { Place::Nowhere } else { Place::Main };
    let mut reader = Reader { place: start, ..Reader::default() };
    let mut outer = Vec::new();
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => reader.text(text),
                Node::Element(element) => {
                    if let Some(place) = reader.entered(element) {
                        reader.end_block();
                        outer.push((node.id(), reader.place));
                        reader.place = place;
                    }
                    let around = node.ancestors().take(20).filter_map(|node| node.value().as_element());
                    reader.open(element, around);
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    reader.close(element);
                    if let Some((_, place)) = outer.pop_if(|(id, _)| *id == node.id()) {
                        reader.end_block();
                        reader.place = place;
                    }
                }
            }
        }
    }
    reader.page
}

fn name(node: &Node) -> Option<&str> {
    node.as_element().map(Element::name)
}

fn has_class(element: &Element, class: &str) -> bool {
    element.attr("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
}

/// Reads one element after the other.
struct Reader {
    page: Page,
    place: Place,
    /// The line that is read.
    line: Line,
    /// Whether a quote is read, which does not end with a paragraph.
    in_quote: bool,
    is_translation: bool,
    /// Where the reason of a withdrawal begins in the line.
    why: Option<usize>,
    /// The quote that waits for the name of its speaker.
    waiting: Option<usize>,
    /// The quote of which facts are read, which do not end with an item.
    with_facts: Option<usize>,
    /// Whether a heading was read.
    has_heading: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            page: Page::default(),
            place: Place::Nowhere,
            line: Line::default(),
            in_quote: false,
            is_translation: false,
            why: None,
            waiting: None,
            with_facts: None,
            has_heading: false,
        }
    }
}

impl Reader {
    /// The place into which an element leads.
    fn entered(&self, element: &Element) -> Option<Place> {
        let place = match (self.place, element.name()) {
            (Place::LeftOut, _) => return None,
            (_, "script" | "style" | "template" | "noscript") => Place::LeftOut,
            (_, "head") => Place::Head,
            // The list of all pages follows from them.
            (_, "main") if has_class(element, "page-a-z") => Place::LeftOut,
            (_, "main") => Place::Main,
            // Contents, neighbours and the day of the last change follow from what else is said.
            (Place::Main, "nav") => Place::LeftOut,
            (Place::Main, "footer") if has_class(element, "page-end") => Place::LeftOut,
            (Place::Nowhere, "header") => Place::Frame(Part::Header),
            (Place::Nowhere, "footer") => Place::Frame(Part::Footer),
            (Place::Nowhere | Place::Frame(Part::Header), "nav") => {
                let is_of_page = has_class(element, "languages") || has_class(element, "breadcrumbs");
                if is_of_page { Place::LeftOut } else { Place::Frame(Part::Menu) }
            }
            _ => return None,
        };
        Some(place)
    }

    fn is_read(&self) -> bool {
        !matches!(self.place, Place::Nowhere | Place::LeftOut)
    }

    fn text(&mut self, text: &str) {
        if self.is_read() {
            self.line.text(text);
        }
    }

    fn open<'e>(&mut self, element: &Element, mut around: impl Iterator<Item = &'e Element>) {
        match element.name() {
            "html" => element.attr("lang").unwrap_or_default().clone_into(&mut self.page.lang),
            "meta" if element.attr("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh")) => {
                let goal = element.attr("content").and_then(|content| content.split_once("url="));
                self.page.leads = goal.map(|(_, goal)| goal.trim().to_owned());
            }
            "link" if element.attr("rel") == Some("canonical") => {
                self.page.canonical = element.attr("href").map(str::to_owned);
            }
            "blockquote" if self.place == Place::Main && !self.in_quote => {
                self.end_block();
                for outer in around {
                    self.is_translation |= has_class(outer, "quote-translation");
                    self.in_quote |= self.is_translation || outer.name() == "figure";
                }
            }
            "img" => {
                self.text(" ");
                self.text(element.attr("alt").unwrap_or_default());
                self.text(" ");
            }
            "br" => self.text(" "),
            "span" if has_class(element, "why") && around.next().is_some_and(|e| has_class(e, "notice")) => {
                self.why = Some(self.line.tokens.len());
            }
            name if !INLINE.contains(&name) => {
                self.end_line();
                if has_class(element, "quote-facts") && self.place == Place::Main {
                    let last = self.page.main.len().checked_sub(1);
                    self.with_facts = last.filter(|last| self.page.main[*last].speaker.is_some());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        match element.name() {
            "a" => {
                if let Some(goal) = element.attr("href").filter(|_| self.is_read()) {
                    self.line.goal(goal);
                }
            }
            "title" if self.place == Place::Head => {
                self.page.title = joined(&std::mem::take(&mut self.line).tokens);
            }
            "h1" if self.place == Place::Main && !self.has_heading => {
                self.page.title = joined(&self.line.tokens);
                self.has_heading = true;
                self.end_line();
            }
            "blockquote" if self.in_quote => self.end_quote(),
            "figcaption" => {
                if let Some(quote) = self.waiting.take().and_then(|at| self.page.main.get_mut(at)) {
                    let caption = std::mem::take(&mut self.line).tokens;
                    let words: Vec<Token> = caption.into_iter().filter(|token| !token.is_goal).collect();
                    quote.speaker = Some(joined(&words));
                }
                self.end_line();
            }
            "figure" => {
                self.end_line();
                self.waiting = None;
            }
            "span" => {
                if let Some(from) = self.why.take() {
                    let reason = self.line.tokens.get(from..).unwrap_or_default();
                    self.page.withdrawn = Some(joined(reason));
                }
            }
            name if !INLINE.contains(&name) => {
                if has_class(element, "quote-facts")
                    && let Some(quote) = self.with_facts.take().and_then(|at| self.page.main.get_mut(at))
                {
                    quote.facts = std::mem::take(&mut self.line).tokens;
                }
                self.end_line();
            }
            _ => {}
        }
    }

    /// A quote has ended. A translation is of the words before it.
    fn end_quote(&mut self) {
        let is_translation = std::mem::take(&mut self.is_translation);
        let before = self.page.main.iter().rev().find_map(|block| block.speaker.clone());
        let speaker = Some(before.filter(|_| is_translation).unwrap_or_default());
        self.in_quote = false;
        let tokens = std::mem::take(&mut self.line).tokens;
        self.waiting = (!is_translation).then_some(self.page.main.len());
        self.page.main.push(Block { tokens, speaker, is_translation, ..Block::default() });
    }

    /// A line has ended, but for one of a quote or its facts.
    fn end_line(&mut self) {
        if self.in_quote || self.with_facts.is_some() {
            self.line.text(" ");
        } else {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let tokens = std::mem::take(&mut self.line).tokens;
        if tokens.is_empty() {
            return;
        }
        let block = Block { tokens, ..Block::default() };
        match self.place {
            Place::Main => self.page.main.push(block),
            Place::Frame(part) => self.page.frame[part as usize].push(block),
            Place::Nowhere | Place::LeftOut | Place::Head => {}
        }
    }
}
