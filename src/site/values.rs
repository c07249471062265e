//! Small values of front matter. Each knows how it is written, says in an editor's words what it
//! expects, and describes itself in JSON Schema.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A text. `title: No` is the word No and `title: 2025` the text 2025.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub String);

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Text, E> {
                Ok(Text(v.trim().to_owned()))
            }
        }
        deserializer.deserialize_str(V)
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

/// Yes or no, in either of the ways YAML users write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YesNo(pub bool);

impl<'de> Deserialize<'de> for YesNo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = YesNo;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("yes or no")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<YesNo, E> {
                match v.trim().to_ascii_lowercase().as_str() {
                    "yes" | "true" => Ok(YesNo(true)),
                    "no" | "false" => Ok(YesNo(false)),
                    _ => Err(E::custom(format!("this should be yes or no, not \"{v}\""))),
                }
            }
        }
        deserializer.deserialize_str(V)
    }
}

impl JsonSchema for YesNo {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "YesNo".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": [true, false, "yes", "no"] })
    }
}

/// Implements `Deserialize` and `JsonSchema` for a type that is written as one text and has a
/// `parse` for it; what `parse` says of a wrong text is what the editor reads.
macro_rules! written {
    ($name:ident, $expects:literal, $types:expr, $pattern:literal) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct V;
                impl serde::de::Visitor<'_> for V {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expects)
                    }
                    fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<$name, E> {
                        $name::parse(v.trim()).map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(V)
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": $types, "pattern": $pattern })
            }
        }
    };
}
pub(crate) use written;

/// Declares a text with a form of its own: how it is checked, what it expects, its schema.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $expects:literal, $pattern:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub String);

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl $name {
            fn parse(text: &str) -> Result<Self, String> {
                let check: fn(&str) -> Result<(), String> = $check;
                check(text).map(|()| Self(text.to_owned()))
            }
        }

        written!($name, $expects, "string", $pattern);
    };
}

/// Whether a path, once its percent-encoding is undone, could name a file outside its folder.
fn leaves_its_folder(path: &str) -> bool {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    decoded.contains(['\\', '\0']) || decoded.split('/').any(|part| part == "." || part == "..")
}

checked_text!(
    /// The id of a record, long (`bodies/secretariat`) or short (`secretariat`), or of a section
    /// (`quotes`) or the home page (`index`).
    Reference,
    "an id such as bodies/secretariat",
    "^[^\\s]+$",
    |v| {
        // A title in an id's place is told when names are resolved, with the id that is meant.
        if v.is_empty() {
            return Err("an id is missing here; it is a file's path without its ending, such as bodies/secretariat".into());
        }
        Ok(())
    }
);

checked_text!(
    /// An address on this site, from the slash (`/old/page/`).
    LocalAddress,
    "an address on this site such as /members/",
    "^/",
    |v| {
        if leaves_its_folder(v) {
            Err(format!("\"{v}\" cannot be an address; its parts cannot be . or .., and \\ is no part of one"))
        } else if v.contains(['?', '#']) {
            Err(format!("\"{v}\" has a ? or #; nothing can be redirected from a part of a page"))
        } else if v.starts_with('/') && !v.starts_with("//") {
            Ok(())
        } else {
            Err(format!("\"{v}\" is no address on this site; it starts with a slash, such as /members/"))
        }
    }
);

checked_text!(
    /// The last part of an address.
    Slug,
    "the last part of an address, such as our-members",
    "^[^/?#\\s]+$",
    |v| {
        let wrong = |c: char| c == '/' || c == '?' || c == '#' || c == '\\' || c.is_whitespace();
        if v.is_empty() || v.contains(wrong) || leaves_its_folder(v) {
            return Err(format!(
                "\"{v}\" cannot be the last part of an address; use letters, digits and -, such as our-members"
            ));
        }
        Ok(())
    }
);

checked_text!(
    /// The first 16 hexadecimal digits of the SHA-256 of a text; `plenary seal` prints it.
    Seal,
    "a seal of 16 digits, as plenary seal prints it",
    "^[0-9a-f]{16}$",
    |v| {
        if v.len() == 16 && v.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            Ok(())
        } else {
            Err(format!("\"{v}\" is no seal; a seal has 16 digits and letters a to f, as plenary seal prints it"))
        }
    }
);

/// One of something, or a list of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for V<T> {
            type Value = OneOrMany<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one entry or a list of entries")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| OneOrMany(vec![one]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(one) = seq.next_element()? {
                    list.push(one);
                }
                Ok(OneOrMany(list))
            }
        }
        deserializer.deserialize_any(V(std::marker::PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// Implements `Deserialize` and `JsonSchema` for a type that is written as an id alone or as a
/// record: `$from` makes it of the id, `$full` is the record's struct, convertible into it.
macro_rules! id_or_record {
    ($name:ident, $expects:literal, $full:ty, $from:expr) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct V;
                impl<'de> serde::de::Visitor<'de> for V {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expects)
                    }
                    fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<$name, E> {
                        let id = serde::de::value::StrDeserializer::<E>::new(v);
                        let from: fn($crate::site::values::Reference) -> $name = $from;
                        serde::Deserialize::deserialize(id).map(from)
                    }
                    fn visit_u64<E: serde::de::Error>(self, v: u64) -> Result<$name, E> {
                        self.visit_str(&v.to_string())
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        map: A,
                    ) -> Result<$name, A::Error> {
                        let map = serde::de::value::MapAccessDeserializer::new(map);
                        <$full as serde::Deserialize>::deserialize(map)?
                            .try_into()
                            .map_err(serde::de::Error::custom::<String>)
                    }
                }
                deserializer.deserialize_any(V)
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let id = generator.subschema_for::<$crate::site::values::Reference>();
                let full = generator.subschema_for::<$full>();
                schemars::json_schema!({ "anyOf": [id, full] })
            }
        }
    };
}
pub(crate) use id_or_record;

/// Declares an enum of words as they are written in front matter.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize,
                 schemars::JsonSchema)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// The word as it is written.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }
    };
}
pub(crate) use words;

checked_text!(
    /// The address of a page elsewhere, with its scheme (`https://www.example.org/`).
    WebAddress,
    "an address such as https://www.example.org/",
    "^https?://",
    |v| {
        let url = url::Url::parse(v).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        match url {
            Some(_) => Ok(()),
            None if v.contains(':') || v.contains(' ') || v.starts_with('/') => Err(format!(
                "\"{v}\" is no address of a page; it begins with https://, such as https://www.example.org/"
            )),
            None => Err(format!("\"{v}\" has no scheme; write https://{v}")),
        }
    }
);

checked_text!(
    /// A weight of a file in kilobytes of 1000 bytes, or megabytes (`30 kB`, `1.5 MB`).
    Weight,
    "a weight such as 30 kB",
    r"^[0-9]+(\.[0-9]+)? ?(kB|MB)$",
    |v| match weight(v) {
        Some(_) => Ok(()),
        None => Err(format!("\"{v}\" is no weight; write it in kilobytes, such as 30 kB")),
    }
);

impl Weight {
    /// The weight in bytes.
    pub fn bytes(&self) -> u64 {
        weight(self).unwrap_or_default()
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a weight is small and not below 0"
)]
fn weight(text: &str) -> Option<u64> {
    let units = [("kB", 1e3), ("MB", 1e6)];
    let (number, unit) =
        units.iter().find_map(|(name, unit)| Some((text.strip_suffix(name)?.trim_end(), unit)))?;
    let plain = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() < 10;
    let number: f64 = number.parse().ok().filter(|_| plain)?;
    Some((number * unit).round() as u64)
}

/// Schemes that a link may have. Others can run scripts or open programs.
const LINK_SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "sms", "geo"];

/// The scheme of an address, in small letters. White space and control characters, which browsers
/// ignore, do not hide one.
pub fn scheme(address: &str) -> Option<String> {
    let clean: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = clean.split_once(':')?;
    let mut letters = scheme.chars();
    let is = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is.then(|| scheme.to_ascii_lowercase())
}

/// Whether an address has a scheme that a link may have.
pub fn is_safe_scheme(scheme: &str) -> bool {
    LINK_SCHEMES.contains(&scheme)
}

checked_text!(
    /// Where a link may lead: a page or mailbox elsewhere, or an address on this site.
    LinkAddress,
    "an address such as https://www.example.org/, mailto:office@example.org or /members/",
    "^(https?:|mailto:|tel:|sms:|geo:|/)",
    |v| {
        let local = v.starts_with('/') && !v.starts_with("//");
        if local || scheme(v).is_some_and(|scheme| is_safe_scheme(&scheme)) {
            Ok(())
        } else if scheme(v).is_some() || v.contains(' ') || v.starts_with('/') {
            Err(format!("\"{v}\" is no address that a link may lead to; it begins with https://, mailto: or /"))
        } else {
            Err(format!("\"{v}\" has no scheme; write https://{v}, or /{v} for an address on this site"))
        }
    }
);

checked_text!(
    /// The tag of a language (BCP 47).
    LanguageTag,
    "the tag of a language, such as en, fr or ar",
    "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$",
    |v| {
        if super::language::is_tag(v) {
            Ok(())
        } else {
            Err(format!("\"{v}\" is no language tag; write the language's short tag, such as en, fr, ar or zh"))
        }
    }
);

/// Whether a text is the whole address of something on the web, and not words that begin like one.
pub fn is_web_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}
