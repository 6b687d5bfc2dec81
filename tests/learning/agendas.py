"""Days to run for the tests: one as small as can be, and any at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from carecompanion.content.workshop import BLOCK_KINDS, WEIGHTS
from carecompanion.learning.running import Run, begin, jump, next_slide, pause, plus_minute, resume
from carecompanion.learning.workshop import Agenda, Block

NINE = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # in Peru


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    return NINE + timedelta(minutes=minutes, seconds=seconds)


def a_block(name: str, minutes: int = 20, **more: object) -> Block:
    known = {"kind": "activity", "title": name.capitalize(), "weight": "must", "least": minutes} | more
    return Block(name, minutes=minutes, **known)  # type: ignore[arg-type]


def a_morning() -> Agenda:
    """9:00 to 12:20, as on the editor's picture: 200 minutes."""
    return Agenda(
        9 * 60,
        (
            a_block("llegada", 20, kind="welcome"),
            a_block("registro", 15, kind="checkin", least=10),
            a_block("estres", 35, kind="lesson", least=25),
            a_block("respirar", 10, kind="practice", weight="should", least=5),
            a_block("descanso", 20, kind="break", weight="should", least=10),
            a_block("escena", 45, kind="scene", least=30),
            a_block("plan", 35, kind="plan", weight="could"),
            a_block("cierre", 20, kind="closing"),
        ),
    )


blocks = st.builds(
    lambda minutes, least, weight, kind: {"minutes": minutes, "least": least, "weight": weight, "kind": kind},
    st.integers(1, 90),
    st.integers(1, 90),
    st.sampled_from(WEIGHTS),
    st.sampled_from(BLOCK_KINDS),
)


@st.composite
def any_agendas(draw: st.DrawFn) -> Agenda:
    found = draw(st.lists(blocks, min_size=1, max_size=10))
    every = tuple(a_block(f"b{number}", **parts) for number, parts in enumerate(found))
    return Agenda(draw(st.integers(0, 24 * 60 - 1)), every)


@st.composite
def any_runs(draw: st.DrawFn) -> tuple[Run, datetime]:
    """A session somewhere in its middle, and the time it is then; perhaps begun late, paused, jumped about in."""
    agenda = draw(any_agendas())
    slides = {block.id: draw(st.integers(0, 4)) for block in agenda.blocks}
    now = NINE
    run = begin(agenda, now, slides, draw(st.none() | st.just(now - timedelta(minutes=draw(st.integers(-20, 60))))))
    for step in draw(st.lists(st.sampled_from(("next", "next", "jump", "pause", "resume", "more")), max_size=12)):
        now += timedelta(seconds=draw(st.integers(0, 2400)))
        if step == "next":
            run = next_slide(run, now)
        elif step == "jump":
            run = jump(run, now, draw(st.integers(0, len(agenda.blocks) - 1)), draw(st.integers(0, 3)))
        elif step == "pause":
            run = pause(run, now)
        elif step == "resume":
            run = resume(run, now)
        else:
            run = plus_minute(run)
    return run, now + timedelta(seconds=draw(st.integers(0, 2400)))
