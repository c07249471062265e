"""Popolo: the shape by JSON Schema, and mySociety's reader, which follows each id to what it names."""

import io
import json
import runpy
import urllib.request
from pathlib import Path

from conftest import governance, languages
from jsonschema import Draft202012Validator, FormatChecker
from mysoc_validator import Popolo

SCHEMA = json.loads(Path(__file__).with_name("popolo.schema.json").read_text())


def test_the_shape_is_popolos(site):
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    for language in languages(site):
        errors = [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(governance(site, language))]
        assert not errors


def test_each_id_is_given_once_and_leads_to_what_it_names(site):
    for language in languages(site):
        data = governance(site, language)
        ids = [one["id"] for kind in data.values() for one in kind]
        assert len(ids) == len(set(ids))
        of = {kind: {one["id"] for one in data[kind]} for kind in data}
        agents = of["organizations"] | of["persons"]
        for organization in data["organizations"]:
            assert organization.get("parent_id") in {None, *of["organizations"]}
        for membership in data["memberships"]:
            assert membership["organization_id"] in of["organizations"]
            assert (membership.get("person_id") or membership["member"]["id"]) in agents
            assert membership.get("post_id") in {None, *of["posts"]}
        for speech in data["speeches"]:
            assert speech.get("creator_id") in {None, *of["persons"]}
            assert speech.get("event_id") in {None, *of["events"]}


def test_ids_are_the_same_in_all_languages(site):
    own = governance(site)
    for language in languages(site):
        for kind, all_of_it in governance(site, language).items():
            assert [one["id"] for one in all_of_it] == [one["id"] for one in own[kind]]


def as_mysociety_writes(data: dict) -> dict:
    """The same facts with the ids that mySociety's reader asks for (it is made for the parliaments of one
    country), without members that are no persons, whom it does not know."""
    number = {one["id"]: f"uk.org.publicwhip/person/{i}" for i, one in enumerate(data["persons"], 1)}
    word = {one["id"]: f"organisation-{i}" for i, one in enumerate(data["organizations"], 1)}
    persons = [
        {"id": number[one["id"]], "other_names": [{"note": "Main", "given_name": one["name"], "family_name": "–"}]}
        for one in data["persons"]
    ]
    memberships = [
        {
            **{key: one[key] for key in ("role", "post_id", "start_date", "end_date") if key in one},
            "id": f"uk.org.publicwhip/member/{i}",
            "person_id": number[one["person_id"]],
            **({} if "post_id" in one else {"organization_id": word[one["organization_id"]]}),
        }
        for i, one in enumerate(data["memberships"], 1)
        if "person_id" in one
    ]
    posts = [
        {"id": one["id"], "label": one["label"], "role": one["role"], "organization_id": word[one["organization_id"]], "area": {"name": "–"}}
        for one in data["posts"]
        if "organization_id" in one
    ]
    organizations = [{"id": word[one["id"]], "name": one["name"], "classification": "other"} for one in data["organizations"]]
    return {"organizations": organizations, "persons": persons, "memberships": memberships, "posts": posts}


def test_mysocietys_reader_follows_the_ids(site):
    data = governance(site)
    read = Popolo.model_validate(as_mysociety_writes(data))
    assert len(read.persons) == len(data["persons"])
    assert len(read.memberships) == sum("person_id" in one for one in data["memberships"])


def test_the_program_on_the_page_runs(site, capsys, monkeypatch, tmp_path):
    from lxml import html

    page = html.parse(site / "data" / "index.html")
    program = next(code.text_content() for code in page.iter("code") if "urllib" in code.text_content())
    asked = []

    def open_own(url):
        asked.append(url)
        return io.BytesIO((site / "data" / "governance.json").read_bytes())

    monkeypatch.setattr(urllib.request, "urlopen", open_own)
    file = tmp_path / "program.py"
    file.write_text(program)
    runpy.run_path(str(file))
    assert asked[0].endswith("/data/governance.json")
    assert len(capsys.readouterr().out.splitlines()) == len(governance(site)["memberships"])
