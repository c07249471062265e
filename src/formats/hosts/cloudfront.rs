//! S3 behind CloudFront: `s3.json`, rules for whoever or whatever sets up the two, and `cloudfront.js`, a
//! function (cloudfront-js-2.0) for requests of readers, which answers redirects and finds folders' pages.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Hosting;
use super::escape::glob;
use super::headers::{self, Pattern, Rule, TYPES, feed_types, media_type};

/// The longest function that CloudFront takes, in bytes.
pub const LONGEST: usize = 10 * 1024;

/// A value as JavaScript reads it.
fn script(value: &Value) -> String {
    // Two line ends of Unicode, which JSON leaves as they are.
    value.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// `cloudfront.js` with all redirects, however long it is.
pub fn whole(hosting: &Hosting) -> String {
    written(hosting, true)
}

/// `cloudfront.js`. Where it is too long with all redirects, these stay pages that lead on.
pub fn function(hosting: &Hosting) -> String {
    let all = whole(hosting);
    if all.len() <= LONGEST { all } else { written(hosting, false) }
}

fn written(hosting: &Hosting, with_redirects: bool) -> String {
    let folder = hosting.decoded_base();
    let redirects = hosting.redirects.iter().filter(|_| with_redirects);
    let moved: BTreeMap<String, &str> =
        redirects.map(|moved| (format!("{folder}{}", moved.from.as_str()), moved.to.as_str())).collect();
    let base = script(&json!(folder));
    let without_ending: Vec<String> =
        hosting.bare.iter().map(|file| format!("{folder}{}", file.as_str())).collect();
    let hidden: Vec<String> = hosting.files.iter().map(|file| format!("{folder}/{file}")).collect();
    format!(
        "// Written by Plenary: a function for viewer requests, cloudfront-js-2.0.\n\
         const base = {base};\n\
         const moved = new Map(Object.entries({moved}));\n\
         const hidden = {hidden};\n\
         const bare = {bare};\n\
         function plain(uri) {{\n\
         \ttry {{\n\t\treturn decodeURIComponent(uri);\n\t}} catch (e) {{\n\t\treturn uri;\n\t}}\n\
         }}\n\
         function leads(to) {{\n\
         \treturn {{ statusCode: 301, statusDescription: 'Moved Permanently', headers: {{ location: {{ value: to }}, 'cache-control': {{ value: 'no-cache' }} }} }};\n\
         }}\n\
         function handler(event) {{\n\
         \tconst request = event.request;\n\
         \tconst uri = request.uri;\n\
         \tconst name = plain(uri);\n\
         \tif (hidden.includes(name)) return {{ statusCode: 404, statusDescription: 'Not Found' }};\n\
         \tconst to = moved.get(name) || moved.get(name + '/');\n\
         \tif (to) return leads(to);\n\
         \t// What begins with two slashes would lead to another host.\n\
         \tconst own = name.startsWith(base + '/') && !/^[/\\\\]{{2}}/.test(name);\n\
         \tif (own && uri.endsWith('/index.html')) return leads(uri.slice(0, -10));\n\
         \tconst last = uri.slice(uri.lastIndexOf('/') + 1);\n\
         \tif (last === '') request.uri += 'index.html';\n\
         \telse if (bare.includes(name) || name.startsWith(base + '/.well-known/')) return request;\n\
         \telse if (own && !last.includes('.')) return leads(uri + '/');\n\
         \treturn request;\n\
         }}\n",
        moved = script(&json!(moved)),
        hidden = script(&json!(hidden)),
        bare = script(&json!(without_ending)),
    )
}

/// `s3.json`.
pub fn rules(hosting: &Hosting) -> String {
    let headers = table(hosting);
    let redirects: Vec<Value> = hosting
        .redirects
        .iter()
        .map(|moved| json!({ "from": moved.from.href(&hosting.base), "to": moved.to, "status": 301 }))
        .collect();
    let not_found: Vec<Value> = hosting
        .not_found
        .iter()
        .map(|(folder, page)| {
            let (below, page) = (folder.href(&hosting.base), page.href(&hosting.base));
            json!({ "below": below, "page": page, "status": 404 })
        })
        .collect();
    let gone: Vec<String> = hosting.gone.iter().map(|route| route.href(&hosting.base)).collect();
    let base = hosting.base.path.trim_start_matches('/');
    let first = ["assets/*", "pagefind/*.pf_*", "pagefind/*.pagefind"];
    let said = json!({
        "about": "What Plenary says of this site. Of the rules for headers, the last one that matches counts for each header.",
        "folder": base,
        "headers": headers,
        "redirects": redirects,
        "not_found": not_found,
        "gone": gone,
        "upload": {
            "first": first,
            "last": ["build.json"],
            "never": hosting.files,
        },
    });
    // Keys stay in the order written, and texts always serialise.
    serde_json::to_string_pretty(&said).unwrap_or_default() + "\n"
}

fn table(hosting: &Hosting) -> Vec<Value> {
    let types = TYPES.iter().map(|(ending, media, is_text)| Rule {
        name: "Content-Type",
        when: Pattern::Ending(ending),
        value: media_type(media, *is_text),
    });
    let all = rules_of(hosting).into_iter().chain(types).chain(feed_types());
    all.map(|rule| json!({ "path": glob(hosting, &rule.when, "*"), "name": rule.name, "value": rule.value }))
        .collect()
}

fn rules_of(hosting: &Hosting) -> Vec<Rule> {
    let changing = hosting.changing.iter().map(|route| Rule {
        name: "Cache-Control",
        when: Pattern::One(route.clone()),
        value: "no-cache".to_owned(),
    });
    headers::rules(hosting).into_iter().chain(changing).collect()
}
