"""Writes each script of workflow files into a file of its own, for shellcheck: scripts.py FOLDER FILES…"""

import re
import sys
from pathlib import Path

from ruamel.yaml import YAML


def of_github(steps):
    # What GitHub puts in before the shell reads it is a word like any other.
    for step in steps:
        if "run" in step:
            yield "#!/bin/bash\nset -eo pipefail\n" + re.sub(r"\$\{\{.*?\}\}", "word", step["run"])


def of_gitlab(jobs):
    before = jobs["default"]["before_script"]
    for job in jobs.values():
        if isinstance(job, dict) and "script" in job:
            yield "#!/bin/busybox sh\nset -e\n" + "\n".join([*before, *job["script"]]) + "\n"


def scripts(document):
    if "runs" in document:
        yield from of_github(document["runs"]["steps"])
    elif "stages" in document:
        yield from of_gitlab(document)
    else:
        for job in document["jobs"].values():
            yield from of_github(job["steps"])


folder = Path(sys.argv[1])
folder.mkdir(parents=True)
for number, file in enumerate(sys.argv[2:]):
    for index, script in enumerate(scripts(YAML(typ="safe").load(Path(file)))):
        (folder / f"{Path(file).stem}-{number}-{index}").write_text(script)
