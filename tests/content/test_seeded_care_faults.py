"""The good pack's practices, check-in and hard words with one thing spoilt: told in the right file, on the right line."""
# ruff: noqa: E501 - one fault, one line

from pathlib import Path

import pytest

from carecompanion.content.reader import read_pack
from carecompanion.errors import PackError
from tests.content.seeded import Fault, assert_reported, spoil

SOLTAR = "practices/soltar.es.md"
RESPIRAR = "practices/respirar.es.md"
CHECK = "checkins/prueba.toml"
HELP = "help/lines.toml"
EVIDENCE = 'evidence: "Hay pocos estudios; a muchas personas les alivia."\n'
ESTRES = 'items = ["estres"]\ncombine = "sum"\n'
PETAL = (
    '\n[[scales]]\nid = "mente"\ntitle = { es = "a", en = "a" }\nitems = ["cuerpo-1", "cuerpo-2"]\ncombine = "mean"\n'
)

PRACTICE_FAULTS = [
    *(Fault(f"no {key}", SOLTAR, f"{key}: ", f"# {key}: ", "id: soltar", f"“{key}” is missing") for key in ("about", "dose", "caution", "evidence", "dimension")),
    Fault("about too long for a card", SOLTAR, "Suben, y caen.", "Suben, y caen. " * 5, "about:", "letters: 60 at most"),
    Fault("evidence of two sentences", SOLTAR, EVIDENCE, 'evidence: "Hay estudios. Son pocos."\n', "evidence:", "one sentence"),
    Fault("unknown moment", RESPIRAR, "[quiet, bedtime]", "[quiet, bedtimes]", "moments:", "Did you mean “bedtime”?"),
    Fault("unknown reaction", RESPIRAR, "[tense, racing]", "[tense, raging]", "fits:", "Did you mean “racing”?"),
    Fault("reaction twice", RESPIRAR, "[tense, racing]", "[tense, tense]", "fits:", "“tense” is written twice"),
    Fault("moments differ", "practices/respirar.en.md", "[quiet, bedtime]", "[quiet]", "moments:", "not the same as in “es”"),
    Fault("signs differ", "practices/respirar.en.md", "icon: wind", "icon: leaf", "icon:", "not the same as in “es”"),
    Fault("rhythms differ", "practices/respirar.en.md", '"3 0 5 0"', '"5 0 7 0"', "rhythms:", "not the same as in “es”"),
    Fault("icon is no name", RESPIRAR, "icon: wind", "icon: Wind.svg", "icon:", "is no id"),
    Fault("rhythm of three", RESPIRAR, '"3 0 5 0"', '"3 0 5"', "rhythms:", "not “3 0 5”"),
    Fault("rhythm in words", RESPIRAR, '"3 0 5 0"', '"tres 0 5 0"', "rhythms:", "four numbers"),
    Fault("rhythm twice", RESPIRAR, '"3 0 5 0"', '"4 0 6 0"', "rhythms:", "written twice"),
    Fault("breath not among the rhythms", RESPIRAR, '"4 0 6 0"', '"5 0 7 0"', "rhythms:", "must be one of “rhythms”"),
    Fault("rhythms of a practice of steps", SOLTAR, "kind: steps", 'kind: steps\nrhythms: ["4 0 6 0"]', "rhythms:", "only for"),
    Fault("a sip of nothing", RESPIRAR, "icon: wind", "icon: wind\nsip: true", "sip:", "cannot be 0"),
    Fault("sip in words", RESPIRAR, "icon: wind", "icon: wind\nsip: si", "sip:", "true or false"),
    Fault("sip of a practice of steps", SOLTAR, "kind: steps", "kind: steps\nsip: true", "sip:", "only for"),
    Fault("seconds without a unit", SOLTAR, "{20 s}", "{20}", "## Sube", "A timed step is written"),
    Fault("a step of no time", SOLTAR, "{20 s}", "{0 s}", "## Sube", "A timed step is written"),
    Fault("a step without an end", SOLTAR, "{20 s}", "{901 s}", "## Sube", "1 to 900 seconds"),
    Fault("seconds differ", "practices/soltar.en.md", "{20 s}", "{30 s}", "## Up", "lasts 30 seconds; in “es”: 20"),
    Fault("timed steps too long", SOLTAR, "{20 s}", "{121 s}", "minutes:", "121 seconds"),
    Fault("timed breathing", RESPIRAR, "## Respira", "## Respira {20 s}", "## Respira", "kinds steps and scan"),
    Fault("a scan by hand", RESPIRAR, "kind: breath\nbreath: [4, 0, 6, 0]\nrhythms: [\"3 0 5 0\", \"4 0 6 0\"]\n", "kind: scan\n", "kind:", "A scan has timed steps"),
    Fault("practice key unknown", SOLTAR, "dose: ", "doze: ", "doze", "Did you mean “dose”?"),
    Fault("practice of a new kind", SOLTAR, "kind: steps", "kind: scam", "kind:", "Did you mean “scan”?"),
]  # fmt: skip

CHECK_FAULTS = [
    # the head
    Fault("toml broken", CHECK, 'id = "prueba"', "id = prueba", "id = prueba", "not TOML"),
    Fault("id unlike the file", CHECK, 'id = "prueba"', 'id = "probar"', "probar", "must be “prueba”"),
    Fault("version in words", CHECK, 'version = "1"', 'version = "first"', "version", "numbers with dots"),
    Fault("no day", CHECK, 'dated = "2026-11-20"\n', "", 1, "“dated” is missing"),
    Fault("a day that is none", CHECK, '"2026-11-20"', '"2026-11-31"', "dated", "must be a date"),
    Fault("dated tomorrow", CHECK, '"2026-11-20"', '"2026-11-25"', "dated", "in the future"),
    Fault("minutes of an hour", CHECK, "minutes = 2", "minutes = 60", "minutes", "from 1 to 30"),
    Fault("it asks about no day", CHECK, "window_days = 7", "window_days = 0", "window_days", "more than 0"),
    Fault("again too soon", CHECK, "every_days = 28", "every_days = 3", "every_days", "asks about 7 days"),
    Fault("title not in English", CHECK, 'title = { es = "Una prueba", en = "A trial" }', 'title = { es = "Una prueba" }', "title", "no words in “en”"),
    Fault("title in an undeclared language", CHECK, 'en = "A trial"', 'en = "A trial", fr = "Un essai"', "title", "Unknown key “fr”"),
    Fault("word not declared", CHECK, "semana en el {{centre}}", "semana en el {{center}}", "about", "Did you mean “centre”?"),
    Fault("HTML", CHECK, "Mira tu semana", "Mira tu <b>semana", "about", "No HTML"),
    Fault("limits that limit nothing", CHECK, "propias, no validadas", "propias", "limits", "in the words of “es”"),
    Fault("limits that limit nothing in English", CHECK, "questions, not validated", "questions", "limits", "in the words of “en”"),
    Fault("licence empty", CHECK, '"CC-BY-SA-4.0"', '""', "licence", "“licence” is empty"),
    Fault("no sources", CHECK, '["E1.1"]', "[]", "sources", "No sources"),
    Fault("undeclared source", CHECK, '["E1.1"]', '["E1.2"]', "sources", "Did you mean “E1.1”?"),
    Fault("validated in words", CHECK, "is_validated = false", 'is_validated = "no"', "is_validated", "true or false"),
    Fault("unknown key", CHECK, "every_days", "every_day", "every_day ", "Did you mean “every_days”?"),
    # answers
    Fault("answers of an unknown kind", CHECK, '"levels"', '"level"', 'kind = "level"', "Did you mean “levels”?"),
    Fault("values go down", CHECK, "{ value = 3", "{ value = 2", "value = 2, words = { es = \"Siempre\"", "more than 2"),
    Fault("value in words", CHECK, "{ value = 3", '{ value = "three"', "three", "whole number"),
    Fault("option without words", CHECK, ', words = { es = "Nunca", en = "Never" }', "", "value = 1 }", "“words” is missing"),
    Fault("one option alone", CHECK, '  { value = 2, words = { es = "Familia", en = "Family" } },\n', "", 37, "at least two options"),
    Fault("two options alike", CHECK, 'en = "Sometimes"', 'en = "never"', 'id = "frecuencia"', "say the same"),
    Fault("four faces", CHECK, '"levels"', '"faces"', "options", "five options"),
    Fault("numbers that go down", CHECK, "most = 10", "most = 0", "most = 0", "more than “least”"),
    Fault("numbers without words", CHECK, 'high = { es = "Mucho", en = "A lot" }\n', "", 25, "“high” is missing"),
    Fault("own words for levels", CHECK, 'kind = "levels"', 'kind = "levels"\nmay_add = true', "may_add", "Unknown key “may_add”"),
    Fault("answers twice", CHECK, 'id = "motivos"', 'id = "numero"', 34, "“numero” is used twice"),
    Fault("answers unused", CHECK, "[[pages]]", '[[answers]]\nid = "otras"\nkind = "numbers"\nleast = 0\nmost = 1\nlow = { es = "a", en = "a" }\nhigh = { es = "b", en = "b" }\n\n[[pages]]', 'id = "otras"', "No item uses the answers"),
    # items and pages
    Fault("item with unknown answers", CHECK, 'answers = "numero"', 'answers = "numbers"', 'answers = "numbers"', "Did you mean “numero”?"),
    Fault("item on an unknown page", CHECK, 'page = "semana"', 'page = "semanas"', 'page = "semanas"', "Did you mean “semana”?"),
    Fault("a page without items", CHECK, "[[items]]", '[[pages]]\nid = "otra"\ntitle = { es = "a", en = "a" }\n\n[[items]]', 'id = "otra"', "No item stands on"),
    Fault("item twice", CHECK, 'id = "cuerpo-2"', 'id = "cuerpo-1"', 53, "“cuerpo-1” is used twice"),
    Fault("item id with a capital", CHECK, 'id = "influyo"', 'id = "Influyo"', "Influyo", "is no id"),
    Fault("item asked for nothing", CHECK, 'items = ["cuerpo-1", "cuerpo-2"]\nreversed = ["cuerpo-2"]', 'items = ["cuerpo-1"]', "Pregunta 2", "why ask it?"),
    # scales
    Fault("scale of unknown items", CHECK, '"cuerpo-1", "cuerpo-2"]', '"cuerpo-1", "cuerpos-2"]', "cuerpos-2", "Did you mean “cuerpo-2”?"),
    Fault("item twice in a scale", CHECK, '"cuerpo-1", "cuerpo-2"]', '"cuerpo-2", "cuerpo-2"]', 'items = ["cuerpo-2"', "written twice"),
    Fault("tags in a scale", CHECK, 'items = ["estres"]', 'items = ["estres", "influyo"]', 'items = ["estres", "influyo"]', "answered with tags"),
    Fault("scale without items", CHECK, 'items = ["estres"]', "items = []", "items = []", "has no items"),
    Fault("reversed elsewhere", CHECK, 'reversed = ["cuerpo-2"]', 'reversed = ["cuerpo-3"]', "reversed", "Did you mean “cuerpo-2”?"),
    Fault("combined in an unknown way", CHECK, 'combine = "mean"', 'combine = "means"', "means", "Did you mean “mean”?"),
    Fault("times nothing", CHECK, ESTRES, ESTRES + "times = 0\n", "times = 0", "more than 0"),
    Fault("times in words", CHECK, ESTRES, ESTRES + 'times = "4"\n', 'times = "4"', "a number like"),
    Fault("more answers needed than asked", CHECK, "least = 1", "least = 3", "least = 3", "the number of items, 2"),
    Fault("no answer needed", CHECK, "least = 1", "least = 0", 77, "the number of items, 2"),
    Fault("high is bad", CHECK, 'high_is = "strain"', 'high_is = "bad"', '"bad"', "not one of: good, strain"),
    Fault("no word on what high is", CHECK, 'high_is = "good"\n', "", 'id = "cuerpo"', "needs “high_is”"),
    Fault("dimension of no petal", CHECK, 'dimension = "body"', 'dimension = "senses"', "dimension", "not one of"),
    Fault("a petal twice", CHECK, "\n[[rules]]", PETAL + 'high_is = "good"\ndimension = "body"\n\n[[rules]]', 'id = "mente"', "on the wheel twice"),
    Fault("a petal of strain", CHECK, "\n[[rules]]", PETAL + 'high_is = "strain"\ndimension = "mind"\n\n[[rules]]', 'id = "mente"', "On the wheel high is good"),
    Fault("a petal of another range", CHECK, "\n[[rules]]", PETAL + 'times = 2.0\nhigh_is = "good"\ndimension = "mind"\n\n[[rules]]', 'id = "mente"', "another range than “cuerpo”"),
    Fault("the first band begins late", CHECK, "at_least = 1\n", "at_least = 1.5\n", "at_least = 1.5", "begins at 1,"),
    Fault("bands go down", CHECK, "at_least = 2.5", "at_least = 1", 91, "above 1"),
    Fault("a band beyond the most", CHECK, "at_least = 2.5", "at_least = 3.5", "at_least = 3.5", "No answers reach this band"),
    Fault("a band in an unknown tone", CHECK, 'tone = "leaf"', 'tone = "green"', '"green"', "not one of: leaf"),
    Fault("a band twice", CHECK, 'id = "alto"', 'id = "bajo"', 90, "“bajo” is used twice"),
    Fault("two bands of one level", CHECK, 'en = "High"', 'en = "low"', 'id = "cuerpo"', "the same level"),
    Fault("a cut of one band", CHECK, ESTRES, ESTRES + "cut_may_change = true\n", "cut_may_change", "exactly two bands"),
    Fault("a change of nothing", CHECK, "points = 0.5", "points = 0", "points", "more than 0"),
    Fault("a change that never comes", CHECK, "points = 0.5", "points = 2.5", 'id = "cuerpo"', "never change by 2.5"),
    Fault("entries of no days", CHECK, "points = 0.5", "points = 0.5\nentries = 3", "entries", "together with “days”"),
    # rules
    Fault("rule of an unknown item", CHECK, 'item = "estres"', 'item = "estress"', "estress", "Did you mean “estres”?"),
    Fault("rule of tags", CHECK, 'item = "estres"', 'item = "influyo"', 'item = "influyo"', "answered with tags"),
    Fault("rule nobody reaches", CHECK, "at_least = 8", "at_least = 11", "at_least = 11", "No answer to this item"),
    Fault("rule between nothing", CHECK, "at_least = 8", "at_least = 8\nat_most = 7", "at_least = 8", "No answer to this item"),
    Fault("rule without a bound", CHECK, "at_least = 8\n", "", "[[rules]]", "needs “at_least” or “at_most”"),
    Fault("rule that does the unknown", CHECK, 'act = "support"', 'act = "suport"', "suport", "Did you mean “support”?"),
    Fault("a row of none", CHECK, "at_least = 8", "at_least = 8\nin_a_row = 0", "in_a_row", "more than 0"),
    # small steps
    Fault("step of an unknown scale", CHECK, 'scale = "cuerpo"', 'scale = "cuerpos"', '"cuerpos"', "Did you mean “cuerpo”?"),
    Fault("step of an unknown band", CHECK, 'bands = ["bajo"]', 'bands = ["baja"]', '["baja"]', "Did you mean “bajo”?"),
    Fault("step with a scale and no more", CHECK, 'bands = ["bajo"]\n', "", 'scale = "cuerpo"', "comes one of: bands"),
    Fault("step with two conditions", CHECK, 'bands = ["bajo"]', 'bands = ["bajo"]\nlowest = true', "lowest", "Only one of these"),
    Fault("step with a condition of no scale", CHECK, 'do = "plan:person"', 'do = "plan:person"\nat_most = 2', "at_most", "needs a “scale”"),
    Fault("step nobody reaches", CHECK, 'bands = ["bajo"]', "at_least = 3.5", "at_least = 3.5", "goes from 1 to 3"),
    Fault("the lowest of no wheel", CHECK, 'scale = "cuerpo"\nbands = ["bajo"]', 'scale = "estres"\nlowest = true', "lowest", "Only a scale with a “dimension”"),
    Fault("step to nowhere", CHECK, '"practice:soltar"', '"practice:saltar"', "saltar", "Did you mean “soltar”?"),
    Fault("step to a lesson that is not there", CHECK, '"practice:soltar"', '"lesson:dos-pausas"', "dos-pausas", "no “lesson:dos-pausas”"),
    Fault("step to a check-in that is not there", CHECK, '"practice:soltar"', '"checkin:pruebas"', "pruebas", "Did you mean “prueba”?"),
    Fault("step of an unknown kind", CHECK, '"practice:soltar"', '"practise:soltar"', "practise", "Did you mean “practice”?"),
    Fault("step to no plan", CHECK, '"plan:person"', '"plan:persons"', "plan:persons", "Did you mean “person”?"),
    Fault("step to help with a name", CHECK, '"plan:person"', '"help:105"', "help:105", "stands alone"),
    Fault("step twice", CHECK, 'id = "persona"', 'id = "soltar"', 123, "“soltar” is used twice"),
    Fault("some results have no step", CHECK, 'do = "plan:person"', 'scale = "estres"\nat_least = 5\ndo = "plan:person"', "plan:person", "add one without"),
    # hard words
    Fault("hard words of one language", HELP, 'en = ["want to disappear"]\n', "", "[hard_words]", "“en” is missing"),
    Fault("hard words of an undeclared language", HELP, 'en = ["want', 'fr = ["x"]\nen = ["want', 'fr = ["x"]', "Unknown key “fr”"),
    Fault("a hard word of nothing", HELP, '["want to disappear"]', '["want to disappear", "  "]', "want to", "A phrase here is empty"),
    Fault("hard words in a line", HELP, '["want to disappear"]', '"want to disappear"', "want to", "must be a list"),
]  # fmt: skip


@pytest.mark.parametrize("fault", [*PRACTICE_FAULTS, *CHECK_FAULTS], ids=lambda fault: fault.name)
def test_a_seeded_fault_is_reported(pack: Path, fault: Fault) -> None:
    assert_reported(pack, fault)


REFUSED = ("bands go down", "reversed elsewhere", "a band beyond the most", "rule nobody reaches", "values go down")


@pytest.mark.parametrize("fault", [one for one in CHECK_FAULTS if one.name in REFUSED], ids=lambda fault: fault.name)
def test_an_instrument_that_would_count_wrongly_is_refused(pack: Path, fault: Fault) -> None:
    spoil(pack, fault)
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    assert (caught.value.file, fault.says in caught.value.what) == (CHECK, True)
    assert caught.value.line > 0


def test_a_fault_is_told_once_for_all_languages(pack: Path) -> None:
    spoil(pack, Fault("", CHECK, 'combine = "mean"', 'combine = "means"', 0, ""))
    with pytest.raises(PackError, match="means") as caught:
        read_pack(pack)
    assert str(caught.value).startswith("checkins/prueba.toml:76: “means” is not one of: mean, sum.")


@pytest.mark.parametrize(
    ("name", "says"),
    [("prueba.md", "is called id.toml"), ("Prueba 2.toml", "is called id.toml"), ("otra.toml", "asks nothing")],
)
def test_files_among_the_check_ins_with_odd_names_or_nothing_inside(pack: Path, name: str, says: str) -> None:
    (pack / "checkins" / name).write_text("", encoding="utf-8")
    with pytest.raises(PackError, match=says):
        read_pack(pack)
