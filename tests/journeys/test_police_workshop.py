"""The police workshop from its template to its report: 47 people, three groups, a cable pulled, the program killed.

The figures of the report are held against tests/journeys/police_room.py, which asks the program nothing.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from carecompanion.i18n import _
from carecompanion.learning.room_view import Blank, Calm, Counts, Options, Pause
from carecompanion.ui.pages import after_parts
from tests.conftest import Clock
from tests.journeys import police_room as room
from tests.journeys.police_hall import BEAMER, Hall, csv_tables, xlsx_tables
from tests.ui.after_screens import choose

KEY = Qt.Key
# The plan of the pack, and the whole minutes each block really takes here; the pause for all in «estres» is in none.
PLAN = {
    "llegada": (20, 22), "como-llegamos": (10, 14), "prueba-antes": (15, 18), "estres": (15, 15), "pausa-1": (15, 15),
    "senales": (23, 24), "cuerpo": (20, 20), "memoria": (25, 26), "estirar": (10, 9), "escuchar": (15, 15),
    "validar": (15, 15), "escena": (20, 25), "almuerzo": (60, 64), "volver": (5, 5), "trios": (60, 60),
    "pausa-2": (10, 10), "peligro": (20, 20), "ruta": (20, 21), "pausa-3": (10, 10), "soltar": (7, 7),
    "pensamiento": (6, None), "nombrar": (7, 7), "compartir": (10, 10), "colegas": (15, 15), "aire": (5, 5),
    "plan": (15, 15), "como-nos-vamos": (5, 8), "prueba-despues": (10, 16), "cierre": (12, 12),
}  # fmt: skip
PAUSE = 4


@pytest.fixture(scope="module")
def hall(qapp: Any, tmp_path_factory: Any, read_before: Path) -> Iterator[Hall]:
    made = Hall(tmp_path_factory.mktemp("police"), read_before, Clock(datetime(2026, 11, 24, 13, 30, tzinfo=UTC)))
    yield made
    made.throw_away()


def rows_of(groups: dict[str, int]) -> str:
    return "\n".join(f"{name}\t{size}" for name, size in groups.items())


def test_from_the_template_to_the_report(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.unlock()
    hall.from_template(rows_of(room.LARGE))
    assert hall.leading.projector.screen == "BEAMER" and hall.run.run.planned_at == hall.clock()
    assert [group.size for group in hall.run.course.came] == [23, 17, 7]
    assert [(block.id, block.minutes) for block in hall.run.run.plan.blocks] == [(n, one[0]) for n, one in PLAN.items()]

    screens = {block.id: hall.run.run.slides_of(n) for n, block in enumerate(hall.run.run.plan.blocks)}
    walk(hall, "llegada")
    a_checkin_by_laptop_and_paper(hall)
    a_test_on_paper(hall)
    a_pause_for_all(hall)
    walk(hall, "pausa-1")
    a_cable_is_pulled(hall)
    walk(hall, "cuerpo")
    hands_are_counted(hall)
    for block in ("estirar", "escuchar", "validar"):
        walk(hall, block)
    the_room_plays_a_scene(hall)
    walk(hall, "almuerzo")
    late_by_some_minutes(hall)
    walk(hall, "volver")
    hidden_in_the_middle(hall)
    for block in ("pausa-2", "peligro", "ruta", "pausa-3", "soltar", "nombrar", "compartir", "colegas", "aire", "plan"):
        walk(hall, block)
    the_checkin_once_more(hall)
    killed_while_the_laptop_goes_round(hall)
    the_form_and_the_end(hall)
    assert hall.painted == sum(SCREENS.values())
    assert [one for one, count in screens.items() if SCREENS.get(one, 0) < count] == ["pensamiento"]

    page, tables = report_in_all_its_forms(hall, tmp_path, monkeypatch)
    who_came_and_how_long(tables, page)
    what_the_room_answered(tables, page)
    what_changed(tables, page)
    nothing_of_anybody_stays(hall)


# ---- the day, piece by piece


def walk(hall: Hall, block: str, minutes: float | None = None) -> None:
    """Every screen of a block, painted; its minutes go by, and one is at the next block."""
    assert hall.place == (block, 0), (block, hall.place)
    took = PLAN[block][1] if minutes is None else minutes
    assert took is not None
    hall.later(minutes=took)
    for screen in range(hall.run.run.slides_of(hall.run.run.block)):
        assert hall.place == (block, screen)
        look(hall, block)
        if not hall.run.run.is_last:
            hall.press(KEY.Key_PageDown)


SCREENS: dict[str, int] = {}


def look(hall: Hall, block: str) -> None:
    """What the room is to see stands on the wall."""
    hall.paint(hall.run.room())
    SCREENS[block] = SCREENS.get(block, 0) + 1


def a_checkin_by_laptop_and_paper(hall: Hall) -> None:
    """Three take the laptop, one of them hides it half-way; two write on paper; one round, one result."""
    look(hall, "como-llegamos")
    slide = hall.wall
    asked = hall.open_round("laptop")
    assert hall.at == "pass_laptop" and hall.wall == slide
    hall.press(KEY.Key_Return, "4", KEY.Key_PageDown, "9")
    hall.press(KEY.Key_F9)
    assert hall.is_calm() and hall.window.hiding.is_covered
    hall.press(KEY.Key_F9)
    assert hall.at == "pass_laptop" and asked.count() == 0 and hall.wall == slide
    for person in (0, 1, 2):
        hall.answer_on_the_laptop(*room.checkin(person).values(), team=1, code=room.code(person))
        assert hall.wall == slide
    assert asked.count() == 3
    hall.take_back_the_laptop()
    assert "3" in hall.reads() and asked.results() == ()
    hall.click("from-paper")
    for person in (3, 4):
        hall.key_in(*room.checkin(person).values(), team=1, code=room.code(person))
    hall.click("back")
    for person in room.PEOPLE[5:]:
        asked.answer(room.checkin(person), room.group_of(person), room.code(person))
    assert asked.count() == 47 and hall.wall == slide
    hall.leading.refresh()
    hall.click("close-round", "results-next", "show-to-room")
    assert isinstance(hall.wall, Counts) and [row.bars[0].words for row in hall.wall.rows] == ["16", "16", "15"]
    hall.later(minutes=PLAN["como-llegamos"][1] or 0)
    hall.press(KEY.Key_PageDown)
    assert not isinstance(hall.wall, Counts) and hall.place == ("como-llegamos", 1)
    look(hall, "como-llegamos")
    hall.press(KEY.Key_PageDown)


def a_test_on_paper(hall: Hall) -> None:
    asked = hall.open_round("paper")
    assert hall.at == "console"
    ids = [one.id for one in asked.questions]
    hall.click("go-on")
    for person in (0, 1, 45):
        answers = room.sat_test(person, ids)
        figures = [value + (one.kind == "choice") for one, value in zip(asked.questions, answers.values(), strict=True)]
        group = list(room.LARGE).index(room.group_of(person)) + 1
        hall.key_in(*figures, team=group, code=room.code(person))
    hall.click("back")
    for person in set(room.PEOPLE) - {0, 1, 45}:
        asked.answer(room.sat_test(person, ids), room.group_of(person), room.code(person))
    assert asked.count() == 47
    hall.leading.refresh()
    hall.click("close-round")
    assert not isinstance(hall.wall, Counts), "nobody said that the room may see it"
    walk(hall, "prueba-antes")


def a_pause_for_all(hall: Hall) -> None:
    """Its minutes are no part of the block."""
    hall.press(KEY.Key_P)
    assert isinstance(hall.wall, Pause)
    hall.later(minutes=PAUSE)
    hall.press(KEY.Key_P)
    assert hall.wall == hall.run.room().slide
    walk(hall, "estres")


def a_cable_is_pulled(hall: Hall) -> None:
    hall.screens.unplug("BEAMER")
    hall.settle()
    assert hall.wall is None and "La otra pantalla se desconectó" in hall.reads() and hall.has("reconnect")
    hall.press(KEY.Key_PageDown, KEY.Key_PageUp)
    assert hall.place == ("senales", 0) and hall.wall is None
    hall.press(KEY.Key_B)
    hall.screens.plug(BEAMER)
    hall.settle()
    assert isinstance(hall.wall, Blank) and not hall.has("reconnect")
    hall.press(KEY.Key_B)
    walk(hall, "senales")


def hands_are_counted(hall: Hall) -> None:
    """The first vote of the lesson, by keys; the second is another question, and nobody counted it."""
    while not isinstance(hall.wall, Options):
        look(hall, "memoria")
        hall.press(KEY.Key_PageDown)
    look(hall, "memoria")
    asked = hall.open_round()
    assert hall.at == "hands" and isinstance(hall.wall, Options)
    for count in room.HANDS:
        hall.press(*str(count), KEY.Key_Return)
    assert isinstance(hall.wall, Options)
    hall.click("hands-done", "close-round", "show-to-room")
    assert [row.bars[0].words for row in hall.wall.rows] == ["20", "13", "8", "6"]
    assert hall.wall.about == _("{n} people answered.").format(n=47), "A to D have no mean"
    hall.press(KEY.Key_F1)
    hall.wait_for(lambda: hall.at == "help")
    assert isinstance(hall.wall, Counts), "the room sees what it saw"
    hall.window.back()
    assert hall.at == "console" and asked.count() == 47
    hall.later(minutes=PLAN["memoria"][1] or 0)
    for _screen in range(4):
        hall.press(KEY.Key_PageDown)
        look(hall, "memoria")
    assert isinstance(hall.wall, Options) and hall.has("open-round"), "the second vote has no result yet"
    hall.press(KEY.Key_PageDown)


def the_room_plays_a_scene(hall: Hall) -> None:
    look(hall, "escena")
    hall.later(minutes=PLAN["escena"][1] or 0)
    hall.press(KEY.Key_PageDown)
    moments = 0
    while hall.run.play is not None and not hall.run.play.is_over:
        look(hall, "escena")
        hall.press("2", KEY.Key_Return)
        moments += 1
        assert moments < 20
    look(hall, "escena")
    hall.press(KEY.Key_PageDown)


def late_by_some_minutes(hall: Hall) -> None:
    """By hand: 2 + 4 + 3 + 4 of the pause + 1 + 1 - 1 + 5 + 4 = 23 late. What could be left out goes; the end comes
    nearer by its 6 minutes. What must be done stays."""
    assert hall.run.gap() == 23 and "23 min" in hall.reads()
    hall.click("plan-gap")
    offers = {offer.block: place for place, offer in enumerate(hall.run.offers()) if offer.kind == "drop"}
    musts = {block.id for block in hall.run.run.plan.blocks if block.weight == "must"}
    assert "pensamiento" in offers and not musts & set(offers)
    hall.click(f"offer-{offers['pensamiento']}")
    assert hall.run.gap() == 17 and "17 min" in hall.reads()
    hall.press(KEY.Key_Escape)


def hidden_in_the_middle(hall: Hall) -> None:
    """Somebody comes in: the wall is calm, for as long as it takes, and no key of a clicker brings anything back."""
    look(hall, "trios")
    hall.press(KEY.Key_PageDown)
    slide = hall.wall
    hall.press(KEY.Key_F9)
    assert hall.is_calm() and hall.window.windowTitle() == "Notas"
    hall.leading.act(hall.run.next)
    hall.leading.act(hall.run.back)
    hall.window.hiding._hidden_for = 3600.0
    hall.window.hiding.look_at_clocks()
    assert hall.is_calm() and not hall.leading.is_over, "the room would see the desktop"
    hall.uncover()
    assert hall.wall == slide and hall.place == ("trios", 1)
    hall.press(KEY.Key_PageUp)
    SCREENS["trios"] -= 1
    hall.painted -= 1
    walk(hall, "trios")


def the_checkin_once_more(hall: Hall) -> None:
    """By laptop; what is left blank is left blank."""
    asked = hall.open_round("laptop")
    people = [one for one in room.PEOPLE if one not in room.NOT_AT_THE_END]
    hall.answer_on_the_laptop(*room.checkin(2, after=True).values(), None, team=1, code=room.code(2))
    hall.take_back_the_laptop()
    assert asked.count() == 1
    for person in people:
        if person != 2:
            answers = room.checkin(person, after=True)
            asked.answer(answers, room.group_of(person), room.code(person, after=True))
    hall.leading.refresh()
    hall.click("close-round", "show-to-room")
    assert "31 personas" in hall.wall_says()
    hall.leading.take_back()
    walk(hall, "como-nos-vamos")


def killed_while_the_laptop_goes_round(hall: Hall) -> None:
    """Half of the people have answered, the slide's timer runs, somebody is at the third question."""
    asked = hall.open_round("laptop")
    ids = [one.id for one in asked.questions]
    for person in room.PEOPLE[:24]:
        asked.answer(room.sat_test(person, ids, after=True), room.group_of(person), room.code(person, after=True))
    hall.take_back_the_laptop()
    hall.press(KEY.Key_PageDown, KEY.Key_T)
    hall.later(minutes=2)
    hall.click("go-on")
    hall.press(KEY.Key_Return, "2", KEY.Key_PageDown, "3")
    before, shown, record = hall.place, hall.leading.projector.view, hall.run.record
    late, left = hall.run.gap(), shown.timer
    assert left is not None and (left.seconds, left.total) == (60, 180)
    hall.kill()

    assert hall.window.profile is None and hall.at == "picker", "whoever held the laptop is not in the profile"
    hall.unlock()
    hall.clicks = 0
    hall.click("go-on-now")
    assert hall.clicks == 1 and hall.at == "console" and hall.place == before and hall.run.record == record
    assert hall.leading.projector.view == shown and hall.run.gap() == late
    hall.later(seconds=30)
    assert hall.leading.projector.view.timer.seconds == 30
    again = hall.run.rounds()[-1]
    assert (again.id, again.is_open, again.count()) == (asked.id, True, 24), "every answer that was saved, no other"
    for person in room.PEOPLE[24:]:
        again.answer(room.sat_test(person, ids, after=True), room.group_of(person), room.code(person, after=True))
    hall.leading.refresh()
    hall.click("close-round")
    hall.press(KEY.Key_PageUp)
    walk(hall, "prueba-despues", PLAN["prueba-despues"][1] - 2.5)


def the_form_and_the_end(hall: Hall) -> None:
    """The form is typed from paper; then it is closed, the last round still open."""
    asked = hall.open_round()
    hall.click("go-on")
    for person in (0, 1, 4):
        hall.key_in(*room.form(person))
    hall.click("back")
    for person in set(room.FORMS) - {0, 1, 4}:
        asked.answer(dict(zip([one.id for one in asked.questions], room.form(person), strict=True)))
    assert asked.count() == 40 and asked.is_open
    walk(hall, "cierre")
    hall.clicks = 0
    said = "\n".join(hall.end())
    assert hall.clicks == 2 and hall.at == "session_report"
    assert "los totales" in said and "los códigos" in said and "registro abierto" in said
    assert hall.window.go.leading() is None


# ---- the report


def report_in_all_its_forms(
    hall: Hall, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, dict[str, list[list[str]]]]:
    """The page and the tables; CSV and spreadsheet hold the same."""
    hall.write("comments", "=Más agua\nGracias")
    saved = {}
    for kind in ("page", "csv", "xlsx"):
        file = folder / f"informe.{kind}"
        monkeypatch.setattr(after_parts, "ask_file", lambda *_what, file=file: file)
        choose(hall.window, "kind", kind)
        hall.click("save")
        hall.wait_for(file.exists)
        hall.wait_for(lambda: not hall.page._output.work.is_busy)
        saved[kind] = file.read_bytes()
    in_csv, in_xlsx = csv_tables(saved["csv"].decode("utf-8")), xlsx_tables(saved["xlsx"])
    shown = hall.window.findChild(QPlainTextEdit, "report-text")
    assert shown is None or "=" not in [line[:1] for line in shown.toPlainText().splitlines()]
    assert list(in_csv) == list(in_xlsx)
    for title, rows in in_csv.items():
        trimmed = [[cell.removeprefix("'") for cell in row] for row in rows]
        assert [_trimmed(row) for row in trimmed] == [_trimmed(row) for row in in_xlsx[title]], title
    return saved["page"].decode("utf-8"), in_csv


def _trimmed(row: list[str]) -> list[str]:
    """Without empty cells at the end; 3.0 and 3 are one number."""
    cells = [cell.removesuffix(".0") for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def who_came_and_how_long(tables: dict[str, list[list[str]]], page: str) -> None:
    assert tables[_("Attendance")] == [
        ["Voluntariado", "23", "23"],
        ["Policía", "17", "17"],
        ["Promotoría", "7", "7"],
    ]
    times = [row[1:3] for row in tables[_("Plan and real times")]]
    assert times == [[str(planned), "" if took is None else str(took)] for planned, took in PLAN.values()]
    (left_out,) = [row for row in tables[_("Plan and real times")] if not row[2]]
    assert left_out[3] == _("Dropped to end in time")
    summary = dict(tables[_("Summary")])
    assert summary[_("Minutes planned")] == "480"
    assert summary[_("Minutes it took")] == "507" == str(sum(took or 0 for _plan, took in PLAN.values()) + PAUSE)
    assert summary[_("People who came")] == "47"
    for words in ("<td>Policía</td><td>17</td><td>17</td>", "8 h 27 min", "<td>47</td><td>47</td>"):
        assert words in page, words


def what_the_room_answered(tables: dict[str, list[list[str]]], page: str) -> None:
    results, forms = tables[_("Results")], tables[_("Satisfaction")]
    checkin, exam = "¿Cómo llegamos?", "Doce preguntas para empezar"
    told(results, checkin, room.told_of_checkin_before())
    told(results, exam, room.told_of_test_before(room.LARGE))
    told(results, "¿Cómo nos vamos?", room.told_of_checkin_after())
    told(results, "Las mismas doce preguntas", room.told_of_test_after(room.LARGE))
    told(forms, _("What people thought of it"), room.told_of_form())
    votes = [row for row in results if row[0] == "El recuerdo llega en pedazos"]
    assert [row[7] for row in votes] == [str(count) for count in room.HANDS], "and no mean of A to D"
    assert all(row[1] == _("Hands or cards") and row[2:3] == ["47"] for row in votes)
    for title, question, words in (
        (checkin, "Cómo dormí", ("42", "47", "«Regular»")),
        (exam, CONFIDENCE[1], ("42", "47", "«3»")),
        ("Las mismas doce preguntas", CONFIDENCE[1], ("42", "47", "«4»")),
        ("¿Cómo nos vamos?", "Cómo dormí", ("menos de 5",)),
    ):
        (row,) = [row for row in results if (row[0], row[3].startswith(question)) == (title, True)]
        assert not row[7] and all(one in row[8] for one in words), row
        assert row[8] in page.replace("&quot;", '"')
    (pace,) = [row for row in forms if row[3].startswith("El ritmo")]
    assert (
        pace[4:] == [_("fewer than {k}").format(k=5), _("The whole room"), "", "", pace[8]] and "menos de 5" in pace[8]
    )
    (care,) = [row for row in forms if row[3].startswith("Pude pasar")]
    assert not care[7] and "35" in care[8] and "40" in care[8] and "«5»" in care[8]
    assert {row[2] for row in forms} == {"40"} and {row[1] for row in forms} == {_("Paper")}
    numbers = [float(row[7]) for row in [*results, *forms] if row[7] and row[6] != _("Mean")]
    assert min(numbers) == 5, "five stand in one column, and no fewer anywhere"
    assert [row[1] for row in tables[_("Comments")]] == ["'=Más agua", "Gracias"]


CONFIDENCE = ("¿Cuánto confías en poder recibirla", "¿Cuánto confías en poder preguntar", "¿Cuánto confías en notar")
QUESTIONS = {
    "animo": ("Mi ánimo", 1, ["Muy mal", "Mal", "Regular", "Bien", "Muy bien"]),
    "energia": ("Mi energía", 1, ["Sin fuerzas", "Baja", "Media", "Buena", "Muy buena"]),
    "estres": ("Mi estrés", 0, [*["Bajo"] * 4, *["Medio"] * 3, *["Alto"] * 4]),
    "recibir": (CONFIDENCE[0], 1, list("12345")),
    "ayuda": (CONFIDENCE[2], 1, list("12345")),
    "utilidad": ("Esto me sirve", 1, list("12345")),
    "claridad": ("Lo que se dijo", 1, list("12345")),
    "paso": ("Me llevo algo", 1, list("12345")),
}


def told(rows: list[list[str]], title: str, expected: list[room.Figures]) -> None:
    """Exactly these figures stand in the sheet, and no other of the same questions."""
    for name in dict.fromkeys(one.question for one in expected):
        start, least, labels = QUESTIONS.get(name, ("", 0, []))
        wanted = []
        for one in [one for one in expected if one.question == name]:
            what = _("Mean") if one.options is None else words_of(labels, one.options, least)
            wanted.append((one.who or _("The whole room"), what, one.figure))
        question = _("Right answers") if name == "score" else start
        found = [
            (row[5], row[6], float(row[7]))
            for row in rows
            if row[0] == title and row[3].startswith(question) and row[7]
        ]
        assert sorted(found) == sorted(wanted), (title, name)


def words_of(labels: list[str], span: tuple[int, int], least: int) -> str:
    """Bands are of several values: then their names are told."""
    if len(set(labels)) == len(labels):
        return room.option_words(labels, span, least)
    names = list(dict.fromkeys(labels))
    place = tuple(names.index(labels[end - least]) for end in span)
    return room.option_words(names, (place[0], place[1]), 0)


def what_changed(tables: dict[str, list[list[str]]], page: str) -> None:
    """From complete pairs only: 33 of the test, 31 of the check-in."""
    pairs = room.paired()
    scores = [(room.score(one), room.score(one, after=True)) for one in pairs]
    trust = [(room.confidence(one), room.confidence(one, after=True)) for one in pairs]
    assert len(pairs) == 33
    before, after = room.mean(one for one, _other in scores), room.mean(other for _one, other in scores)
    rises = [other - one for one, other in scores]
    same = room.mean(one[2] for one, _other in trust)
    expected = {
        _("Right answers"): (before, after, room.change_words("up", rises, round(after - before, 1))),
        CONFIDENCE[0]: (None, None, room.change_words("up", [1] * 33)),  # counts are told, and no mean of them
        CONFIDENCE[1]: (None, None, room.change_words("up", [1] * 33)),  # all are alike
        CONFIDENCE[2]: (same, same, room.change_words("same", [0] * 33)),
    }
    compared(tables, page, "Las mismas doce preguntas", expected, 33)
    pairs = room.paired(without=room.NOT_AT_THE_END)
    both = [(room.checkin(one), room.checkin(one, after=True)) for one in pairs]

    def moved(name: str) -> list[int]:
        return [other[name] - one[name] for one, other in both]

    energy = [room.mean(one["energia"] for one in side) for side in zip(*both, strict=True)]
    way = "up" if energy[1] > energy[0] else "down"
    expected = {
        "Mi ánimo": (None, None, room.change_words("up", moved("animo"))),
        "Mi estrés": (None, None, room.change_words("down", moved("estres"))),
        "Mi energía": (*energy, room.change_words(way, moved("energia"), round(abs(energy[1] - energy[0]), 1))),
    }
    compared(tables, page, "¿Cómo nos vamos?", expected, 31)
    (sleep,) = [row for row in tables[_("Before and after")] if row[1].startswith("Cómo dormí")]
    assert sleep[2:5] == ["", "", ""] and "Menos de 5" in sleep[5]


def compared(
    tables: dict[str, list[list[str]]],
    page: str,
    title: str,
    expected: dict[str, tuple[float | None, float | None, str]],
    pairs: int,
) -> None:
    rows = [row for row in tables[_("Before and after")] if row[0] == title]
    for question, (before, after, words) in expected.items():
        (row,) = [row for row in rows if row[1].startswith(question)]
        figures = ["" if one is None else str(one) for one in (before, after)]
        assert row[2:] == [str(pairs), *figures, words], question
        assert words in page


def nothing_of_anybody_stays(hall: Hall) -> None:
    with hall.window.profile.database.reading() as connection:
        for table in ("room_answer", "room_mark", "session_secret"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0, table


# ---- the same with a group of four, hardly any pairs, and all alike


def test_four_people_are_never_told_alone(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of 20, 16, 7 and 4. Four people know their code once more; in the check-in everybody answers the same."""
    begin_anew(hall, room.SMALL)
    alike = {"animo": 3, "estres": 5, "energia": 3, "sueno": 3}
    four = (0, 21, 37, 44)
    for block in ("como-llegamos", "prueba-antes", "como-nos-vamos", "prueba-despues"):
        hall.go_to(block)
        is_after = block in ("como-nos-vamos", "prueba-despues")
        asked = hall.open_round("paper")
        ids = [one.id for one in asked.questions]
        for person in room.PEOPLE:
            answers = room.sat_test(person, ids, after=is_after) if block.startswith("prueba") else alike
            knows = not is_after or person in four
            asked.answer(answers, room.group_of(person, room.SMALL), f"z{person:02d}q" if knows else "")
        hall.leading.refresh()
        hall.click("close-round", "show-to-room")
        hall.later(minutes=3)
        assert "Visita" not in hall.wall_says().replace("Promotoría, Visita", "")
    hall.end()
    _page, tables = report_in_all_its_forms(hall, tmp_path, monkeypatch)
    assert tables[_("Attendance")][-1] == ["Visita", "4", "4"], "how many came is no answer of theirs"
    results = tables[_("Results")]
    assert {row[5] for row in results} == {_("The whole room"), "Voluntariado", "Policía", "Promotoría y Visita"}
    told(results, "Doce preguntas para empezar", room.told_of_test_before(room.SMALL))
    told(results, "Las mismas doce preguntas", room.told_of_test_after(room.SMALL))
    assert all(float(row[7]) >= 5 for row in results if row[7] and row[6] != _("Mean"))
    assert {(row[2], row[4]) for row in results} == {("47", "47")}
    labels = ("Regular", "Medio", "Media", "Regular")
    for title in ("¿Cómo llegamos?", "¿Cómo nos vamos?"):
        rows = [row for row in results if row[0] == title]
        assert [row[7] for row in rows] == [""] * 4, "all alike: no figure"
        assert [all(one in row[8] for one in ("42", "47", label)) for row, label in zip(rows, labels, strict=True)]
    changes = tables[_("Before and after")]
    assert len(changes) == 8 and {tuple(row[2:5]) for row in changes} == {("", "", "")}
    (words,) = {row[5] for row in changes}
    assert "Menos de 5" in words, "four pairs: no comparison"


def begin_anew(hall: Hall, groups: dict[str, int], workshop: str = "") -> None:
    """A session of its own; what another test left open is closed."""
    if hall.window.profile is None:
        hall.unlock()
    hall.window.stage.end()
    for state in hall.window.profile.keeper.journal.sessions.open_runs():
        hall.window.profile.training.resume(state.run).close()
    hall.window.show_page("today")
    hall.from_template(rows_of(groups), *([workshop] if workshop else []))


# ---- what might go wrong


def test_two_votes_with_one_question_are_two_votes(hall: Hall) -> None:
    """A lesson of the promoters asks «¿Qué haces?» twice: the second is not told with the hands of the first."""
    begin_anew(hall, {"Promotoras": 12}, "cuidar/promotoras-media-jornada")
    hall.go_to("escuchar")
    votes = []
    while hall.place[0] == "escuchar":
        if isinstance(hall.wall, Options):
            assert hall.has("open-round"), "nobody has counted this one yet"
            votes.append(hall.wall.prompt)
            asked = hall.open_round()
            hall.press("7", KEY.Key_Return, str(len(votes) + 4), KEY.Key_Return)
            hall.click("hands-done", "close-round")
            assert asked.count() == 7 + len(votes) + 4
        hall.press(KEY.Key_PageDown)
    assert len(votes) == 2 and len(set(votes)) == 1


def test_a_block_goes_while_its_round_is_open(hall: Hall) -> None:
    """Asked too early, and late: the check-in at the end is dropped while it is open. Its answers count."""
    begin_anew(hall, room.LARGE)
    hall.go_to("como-nos-vamos")
    asked = hall.open_round("paper")
    for person in room.PEOPLE:
        asked.answer(room.checkin(person), room.group_of(person))
    hall.go_to("ruta")
    hall.later(hours=9)
    (offer,) = [one for one in hall.run.offers() if (one.block, one.kind) == ("como-nos-vamos", "drop")]
    hall.leading.act(lambda: hall.run.take(offer))
    hall.kill()
    hall.unlock()
    hall.click("go-on-now")
    (again,) = hall.run.rounds()
    assert again.is_open and again.count() == 47 and hall.place[0] == "ruta"
    record = hall.run.record.run
    hall.end()
    report = hall.window.profile.training.resume(record)
    (closed,) = report.rounds()
    assert not closed.is_open and closed.results()[1].told.counts.counts == (16, 16, 15)


def test_who_names_no_group_and_a_form_asked_twice(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """«Sin grupo» has a name in the report; what people thought of it is not compared with what others thought."""
    begin_anew(hall, {"Policía": 12})
    hall.go_to("prueba-antes")
    asked = hall.open_round("paper")
    ids = [one.id for one in asked.questions]
    for person in range(20):
        asked.answer(room.sat_test(person, ids), "Policía" if person < 12 else "", room.code(person))
    hall.leading.refresh()
    hall.click("close-round", "show-to-room")
    assert _("Without a group") in hall.wall_says()
    hall.go_to("cierre")
    for _time in range(2):
        form = hall.open_round()
        for person in room.FORMS:
            form.answer(dict(zip([one.id for one in form.questions], room.form(person), strict=True)))
        hall.leading.refresh()
        hall.click("close-round", *(["another-round"] if _time == 0 else []))
    hall.end()
    _page, tables = report_in_all_its_forms(hall, tmp_path, monkeypatch)
    assert _("Before and after") not in tables
    means = [row[5] for row in tables[_("Results")] if row[6] == _("Mean") and row[3] == _("Right answers")]
    assert means == ["Policía", _("Without a group")]


def test_what_stands_on_the_wall_when_the_trainer_goes(hall: Hall) -> None:
    """Another page, the same asked once more, a mirrored screen while the laptop goes round, the lock: no word of an
    open round is on the wall.
    """
    begin_anew(hall, room.LARGE)
    hall.go_to("como-llegamos")
    slide = hall.wall
    first = hall.open_round("hands")
    hall.press("9", KEY.Key_Return, "8", KEY.Key_Return)
    hall.click("hands-done", "close-round", "show-to-room")
    assert isinstance(hall.wall, Counts)
    hall.window.show_page("plan")
    assert isinstance(hall.wall, Counts), "of a closed round; the trainer's own pages are never there"
    hall.window.show_page("console")
    hall.click("another-round")
    second = hall.open_round("laptop")
    assert hall.wall == slide, "nobody answers under the result of the round before"
    assert first.results() and not second.results() and not hall.has("room-note")
    hall.press(KEY.Key_Return, "4")
    hall.screens.change("BEAMER", x=0, y=0)  # the cable was put in anew, and the system mirrors
    hall.settle()
    assert hall.wall is None and hall.has("room-note") and "proyector" in hall.reads()
    hall.screens.change("BEAMER", x=1366, y=0)
    hall.settle()
    assert hall.wall == slide and not hall.has("room-note")
    hall.click("give-up")
    hall.take_back_the_laptop()
    leading, shown = hall.leading, []
    leading.projector.window.picture.show_view = shown.append  # type: ignore[method-assign]
    hall.window.lock()
    assert leading.is_over and not leading.projector.is_shown and isinstance(shown[-1].slide, Calm)
    hall.unlock()
    assert hall.at == "facilitate" and hall.has("go-on-now")
