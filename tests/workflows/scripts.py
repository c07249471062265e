"""Writes each script of workflow files into a file of its own, for shellcheck and to be tried: scripts.py FOLDER FILES…

A file is named by its workflow, its job, and its step's number: publish.record.3"""

import re
import sys
from pathlib import Path

from ruamel.yaml import YAML


def of_github(job, steps):
    for number, step in enumerate(steps, start=1):
        if "run" in step:
            # What GitHub puts in before the shell reads it is a word like any other.
            script = re.sub(r"\$\{\{.*?\}\}", "word", step["run"])
            yield f"{job}.{number}", "#!/bin/bash\nset -eo pipefail\n" + script


def of_gitlab(jobs):
    yield "before", "#!/bin/dash\nset -e\n" + "\n".join(jobs["default"]["before_script"]) + "\n"
    for name, job in jobs.items():
        if isinstance(job, dict) and "script" in job:
            yield name, "#!/bin/dash\nset -e\n" + "\n".join(job["script"]) + "\n"


def scripts(document):
    if "runs" in document:
        yield from of_github("action", document["runs"]["steps"])
    elif "stages" in document:
        yield from of_gitlab(document)
    else:
        for name, job in document["jobs"].items():
            yield from of_github(name, job.get("steps", []))  # a job that calls a workflow has none


folder = Path(sys.argv[1])
folder.mkdir(parents=True)
for file in map(Path, sys.argv[2:]):
    for name, script in scripts(YAML(typ="safe").load(file)):
        (folder / f"{file.stem.lstrip(chr(46))}.{name}").write_text(script)
