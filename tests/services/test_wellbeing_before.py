"""An older result opened again: what was before it, whether it is on the disk, and what the last days tell."""

from collections.abc import Iterator

import pytest

from carecompanion.app import App, open_app
from carecompanion.content.model import ItemId
from carecompanion.errors import StorageFull
from carecompanion.learning.history import Entry
from carecompanion.paths import Paths
from carecompanion.services.profiles import NewProfile, OpenProfile
from carecompanion.services.wellbeing import LOOKED_BACK, MINUTE


@pytest.fixture
def profile(paths: Paths, clock) -> Iterator[OpenProfile]:
    app: App = open_app(paths, clock=clock, cost=2**4)
    opened = app.profiles.create(NewProfile("Colibrí"))
    yield opened
    opened.close()


def minute(profile: OpenProfile, **answers: int) -> Entry:
    run = profile.wellbeing.open(MINUTE)
    for name, value in answers.items():
        run.answer(ItemId(name), value)
    return run.finish().entry


def test_the_third_in_a_row_says_help_first_also_after_many_others(profile: OpenProfile, clock) -> None:
    row = []
    for _time in range(3):
        row.append(minute(profile, animo=3, estres=9))
        clock.move(hours=1)
    for _time in range(LOOKED_BACK + 5):
        clock.move(hours=8)
        minute(profile, animo=4, estres=2)
    assert [profile.wellbeing.outcome_of(entry).help_first for entry in row] == [False, False, True]
    clock.move(days=400)
    assert profile.wellbeing.outcome_of(row[2]).help_first
    calm = minute(profile, animo=4, estres=2)
    assert not profile.wellbeing.outcome_of(calm).help_first


def test_an_entry_that_waits_for_the_disk_says_so_when_opened_again(profile: OpenProfile, monkeypatch) -> None:
    kept = minute(profile, animo=3, estres=4)
    journal = profile.keeper.journal
    real = journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No queda espacio en el disco.")

    monkeypatch.setattr(journal, "keep", full)
    waiting = minute(profile, animo=2, estres=6)
    assert profile.wellbeing.waits(waiting) and not profile.wellbeing.outcome_of(waiting).is_kept
    assert not profile.wellbeing.waits(kept) and profile.wellbeing.outcome_of(kept).is_kept
    monkeypatch.setattr(journal, "keep", real)
    assert profile.keeper.retry()
    assert profile.wellbeing.outcome_of(waiting).is_kept


def test_all_changes_are_read_at_once_and_say_the_same(profile: OpenProfile, clock, monkeypatch) -> None:
    checkin = profile.wellbeing.minute()
    for day in range(20):
        minute(profile, animo=4 if day < 10 else 2, estres=3 if day < 10 else 7, energia=3)
        clock.move(days=1)
    clock.move(days=-1)
    single = {scale.id: profile.wellbeing.change_of(checkin, scale.id) for scale in checkin.scales}
    assert single["estres"] and single["animo"] and not single["energia"] and not single["sueno"]
    asked: list[object] = []
    journal = profile.keeper.journal
    real = journal.checkins_between
    monkeypatch.setattr(journal, "checkins_between", lambda *between: asked.append(between) or real(*between))
    assert profile.wellbeing.changes_of(checkin) == {scale: words for scale, words in single.items() if words}
    assert len(asked) == 1
