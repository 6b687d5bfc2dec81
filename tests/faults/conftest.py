"""The faults that this run of the tests asks for are made side by side, from the first test on."""

from collections.abc import Iterator

import pytest

from tests.faults.pool import MUST_LOSE, PLAN, SEED, Asked, Pool


@pytest.fixture(scope="session")
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    """Has what the chosen tests need, and no more."""
    chosen = [item for item in request.session.items if "pool" in getattr(item, "fixturenames", ())]
    runs = {run for item in chosen for run in _runs_of(item)}
    every = MUST_LOSE | PLAN
    made = Pool(Asked(run, moments, SEED) for run, moments in every.items() if run in runs)
    yield made
    made.close()


def _runs_of(item: pytest.Item) -> list[str]:
    asked: dict[str, str] = item.callspec.params  # type: ignore[attr-defined]
    return [asked["run"]] if "run" in asked else [run for run in PLAN if run.startswith(asked["kind"] + " ")]
