"""Sessions of a trainer: the list, the file for a second laptop, a run kept act by act, rehearsing, closing."""

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.errors import ContentMissing, SessionNotAllowed, SessionUnreadable, StorageError, StorageFull
from carecompanion.learning.groups import Group
from carecompanion.learning.records import RunState, SessionRun, TrainingSession
from carecompanion.learning.room_view import Blank, Breath, Pause, RoomView, Words
from carecompanion.learning.running import timer_left
from carecompanion.paths import find_paths
from carecompanion.services.clock import local_day, local_minute
from carecompanion.services.room_screens import RoomScreen
from carecompanion.services.run_screens import same_place
from carecompanion.services.session_pictures import pictures_in
from carecompanion.services.training import Training
from tests.services.trainer import GROUPS, MORNING, Desk, put_other_pack, put_packs

TODAY = date(2026, 11, 24)
PNG = b"\x89PNG\r\n\x1a\nx"


def titles(desk: Desk) -> list[str]:
    return [card.title for card in desk.training.sessions()]


def named(desk: Desk, title: str, day: date | None) -> str:
    draft = desk.training.create(MORNING, on=day)
    draft.retitle(title)
    return draft.session


# ---- the list


def test_the_next_session_is_on_top(desk: Desk) -> None:
    for title, days in [("hace mucho", -30), ("pasado mañana", 2), ("ayer", -1), ("hoy", 0), ("sin día", None)]:
        named(desk, title, None if days is None else TODAY + timedelta(days=days))
    assert titles(desk) == ["hoy", "pasado mañana", "sin día", "ayer", "hace mucho"]
    card = desk.training.sessions()[0]
    assert (card.starts, card.minutes, card.blocks, card.room_blocks, card.people) == (510, 165, 10, 3, 0)
    assert not card.is_closed


def test_a_closed_session_is_past_with_who_came(desk: Desk, clock) -> None:
    named(desk, "mañana", TODAY + timedelta(days=1))
    run = desk.started()
    assert desk.training.sessions()[-1].is_open
    run.set_came("Policía", 15)
    clock.move(minutes=50)
    run.close()
    (card,) = desk.training.completed(desk.training.sessions()[-1:])
    assert (card.is_closed, card.is_open, card.took, card.came, card.people) == (True, False, 50, 45, 47)
    assert card.ran_on == date(2026, 11, 24)
    assert desk.training.runs_of(card.session) == (card.run,)


def test_a_duplicate_is_a_session_of_its_own(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    draft = desk.training.create(MORNING, on=TODAY)
    draft.add_own("Foto", (), tmp_path / "a.png")
    other = desk.training.open(desk.training.duplicate(draft.session))
    assert (other.plan.title, other.plan.day) == ("Una mañana de prueba, copia", None)
    assert pictures_in(other.plan.agenda) != pictures_in(draft.plan.agenda)
    desk.training.remove(draft.session)
    assert desk.training.picture(*pictures_in(other.plan.agenda)).content == PNG
    other.remove(0)
    assert len(desk.training.open(other.session).plan.agenda.blocks) == 10


def test_a_removed_session_takes_everything_along(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    draft = desk.training.create(MORNING)
    draft.add_own("Foto", (), tmp_path / "a.png")
    run = desk.training.start(draft.session)
    run.jump(1)
    round_ = run.open_round("laptop")
    round_.answer({"p1": 0}, code="luna")
    with pytest.raises(SessionNotAllowed, match="en curso"):
        desk.training.remove(draft.session)
    run.close()
    desk.training.remove(draft.session)
    assert desk.went == 2
    assert titles(desk) == []
    with desk.database.reading() as connection:
        for table in (
            "training_session", "session_picture", "session_run", "run_state", "session_round", "room_answer",
            "room_mark", "session_secret",
        ):  # fmt: skip
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0, table
    with pytest.raises(SessionNotAllowed, match="ya no está"):
        desk.training.open(draft.session)
    with pytest.raises(SessionNotAllowed):
        desk.training.resume(run.record.run)


# ---- the file for a second laptop


def test_a_session_travels_whole_but_for_notes_and_answers(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    draft = desk.training.create(MORNING, on=TODAY)
    draft.paste_groups(GROUPS)
    draft.add_own("Foto", ("uno",), tmp_path / "a.png")
    run = desk.training.start(draft.session)
    run.jump(1)
    run.open_round("paper").answer({"p1": 2}, "Policía", "luna")
    for with_notes in (False, True):
        file = tmp_path / f"{with_notes}.caresession"
        desk.training.to_file(draft.session, file, with_notes=with_notes)
        text = file.read_text(encoding="utf-8")
        assert ("Saluda en la puerta" in text) is with_notes
        assert "LUNA" not in text.upper()
        assert not {"answers", "counts", "runs", "secret"} & json.loads(text).keys()
        session = desk.training.from_file(file)
        plan = desk.training.open(session).plan
        assert (plan.title, plan.day, plan.groups) == (draft.plan.title, TODAY, draft.plan.groups)
        assert desk.training.picture(*pictures_in(plan.agenda)).content == PNG
        blocks = [replace(one, notes="", slides=()) for one in draft.plan.agenda.blocks]
        assert [replace(one, notes="", slides=()) for one in plan.agenda.blocks] == blocks
        assert bool(plan.agenda.blocks[0].notes) is with_notes
    assert not list(tmp_path.glob("*.part"))


def test_half_a_letter_from_elsewhere_is_passed_on_as_no_letter(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.caresession"
    desk.training.to_file(desk.training.create(MORNING, on=TODAY).session, file, with_notes=True)
    value = json.loads(file.read_text(encoding="utf-8"))
    value["place"] = value["agenda"]["blocks"][0]["notes"] = "sala \ud83d"
    file.write_text(json.dumps(value), encoding="utf-8")
    desk.training.to_file(desk.training.from_file(file), file, with_notes=True)
    again = desk.training.open(desk.training.from_file(file)).plan
    assert (again.place[:5], again.agenda.blocks[0].notes) == ("sala ", "sala ?")


def test_a_file_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    session = named(desk, "x", None)
    with pytest.raises(SessionNotAllowed, match="otra carpeta"):
        desk.training.to_file(session, tmp_path / "no hay" / "x.caresession")


def _harmed(value: dict[str, Any], path: str, new: object) -> dict[str, Any]:
    *parents, last = path.split(".")
    inner: Any = value
    for one in parents:
        inner = inner[int(one) if one.isdigit() else one]
    inner[int(last) if last.isdigit() else last] = new
    return value


@pytest.mark.parametrize(
    ("path", "new", "said"),
    [
        ("format", "otra cosa", "no es una sesión"),
        ("version", 2, "más nueva"),
        ("version", "1", "dañado"),
        ("agenda", None, "dañado"),
        ("agenda.starts", -1, "dañado"),
        ("agenda.starts", True, "dañado"),
        ("agenda.blocks", {}, "dañado"),
        ("agenda.blocks.0.kind", "siesta", "dañado"),
        ("agenda.blocks.0.minutes", 0, "dañado"),
        ("agenda.blocks.0.minutes", 1e9, "dañado"),
        ("agenda.blocks.1.id", "llegada", "dañado"),
        ("agenda.blocks.0.title", "", "dañado"),
        ("agenda.blocks.0.slides.0.points", ["a"] * 4, "dañado"),
        (
            "agenda.blocks",
            [{"id": str(n), "kind": "break", "title": "x", "minutes": 1, "weight": "must"} for n in range(61)],
            "60",
        ),
        ("groups", [{"name": "A", "size": -1}], "dañado"),
        ("groups", [{"name": f"{n}", "size": 1} for n in range(13)], "12"),
        ("groups", [{"name": "A"}], "dañado"),
        ("day", "mañana", "dañado"),
        ("title", 7, "dañado"),
        ("pictures", {"a": "%%%"}, "dañado"),
        ("pictures", {"a": "aG9sYQ=="}, "PNG"),
        ("pictures", [], "dañado"),
    ],
)
def test_a_file_that_is_not_right_adds_nothing(desk: Desk, tmp_path: Path, path: str, new: object, said: str) -> None:
    value = json.loads(desk.training.file_text(named(desk, "Viaja", None)))
    file = tmp_path / "x.caresession"
    file.write_text(json.dumps(_harmed(value, path, new)), encoding="utf-8")
    with pytest.raises(SessionUnreadable) as refused:
        desk.training.from_file(file)
    assert said in refused.value.words
    assert titles(desk) == ["Viaja"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, None])
def test_a_file_that_is_something_else(desk: Desk, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "x.caresession"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SessionUnreadable):
        desk.training.from_file(file)
    assert titles(desk) == []


def test_no_path_of_another_computer_comes_along(desk: Desk, tmp_path: Path) -> None:
    value = json.loads(desk.training.file_text(named(desk, "Viaja", None)))
    value["agenda"]["blocks"][0]["slides"][0]["picture"] = "/etc/passwd"
    file = tmp_path / "x.caresession"
    file.write_text("\ufeff" + json.dumps(value), encoding="utf-8")
    plan = desk.training.open(desk.training.from_file(file)).plan
    assert plan.agenda.blocks[0].slides[0].picture == ""


# ---- running


def test_each_act_is_on_the_disk_and_the_session_goes_on_there(desk: Desk, clock) -> None:
    run = desk.started()
    for act in (run.next, run.next, run.next, run.next, run.next):
        assert act()
    run.start_timer(300)
    clock.move(seconds=70)
    run.plus_minute()
    run.freeze()
    run.next()
    run.pause()
    clock.move(seconds=30)
    offer = desk.again().resume_offer()
    assert offer is not None
    assert (offer.run, offer.title, offer.begun_at) == (run.record.run, "Una mañana de prueba", run.run.begun_at)
    assert offer.block == run.run.current.title
    back = desk.training.resume(offer.run)
    assert back.course == run.course
    assert isinstance(back.room().slide, Pause)
    assert timer_left(back.run, clock(), back.run.room_place) == 230
    back.pause()
    clock.move(seconds=10)
    assert timer_left(back.run, clock(), back.run.room_place) == 220, "the pause took nothing"
    back.blank()
    assert isinstance(back.room().slide, Blank)
    assert desk.training.resume(offer.run).course == back.course


def test_the_room_sees_notices_and_slides_and_of_a_missing_pack_the_title(desk: Desk) -> None:
    run = desk.started()
    seen = [[view.slide for view in run.views(place)] for place in range(len(run.run.agenda.blocks))]
    assert [len(views) for views in seen] == [run.run.slides_of(place) for place in range(len(seen))]
    assert seen[0][0] == run.room().slide
    sensitive = next(place for place, one in enumerate(run.run.agenda.blocks) if one.id == "en-trios")
    assert seen[sensitive][0].points[0].startswith("Se ensaya recibir")
    missing = next(place for place, one in enumerate(run.run.agenda.blocks) if one.id == "respirar")
    assert seen[missing] == [Words("Respirar", aside=run.record.title)]
    assert run.jump(missing)
    with pytest.raises(IndexError):
        run.views(99)


def test_late_and_what_is_offered(desk: Desk, clock) -> None:
    run = desk.started()
    assert (run.gap(), run.offers()) == (0, ())
    clock.move(minutes=22)
    assert run.gap() == 12
    while offers := run.offers():
        assert run.take(offers[0])
    assert run.gap() <= 0
    assert [one.title for one in run.course.taken]
    assert desk.again().resume(run.record.run).course == run.course


def test_a_plan_holds_on_its_day_and_near_its_hour(desk: Desk, clock) -> None:
    now, today = local_minute(clock), local_day(clock)
    for day, begins_in, gap in ((today, -30, 30), (today, 30, -30), (today, 121, 0), (None, -30, 0)):
        draft = desk.training.create(MORNING, on=day)
        draft.set_start(now + begins_in)
        run = desk.training.start(draft.session)
        assert run.gap() == gap, begins_in
        run.close()


def test_only_one_session_runs_and_an_empty_one_does_not(desk: Desk) -> None:
    empty = desk.training.create()
    with pytest.raises(SessionNotAllowed, match="bloques"):
        desk.training.start(empty.session)
    run = desk.started()
    other = named(desk, "Otra", None)
    with pytest.raises(SessionNotAllowed, match="Una mañana de prueba"):
        desk.training.start(other)
    run.close()
    desk.training.start(other).close()
    assert desk.training.resume_offer() is None


def test_a_rehearsal_leaves_nothing(desk: Desk, clock) -> None:
    run = desk.started(rehearse=True)
    before = desk.database.counter()
    assert run.is_rehearsal
    run.next()
    run.jump(1)
    round_ = run.open_round("laptop")
    for number in range(6):
        round_.answer({"p1": 0, "p2": 1}, code=f"AB{number:02}")
    round_.close()
    assert round_.results()
    assert desk.training.resume_offer() is None
    assert desk.training.start(run.record.session, rehearse=True).is_rehearsal, "also twice"
    results = round_.results()
    run.close()
    assert round_.results() == results
    assert desk.database.counter() == before
    assert (desk.keeper.journal.every(SessionRun), desk.keeper.journal.every(RunState), desk.went) == ((), (), 0)


def test_editing_a_session_that_runs_leaves_the_run_alone(desk: Desk) -> None:
    run = desk.started()
    draft = desk.training.open(run.record.session)
    draft.remove(0)
    assert len(desk.again().resume(run.record.run).run.plan.blocks) == 10


def test_closed_is_closed(desk: Desk, clock) -> None:
    run = desk.started()
    run.next()
    clock.move(minutes=12)
    run.set_notes("Faltó tiempo.")
    times = run.real_times()
    run.close()
    clock.move(days=3)
    run.close()
    back = desk.again().resume(run.record.run)
    assert back.is_closed
    assert back.real_times() == times
    assert back.course.notes == "Faltó tiempo."
    for act in (back.next, lambda: back.open_round("paper"), lambda: back.set_came("Policía", 1)):
        with pytest.raises(SessionNotAllowed):
            act()


def test_who_came_is_of_the_groups(desk: Desk) -> None:
    run = desk.started()
    for team, count in (("Nadie", 3), ("Policía", -1)):
        with pytest.raises(SessionNotAllowed):
            run.set_came(team, count)
    assert run.course.came[1] == Group("Policía", 17)


def test_on_a_full_disk_the_session_goes_on_and_is_not_closed_half(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run = desk.started()
    real = desk.keeper.journal.keep

    def full(*_records: object, ids: object = None) -> None:
        raise StorageFull("No queda espacio.")

    monkeypatch.setattr(desk.keeper.journal, "keep", full)
    assert run.next() is False
    assert run.run.slide == 1
    with pytest.raises(StorageError):
        run.close()
    assert not run.is_closed
    monkeypatch.setattr(desk.keeper.journal, "keep", real)
    run.close()
    assert desk.again().resume(run.record.run).run.slide == 1


def test_a_session_outlives_its_pack(desk: Desk, tmp_path: Path) -> None:
    """It is opened, says what is missing, and runs with its own slides."""
    session = desk.training.create(MORNING).session
    bare = Training(Library([tmp_path / "nothing"]), desk.keeper, desk.database, desk._forget, desk.events, desk.clock)
    assert bare.templates() == ()
    with pytest.raises(ContentMissing):
        bare.create(MORNING)
    advice = bare.open(session).advice()
    missing = [one.of for one in bare.open(session).plan.agenda.blocks if one.of]
    assert len(missing) == 6
    assert [words.partition(".")[0] for words in advice] == [
        "El paquete «good» no está en esta computadora",
        "El paquete «otro-paquete» no está en esta computadora",
    ]
    assert advice[0].endswith("y 2 bloques más muestran solo sus títulos y sus propias diapositivas.")
    (card,) = bare.completed(bare.sessions())
    assert card.lacks == "Faltan los paquetes «good», «otro-paquete»"
    run = bare.start(session)
    for place, block in enumerate(run.run.agenda.blocks):
        run.jump(place)
        assert run.views(place)
        if block.of.startswith(("test", "checkin", "lesson")):
            with pytest.raises(ContentMissing) as refused:
                run.open_round("laptop")
            assert refused.value.words.endswith(".")
    run.close()


def test_a_pack_that_comes_while_a_session_runs_is_shown_at_once(desk: Desk, tmp_path: Path) -> None:
    """No restart, also in another language; the room stays where it was, frozen or not, also after a crash."""
    library = Library([put_packs(tmp_path)])
    training = Training(library, desk.keeper, desk.database, desk._forget, desk.events, desk.clock)
    session = training.create(MORNING).session
    (lack,) = training.missing(session)
    assert lack.startswith("El paquete «otro-paquete» no está")
    (card,) = training.completed(training.sessions())
    assert card.lacks == "Falta el paquete «otro-paquete»" and training.completed((card,)) == (card,)
    run = training.start(session)
    place = next(place for place, one in enumerate(run.run.agenda.blocks) if one.id == "respirar")
    run.jump(place)
    assert (run.room().slide, run.run.slides_of(place)) == (Words("Respirar", aside=run.record.title), 1)
    put_other_pack(tmp_path / "packs")
    library.reload()
    assert training.missing(session) == () == training.open(session).missing()
    assert training.completed(training.sessions())[0].lacks == ""
    assert [type(view.slide) for view in run.views(place)] == [Words, Breath] and run.run.slides_of(place) == 2
    assert run.next() and isinstance(run.room().slide, Breath)
    back = training.resume(run.record.run)
    assert isinstance(back.room().slide, Breath) and back.next() and back.run.block == place + 1
    shutil.rmtree(tmp_path / "packs" / "otro-paquete")
    library.reload()
    run.jump(place, 1)
    assert run.room().slide == Words("Respirar", aside=run.record.title) and run.run.slide == 0

    lesson = next(place for place, one in enumerate(run.run.agenda.blocks) if one.id == "pausa-en-tres")
    run.jump(lesson, 2)
    run.freeze()
    run.jump(lesson + 1)
    before = run.room()
    try:
        i18n.speak("en", find_paths().resources / "i18n")
        assert run.room() != before and run.run.frozen == ("pausa-en-tres", 2)
        assert run.room().slide.title == run.views(lesson)[2].slide.title != before.slide.title
    finally:
        i18n.speak("es", find_paths().resources / "i18n")
    assert run.room() == before
    run.close()


def test_a_screen_is_found_again_by_what_it_was_made_of() -> None:
    def made(*sources: str) -> list[RoomScreen]:
        return [RoomScreen(RoomView(Words(name)), source=name) for name in sources]

    before = made("slide-0", "step a", "step a", "step b")
    after = made("notice", "slide-0", "step a", "step b", "step b")
    assert [same_place(before, after, slide) for slide in range(4)] == [1, 2, 2, 3]
    assert same_place(before, made("slide-0"), 3) == 0, "that step is gone"
    assert same_place((), after, 9) == 4, "nobody knows what it was"


def test_nonsense_in_the_file_is_a_bug_that_is_seen(desk: Desk, clock) -> None:
    """Nobody writes such a row; it must not pass as a session."""
    row = TrainingSession("a" * 32, "x", "", "", None, "{}", "[]", '{"starts": 0, "blocks": 3}', clock())
    desk.keeper.keep(row)
    with pytest.raises(ValueError):
        desk.training.open("a" * 32)
