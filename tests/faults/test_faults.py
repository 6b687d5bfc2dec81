"""Nothing confirmed is lost, whatever strikes: kills, power cuts, full and damaged disks, folders, clocks, neighbours.

The faults are made by nursery.py, in processes without Qt; how many of each is in pool.py. What came of them goes to
build/faults.json. `make soak` goes on with other seeds for as long as one likes.
"""

import pytest

from tests.faults import watching
from tests.faults.figures import tell
from tests.faults.pool import MUST_LOSE, PLAN, Pool

LONGEST = 280.0  # seconds for one run, on a busy machine

pytestmark = [
    pytest.mark.skipif(not watching.may_watch(), reason="only on Linux, where SQLite can be watched"),
    pytest.mark.timeout(300),
]


@pytest.mark.parametrize("run", PLAN)
def test_nothing_confirmed_is_lost(run: str, pool: Pool) -> None:
    figures = pool.figures_of(run, LONGEST)
    tell(figures)
    skipped = [words for words in figures.more if words.startswith("skipped")]
    if skipped:
        pytest.skip(skipped[0])
    assert figures.is_fine, figures.told
    assert figures.tried >= PLAN[run]


@pytest.mark.parametrize("run", MUST_LOSE)
def test_the_power_cuts_can_fail(run: str, pool: Pool) -> None:
    """Without waiting for the disk, what was confirmed is lost: so the cuts above prove something."""
    figures = pool.figures_of(run, LONGEST)
    tell(figures)
    assert figures.lost >= 3, figures.told


@pytest.mark.parametrize(("kind", "least"), [("kill", 1000), ("cut", 200), ("full", 100)])
def test_so_many_of_each_kind(kind: str, least: int, pool: Pool) -> None:
    """Of the kills at least half are inside a transaction."""
    every = [pool.figures_of(run, LONGEST) for run in PLAN if run.startswith(f"{kind} ")]
    assert sum(one.tried for one in every) >= least
    assert kind != "kill" or sum(one.inside for one in every) >= least // 2
