"""The page, the JSON, the Turtle and the tables say the same."""

import csv
from urllib.parse import unquote, urlsplit

from conftest import governance, languages
from lxml import html
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import FOAF, ORG, RDF, SKOS

SCHEMA = Namespace("https://schema.org/")


def page(site, id):
    """The page that an id leads to."""
    base = urlsplit(governance(site)["organizations"][0]["id"]).path.rsplit("/", 3)[0]
    path = unquote(urlsplit(id).path).removeprefix(base).lstrip("/")
    return html.parse(site / path / "index.html")


def rows(site, name, language=""):
    file = site / language / "data" / name
    if not file.exists():
        return []
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def plain(text):
    """Words without differences of space that HTML does not show."""
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def unsafe(cell):
    """A cell as it was before it was made safe."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r\n" else cell


def test_names_are_the_titles_of_pages(site):
    data = governance(site)
    turtle = Graph().parse(site / "data" / "governance.ttl")
    for one in data["organizations"] + data["persons"]:
        assert plain(page(site, one["id"]).find(".//h1").text_content()) == plain(one["name"])
        label = FOAF.name if one in data["persons"] else SKOS.prefLabel
        assert one["name"] in {str(name) for name in turtle.objects(URIRef(one["id"]), label)}


def test_memberships_are_the_same_in_all_forms(site):
    for language in languages(site):
        data = governance(site, language)
        said = sorted(
            (one["organization_id"], one.get("person_id") or one["member"]["id"], one.get("role", ""), one.get("start_date", ""), one.get("end_date", ""))
            for one in data["memberships"]
        )
        table = sorted(
            (row["organisation_id"], row["member_id"], unsafe(row["role"]), row["since"], row["until"])
            for row in rows(site, "members.csv", language)
        )
        assert said == table
    turtle = Graph().parse(site / "data" / "governance.ttl")
    linked = {(str(m), str(o), str(w)) for m in turtle.subjects(RDF.type, ORG.Membership) for o in turtle.objects(m, ORG.organization) for w in turtle.objects(m, ORG.member)}
    said = {(one["id"], one["organization_id"], one.get("person_id") or one["member"]["id"]) for one in data["memberships"]}
    assert linked == said


def test_members_of_the_data_are_those_of_the_page(site):
    data = governance(site)
    names = {one["id"]: one["name"] for one in data["organizations"] + data["persons"]}
    for one in data["memberships"]:
        member = one.get("person_id") or one["member"]["id"]
        if "post_id" not in one:
            assert plain(names[member]) in plain(page(site, one["organization_id"]).find(".//main").text_content())


def test_quotes_are_the_same_to_the_letter_in_all_forms(site):
    data = governance(site)
    turtle = Graph().parse(site / "data" / "governance.ttl")
    table = {row["id"]: row for row in rows(site, "quotes.csv")}
    assert {one["id"] for one in data["speeches"]} == set(table)
    for one in data["speeches"]:
        assert one.get("text", "") == unsafe(table[one["id"]]["text"])
        if "text" in one:
            assert one["text"] in {str(text) for text in turtle.objects(URIRef(one["id"]), SCHEMA.text)}
            shown = page(site, one["id"]).find(".//blockquote").text_content()
            assert plain(one["text"]) in plain(shown)
        if "attribution_text" in one:
            assert plain(one["attribution_text"]) == plain(page(site, one["id"]).find(".//figcaption").text_content())
        if "date" in one:
            assert one["date"][:10] == table[one["id"]]["date"]


def test_no_cell_is_a_formula(site):
    for language in languages(site):
        for row in rows(site, "members.csv", language) + rows(site, "quotes.csv", language):
            assert not any(cell[:1] in "=+-@\t\r\n" and cell for cell in row.values())
