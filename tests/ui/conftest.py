"""For every test of a page or widget."""

import pytest


@pytest.fixture(scope="module", autouse=True)
def read_once(packs_read_once: None) -> None:
    """The packs the tests bring along are read once for all of them."""
