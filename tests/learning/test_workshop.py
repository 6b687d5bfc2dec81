"""An agenda and how it is changed: times add up, nothing is lost, what cannot be is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.content.model import StepId
from carecompanion.content.workshop import AgendaBlock, BlockId, Day, OwnSlide, Reference
from carecompanion.learning.workshop import (
    Agenda,
    Block,
    BlockSlide,
    added,
    agenda_of,
    changed,
    duplicated,
    free_id,
    moved,
    removed,
    resized,
    started_at,
)
from tests.learning.agendas import a_block, a_morning, any_agendas

MORNING = a_morning()


def ids(agenda: Agenda) -> list[str]:
    return [block.id for block in agenda.blocks]


class TestTimes:
    def test_as_on_the_picture(self) -> None:
        assert [divmod(MORNING.starts_of(place), 60) for place in range(8)] == [
            *((9, 0), (9, 20), (9, 35), (10, 10), (10, 20), (10, 40), (11, 25), (12, 0))
        ]
        assert divmod(MORNING.ends_at, 60) == (12, 20)
        assert MORNING.minutes == 200
        assert MORNING.spare(12 * 60 + 30) == 10
        assert MORNING.spare(12 * 60) == -20

    def test_a_session_longer_than_the_day(self) -> None:
        late = started_at(MORNING, 21 * 60)
        assert late.is_longer_than_the_day
        assert not started_at(MORNING, 20 * 60 + 40).is_longer_than_the_day
        assert late.ends_at == 24 * 60 + 20

    def test_an_empty_one(self) -> None:
        empty = Agenda(540)
        assert (empty.minutes, empty.ends_at, empty.blocks) == (0, 540, ())
        with pytest.raises(IndexError):
            empty.starts_of(0)


class TestChanges:
    def test_moved(self) -> None:
        assert ids(moved(MORNING, 5, 4))[3:7] == ["respirar", "escena", "descanso", "plan"]
        assert moved(MORNING, 5, 4).starts_of(4) == MORNING.starts_of(4)
        assert ids(moved(MORNING, 0, 99))[-1] == "llegada"
        assert moved(MORNING, 0, -1) == MORNING, "the first one stays the first"

    def test_resized(self) -> None:
        longer = resized(MORNING, 5, 50)
        assert longer.blocks[5].minutes == 50
        assert longer.starts_of(6) == MORNING.starts_of(6) + 5
        assert resized(MORNING, 5, 0).blocks[5].minutes == 1
        assert resized(MORNING, 5, 10_000).blocks[5].minutes == 480

    def test_shortened_below_its_least_and_back(self) -> None:
        """The trainer decides; what the workshop said is not forgotten."""
        short = resized(MORNING, 5, 20)
        assert short.blocks[5].fewest == 20
        assert resized(short, 5, 45) == MORNING

    def test_added_duplicated_and_removed(self) -> None:
        more = added(MORNING, a_block("propio", 10), 1)
        assert ids(more)[:3] == ["llegada", "propio", "registro"]
        assert ids(added(MORNING, a_block("propio", 10)))[-1] == "propio"
        assert removed(more, 1) == MORNING
        twice = duplicated(duplicated(MORNING, 1), 1)
        assert ids(twice)[:4] == ["llegada", "registro", "registro-3", "registro-2"]

    def test_changed(self) -> None:
        told = changed(MORNING, 6, title="Mi plan", weight="must", notes="En silencio.")
        assert told.blocks[6].title == "Mi plan"
        assert (told.blocks[6].minutes, told.blocks[6].id) == (35, "plan")

    @pytest.mark.parametrize("place", [-1, 8, 99])
    def test_a_block_that_is_not_there(self, place: int) -> None:
        for change in (
            lambda: moved(MORNING, place, 0),
            lambda: resized(MORNING, place, 5),
            lambda: removed(MORNING, place),
            lambda: duplicated(MORNING, place),
            lambda: changed(MORNING, place, title="x"),
            lambda: MORNING.starts_of(place),
        ):
            with pytest.raises(IndexError):
                change()

    @settings(max_examples=50)
    @given(any_agendas(), st.data())
    def test_moving_loses_nothing_and_can_be_undone(self, agenda: Agenda, data: st.DataObject) -> None:
        place, to = (data.draw(st.integers(0, len(agenda.blocks) - 1)) for _one in range(2))
        there = moved(agenda, place, to)
        assert sorted(ids(there)) == sorted(ids(agenda))
        assert there.ends_at == agenda.ends_at
        assert moved(there, to, place) == agenda

    @settings(max_examples=50)
    @given(any_agendas())
    def test_times_follow_one_another(self, agenda: Agenda) -> None:
        for place, block in enumerate(agenda.blocks[:-1]):
            assert agenda.starts_of(place) + block.minutes == agenda.starts_of(place + 1)
        assert agenda.starts_of(len(agenda.blocks) - 1) + agenda.blocks[-1].minutes == agenda.ends_at

    def test_free_ids(self) -> None:
        assert free_id("a", []) == "a"
        assert free_id("a", ["a", "a-2"]) == "a-3"


class TestRefused:
    @pytest.mark.parametrize(
        "parts", [{"minutes": 0}, {"minutes": 481}, {"least": 0}, {"kind": "dance"}, {"weight": "maybe"}]
    )
    def test_no_such_block(self, parts: dict[str, object]) -> None:
        with pytest.raises(ValueError):
            a_block("uno", **({"minutes": 20} | parts))

    def test_two_with_one_id(self) -> None:
        with pytest.raises(ValueError):
            Agenda(540, (a_block("uno"), a_block("uno")))

    @pytest.mark.parametrize(("starts", "until"), [(-1, 0), (24 * 60, 0), (540, -1), (540, 24 * 60 + 1)])
    def test_a_time_of_no_day(self, starts: int, until: int) -> None:
        with pytest.raises(ValueError):
            Agenda(starts, until=until)


def test_a_day_of_a_workshop_becomes_an_agenda() -> None:
    day = Day(
        "dia",
        "Día",
        "08:30",
        (
            AgendaBlock(BlockId("bienvenida"), "welcome", "Bienvenida", 20, 15, "must", notes="Mira a todas."),
            AgendaBlock(
                BlockId("aviso"),
                "lesson",
                "Aviso",
                30,
                30,
                "could",
                of=Reference("lesson", "p/aviso"),
                steps=(StepId("step-2"),),
                is_sensitive=True,
                notice="Habla de golpes.",
                slides=(OwnSlide("En tres", ("Una cuenta",), "En tríos", 5, line=9),),
            ),
        ),
    )
    agenda = agenda_of(day)
    assert agenda.starts == 8 * 60 + 30
    assert agenda.blocks == (
        Block("bienvenida", "welcome", "Bienvenida", 20, 15, "must", notes="Mira a todas."),
        Block(
            "aviso",
            "lesson",
            "Aviso",
            30,
            30,
            "could",
            of="lesson:p/aviso",
            steps=("step-2",),
            is_sensitive=True,
            notice="Habla de golpes.",
            slides=(BlockSlide("En tres", ("Una cuenta",), "En tríos", 5),),
        ),
    )
