#!/usr/bin/env python3
"""Makes names.tsv: what languages are called, from CLDR 48.2.

    npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0, unpacked side by side as cldr-core/ and
    cldr-localenames-full/, and then: src/locale/names.py FOLDER

A line a language in which languages are called something: its tag, what it calls itself, and, where CLDR covers
it to the modern level, what it calls the others of that level. Names are left out that are the same in the
language without its region.
"""
import json
import pathlib
import sys


def main():
    folder = pathlib.Path(sys.argv[1])
    core, names = folder / "cldr-core", folder / "cldr-localenames-full" / "main"
    coverage = json.loads((core / "coverageLevels.json").read_text())["effectiveCoverageLevels"]
    modern = {tag for tag, level in coverage.items() if level == "modern" and tag != "und"}
    english = json.loads((names / "en" / "languages.json").read_text())
    regional = {tag for tag in english["main"]["en"]["localeDisplayNames"]["languages"] if "-" in tag}
    others = modern | {tag for tag in regional if tag.split("-")[0] in modern and "-alt-" not in tag}
    rows = {}
    for path in sorted(names.iterdir()):
        tag, file = path.name, path / "languages.json"
        if not file.exists():
            continue
        called = json.loads(file.read_text())["main"][tag]["localeDisplayNames"]["languages"]
        wanted = others if tag in modern else set()
        row = {other: called[other] for other in sorted(wanted | {tag}) if other in called}
        if tag not in row and tag.split("-")[0] in called:
            row[tag] = called[tag.split("-")[0]]
        rows[tag] = row
    lines = []
    for tag, row in sorted(rows.items()):
        above = rows.get(tag.rsplit("-", 1)[0], {}) if "-" in tag else {}
        cells = [f"{other}={name}" for other, name in sorted(row.items()) if above.get(other) != name]
        if cells:
            lines.append("\t".join([tag] + cells))
    text = "\n".join(lines) + "\n"
    pathlib.Path(__file__).with_name("names.tsv").write_text(text, encoding="utf-8")


main()
