"""A good workshop with one thing spoilt: told in its file, on the right line.

Most faults are looked for in the workshop alone, which is quick; what only the whole checker sees is spoilt all at once.
"""
# ruff: noqa: E501 - one fault, one line

import shutil
from functools import cache
from pathlib import Path

import pytest

from carecompanion.content.checker import check_pack
from carecompanion.content.faults import Page, Problem
from carecompanion.content.pack import Pack
from carecompanion.content.proof.slides import check_slides
from carecompanion.content.reader import read_pack
from carecompanion.content.tables import toml_table
from carecompanion.content.workshop_rules import check_workshop
from carecompanion.content.workshops import workshops_of
from tests.content.conftest import GOOD, JORNADA
from tests.content.seeded import TODAY, Fault, expected_line, spoil

FILE = "workshops/jornada.toml"
LONG_ROW = "Una fila que no se puede leer desde la última silla, porque tiene muchas más letras de las debidas aquí"
TRIOS, SALIR = (
    'title = { es = "Tres papeles, y se cambian", en = "Three parts, and you swap" }',
    'es = "Salir del papel"',
)
ACUERDOS = '["Lo que se oye aquí no sale", "Pueden pasar o salir siempre"], en = ["What we hear stays here", "You can always pass or step out"]'
ROWS = '"Otra recibe", "Otra observa: «¿Qué te dio calma?»"], en = ["One arrives", "One receives"'
NOTICE = 'notice = { es = "Se ensaya recibir a alguien con miedo. Pueden observar o salir.", en = "We try receiving somebody who is afraid. You may observe or step out." }\n'
STEPS = 'steps = ["llegada", "step-3"]'
BREAK = 'kind = "break"\nminutes = 15\nleast = 10'

REFUSED = [
    Fault("toml broken", FILE, 'id = "jornada"', "id = jornada", "id = jornada", "not TOML"),
    Fault("id unlike the file", FILE, 'id = "jornada"', 'id = "jornadas"', "jornadas", "must be “jornada”"),
    Fault("version in words", FILE, 'version = "1"', 'version = "one"', "version", "numbers with dots"),
    Fault("a day that is none", FILE, '"2026-11-20"', '"2026-02-30"', "dated", "must be a date"),
    Fault("minutes that do not add up", FILE, "minutes = 165", "minutes = 180", "minutes = 180", "last 165 minutes together, not 180"),
    Fault("title in one language", FILE, ', en = "A trial morning"', "", 'title = { es = "Una mañana', "no words in “en”"),
    Fault("title in an undeclared language", FILE, 'en = "A trial morning"', 'en = "A trial morning", qu = "Huk"', "qu =", "Unknown key “qu”"),
    Fault("a word not declared", FILE, "en el {{centre}}", "en el {{center}}", "about", "Did you mean “centre”?"),
    Fault("fewer materials in English", FILE, 'en = ["Paper and pencils", "A box with a lid"]', 'en = ["Paper and pencils"]', "materials", "“materials” has 1 texts in “en”, in “es” 2"),
    Fault("materials in one list", FILE, 'materials = { es = ["Hojas y lápices", "Una caja con tapa"], en = ["Paper and pencils", "A box with a lid"] }', 'materials = ["Hojas"]', "materials", "words of each language"),
    Fault("an empty row", FILE, '"Una caja con tapa"', '""', "materials", "holds an empty text"),
    Fault("a key nobody knows", FILE, 'roles = ["police", "volunteer"]', 'roles = ["police"]\npicture = "x.svg"', "picture", "Unknown key “picture”"),
    Fault("a day without blocks", FILE, "[[tests]]", '[[days]]\nid = "tarde"\ntitle = { es = "a", en = "a" }\nstarts = "14:00"\n\n[[tests]]', 140, "no [[days.blocks]]"),
    Fault("two days alike", FILE, "[[tests]]", '[[days]]\nid = "manana"\ntitle = { es = "a", en = "a" }\nstarts = "14:00"\n\n[[tests]]', 141, "“manana” is used twice"),
    Fault("a time of no clock", FILE, '"08:30"', '"8.30"', "starts", "a time like 08:30, not “8.30”"),
    Fault("a time after midnight", FILE, '"08:30"', '"24:30"', "starts", "a time like 08:30"),
    Fault("a block twice", FILE, 'id = "respirar"', 'id = "escena"', 103, "“escena” is used twice"),
    Fault("a block of an unknown kind", FILE, 'kind = "activity"', 'kind = "actividad"', "actividad", "Did you mean “activity”?"),
    Fault("a block without minutes", FILE, 'kind = "welcome"\nminutes = 10\n', 'kind = "welcome"\n', 16, "“minutes” is missing"),
    Fault("a block of no time", FILE, 'kind = "welcome"\nminutes = 10', 'kind = "welcome"\nminutes = 0', "minutes = 0", "more than 0"),
    Fault("shortened to more", FILE, "minutes = 25\nleast = 20", "minutes = 25\nleast = 26", "least = 26", "“least” is more than “minutes”: 25"),
    Fault("shortened to nothing", FILE, "minutes = 25\nleast = 20", "minutes = 25\nleast = 0", "least = 0", "more than 0"),
    Fault("an unknown weight", FILE, 'weight = "could"', 'weight = "can"', 'weight = "can"', "not one of: must, should, could"),
    Fault("of without a kind", FILE, '"scene:la-vecina"', '"la-vecina"', "la-vecina", "must be written kind:id"),
    Fault("of an unknown kind", FILE, '"lesson:una-pausa"', '"leson:una-pausa"', "leson:", "Did you mean “lesson”?"),
    Fault("of with two slashes", FILE, '"lesson:una-pausa"', '"lesson:good/mas/una-pausa"', "good/mas", "must be written kind:id"),
    Fault("of a test that is not there", FILE, 'of = "test:saber"', 'of = "test:sabor"', "test:sabor", "Did you mean “saber”?"),
    Fault("steps of a scene", FILE, 'of = "scene:la-vecina"', 'of = "scene:la-vecina"\nsteps = ["puerta"]', 'steps = ["puerta"]', "only beside “of” with a lesson"),
    Fault("a step twice", FILE, STEPS, 'steps = ["llegada", "llegada"]', 'steps = ["llegada", "llegada"]', "written twice"),
    Fault("sensitive in words", FILE, "sensitive = true", 'sensitive = "si"', 'sensitive = "si"', "true or false"),
    Fault("a slide without a title", FILE, TRIOS + "\n", "", "[[days.blocks.slides]]", "“title” is missing"),
    Fault("a slide of an unknown key", FILE, "minutes = 12", "timer = 12", "timer", "Unknown key “timer”"),
    Fault("rows of one language", FILE, ACUERDOS, '["Lo que se oye aquí no sale"], en = []', "Cómo nos cuidamos", "“points” has 0 texts in “en”, in “es” 1"),
    Fault("HTML on a slide", FILE, "Una persona llega", "Una <b>persona", 75, "No HTML"),
    Fault("a heading in the notes", FILE, "\ny pregunta", "\n# Acuerdos\ny pregunta", "notes = ", "There are no other headings"),
    Fault("a question of an unknown kind", FILE, 'kind = "confidence"', 'kind = "trust"', 'kind = "trust"', "not one of: choice, confidence"),
    Fault("a question twice", FILE, 'id = "p2"', 'id = "p1"', 156, "“p1” is used twice"),
    Fault("a right answer that is not there", FILE, "right = 1", "right = 4", "right = 4", "from 1 to 3"),
    Fault("a right answer counted from 0", FILE, "right = 1", "right = 0", "right = 0", "from 1 to 3"),
    Fault("an option in one language", FILE, '{ es = "Una silla y agua", en = "A chair and water" }', '{ es = "Una silla y agua" }', "Una silla y agua", "no words in “en”"),
    Fault("a confidence with options", FILE, 'kind = "confidence"\n', 'kind = "confidence"\nright = 1\n', 235, "Unknown key “right”"),
    Fault("a form question of an unknown kind", FILE, 'kind = "scale"', 'kind = "rating"', "rating", "not one of: scale, words"),
    Fault("a form question twice", FILE, 'id = "palabras"', 'id = "util"', 262, "“util” is used twice"),
]  # fmt: skip

RULES = [
    Fault("an unknown role", FILE, '["police", "volunteer"]', '["police", "volunteers"]', "roles", "Did you mean “volunteer”?"),
    Fault("too long for a card", FILE, "Una pausa, una escena", "Una pausa, una escena " * 6, "about", "letters here: 120 at most"),
    Fault("a day into the night", FILE, '"08:30"', '"17:30"', 'id = "manana"', "ends at 20:15: at 20:00 at the latest"),
    Fault("no break", FILE, BREAK, BREAK.replace("break", "activity"), 'id = "escena"', "120 minutes without a break: 100 at most"),
    Fault("no welcome", FILE, 'kind = "welcome"', 'kind = "activity"', 'id = "llegada"', "begins with a block of the kind “welcome”"),
    Fault("no closing", FILE, 'kind = "closing"', 'kind = "activity"', 'id = "cierre"', "ends with a block of the kind “closing”"),
    Fault("a block without notes", FILE, 'notes = { es = "Agradece, y quédate un rato.", en = "Thank people, and stay a while." }\n', "", 'id = "cierre"', "no “notes”"),
    Fault("a block that shows nothing", FILE, 'slides = [{ title = { es = "Un gesto o una palabra", en = "A gesture or a word" } }]\n', "", 'id = "cierre"', "The room sees nothing here"),
    Fault("a lesson that shows none", FILE, 'of = "lesson:una-pausa"\n' + STEPS + "\n", "", 'id = "pausa-en-tres"', "an “of” like “lesson:…”"),
    Fault("a practice that shows a scene", FILE, '"practice:otro-paquete/respirar-en-grupo"', '"scene:la-vecina"', 108, "an “of” like “practice:…”"),
    Fault("a lesson that is not there", FILE, '"lesson:una-pausa"', '"lesson:una-pauta"', "una-pauta", "Did you mean “una-pausa”?"),
    Fault("a check-in that is not there", FILE, '"checkin:good/prueba"', '"checkin:good/pruebas"', "good/pruebas", "no “checkin:pruebas” in this pack. Did you mean “prueba”?"),
    Fault("a step that is not there", FILE, STEPS, 'steps = ["llegada", "step-30"]', "step-30", "no step “step-30” in this lesson. Did you mean “step-3”?"),
    Fault("a scene that is not announced", FILE, '"scene:la-vecina"\nsensitive = true', '"scene:la-vecina"', 'id = "escena"', "needs “sensitive = true”"),
    Fault("a hard step that is not announced", FILE, STEPS + "\nsensitive = true", STEPS + "\nsensitive = false", "sensitive = false", "needs “sensitive = true”"),
    Fault("a hard lesson that is not announced", FILE, STEPS + "\nsensitive = true\n", "", 'id = "pausa-en-tres"', "needs “sensitive = true”"),
    Fault("a sensitive activity without a notice", FILE, NOTICE, "", 68, "needs a “notice”"),
    Fault("two sensitive steps without a notice", FILE, STEPS, 'steps = ["llegada"]', 58, "needs a “notice”"),
    Fault("two steps of another pack without a notice", FILE, '"lesson:una-pausa"', '"lesson:otro/una-pausa"', 58, "needs a “notice”"),
    Fault("a notice of nothing", FILE, "sensitive = true\nnotice", "notice", "notice = ", "needs “sensitive = true”"),
    Fault("a long notice", FILE, "Se ensaya recibir", "Se ensaya recibir " * 8, "notice = ", "140 at most"),
    Fault("four rows", FILE, ROWS, ROWS.replace('"Otra recibe"', '"Otra recibe", "Otra espera"').replace('"One receives"', '"One receives", "One waits"'), "Tres papeles", "The room sees 4 rows: 3 at most"),
    Fault("a long row", FILE, "Una persona llega", LONG_ROW, "Tres papeles", "has 103 characters: 90 at most"),
    Fault("a long title", FILE, "Salir del papel", "Salir del papel y volver a ser quien uno es, aquí y ahora, del todo", "Salir del papel", "60 at most"),
    Fault("a long tag", FILE, '"En tríos"', '"De tres en tres, sin prisa"', "Tres papeles", "26 letters here: 24 at most"),
    Fault("a timer that outruns its block", FILE, "minutes = 12", "minutes = 31", "Tres papeles", "31 minutes, the whole block 30"),
    Fault("a test only at the end", FILE, 'kind = "test"\nminutes = 15\nleast = 10\nweight = "must"\nof = "test:saber"\ntitle = { es = "Doce preguntas"', 'kind = "activity"\nminutes = 15\nleast = 10\nweight = "must"\ntitle = { es = "Doce preguntas"', 'id = "saber"', "Two blocks or more use this test"),
    Fault("eleven questions", FILE, '\n[[tests.questions]]\nid = "c4"\nkind = "confidence"\ntext = { es = "Sé cuidar mi pausa.", en = "I can look after my pause." }\n', "", 'id = "saber"', "Questions here: 11. A test has 12"),
    Fault("two questions alike", FILE, "Sé a quién llamar.", "Sé qué decir al inicio.", 240, "Two questions say the same"),
    Fault("two options", FILE, '  { es = "En el patio", en = "In the yard" },\n', "", "¿Dónde se habla mejor?", "A question has 3 or 4"),
    Fault("two options alike", FILE, 'es = "En el patio"', 'es = "Junto a la puerta de entrada"', "¿Dónde se habla mejor?", "Two options say the same"),
    Fault("the right one always in one place", FILE, "right = 3", "right = 1", 'id = "saber"', "In 4 of 8 questions of this test the right answer has place 1"),
    Fault("a form without room for words", FILE, '\n[[forms.questions]]\nid = "palabras"\nkind = "words"\ntext = { es = "¿Qué cambiarían?", en = "What would you change?" }\n', "", 'id = "satisfaccion"', "of the kind “words”"),
    Fault("a slide for one person", FILE, "Otra recibe", "Otra te recibe", "Tres papeles", "“te” speaks to one person"),
    Fault("a slide with usted", FILE, SALIR, 'es = "Usted sale del papel"', "Usted sale", "“Usted” speaks to one person"),
    Fault("a notice for one person", FILE, "Pueden observar o salir.", "Puedes observar o salir.", "notice = ", "“Puedes” speaks to one person"),
    Fault("a hard word on a slide", FILE, "Su nombre y una palabra", "Golpes y una palabra", "Golpes", "“Golpes” is hard content"),
    Fault("a hard word in a test", FILE, "¿Qué se anota?", "Habla de morir. ¿Qué se anota?", 'of = "test:saber"', "“morir” is hard content"),
]  # fmt: skip


def problems_of(text: str, *languages: str) -> list[Problem]:
    """Of the workshop alone, beside the good pack; by the rules in Spanish, or in some languages."""
    page = Page(FILE, [])
    table = toml_table(page, text.split("\n"))
    found = workshops_of(table, good().origin, "jornada") if table else {}
    for workshop in (found[language] for language in languages or ("es",) if found):
        check_workshop(page, workshop, good(), names)
        check_slides(page, workshop)
    return page.problems


@cache
def good() -> Pack:
    return read_pack(GOOD)


def names(kind: str) -> list[str]:
    documents = {"lesson": good().lessons, "scene": good().scenes, "practice": good().practices}
    return [name.partition("/")[2] for name in {**documents, "checkin": good().checkins}[kind]]


def spoilt(*pairs: tuple[str, str]) -> str:
    """The good workshop with each of some texts replaced wherever it stands."""
    text = JORNADA.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, "the good workshop changed: mend this test"
        text = text.replace(old, new)
    return text


def test_the_good_workshop_has_no_problems() -> None:
    assert problems_of(JORNADA.read_text(encoding="utf-8"), "es", "en") == []


@pytest.mark.parametrize("fault", [*REFUSED, *RULES], ids=lambda fault: fault.name)
def test_a_seeded_fault_is_reported(tmp_path: Path, fault: Fault) -> None:
    (tmp_path / "workshops").mkdir()
    shutil.copy(JORNADA, tmp_path / FILE)
    spoil(tmp_path, fault)
    said = [
        problem for problem in problems_of((tmp_path / FILE).read_text(encoding="utf-8")) if fault.says in problem.what
    ]
    assert said
    assert expected_line(tmp_path, fault) in {problem.line for problem in said}, said


def test_a_hundred_minutes_without_a_break_may_be() -> None:
    for minutes, whole, found in ((50, 185, []), (51, 186, [63])):
        text = spoilt(("minutes = 30\n", f"minutes = {minutes}\n"), ("minutes = 165", f"minutes = {whole}"))
        problems = problems_of(text)
        assert [one.line for one in problems if "a break: 100 at most" in one.what][:1] == found, problems
        assert len(set(problems)) == len(found)


CHOICE = (
    'kind = "choice"\nright = 1\noptions = [{ es = "a", en = "a" }, { es = "b", en = "b" }, { es = "c", en = "c" }]'
)
LONGER = ("Una silla y agua", "Esperar a su lado", "La memoria del miedo", "Le pregunto a solas")


@pytest.mark.parametrize(
    ("pairs", "lines", "says"),
    [
        ([('weight = "must"', 'weight = "should"')], {1}, "No block is a “must”"),
        ([('kind = "confidence"', CHOICE)], {141}, "of the kind “confidence”"),
        ([("right = 2", "right = 1")], {141}, "In 6 of 8 questions of this test the right answer has place 1: 2 of 5 at most"),
        ([(one, f"{one}, con calma y sin apuro alguno") for one in LONGER], {147, 158, 180, 213}, "The right answer is the longest in 4 of 8"),
        ([(one, f"{one}, con calma y sin apuro alguno") for one in LONGER[:3]], set(), "The right answer is the longest"),
    ],
    ids=["no must", "no confidence", "one place", "the longest too often", "the longest seldom"],
)  # fmt: skip
def test_a_fault_that_stands_in_many_places(pairs: list[tuple[str, str]], lines: set[int], says: str) -> None:
    assert {problem.line for problem in problems_of(spoilt(*pairs)) if says in problem.what} == lines


@pytest.mark.parametrize(("name", "end"), [("[[tests]]", "[[forms]]"), ("[[forms]]", "~")])
def test_a_workshop_without_a_test_or_a_form(name: str, end: str) -> None:
    text = JORNADA.read_text(encoding="utf-8") + "~"
    without = text.replace(text[text.index(name) : text.index(end)], "").replace("~", "")
    without = without.replace('kind = "test"', 'kind = "poll"').replace('of = "test:saber"', 'of = "lesson:una-pausa"')
    assert (1, True) in {(problem.line, f"No {name}" in problem.what) for problem in problems_of(without)}


HEAVY = "La responsabilidad institucional interdisciplinaria requiere reconocimiento metodológico extraordinario. "
HEAVY_EN = "Organisational responsibility necessitates interdisciplinary consideration administratively. "
LONG = "Sube los hombros y baja los hombros y abre la mano y cierra la mano y mira la puerta y mira la mesa y mira el cielo."
WORDS = (
    ("Agradece, y quédate un rato.", HEAVY * 12, "The notes and the room are hard to read: INFLESZ"),
    ("Thank people, and stay a while.", HEAVY_EN * 12, "The notes and the room are hard to read: Flesch"),
    ("Una mañana de prueba", HEAVY * 8, "Hard to read as a whole: INFLESZ"),
    ("A trial morning", HEAVY_EN * 8, "Hard to read as a whole: Flesch"),
    ("Nadie trae un caso suyo.", LONG, "A sentence of 27 words"),
    ("Voten con la mano.", "Voten con la mnao.", "“mnao” is not in the dictionary"),
    ("Pregunta qué pausa", "Pregunta a las y los colegas qué pausa", "doubles the gender"),
    ("Cómo salimos", "¡Cómo salimos", "No exclamation marks"),
    ("Agua, aire y la sala", "Agua, aire y el ordenador de la sala", "We don't say “ordenador”"),
    ('sources = ["E1.1"]', 'sources = ["E1.2"]', "Did you mean “E1.1”?"),
    ('dated = "2026-11-20"', 'dated = "2026-11-25"', "in the future"),
)  # fmt: skip


def test_the_checker_sees_the_rest_and_reads_every_word(training: Path) -> None:
    text = spoilt(*((old, new) for old, new, _says in WORDS))
    (training / FILE).write_text(text + "# " + "x" * 120 * 1024, encoding="utf-8")
    (training / "workshops" / "Otra jornada.toml").write_text("", encoding="utf-8")
    problems = check_pack(training, TODAY)
    for _old, new, says in WORDS:
        rows = {number for number, line in enumerate(text.split("\n"), 1) if new in line}
        found = {problem.line for problem in problems if says in problem.what and problem.file == FILE}
        assert found and (rows & found or "The notes and the room" in says), (says, problems)
    assert any("too long: more than 120 KB" in problem.what for problem in problems if problem.file == FILE)
    assert any("is called id.toml" in problem.what for problem in problems if "Otra jornada" in problem.file)


def test_the_good_workshop_passes_and_items_of_the_notes_are_sentences_of_their_own(training: Path) -> None:
    item = "\n- Di que se puede salir a la calle y volver sin decir nada a nadie"
    (training / FILE).write_text(spoilt(("\n- Di que se puede pasar.", item * 3)), encoding="utf-8")
    assert check_pack(training, TODAY) == []
