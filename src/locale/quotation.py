"""Makes quotation.tsv from CLDR's data as JSON (https://github.com/unicode-org/cldr-json).

    python3 quotation.py CLDR-MISC-FULL CLDR-CORE > quotation.tsv
    python3 quotation.py CLDR-MISC-FULL CLDR-CORE --all > ../../tests/typography/cldr.tsv

The arguments are the unpacked packages cldr-misc-full and cldr-core of one version.
"""
import json, pathlib, sys

misc, core = map(pathlib.Path, sys.argv[1:3])
version = json.loads((misc / "package.json").read_text())["version"]
keys = [a + b for a in ("quotation", "alternateQuotation") for b in ("Start", "End")]
marks = {}
for file in (misc / "main").glob("*/delimiters.json"):
    tag = file.parent.name
    own = json.loads(file.read_text())["main"][tag]["delimiters"]
    marks[tag] = [own[key] for key in keys]
root = marks.pop("und")
every = dict(marks)
# A language that has no data of its own takes its parent's, which need not be its shorter tag.
parents = json.loads((core / "supplemental/parentLocales.json").read_text())
for tag, parent in parents["supplemental"]["parentLocales"]["parentLocale"].items():
    marks.setdefault(tag, root if parent in ("und", "root") else marks.get(parent, root))

kept = {"und": root}


def shorter(tag):
    while "-" in tag:
        tag = tag.rsplit("-", 1)[0]
        if tag in kept:
            return kept[tag]
    return root


for tag in sorted(marks, key=lambda tag: (tag.count("-"), tag)):
    if marks[tag] != shorter(tag):
        kept[tag] = marks[tag]

everything = "--all" in sys.argv
print(f"# CLDR {version}, delimiters: language; what opens and closes a quotation, and one in a quotation.")
print("# Every locale of CLDR." if everything else "# Only rows that differ from those of the shorter tag.")
print("# Unicode License V3, in CLDR.LICENSE. Made by quotation.py." if not everything
      else "# Unicode License V3, in src/locale/CLDR.LICENSE. Made by src/locale/quotation.py.")
for tag, row in sorted((every if everything else kept).items()):
    print(tag, *row, sep="\t")
