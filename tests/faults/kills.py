"""Kills one life after another, and looks at the folder after each: what was confirmed must be there."""

import random
import shutil
from pathlib import Path

from tests.faults.dying import Moment, live_and_die
from tests.faults.figures import Figures
from tests.faults.works import Said, Work

INSIDE = 0.65  # the share of moments chosen inside a transaction, as far as there are any
BY_TIME = 0.1  # the share of moments that nobody chose
LAST_CALL, LONGEST_LIFE = 30, 0.03


def kill(work: Work, place: Path, moments: int, seed: int) -> Figures:
    """So many kills."""
    chance = random.Random(seed)
    figures = Figures(f"killed: {work.name}")
    begin = place / "as prepared"
    begin.mkdir()
    work.prepare(begin)
    (_going_on if work.goes_on else _afresh)(work, begin, moments, chance, figures)
    return figures


def _going_on(work: Work, folder: Path, moments: int, chance: random.Random, figures: Figures) -> None:
    found = work.state(folder)
    while figures.tried < moments:
        if chance.random() < BY_TIME:
            moment = Moment(seconds=chance.uniform(0.005, LONGEST_LIFE))
        else:
            moment = Moment(at=chance.randint(1, LAST_CALL), is_inside=chance.random() < INSIDE / (1 - BY_TIME))
        said = live_and_die(work, folder, moment, chance)
        if said.kept and said.kept[0] != found:
            figures.wrong(f"began at {said.kept[0]}, was {found}")
        if not said.kept:
            said.kept = [found]  # killed before it had looked
        found = _look(work, folder, said, figures)


def _afresh(work: Work, begin: Path, moments: int, chance: random.Random, figures: Figures) -> None:
    whole = Path(shutil.copytree(begin, begin.with_name("whole")))
    said = live_and_die(work, whole, Moment(), chance)
    assert said.is_over, said.error or "it did not come to its end"
    _require(work.state(whole) == said.kept[-1], f"in peace: {work.state(whole)}, not {said.kept[-1]}")
    calls = [number for number, _one in enumerate(said.calls, 1)]
    inside = [number for number in calls if said.calls[number - 1] == "1"]
    outside = [number for number in calls if number not in set(inside)]
    first, before = said.kept[0], begin.with_name("hurt")
    for _number in range(moments):
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(begin, before)
        chosen = (inside if chance.random() < INSIDE else outside) or calls
        said = live_and_die(work, before, Moment(at=chance.choice(chosen)), chance)
        said.kept = said.kept or [first]
        _look(work, before, said, figures)


def _look(work: Work, folder: Path, said: Said, figures: Figures) -> str:
    """How it stands now."""
    if said.is_over:
        return said.kept[-1]  # it was not killed: the moment lay behind its end
    figures.tried += 1
    figures.inside += said.was_inside
    said.has_only_begun &= work.goes_on  # elsewhere an act is more than one transaction
    if said.error:
        figures.wrong(said.error)
    try:
        found = work.state(folder)
    except Exception as error:  # noqa: BLE001 - whatever comes out here is what the figures are for
        figures.wrong(f"{type(error).__name__}: {error}; was to be {said.allowed}")
        return said.kept[-1]
    if found in said.allowed:
        figures.recovered += 1
    else:
        figures.lose(f"{found} is not in {sorted(said.allowed)}")
    return found


def _require(is_so: bool, words: str) -> None:
    if not is_so:
        raise AssertionError(words)
