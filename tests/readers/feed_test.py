"""Feeds, read by feedparser; the JSON Feed by its specification."""

import json
from datetime import datetime
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from lxml import html


def feeds(site):
    """The first page of each feed of a site. The Coalition's has feeds only where git knows when its quotes were
    written, which a clone without history does not."""
    found = sorted(site.rglob("feed.xml"))
    if not found and site.name == "coalition":
        pytest.skip("nothing is dated here")
    assert found
    return found


def read(path):
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, (path, feed.get("bozo_exception"))
    return feed


def file_of(site, first, url):
    """The file that an address of the site leads to; `first` is the address of the site's own feed."""
    root = first.rsplit("/", 1)[0]
    assert url.startswith(root + "/"), url
    path = unquote(url.removeprefix(root).split("#")[0]).lstrip("/")
    return site / path / "index.html" if path.endswith("/") or not path else site / path


def test_feeds_are_whole_and_their_entries_lead_to_pages(site):
    found = feeds(site)
    first = read(site / "feed.xml").feed.id
    for path in found:
        feed = read(path)
        assert feed.feed.title and feed.feed.updated_parsed and feed.feed.author
        assert feed.entries and len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            # A page may have several corrections, each with an id of its own.
            assert entry.title and entry.updated_parsed and entry.link == entry.id.split("#")[0]
            assert file_of(site, first, entry.link).exists(), entry.link
            assert "content" in entry or "topics" in path.parts or not entry.get("summary")


def test_addresses_in_contents_are_whole(site):
    for path in feeds(site):
        for entry in read(path).entries:
            for content in entry.get("content", []):
                for element, attribute, link, _ in html.fragment_fromstring(content.value, create_parent="div").iterlinks():
                    assert urlsplit(link).scheme in {"https", "http", "mailto", "tel"}, (entry.id, attribute, link)
                    assert element.tag in {"a", "img", "blockquote", "q", "ins", "del"}


def test_further_pages_lead_on_and_back(site):
    found = feeds(site)
    first = read(site / "feed.xml").feed.id
    for path in found:
        feed, seen = read(path), []
        while True:
            seen += [entry.id for entry in feed.entries]
            following = [link.href for link in feed.feed.links if link.rel == "next"]
            if not following:
                break
            feed = read(file_of(site, first, following[0]))
            assert any(link.rel == "previous" for link in feed.feed.links)
        assert len(set(seen)) == len(seen)


def test_the_feed_in_json_says_what_the_other_says(site):
    for path in sorted(site.rglob("feed.json")):
        data, atom = json.loads(path.read_text()), read(path.with_name("feed.xml"))
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert data["title"] == atom.feed.title and data["language"] == atom.feed.language
        assert [item["id"] for item in data["items"]] == [entry.id for entry in atom.entries]
        for item in data["items"]:
            assert {"content_html", "date_modified", "title", "url"} <= item.keys()
            datetime.fromisoformat(item["date_modified"])


def test_pages_name_the_feeds_that_are_there(site):
    for page in site.rglob("index.html"):
        tree = html.parse(page)
        for link in tree.iterfind(".//head/link[@type]"):
            if link.get("type") in {"application/atom+xml", "application/feed+json"}:
                path = unquote(link.get("href")).lstrip("/")
                assert any((site / path[cut:]).exists() for cut in [0, path.find("/") + 1]), (page, link.get("href"))
