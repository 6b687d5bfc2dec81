"""The report of a session: its figures by hand, nothing told that the room could not see, and no text a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.errors import SessionNotAllowed
from carecompanion.paths import find_paths
from carecompanion.services.cells import RISKY, harmless
from carecompanion.services.report_sheet import Table, as_csv, as_xlsx, tables_of
from carecompanion.services.room_totals import Measured, result_of
from carecompanion.services.session_report import Came, Report, RoundTold, Took, report_of, round_told
from carecompanion.services.session_report_page import as_page
from carecompanion.services.session_run import TrainingRun
from carecompanion.storage import erasing
from carecompanion.storage.backups import copies_in, daily_copy
from tests.conftest import Clock
from tests.learning.rooms import betrayed, every_room
from tests.services.test_room_rounds import COLOURS, a_room, at, fill
from tests.services.trainer import Desk

POLICE = {"Voluntariado": 23, "Policía": 17, "Promotoras": 7}
SMALL = {"A": 20, "B": 16, "C": 7, "D": 4}


def a_day(desk: Desk, clock, groups: dict[str, int], *, with_codes: bool = True) -> TrainingRun:
    """3 minutes of arrival, 20 of the test, 50 of the test again; the form by four people; then it is closed."""
    run = desk.started("\n".join(f"{name}\t{size}" for name, size in groups.items()))
    before, after = a_room(groups)
    after = after if with_codes else [*after[:4], *((team, given_, "") for team, given_, _code in after[4:])]
    clock.move(minutes=3)
    for name, answers in (("antes", before), ("despues", after)):
        round_ = at(run, name).open_round("laptop")
        fill(round_, answers)
        round_.close()
        clock.move(minutes=20 if name == "antes" else 50)
    form = run.open_form()
    for rating in (1, 2, 5, 5):
        form.answer({one.id: rating for one in form.questions})
    form.close()
    colours = run.open_round("hands", COLOURS)
    colours.set_hands("color", 1, 12)
    colours.close()
    run.set_came(next(iter(groups)), next(iter(groups.values())) - 2)
    run.close()
    return run


@pytest.fixture(scope="module")
def police(tmp_path_factory: pytest.TempPathFactory, training_library: Library) -> Iterator[tuple[Report, Report]]:
    """The report of the police day as it was closed, and as it is opened again."""
    i18n.speak("es", find_paths().resources / "i18n")
    clock = Clock(datetime(2026, 11, 24, 14, tzinfo=UTC))
    desk = Desk(tmp_path_factory.mktemp("police"), clock, training_library)
    run = a_day(desk, clock, POLICE)
    yield report_of(run), opened(desk, run)
    desk.database.close()


def opened(desk: Desk, run: TrainingRun) -> Report:
    return report_of(desk.again().resume(run.record.run))


def rows_of(tables: Iterable[Table], title: str) -> list[tuple[object, ...]]:
    return next((list(table.rows) for table in tables if table.title == title), [])


# ---- by hand


def test_the_police_day_by_hand(police: tuple[Report, Report]) -> None:
    live, report = police
    assert report == live
    assert report.came == (Came("Voluntariado", 23, 21), Came("Policía", 17, 17), Came("Promotoras", 7, 7))
    assert (report.planned_people, report.people) == (47, 45)
    took = {one.title: (one.planned, one.took) for one in report.took}
    assert (took["Llegar y acordar"], took["Doce preguntas"], took["Las mismas doce"]) == ((10, 3), (15, 20), (15, 50))
    assert took["Descanso"] == (15, None)
    assert (report.planned_minutes, report.minutes) == (165, 73)
    # before: 0, 1, 2 right, in turn; after: four of five gain one. 47 people: 46 points before, 46 + 37 after
    (compared,) = report.comparisons
    score = compared.changes[0]
    assert (score.pairs, score.before, score.after) == (47, round(46 / 47, 1), round((46 + 37) / 47, 1))
    assert score.words == (
        "Subió 0.8 en promedio. Respondieron 47 personas antes y después. Es difícil que sea solo casualidad."
    )
    tables = tables_of(report)
    assert rows_of(tables, "Asistencia") == [("Voluntariado", 23, 21), ("Policía", 17, 17), ("Promotoras", 7, 7)]
    assert rows_of(tables, "Antes y después")[0][2:5] == (47, 1.0, 1.8)
    means = [row[5:8] for row in rows_of(tables, "Resultados") if row[0] == "Doce preguntas" and row[7] is not None]
    assert means == [("Voluntariado", "Promedio", 1.0), ("Policía", "Promedio", 1.0), ("Promotoras", "Promedio", 1.0)]
    page = as_page(report)
    for words in (
        "<td>Voluntariado</td><td>23</td><td>21</td>",
        "<td>1.0</td><td>1.8</td>",
        "2 h 45 min",
        "1 h 13 min",
    ):
        assert words in page


def test_offers_that_were_taken_stand_beside_their_blocks(desk: Desk, clock) -> None:
    run = desk.started()
    clock.move(minutes=60)
    offers = []
    while run.offers():
        offers.append(run.offers()[0])
        assert run.take(offers[-1])
    assert {one.minutes == 0 for one in offers} == {True, False}, "some are dropped, some shortened"
    for _block in range(3):
        clock.move(minutes=5)
        run.jump(run.run.block + 1)
    run.close()
    report = opened(desk, run)
    for title in {one.title for one in offers}:
        found = next(one for one in report.took if one.title == title)
        assert found.taken == [one.minutes for one in offers if one.title == title][-1]
        assert (found.took is None) or found.taken
    page = as_page(report)
    assert "Se quitó para terminar a tiempo" in page
    assert "No se hizo" in page


def test_without_groups_or_rounds_it_says_so(desk: Desk) -> None:
    run = desk.started("")
    run.close()
    report = opened(desk, run)
    assert "no se indicaron grupos" in as_page(report)
    assert [table.title for table in tables_of(report)] == ["Resumen", "Plan y horas reales"]


def test_a_workshop_of_two_days_compares_over_the_night(desk: Desk, clock) -> None:
    before, after = a_room({"Voluntariado": 6, "Policía": 6})
    one = at(desk.started(), "antes")
    first = one.open_round("laptop")
    fill(first, before)
    first.close()
    clock.move(minutes=90)
    one.rest()
    clock.move(days=7)
    other = at(desk.started_the_day_after(), "despues")
    second = other.open_round("laptop")
    fill(second, after)
    second.close()
    clock.move(minutes=30)
    other.close()
    back = desk.again().resume(other.record.run)
    assert report_of(back).comparisons[0].changes[0].pairs == 12
    assert report_of(back.day_before).minutes == 90, "the week between is no part of it"
    assert (back.whole_minutes, back.planned_minutes) == (120, 330)


# ---- what may not be told


def test_small_groups_few_pairs_and_all_alike(desk: Desk, clock) -> None:
    report = opened(desk, a_day(desk, clock, SMALL, with_codes=False))
    tables = tables_of(report)
    told = [*rows_of(tables, "Resultados"), *rows_of(tables, "Satisfacción")]
    assert all(row[2] == "menos de 5" or row[2] >= 5 for row in told)
    assert all(row[4] == "menos de 5" or row[4] >= 5 for row in told)
    assert all(row[7] is None or isinstance(row[7], float) or row[7] >= 5 for row in told)
    assert "D" not in [row[5] for row in told], "four people are never told alone"
    assert rows_of(tables, "Satisfacción")[0][7:] == (None, "Hay menos de 5 respuestas: no mostramos el resultado.")
    alike = next(row for row in told if row[3] == "¿Qué color?")
    assert alike[7:] == (None, "Más de 7 de 12 personas eligieron «verde».")
    (few,) = {row[2:] for row in rows_of(tables, "Antes y después")}
    assert few == (None, None, None, "Menos de 5 personas respondieron antes y después: no comparamos.")


def a_report(*rounds: RoundTold) -> Report:
    at_nine = datetime(2026, 11, 24, 14, tzinfo=UTC)
    came = (Came("a", 4, 4), Came("b", 6, 6))
    return Report(
        "Jornada", "", date(2026, 11, 24), at_nine, at_nine, at_nine, at_nine, came, (Took("x", 1, 1),), rounds
    )


def told_of(counts: tuple[tuple[int, ...], ...]) -> str:
    """Every sheet and the page, of a room that answered like this."""
    names = ("a", "b", "c")[: len(counts)]
    (question,) = COLOURS
    measured = Measured(
        sum(map(sum, counts)),
        tuple(((name,), dict(enumerate(row))) for name, row in zip(names, counts, strict=True)),
    )
    round_ = round_told("Ronda", "laptop", measured.answered, (result_of(question, measured),))
    report = a_report(round_)
    return as_csv(tables_of(report)) + as_page(report)


@pytest.mark.parametrize("sizes", [(4, 7), (3, 5), (9,), (4, 4, 4)])
def test_nobody_works_a_cell_out_of_the_sheets(sizes: tuple[int, ...]) -> None:
    """Who holds sheets and page, knows every group's size and the program, and tries every room there can be."""
    rooms = every_room(sizes, 3 if len(sizes) < 3 else 2)
    told_in = {room: told_of(tuple((*row, *[0] * (3 - len(row))) for row in room)) for room in rooms}
    assert betrayed(told_in, told_in.__getitem__, 5) == []


# ---- no text is a formula

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "\t=1",
    "\r=1",
    " =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "\u200b=1",
    "\n=1",
    "|x",
]


@pytest.mark.parametrize("words", FORMULAS)
def test_what_looks_like_a_formula_begins_with_an_apostrophe(words: str) -> None:
    assert harmless(words) == f"'{words}"
    assert harmless(harmless(words)) == f"'{words}"


def test_numbers_stay_numbers() -> None:
    assert [harmless(cell) for cell in (-3, 1.5, None, "5", "Ana", "")] == [-3, 1.5, None, "5", "Ana", ""]


@given(st.text(max_size=12))
@settings(max_examples=40)
def test_no_cell_of_a_csv_begins_like_a_formula(words: str) -> None:
    (_title, _heads, *rows) = csv.reader(io.StringIO(as_csv([Table("T", ("a", "b"), ((words, 1),))]), newline=""))
    cell = rows[0][0]
    assert not cell.lstrip().startswith(tuple(RISKY)) and cell in (words, f"'{words}")


def test_the_spreadsheet_has_no_formula_and_opens_as_one() -> None:
    rows = tuple((words, number, "https://a.pe") for number, words in enumerate(FORMULAS))
    book = zipfile.ZipFile(
        io.BytesIO(as_xlsx([Table("Hoja: [1]/2", ("a", "b", "c"), rows), Table("Otra", ("x",), ())]))
    )
    assert book.testzip() is None
    leaves = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(leaves) == 2
    for name in leaves:
        tree = ElementTree.fromstring(book.read(name))
        assert not [node for node in tree.iter() if node.tag.endswith(("}f", "}hyperlink"))]
    assert b"HYPERLINK" not in book.read("xl/sharedStrings.xml")
    assert 'name="Hoja 12"' in book.read("xl/workbook.xml").decode()


def test_sheets_and_csv_say_the_same(police: tuple[Report, Report]) -> None:
    tables = tables_of(police[1])
    in_csv = [row for row in csv.reader(io.StringIO(as_csv(tables), newline="")) if row]
    flat = [["" if cell is None else str(harmless(cell)) for cell in row] for table in tables for row in table.rows]
    assert [row for row in in_csv if row in flat] == flat
    strings = zipfile.ZipFile(io.BytesIO(as_xlsx(tables))).read("xl/sharedStrings.xml").decode()
    assert all(name in strings for name in ("Voluntariado", "Las mismas doce", "Promedio"))


def test_half_a_letter_stops_nothing() -> None:
    strings = zipfile.ZipFile(io.BytesIO(as_xlsx([Table("T", ("a",), (("x\ud83d",), ("\x0b\x00",)))])))
    assert b"x?" in strings.read("xl/sharedStrings.xml")


def test_making_the_spreadsheet_can_be_stopped() -> None:
    def stop(_share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        as_xlsx([Table("T", ("a",), (("x",),))], stop)


# ---- what the trainer writes


def test_comments_are_written_after_closing_and_kept_encrypted(desk: Desk) -> None:
    run = desk.started()
    run.close()
    back = desk.again().resume(run.record.run)
    assert back.set_notes("Faltó tiempo\n<b>y agua</b>") and back.set_comments("=Gracias")
    report = opened(desk, run)
    assert (report.notes, report.comments) == ("Faltó tiempo\n<b>y agua</b>", "=Gracias")
    assert back.is_closed and desk.training.sessions()[0].is_closed
    assert "&lt;b&gt;y agua" in as_page(report)
    assert [row[1] for row in rows_of(tables_of(report), "Comentarios")] == [
        "Faltó tiempo",
        "<b>y agua</b>",
        "=Gracias",
    ]
    desk.database.close()
    for file in desk.file.parent.iterdir():
        assert b"agua" not in file.read_bytes()
    desk.again()


def test_what_is_erased_of_it_is_gone_from_the_copies_too(desk: Desk, clock) -> None:
    run = desk.started()
    run.close()
    run.set_names(("Ana Ruiz", "Luis Paz"))
    run.set_comments("Gracias")
    again = desk.again().resume(run.record.run)
    assert again.course.names == ("Ana Ruiz", "Luis Paz")
    daily_copy(desk.database, desk.file.parent, clock().replace(tzinfo=None))
    went = desk.went
    assert again.set_names(())
    assert desk.went == went + 1
    assert erasing.erase_in_copies(desk.database, desk.file.parent) == 1
    assert erasing.erase_in_copies(desk.database, desk.file.parent) == 0
    (copy,) = copies_in(desk.file.parent)
    desk.database.close()
    copy.file.replace(desk.file)
    course = desk.again().resume(run.record.run).course
    assert (course.names, course.comments) == ((), "Gracias")


def test_a_rehearsal_that_is_over_takes_no_more_words(desk: Desk) -> None:
    run = desk.started(rehearse=True)
    assert run.set_notes("Bien")
    run.close()
    with pytest.raises(SessionNotAllowed):
        run.set_notes("Tarde")


def test_words_in_both_languages_have_no_code_in_them(police: tuple[Report, Report]) -> None:
    page = as_page(police[1])
    assert not re.search(r"\{\w*\}|test:|checkin:|form:|vote:", page)
