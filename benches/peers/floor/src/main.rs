//! The floor of the benchmark: reads every Markdown file below a folder, writes one page each, on all
//! cores. No front matter is understood, no template filled, no list made: whatever builds a site of
//! the same files does all of this and more.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(content), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("floor CONTENT OUT".into());
    };
    let mut pages = Vec::new();
    gather(&content, &mut pages)?;
    let failed = pages.par_iter().find_map_any(|page| write(page, &content, &out).err());
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// All Markdown files below a folder.
fn gather(folder: &Path, pages: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), pages)?;
        } else if entry.path().extension().is_some_and(|ending| ending == "md") {
            pages.push(entry.path());
        }
    }
    Ok(())
}

/// Makes one page, in a folder of its own.
fn write(page: &Path, content: &Path, out: &Path) -> std::io::Result<()> {
    let text = fs::read_to_string(page)?;
    let body = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(text.as_str(), |(_, body)| body);
    let mut html = String::with_capacity(body.len() * 2);
    html::push_html(&mut html, Parser::new_ext(body, Options::all()));
    let folder = out.join(page.strip_prefix(content).unwrap_or(page).with_extension(""));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), html)
}
