//! The page of open data: a `Dataset` with its files.

use super::Here;
use super::node::Node;
use super::page::licence;
use super::thing::publisher;
use crate::render::views::{DataFileView, DataPage};

/// What is governed by whom, as data.
pub fn data(here: &Here<'_>, data: &DataPage) -> Node {
    let file = |file: &DataFileView| {
        Node::new("DataDownload")
            .set("name", file.title.as_str())
            .set("encodingFormat", file.media)
            .set("contentUrl", here.whole(&file.url))
    };
    Node::new("Dataset")
        .set("name", here.page.title.as_str())
        .set("description", here.page.description.as_deref())
        .set("license", licence(here))
        .set("publisher", publisher(here))
        .set("distribution", data.files.iter().map(file).collect::<Vec<_>>())
}
