"""Scoring a table of answers: spreadsheets' habits are met; each fault is one sentence with row and column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from carecompanion import i18n, main
from carecompanion.content.model import CheckIn, CheckInId, ItemRule, ScaleId
from carecompanion.content.reader import read_pack
from carecompanion.errors import ContentMissing, CutNotAllowed, SheetUnreadable
from carecompanion.paths import Paths
from carecompanion.services.scoring import as_text, checkin_in, cut_of, read_sheets, scored
from tests.learning.instruments import a_scale, an_instrument, items_of

GOOD = Path(__file__).parents[1] / "packs" / "good"


@pytest.fixture(autouse=True)
def english(spanish: None, paths: Paths) -> None:
    i18n.speak("en", paths.resources / "i18n")


@pytest.fixture
def checkin() -> CheckIn:
    return checkin_in(GOOD, "prueba", "en")


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        file = tmp_path / "answers.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


Write = Callable[[str | bytes], Path]

# ---- reading


@pytest.mark.parametrize(
    "content",
    [
        "cuerpo-1,cuerpo-2,estres\n1,3,8\n2,,0\n",
        "cuerpo-1;cuerpo-2;estres\r\n1;3;8\r\n2;;0\r\n",
        "cuerpo-1\tcuerpo-2\testres\n1\t3\t8\n2\t\t0",
        "\ufeffcuerpo-1,cuerpo-2,estres\r1,3,8\r2,,0\r",
        '"cuerpo-1","cuerpo-2","estres"\n" 1 ","3","8"\n"2","","0"\n',
        "estres,cuerpo-2,cuerpo-1,\n8,3,1,\n0,,2,\n",
        "cuerpo-1,cuerpo-2,estres\n1,3,8\n2,,0\n,,\n\n",
    ],
)
def test_what_spreadsheets_write_is_read(checkin: CheckIn, a_file: Write, content: str) -> None:
    first, second = read_sheets(a_file(content), checkin)
    assert (first.row, first.person, first.answers) == (2, "", {"cuerpo-1": 1, "cuerpo-2": 3, "estres": 8})
    assert (second.row, second.answers) == (3, {"cuerpo-1": 2, "estres": 0})  # blank is no zero


def test_a_first_column_may_say_who(checkin: CheckIn, a_file: Write) -> None:
    sheets = read_sheets(a_file('Person,estres\n"Luz, 3",4\n\n,\nAna\n'), checkin)
    read = [(sheet.row, sheet.person, sheet.answers) for sheet in sheets]
    assert read == [(2, "Luz, 3", {"estres": 4}), (5, "Ana", {})]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "“answers.csv” names no items in its first row."),
        ("\n\n", "names no items"),
        ("\nestres\n3\n", "names no items"),
        ("person\nLuz\n", "names no items"),
        ("estres\n", "no answers below its first row"),
        ("estres,cuerpo-1\n,\n", "no answers below its first row"),
        ("estres,cuerpo-9\n1,1\n", "Row 1, column 2: There is no “cuerpo-9” in this check-in. Did you mean"),
        ("estres,person\n1,Luz\n", "Row 1, column 2: There is no “person”"),
        ("estres,estres\n1,2\n", "Row 1, column 2: “estres” is written twice."),
        ("estres,influyo\n1,2\n", "Row 1, column 2: “influyo” is answered with tags"),
        ("estres,cuerpo-1\n1,1\n3,4\n", "Row 3, column 2: “4” is no answer to “cuerpo-1”: 1, 2, 3."),
        ("person,estres\nLuz,11\n", "Row 2, column 2: “11” is no answer to “estres”: 0 to 10."),
        ("estres\n-1\n", "Row 2, column 1: “-1” is no answer"),
        ("estres\nocho\n", "“ocho” is no answer"),
        ("estres\n8.5\n", "“8.5” is no answer"),
        ("estres\n1_0\n", "“1_0” is no answer"),
        ("estres\n８\n", "is no answer"),
        ("estres\n" + "9" * 5000 + "\n", "is no answer"),
        ("estres\n1,2\n", "Row 2, column 2: This column has no item"),
        ("estres,\n1,2\n", "Row 2, column 2: This column has no item"),
        ('estres\n"1\n2\n', "a quote that is never closed"),
        ("a\0b\n1\n", "Row 1: There is a character here that cannot be seen."),
        ("estres\n1\n".encode("utf-16"), "Row 1: This is not UTF-8 text. Save the file as UTF-8."),
        ("estres\nseñal\n".encode("latin-1"), "Row 2: This is not UTF-8 text."),
        (b"x" * (20 * 1024 * 1024 + 1), "more than 20 MB"),
        (b"PK\x03\x04" + bytes(range(256)), "This is not UTF-8 text."),
    ],
)
def test_a_fault_is_one_sentence_with_row_and_column(
    checkin: CheckIn, a_file: Write, content: str | bytes, says: str
) -> None:
    with pytest.raises(SheetUnreadable) as caught:
        read_sheets(a_file(content), checkin)
    assert says in caught.value.words
    assert "\n" not in caught.value.words


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_no_file_is_one_sentence_too(checkin: CheckIn, tmp_path: Path, name: str) -> None:
    with pytest.raises(SheetUnreadable, match="cannot be read"):
        read_sheets(tmp_path / name, checkin)


def test_the_checkin_by_its_name_and_in_its_language() -> None:
    assert checkin_in(GOOD, "prueba", "es").title == "Una prueba"
    assert checkin_in(GOOD, "good/prueba", "en").title == "A trial"
    assert checkin_in(GOOD, "prueba", "qu").title == "Una prueba"
    with pytest.raises(ContentMissing, match="Did you mean “prueba”"):
        checkin_in(GOOD, "pruebas", "es")


# ---- scoring


def test_the_table_of_values_and_bands(checkin: CheckIn, a_file: Write) -> None:
    sheets = read_sheets(a_file("person,cuerpo-1,cuerpo-2,estres\nAna,1,3,8\nLuz,3,1,0\nEva,,,\n"), checkin)
    assert scored(checkin, sheets) == [
        ["row", "person", "Body", "band", "Stress"],
        ["2", "Ana", "1", "Low", "8"],  # (1 + (4 - 3)) / 2
        ["3", "Luz", "3", "High", "0"],  # (3 + (4 - 1)) / 2
        ["4", "Eva", "–", "–", "–"],
    ]


def test_a_value_is_written_as_it_was_computed(a_file: Write) -> None:
    means = an_instrument(3, range(1, 6), a_scale("mean", (1, 2, 3), "mean"), a_scale("sum", (1, 2, 3), times=100))
    sheets = read_sheets(a_file("item-1,item-2,item-3\n1,2,2\n5,5,5\n"), means)
    assert scored(means, sheets)[1:] == [["2", "1.666667", "500"], ["3", "5", "1500"]]


def test_a_cut_moves_the_band_and_nothing_else(a_file: Write) -> None:
    shape = an_instrument(2, (0, 1), a_scale("yes", (1, 2), bands=(0, 1), may_set_cut=True))
    sheets = read_sheets(a_file("item-1,item-2\n1,0\n1,1\n"), shape)
    assert [row[1:] for row in scored(shape, sheets)[1:]] == [["1", "level 1"], ["2", "level 1"]]
    assert [row[1:] for row in scored(shape, sheets, [cut_of("yes=2")])[1:]] == [["1", "level 0"], ["2", "level 1"]]
    for cut in ("yes=3", "yes=0", "no=1"):
        with pytest.raises(CutNotAllowed):
            scored(shape, sheets, [cut_of(cut)])


@pytest.mark.parametrize("text", ["", "yes", "yes=", "yes=many", "8"])
def test_a_cut_that_is_no_number_is_told(text: str) -> None:
    assert cut_of(" yes = 8.5 ") == (ScaleId("yes"), 8.5)
    with pytest.raises(CutNotAllowed, match="SCALE=NUMBER"):
        cut_of(text)


def test_whose_answer_asks_for_help_first_is_told(a_file: Write) -> None:
    (safety,) = items_of(2)
    shape = an_instrument(2, range(4), a_scale("one", (1,)), rules=[ItemRule(safety, "help", at_least=1)])
    sheets = read_sheets(a_file("item-1,item-2\n3,0\n0,1\n"), shape)
    assert scored(shape, sheets) == [["row", "one", "help first"], ["2", "3", ""], ["3", "0", "yes"]]


def test_the_columns_stand_one_under_another() -> None:
    assert as_text([["row", "Body", "x"], ["2", "1.5", ""], ["103", "–", "y"]]) == (
        "row  Body  x\n2    1.5\n103  –     y"
    )


# ---- the command


def test_the_command_prints_the_table_and_keeps_nothing(
    a_file: Write, paths: Paths, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    file = a_file("person,cuerpo-1,cuerpo-2,estres\nRosalinda,1,3,8\n")
    before = {one for one in home.rglob("*") if one.is_file()}
    assert main.main(["checkin", "score", str(GOOD), "prueba", str(file), "--language", "en"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["fila", "persona", "Body", "tramo", "Stress"]  # the program speaks as it is set
    assert row.split() == ["2", "Rosalinda", "1", "Low", "8"]
    kept = [one for one in home.rglob("*") if one.is_file()]
    assert all(b"Rosalinda" not in one.read_bytes() for one in kept)
    assert sorted(one.name for one in kept if one not in before) == ["care-companion.log"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nada", "prueba", "{file}"], "nada:0: "),
        (["{pack}", "nada", "{file}"], "checkin:nada"),
        (["{pack}", "prueba", "nada.csv"], "nada.csv"),
        (["{pack}", "prueba", "{file}", "--cut", "cuerpo=2"], "cuerpo"),
        (["{pack}", "prueba", "{file}", "--cut", "cuerpo"], "cuerpo"),
    ],
)
def test_the_command_says_what_is_wrong_in_one_line(
    a_file: Write, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    file = a_file("estres\n8\n")
    asked = [one.format(pack=GOOD, file=file) for one in arguments]
    assert main.main(["checkin", "score", *asked]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert says in line


def test_our_own_long_check_ins_can_be_scored(paths: Paths, a_file: Write) -> None:
    pack = paths.bundled_packs / "cuidarme"
    for name in ("cinco-dimensiones", "mi-trabajo"):
        one = read_pack(pack).checkins[CheckInId(f"cuidarme/{name}")]["es"]
        items = [item for item in one.items if one.answers_to(item.id).kind != "tags"]
        lowest = ",".join(str(min(one.answers_to(item.id).values)) for item in items)
        sheets = read_sheets(a_file(",".join(item.id for item in items) + f"\n{lowest}\n"), one)
        head, row = scored(one, sheets)
        assert len(head) == len(row) > len(one.scales)
        assert "–" not in row
