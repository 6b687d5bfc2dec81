"""The editor: each change on the disk at once, undone for the whole sitting; what cannot be, in a sentence."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.content.library import Library
from carecompanion.content.workshop import BLOCK_KINDS, WEIGHTS, Reference
from carecompanion.errors import ContentMissing, SessionNotAllowed, StorageFull
from carecompanion.events import SessionChanged
from carecompanion.learning.groups import Group
from carecompanion.learning.workshop import Agenda, Block, BlockSlide
from carecompanion.services.session_contents import SessionContents
from carecompanion.services.session_draft import SessionDraft, SessionPlan
from carecompanion.services.session_pictures import MOST_BYTES, OWN, pictures_in
from carecompanion.services.session_text import agenda_in, agenda_value, compact, parsed
from tests.services.trainer import MORNING, Desk

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "la sala.png"
    file.write_bytes(PNG)
    return file


def on_disk(desk: Desk, session: str) -> SessionPlan:
    """As a second program would read it."""
    return desk.training.open(session).plan


def test_a_template_becomes_a_session_of_its_own(desk: Desk, training_library) -> None:
    draft = desk.training.create(MORNING, on=date(2026, 11, 28))
    plan = draft.plan
    assert (plan.title, plan.workshop, plan.day) == ("Una mañana de prueba", "good/jornada", date(2026, 11, 28))
    assert (plan.agenda.starts, plan.agenda.minutes, len(plan.agenda.blocks)) == (8 * 60 + 30, 165, 10)
    assert plan.agenda.spare(plan.agenda.until) == 0, "it may last as long as in the template"
    assert plan.agenda.blocks[0].notes.startswith("Saluda en la puerta.")
    assert on_disk(desk, draft.session) == plan
    with pytest.raises(ContentMissing):
        desk.training.create("nadie/nada")
    assert len(desk.training.sessions()) == 1


def test_every_edit_is_on_the_disk_and_survives_the_power(desk: Desk, picture: Path) -> None:
    told: list[SessionChanged] = []
    desk.events.on(SessionChanged, told.append)
    draft = desk.training.create()
    acts: list[Callable[[], bool]] = [
        lambda: draft.retitle("  Jornada\nen la comisaría  "),
        lambda: draft.set_place("Sala de reuniones"),
        lambda: draft.set_day(date(2026, 12, 5)),
        lambda: draft.set_start(10 * 60),
        lambda: draft.set_groups([Group("Policía", 17)]),
        *(lambda kind=kind: draft.add(kind) for kind in BLOCK_KINDS),
        lambda: draft.add_own("Lo nuestro", ["uno", "", "dos"], picture, at=0),
        lambda: draft.add_shown(Reference("lesson", "good/una-pausa"), "Una pausa", 25),
        lambda: draft.move(0, 3),
        lambda: draft.resize(3, 999),
        lambda: draft.set_weight(3, "could"),
        lambda: draft.set_least(3, 7),
        lambda: draft.retitle_block(3, "Lo suyo"),
        lambda: draft.set_notes(3, "Con calma.\nY agua."),
        lambda: draft.set_announced(3, True, "Viene algo difícil."),
        lambda: draft.show(3, Reference("practice", "good/respirar")),
        lambda: draft.set_slides(2, [BlockSlide("Título", ("a", "b"), "En parejas", 5)]),
        lambda: draft.set_picture(2, 0, picture),
        lambda: draft.set_picture(2, 0, None),
        lambda: draft.duplicate(3),
        lambda: draft.remove(0),
    ]
    for number, act in enumerate(acts):
        before = draft.plan
        assert act(), number
        assert draft.plan != before, number
        assert on_disk(desk, draft.session) == draft.plan, number
    assert len(told) == 1 + len(acts)
    block = draft.plan.agenda.blocks[2]
    assert (block.title, block.minutes, block.fewest, block.weight) == ("Lo suyo", 480, 7, "could")
    assert (block.is_sensitive, block.notice, block.of) == (True, "Viene algo difícil.", "practice:good/respirar")
    assert block.slides[0].points == ("uno", "dos")
    assert desk.training.picture(block.slides[0].picture).content == PNG
    assert desk.training.address_of(block.slides[0].picture).startswith("data:image/png;base64,iVBOR")
    plan = draft.plan
    assert desk.again().open(draft.session).plan == plan


def test_the_whole_sitting_can_be_undone_and_done_again(desk: Desk, picture: Path) -> None:
    draft = desk.training.create(MORNING)
    plans = [draft.plan]
    for act in (lambda: draft.move(0, 2), lambda: draft.add_own("Foto", (), picture), lambda: draft.remove(3)):
        act()
        plans.append(draft.plan)
    assert not draft.may_redo
    for plan in reversed(plans[:-1]):
        assert draft.undo()
        assert draft.plan == plan == on_disk(desk, draft.session)
    assert not draft.may_undo
    assert draft.undo(), "before the beginning there is nothing"
    for plan in plans[1:3]:
        assert draft.redo()
        assert draft.plan == plan
    draft.retitle("Otra")
    assert not draft.may_redo, "a new change is another way"


def test_a_picture_that_nothing_shows_any_more_leaves_the_file(desk: Desk, picture: Path) -> None:
    draft = desk.training.create()
    draft.add_own("Foto", (), picture)
    (name,) = pictures_in(draft.plan.agenda)
    draft.undo()
    assert desk.training.picture(name), "for redo"
    draft.redo()
    desk.training.open(draft.session)
    assert desk.training.picture(name)
    draft.remove(0)
    desk.training.open(draft.session)
    assert desk.training.picture(name) is None
    assert desk.training.address_of(OWN + name) == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [(PNG + bytes(MOST_BYTES), "2 MB"), (b"GIF89a", "PNG"), (b"", "PNG"), (None, "leer")],
)
def test_a_picture_that_cannot_be(desk: Desk, tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "imagen"
    if content is not None:
        file.write_bytes(content)
    draft = desk.training.create()
    with pytest.raises(SessionNotAllowed) as refused:
        draft.add_own("Foto", (), file)
    assert said in refused.value.words
    assert not draft.may_undo


def test_what_cannot_be_changes_nothing(desk: Desk) -> None:
    draft = desk.training.create(MORNING)
    plan = draft.plan
    for act in (
        lambda: draft.set_start(24 * 60),
        lambda: draft.set_groups([Group("", 3)]),
        lambda: draft.paste_groups("a"),
        lambda: draft.add_own("", ["a"]),
        lambda: draft.add_own("Cuatro", list("abcd")),
    ):
        with pytest.raises(SessionNotAllowed):
            act()
    for wrong in (lambda: draft.remove(10), lambda: draft.move(-1, 0), lambda: draft.set_picture(0, 9, None)):
        with pytest.raises(IndexError):
            wrong()
    for wrong in (lambda: draft.add("siesta"), lambda: draft.set_weight(0, "maybe")):
        with pytest.raises(ValueError):
            wrong()
    assert draft.retitle(" ") and draft.retitle_block(0, "\t")
    assert draft.plan == plan == on_disk(desk, draft.session)
    assert not draft.may_undo


def test_what_a_trainer_should_know_before_it_begins(desk: Desk) -> None:
    draft = desk.training.create()
    assert draft.advice() == ("Todavía no hay bloques. Añade uno o tómalos de una plantilla.",)
    draft.take_day(desk.library.workshop(MORNING, "es"))
    draft.paste_groups("Promotoras 3\nPolicía 17")
    missing, small = draft.advice()
    assert missing == (
        "El paquete «otro-paquete» no está en esta computadora. "
        "Hasta añadirlo, «Respirar» muestra solo su título y sus propias diapositivas."
    )
    assert small.startswith("«Promotoras»")
    draft.set_start(23 * 60)
    assert draft.advice()[0] == (
        "Terminaría después de medianoche, a las 1:45 del día siguiente. Acorta un bloque o empieza antes."
    )
    assert draft.spare(26 * 60) == 15


def test_a_day_of_another_template_brings_its_own_test(desk: Desk) -> None:
    workshop = desk.library.workshop(MORNING, "es")
    draft = desk.training.create()
    draft.take_day(workshop)
    assert draft.plan.workshop == "good/jornada"
    assert draft.plan.agenda.starts == workshop.days[0].starts_at
    assert draft.plan.agenda.blocks[1].of == "test:saber"
    other = SessionDraft(
        "x",
        SessionPlan("Otra", Agenda(600), "otro/taller"),
        lambda *_: True,
        lambda _: None,
        SessionContents(desk.library),
    )
    other.take_day(workshop)
    assert other.plan.agenda.blocks[1].of == "test:good/jornada#saber"
    for _twice in range(5):
        other.take_day(workshop)
    with pytest.raises(SessionNotAllowed):
        other.take_day(workshop)
    assert len(other.plan.agenda.blocks) == 60


def test_on_a_full_disk_the_sitting_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.training.create(MORNING)
    real = desk.keeper.journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No queda espacio.")

    monkeypatch.setattr(desk.keeper.journal, "keep", full)
    assert draft.retitle("Sin espacio") is False
    assert draft.is_kept is False
    assert desk.training.open(draft.session).plan.title == "Sin espacio", "what waits counts"
    assert desk.training.sessions()[0].title == "Sin espacio"
    monkeypatch.setattr(desk.keeper.journal, "keep", real)
    assert draft.remove(0)
    plan = draft.plan
    assert desk.again().open(draft.session).plan == plan


# ---- any edits at all

places = st.integers(0, 8)
few_words = st.text(max_size=8)
edits = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(BLOCK_KINDS), few_words, st.none() | places),
    st.tuples(st.just("add_own"), st.text(min_size=1, max_size=5), st.lists(few_words, max_size=3)),
    st.tuples(st.just("move"), places, st.integers(-3, 12)),
    st.tuples(st.just("resize"), places, st.integers(-5, 600)),
    st.tuples(st.just("set_weight"), places, st.sampled_from(WEIGHTS)),
    st.tuples(st.just("set_notes"), places, few_words),
    st.tuples(st.just("set_announced"), places, st.booleans(), few_words),
    st.tuples(st.just("duplicate"), places),
    st.tuples(st.just("remove"), places),
    st.tuples(st.just("retitle"), few_words),
    st.tuples(st.just("set_start"), st.integers(-9, 1500)),
    st.tuples(st.just("set_until"), st.integers(-9, 1500)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@settings(max_examples=80)
@given(st.lists(edits, max_size=25))
def test_any_edits_are_kept_as_they_stand_and_undone_to_the_beginning(acts: list[tuple]) -> None:
    start = SessionPlan("Sesión", Agenda(540, (Block("uno", "welcome", "Uno", 20),)))
    kept = [start]

    def keep(plan: SessionPlan, _pictures: object) -> bool:
        kept.append(plan)
        return True

    draft = SessionDraft("x", start, keep, lambda _path: None, SessionContents(Library([])))
    line, place = [start], 0  # the plain model of undo: all plans in a row, and where we are
    for name, *arguments in acts:
        before = draft.plan
        try:
            getattr(draft, name)(*arguments)
        except (SessionNotAllowed, IndexError):
            assert draft.plan == before, name
            continue
        if name in ("undo", "redo"):
            place = max(0, place - 1) if name == "undo" else min(len(line) - 1, place + 1)
        elif draft.plan != before:
            line, place = [*line[: place + 1], draft.plan], place + 1
        assert draft.plan == line[place] == kept[-1]
        assert (draft.may_undo, draft.may_redo) == (place > 0, place < len(line) - 1)
    assert agenda_in(parsed(compact(agenda_value(draft.plan.agenda)))) == draft.plan.agenda
    while draft.may_undo:
        draft.undo()
    assert draft.plan == start


def test_the_time_a_session_has_goes_with_it(desk: Desk) -> None:
    draft = desk.training.create(MORNING)
    draft.set_until(12 * 60)
    assert draft.plan.agenda.spare(draft.plan.agenda.until) == 45
    draft.set_start(14 * 60)
    assert (draft.plan.agenda.until, draft.spare(draft.plan.agenda.until)) == (17 * 60 + 30, 45)
    assert on_disk(desk, draft.session) == draft.plan
    draft.set_start(23 * 60)
    assert draft.plan.agenda.until == 24 * 60, "no later than the day"
    with pytest.raises(SessionNotAllowed, match="24:00"):
        draft.set_until(24 * 60 + 1)
    draft.set_until(0)
    draft.set_start(9 * 60)
    assert draft.plan.agenda.until == 0, "nobody said until when"


def test_which_steps_of_a_lesson_a_block_uses(desk: Desk) -> None:
    """In the lesson's order, at least one; all of them are no choice. Undone, copied and taken to another laptop."""
    draft = desk.training.create(MORNING)
    place = next(n for n, one in enumerate(draft.plan.agenda.blocks) if one.of.startswith("lesson:"))

    def used() -> list[str]:
        return [step.id for step in draft.steps_of(draft.plan.agenda.blocks[place]) if step.is_used]

    every = [step.id for step in draft.steps_of(draft.plan.agenda.blocks[place])]
    assert used() == ["llegada", "step-3"] and len(every) == 7, "as the template has it"
    screens = len(desk.training._screens().of(draft.plan.agenda.blocks[place]))
    assert draft.set_steps(place, reversed(every[:5])) and used() == every[:5]
    block = on_disk(desk, draft.session).agenda.blocks[place]
    assert block.steps == tuple(every[:5])
    assert len(desk.training._screens().of(block)) > screens
    with pytest.raises(SessionNotAllowed, match="al menos un paso"):
        draft.set_steps(place, ["step-99"])
    assert used() == every[:5]
    assert draft.undo() and used() == ["llegada", "step-3"]
    assert draft.redo() and draft.set_steps(place, every)
    assert draft.plan.agenda.blocks[place].steps == (), "also of a version that has more"
    draft.set_steps(place, ["step-3"])
    draft.show(place, Reference("lesson", "good/una-pausa"))
    assert used() == ["step-3"], "the same lesson chosen again"
    draft.show(place, Reference("practice", "good/soltar"))
    assert draft.steps_of(draft.plan.agenda.blocks[place]) == ()
    with pytest.raises(SessionNotAllowed):
        draft.set_steps(place, ["step-3"])
    draft.undo()
    file = desk.file.parent / "sesión.caresession"
    desk.training.to_file(draft.session, file)
    assert desk.training.open(desk.training.from_file(file)).plan.agenda.blocks[place].steps == ("step-3",)
    old = json.loads(file.read_text(encoding="utf-8"))
    for one in old["agenda"]["blocks"]:
        del one["steps"]  # as if nobody could choose yet
    file.write_text(json.dumps(old), encoding="utf-8")
    older = desk.training.open(desk.training.from_file(file))
    assert all(step.is_used for step in older.steps_of(older.plan.agenda.blocks[place])), "all of them"
    run = desk.training.start(draft.session)
    assert [one.id for one in run.run.plan.blocks if one.steps == ("step-3",)] == ["pausa-en-tres"]
    assert {one.source for one in run.screens(place)} - {"notice"} == {"step step-3"}
    kit = desk.training.kit(draft.session).blocks[place]
    assert len(kit.screens) == len(run.screens(place)) == run.run.slides_of(place)
    run.close()


def test_steps_that_a_later_version_has_no_more_are_left_out_and_said(desk: Desk) -> None:
    draft = desk.training.create(MORNING)
    place = next(n for n, one in enumerate(draft.plan.agenda.blocks) if one.of.startswith("lesson:"))
    assert draft.gone() == ()
    old = replace(draft.plan.agenda.blocks[place], steps=("step-3", "step-98", "step-99"))
    desk.training._keep(draft.session, replace(draft.plan, agenda=Agenda(540, (old,))), ())
    again = desk.training.open(draft.session)
    said = "«Una pausa»: la lección ya no tiene 2 de los pasos elegidos. Se dejan fuera."
    assert again.gone() == (said,) and said in again.advice()
    assert [step.id for step in again.steps_of(old) if step.is_used] == ["step-3"]
    assert {one.source for one in desk.training._screens().of(old)} == {"notice", "step step-3"}
    again.set_steps(0, ["step-3", "step-4"])
    assert again.gone() == ()
    none = replace(old, steps=("step-99",))
    desk.training._keep(draft.session, replace(draft.plan, agenda=Agenda(540, (none,))), ())
    (said,) = desk.training.open(draft.session).gone()
    assert "ninguno de los pasos elegidos" in said
    assert [one.source for one in desk.training._screens().of(none)] == ["notice"], "what was left out stays out"


def test_only_what_is_missing(desk: Desk) -> None:
    draft = desk.training.create(MORNING)
    assert (
        desk.training.missing(draft.session)
        == draft.missing()
        == tuple(one for one in draft.advice() if "Respirar" in one)
    )
    assert len(draft.missing()) == 1, "the practice of the other pack"


def test_a_sitting_can_be_undone_until_the_profile_is_closed(desk: Desk, picture: Path) -> None:
    session = desk.training.create().session
    draft = desk.training.sitting(session)
    draft.add_own("Lo nuestro", picture=picture)
    shown = draft.plan.agenda.blocks[0].slides[0].picture
    draft.remove(0)
    assert desk.training.sitting(session) is draft, "back from a rehearsal"
    desk.training.open(session)
    draft.undo()
    assert desk.training.picture(shown) is not None, "nobody took the picture away meanwhile"
    desk.training.open(session).add("break")
    other = desk.training.sitting(session)
    assert other is not draft and len(other.plan.agenda.blocks) == 2, "an older sitting never writes over newer work"
    assert not desk.again().sitting(session).may_undo


def test_what_is_shown_names_a_block_nobody_named(desk: Desk) -> None:
    draft = desk.training.create()
    draft.add("lesson")
    draft.add("lesson", "Lo mío")
    what = Reference("lesson", "good/una-pausa")
    draft.show(0, what, "Una pausa", is_sensitive=True)
    draft.show(1, what, "Una pausa")
    assert [(one.title, one.is_sensitive, one.of) for one in draft.plan.agenda.blocks] == [
        ("Una pausa", True, str(what)),
        ("Lo mío", False, str(what)),
    ]
    draft.show(0, None)
    assert (draft.plan.agenda.blocks[0].title, draft.plan.agenda.blocks[0].of) == ("Una pausa", "")
