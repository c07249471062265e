#!/usr/bin/env python3
"""Plenary beside its peers: cold, unchanged, after one edit; medians, ratios, memory, and the floor.

    benches/peers/run.py --install        # once: Hugo, Blades, Eleventy and the floor
    cargo build --release --locked
    benches/peers/run.py                  # 1,000 pages
    benches/peers/run.py --pages 1000 10000 --rounds 7 --serve --json result.json

Needs Python 3.9 with its standard library, Linux, and for the peers cargo, pip and npm. Zola is in
no package registry: give its place with `--zola PATH`. A tool that is not there is said and left
out.

What is compared: one site from one model (`model.py`), written for each tool as it wants it
(`tools.py`; settings and templates in the folder of its name), so that all do the same work: pages
with contents and coloured code, lists and topics in parts of 50, a feed, a sitemap. After the first
build of each tool its output is held against the model: every page, every part of every list, an
address for each heading and its entry in the contents, colours in the code, the feed, the sitemap,
and after an edit the new words. A tool that made less fails the run, unless `lacks` in `tools.py`
says so; then the table says so too. Plenary does what the others do not: it checks, makes a list
from A to Z, says on each page which others name it, and digests all it made.

How: sources and outputs lie in a folder in memory (`--tmp`). A round asks each tool in turn for a
cold build (no output, no cache), the same again, and a build after a change to one page's text; the
next round begins with the next tool, so that noise hits all alike. Time is the whole process, from
start to end. A ratio is the median of each round's ratio, so that both sides of it were measured
within moments. A machine that does other work at the same time makes all slower, though not
equally: look at the load that the table prints.

The floor (`floor/`) is the least there is to do: read every file, Markdown to HTML by
pulldown-cmark, write one page each, on all cores.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

import measure
import model
import tools

MEASURES = ("cold", "unchanged", "edit", "memory")


def arguments():
    """What the command line asks for."""
    first_line = __doc__.split("\n")[0]
    parser = argparse.ArgumentParser(description=first_line)
    parser.add_argument("--install", action="store_true", help="installs the peers and the floor into .tools, and ends")
    parser.add_argument("--pages", type=int, nargs="+", default=[1000], metavar="N", help="sizes of the site")
    parser.add_argument("--rounds", type=int, default=5, metavar="R", help="how often each is measured")
    parser.add_argument("--only", nargs="+", metavar="TOOL", help="tools to run, by name; all where not given")
    parser.add_argument("--serve", action="store_true", help="measures plenary serve too")
    parser.add_argument("--debounce", type=float, default=50, metavar="MS", help="the wait of the watcher of plenary serve, which is taken off")
    parser.add_argument("--tmp", type=Path, default=Path("/dev/shm"), help="a folder in memory for sites and outputs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="writes all figures there")
    for tool in tools.TOOLS:
        parser.add_argument(f"--{tool.name.lower()}", type=Path, metavar="PATH", help=f"the program ({tool.source})")
    return parser.parse_args()


def chosen(given):
    """The tools that are there; the others are said."""
    there = []
    for kind in tools.TOOLS:
        if given.only and kind.name.lower() not in [name.lower() for name in given.only]:
            continue
        program = getattr(given, kind.name.lower())
        tool = kind(program.resolve() if program else kind.found())
        if tool.there():
            there.append(tool)
        else:
            print(f"{tool.name} is not there and is left out: {tool.source}, or run.py --install", file=sys.stderr)
    return there


def write_sites(here, pages):
    """Writes the site of so many pages for each tool, page by page, so that none is held."""
    for tool in here:
        tool.start()
    for number in range(pages):
        made = {}
        for tool in here:
            if tool.address not in made:
                made[tool.address] = model.page(number, pages, tool.address)
            tool.write(made[tool.address])


def medians(rounds):
    """The median of each measure; of memory, the most."""
    found = {name: statistics.median(r[name] for r in rounds) for name in MEASURES}
    found["memory"] = max(r["memory"] for r in rounds)
    return found


def measured(here, pages, given, work):
    """All figures of one size."""
    print(f"{pages:,} pages: writing the sites", file=sys.stderr)
    for tool in here:
        tool.set_up(work)
    measure.apart(write_sites, here, pages)
    rounds = {tool.name: [] for tool in here}
    for number in range(given.rounds):
        for i in range(len(here)):
            tool = here[(i + number) % len(here)]
            result = measure.round_of(tool, pages, number, work / "log")
            rounds[tool.name].append(result)
            shown = ", ".join(f"{name} {result[name]:.3f}" for name in MEASURES[:3])
            print(f"{pages:,} pages, round {number + 1}: {tool.name}: {shown}", file=sys.stderr)
    found = {"pages": pages, "rounds": rounds, "medians": {name: medians(r) for name, r in rounds.items()}}
    plenary = next((tool for tool in here if tool.name == "Plenary"), None)
    if plenary and given.serve:
        found["serve"] = measure.serve(plenary, pages, min(given.rounds, 3), given.debounce / 1000, work / "log")
    for tool in here:
        shutil.rmtree(tool.root)
    return found


def machine():
    """What it ran on."""
    cpu = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":")[1].strip()
            break
    return {"cores": len(os.sched_getaffinity(0)), "cpu": cpu, "system": f"{platform.system()} {platform.release()}"}


def duration(seconds):
    """Seconds in three digits."""
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"
    return f"{seconds:.3g} s"


def rival(result, name):
    """The faster of Hugo and Zola; none where neither was run."""
    found = result["medians"]
    there = [peer for peer in ("Hugo", "Zola") if peer in found]
    return min(there, key=lambda peer: found[peer][name], default=None)


def ratio(result, name, a, b):
    """How many times the figure of one tool is that of another: the median of the rounds' ratios."""
    rounds = result["rounds"]
    if a in rounds and b in rounds:
        return statistics.median(x[name] / y[name] for x, y in zip(rounds[a], rounds[b]))
    return None


def table(result, versions):
    """One size as a Markdown table."""
    fast = rival(result, "cold")
    rounds = len(next(iter(result["rounds"].values())))
    lines = [
        f"{result['pages']:,} pages, medians ({rounds} of each):",
        "",
        f"| | cold | unchanged | one edit | peak memory | cold, of the floor | cold, of {fast or 'Hugo, Zola'} |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, row in result["medians"].items():
        cells = [duration(row[measure]) for measure in MEASURES[:3]] + [f"{row['memory']:.0f} MB"]
        for other in ("Floor", fast):
            of_it = ratio(result, "cold", name, other)
            cells.append(f"{of_it:.2f} ×" if of_it else "–")
        lines.append(f"| {name} {versions[name]} | {' | '.join(cells)} |")
    if serve := result.get("serve"):
        lines += [
            "",
            f"`plenary serve`: first page after {duration(serve['first'])}, from saving a file to the new page "
            f"{duration(serve['saved'])} (without the watcher's wait), peak memory {serve['memory']:.0f} MB.",
        ]
    return "\n".join(lines)


def goals(results, coalition):
    """What Plenary has to reach, and what it reached: rows of name, goal, figure, whether."""
    rows = []

    def goal(name, limit, figure, most=True, unit="×"):
        if figure is not None:
            reached = figure <= limit if most else figure >= limit
            words = "at most" if most else "at least"
            rows.append((name, f"{words} {limit:g} {unit}", f"{figure:.3g} {unit}", "yes" if reached else "**no**"))

    for result in results:
        pages, size = result["pages"], f"{result['pages']:,} pages"
        if "Plenary" not in result["medians"]:
            return []
        if pages <= 10000:
            goal(f"cold, {size}, beside the floor", 3.5, ratio(result, "cold", "Plenary", "Floor"))
            goal(f"cold, {size}, beside Blades", 1, ratio(result, "cold", "Plenary", "Blades"))
        for name, limit in (("cold", 5), ("unchanged", 30), ("edit", 20)):
            if name == "cold" and pages <= 10000 or pages == 10000:
                peer = rival(result, name)
                goal(f"{name}, {size}, faster than {peer}", limit, ratio(result, name, peer, "Plenary"), most=False)
        if pages == 10000:
            plenary = result["medians"]["Plenary"]
            goal(f"peak memory, {size}", 150, plenary["memory"], unit="MB")
            if serve := result.get("serve"):
                goal(f"serve, {size}: edit to page", 30, serve["saved"] * 1000, unit="ms")
                goal(f"serve, {size}: first page, beside a cold build", 0.5, serve["first"] / plenary["cold"])
    by_size = {result["pages"]: result for result in results}
    if 1000 in by_size and 100000 in by_size:
        per_page = lambda size: by_size[size]["medians"]["Plenary"]["cold"] / size
        goal("time per page, 100,000 pages beside 1,000", 1.3, per_page(100000) / per_page(1000))
    if all("serve" in by_size.get(size, {}) for size in (1000, 10000)):
        saved = lambda size: by_size[size]["serve"]["saved"]
        goal("serve: edit to page, 10,000 pages beside 1,000", 1.5, saved(10000) / saved(1000))
    if coalition:
        goal("the coalition's site, cold", 30, coalition * 1000, unit="ms")
    return rows


def report(results, coalition, here, versions, loads):
    """All of it as Markdown."""
    on = machine()
    parts = [
        f"{on['cores']} cores ({on['cpu']}), {on['system']}; load {loads[0]:.1f} before, {loads[1]:.1f} after.",
        *(table(result, versions) for result in results),
    ]
    less = [f"{tool.name}: no {', no '.join(tool.lacks)}" for tool in here if tool.lacks]
    less += [f"{tool.name}: code in {', '.join(tool.languages)} alone is coloured" for tool in here if len(tool.languages) < len(model.LANGUAGES)]
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    notes = [f"A peak of {own:.0f} MB is what the runner itself takes: the tool took that or less."]
    if less:
        notes.append("Does less: " + "; ".join(less) + ".")
    parts.append("\n".join(notes))
    if rows := goals(results, coalition):
        lines = ["| Plenary | goal | measured | reached |", "| --- | --- | --- | --- |"]
        parts.append("\n".join(lines + [f"| {' | '.join(row)} |" for row in rows]))
    return "\n\n".join(parts) + "\n"


def main():
    given = arguments()
    if given.install:
        for tool in tools.TOOLS:
            if tool.name != "Plenary":
                tool.install()
        return
    if not given.tmp.is_dir():
        sys.exit(f"{given.tmp} is no folder; give one in memory with --tmp")
    if given.json:
        given.json = given.json.resolve()
    here = chosen(given)
    versions = {tool.name: tool.version() for tool in here}
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="plenary-peers-", dir=given.tmp) as work:
        work = Path(work)
        try:
            results = [measured(here, pages, given, work) for pages in given.pages]
            plenary = next((tool for tool in here if tool.name == "Plenary"), None)
            coalition = plenary and measure.coalition(plenary, tools.PROJECT, work, work / "log", given.rounds)
        except (measure.Failed, tools.Unlike) as fault:
            sys.exit(f"run.py: {fault}")
        finally:
            os.chdir("/")
    loads = before, os.getloadavg()[0]
    print(report(results, coalition, here, versions, loads), end="")
    if given.json:
        whole = {"machine": machine(), "loads": loads, "versions": versions, "coalition": coalition, "results": results}
        given.json.write_text(json.dumps(whole, indent=1) + "\n")


if __name__ == "__main__":
    main()
