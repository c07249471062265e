"""What the tests of this folder share: the sites that `run` has built."""

import pathlib

import pytest

BUILT = pathlib.Path(__file__).resolve().parents[2] / "target" / "readers"


@pytest.fixture(scope="session")
def built():
    """The folder of a built site, by its name."""
    return lambda name: BUILT / name
