"""What the tests of this folder share: the sites that `run` builds for them."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "target" / "readers"
SITES = sorted(folder.name for folder in BUILT.iterdir() if (folder / "build.json").exists()) if BUILT.exists() else []


@pytest.fixture(scope="session")
def built():
    """The output folder of a site, by its name."""
    return lambda name: BUILT / name


def languages(site: Path) -> list[str]:
    """The folders of a site's languages, "" for its own."""
    found = [folder.parent.parent.relative_to(site).as_posix() for folder in site.glob("*/data/governance.json")]
    return ["", *sorted(found)]


def governance(site: Path, language: str = "") -> dict:
    """What a site says of itself as Popolo."""
    return json.loads((site / language / "data" / "governance.json").read_text())


@pytest.fixture(params=SITES)
def site(request) -> Path:
    """Each site that was built, one after the other."""
    return BUILT / request.param
