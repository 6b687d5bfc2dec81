"""What the reader makes of a good pack, and that nothing makes it stumble: any bytes give a pack or a PackError."""

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecompanion.content.blocks import CARES
from carecompanion.content.checker import check_pack
from carecompanion.content.model import (
    Callout,
    Change,
    CheckInId,
    ItemId,
    ItemRule,
    KeyPoints,
    LessonId,
    Picture,
    PracticeId,
    PracticeLink,
    Prose,
    Question,
    Reflection,
)
from carecompanion.content.prose import first_sentence, fold, plain
from carecompanion.content.reader import read_pack
from carecompanion.errors import PackError

GOOD = Path(__file__).parents[1] / "packs" / "good"
LESSON = LessonId("good/una-pausa")
GOOD_TEXT = (GOOD / "lessons/una-pausa.es.md").read_text(encoding="utf-8")


def test_a_lesson_is_read_whole(pack: Path) -> None:
    lesson = read_pack(pack).lessons[LESSON]["es"]
    assert (lesson.title, lesson.minutes, lesson.roles) == ("Una pausa", 5, ("volunteer", "police"))
    assert lesson.take == "Primero respiro. Después sigo."
    assert lesson.notice and lesson.notice.summary.startswith("El cansancio")
    assert [step.title for step in lesson.steps][:2] == ["Llegas al CEM", "La primera llamada"]
    assert [step.id for step in lesson.steps] == ["llegada", *(f"step-{n}" for n in range(2, 8))]


def test_the_blocks_of_a_step_keep_their_order(pack: Path) -> None:
    first = read_pack(pack).lessons[LESSON]["es"].steps[0]
    assert first.blocks == (
        Prose("Son las **ocho** y ya hay gente esperando."),
        Picture("pictures/taza.svg", "Una taza sobre una mesa.", "La taza de la mañana."),
        Callout("En tu labor", "Un minuto también cuenta."),
    )
    assert first.room and (first.room.title, first.room.points) == ("Son las ocho", ("Ya hay gente esperando",))
    assert first.notes == "Deja un momento de silencio."
    assert first.picture == first.blocks[1]


def test_a_question_has_its_options_and_feedback(pack: Path) -> None:
    steps = read_pack(pack).lessons[LESSON]["es"].steps
    question = steps[1].question
    assert isinstance(question, Question)
    assert (question.id, question.prompt, question.cares) == ("llamada", "Suena el teléfono. ¿Qué haces?", "her")
    assert [option.is_caring for option in question.options] == [True, False, False]
    assert question.options[0].lead == "Te escucha en calma."
    assert question.options[0].feedback == "Un segundo basta para que tu voz cambie."
    assert steps[2].notice and steps[2].notice.summary == "Un mal día no dice quién eres."
    assert steps[4].blocks[1] == PracticeLink(PracticeId("good/soltar"), "En tu próximo turno, después de una llamada.")
    assert steps[5].blocks == (Reflection("mi-pausa", "¿Qué pausa cabe en tu día?"),)
    assert isinstance(steps[6].blocks[0], KeyPoints) and len(steps[6].blocks[0].points) == 3


def test_practices_and_help_lines_are_read(pack: Path) -> None:
    read = read_pack(pack)
    practice = read.practices[PracticeId("good/respirar")]["en"]
    assert (practice.kind, practice.breath, practice.has_sip) == ("breath", (4, 0, 6, 0), False)
    assert practice.rhythms == ((3, 0, 5, 0), (4, 0, 6, 0))
    assert (practice.icon, practice.moments, practice.fits) == ("wind", ("quiet", "bedtime"), ("tense", "racing"))
    assert (practice.about, practice.dose) == ("The air goes out slowly.", "Two minutes, whenever you like.")
    assert practice.caution.startswith("If you get dizzy") and practice.evidence.startswith("Several studies")
    assert practice.pack_version == "2026.11.1"
    steps = read.practices[PracticeId("good/soltar")]["es"].steps
    assert [(step.title, step.seconds) for step in steps] == [("Sube", 20), ("Suelta", 0)]
    assert read.practices[PracticeId("good/soltar")]["es"].steps[1].text == "Déjalos caer y nota la diferencia."
    line = read.help_lines["en"][0]
    assert (line.number, line.who, line.is_always, line.confirmed_on) == ("105", "National Police", True, "")
    assert line.source and line.source.text.startswith("Policía")
    assert read.phrases["es"] == ("«Necesito ayuda».",)
    assert read.hard_words == {"es": ("quiero desaparecer",), "en": ("want to disappear",)}


def test_a_second_in_breath_is_read(pack: Path) -> None:
    for language in ("es", "en"):
        file = pack / f"practices/respirar.{language}.md"
        text = file.read_text(encoding="utf-8").replace("[4, 0, 6, 0]\n", "[3, 1, 6, 0]\nsip: true\n")
        file.write_text(text.replace('"4 0 6 0"', '"3 1 6 0"'), encoding="utf-8")
    assert check_pack(pack) == []
    practice = read_pack(pack).practices[PracticeId("good/respirar")]["es"]
    assert (practice.breath, practice.has_sip) == ((3, 1, 6, 0), True)


def test_a_checkin_is_read_in_each_language(pack: Path) -> None:
    es, en = (read_pack(pack).checkins[CheckInId("good/prueba")][language] for language in ("es", "en"))
    assert (en.title, en.about, en.language) == ("A trial", "Look at your week at the CEM.", "en")
    assert (en.version, en.dated, en.minutes, en.window_days, en.every_days) == ("1", "2026-11-20", 2, 7, 28)
    assert (en.licence, en.is_validated, en.sources) == ("CC-BY-SA-4.0", False, ("E1.1",))
    assert [(one.id, one.kind, one.values) for one in en.answer_sets] == [
        ("frecuencia", "levels", (1, 2, 3)),
        ("numero", "numbers", tuple(range(11))),
        ("motivos", "tags", (1, 2)),
    ]
    assert (en.answer_sets[1].low, en.answer_sets[1].high, en.answer_sets[2].may_add) == ("None", "A lot", True)
    assert en.answers_to(ItemId("influyo")).options[0].words == "Shift"
    assert [item.id for item in en.items_of("semana")] == ["cuerpo-1", "cuerpo-2", "estres", "influyo"]
    assert en.item(ItemId("estres")).hint == "With a number."
    assert (es.item(ItemId("estres")).text, es.title) == ("Pregunta 3", "Una prueba")
    with pytest.raises(KeyError):
        en.item(ItemId("nada"))


def test_a_scale_and_what_comes_of_it_are_read(pack: Path) -> None:
    checkin = read_pack(pack).checkins[CheckInId("good/prueba")]["en"]
    body, stress = checkin.scales
    assert (body.items, body.reversed_items, body.combine) == (("cuerpo-1", "cuerpo-2"), ("cuerpo-2",), "mean")
    assert (body.times, body.least, body.high_is, body.dimension) == (1.0, 1, "good", "body")
    assert [(band.id, band.at_least, band.tone, band.offers_support) for band in body.bands] == [
        ("bajo", 1.0, "plum", True),
        ("alto", 2.5, "leaf", False),
    ]
    assert body.change == Change(points=0.5, days=0, entries=1, up="It rose", down="It fell")
    assert (stress.least, stress.high_is, stress.change, stress.may_set_cut) == (1, "strain", None, False)
    assert (checkin.range_of(body), checkin.range_of(stress)) == ((1, 3), (0, 10))
    assert checkin.rules == (ItemRule(ItemId("estres"), "support", at_least=8),)
    first, second = checkin.small_steps
    assert (first.kind, first.target, first.scale, first.bands) == ("practice", "good/soltar", "cuerpo", ("bajo",))
    assert (second.kind, second.target, second.scale, second.minutes) == ("plan", "person", "", 0)


def test_a_target_may_lie_in_another_pack(pack: Path) -> None:
    file = pack / "checkins/prueba.toml"
    text = file.read_text(encoding="utf-8").replace('"practice:soltar"', '"lesson:other/una-leccion"')
    file.write_text(text.replace('"plan:person"', '"help:"'), encoding="utf-8")
    assert check_pack(pack) == []
    steps = read_pack(pack).checkins[CheckInId("good/prueba")]["es"].small_steps
    assert [(step.kind, step.target) for step in steps] == [("lesson", "other/una-leccion"), ("help", "")]


def test_answers_needed_are_all_when_nothing_is_said(pack: Path) -> None:
    file = pack / "checkins/prueba.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("least = 1\n", "", 1), encoding="utf-8")
    assert read_pack(pack).checkins[CheckInId("good/prueba")]["es"].scales[0].least == 2


@pytest.mark.parametrize(
    ("text", "lead", "rest"),
    [
        ("Es un impulso. Dura poco.", "Es un impulso.", "Dura poco."),
        ("«¿Me escuchas? Es algo pesado». Así puede elegir.", "«¿Me escuchas? Es algo pesado».", "Así puede elegir."),
        ("¿Y si avisas primero? Prueba.", "¿Y si avisas primero?", "Prueba."),
        ("La Sra. Rosa espera. Ve.", "La Sra. Rosa espera.", "Ve."),
        ("A las 3.30 llega. Sal.", "A las 3.30 llega.", "Sal."),
        ("Digo que no. Luego respiro.", "Digo que no.", "Luego respiro."),
        ("¡Qué bien! ¿Y ahora?", "¡Qué bien!", "¿Y ahora?"),
        ("**Muy humano.** El alivio pasa.", "Muy humano.", "El alivio pasa."),
        ('"Not now. Later." That is an answer.', '"Not now. Later."', "That is an answer."),
        ("Espera… y sigue. Bien.", "Espera… y sigue.", "Bien."),
        ("Una sola", "Una sola", ""),
        ("", "", ""),
    ],
)
def test_the_first_sentence_leads(text: str, lead: str, rest: str) -> None:
    assert first_sentence(text) == (lead, rest)


def test_plain_words_for_the_search() -> None:
    assert plain("- **Hola**, *tú*\n> 1. bien") == "Hola, tú bien"
    assert fold("¿Mañana, ÁRBOL?") == " manana  arbol "


def test_windows_line_ends_and_a_byte_order_mark_are_fine(pack: Path) -> None:
    for file in pack.rglob("*.md"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert check_pack(pack) == []
    assert read_pack(pack) == read_pack(GOOD)


def test_the_line_of_a_fault_counts_the_whole_file(pack: Path) -> None:
    file = pack / "lessons/una-pausa.es.md"
    file.write_text(GOOD_TEXT.replace("::: keys", "::: llaves"), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    line = GOOD_TEXT.split("\n").index("::: keys") + 1
    assert (caught.value.file, caught.value.line) == ("lessons/una-pausa.es.md", line)


BYTES = {
    "nothing": b"",
    "zeros": b"\0" * 5000,
    "not UTF-8": b"---\nid: una-pausa\ntitle: Se\xf1ales\n---\n",
    "UTF-16": GOOD_TEXT.encode("utf-16"),
    "huge": b"a" * 400_000,
    "deep YAML": b"---\n" + b"a: " + b"[" * 30_000 + b"\n---\n",
    "YAML that eats itself": b"---\na: &a [*a, *a]\ntitle: *a\n---\n",
    "YAML escapes": b'---\ntitle: "\\UFFFFFFFF"\n---\n',
    "half a letter": b'---\ntitle: "\\ud800"\nid: una-pausa\nminutes: 5\nroles: [police]\n---\n## A\nb\n',
    "YAML list": b"---\n- a\n---\n",
    "YAML of other kinds": b"---\n? [a]\n: !!python/object:os.system x\n---\n",
    "long number": b"---\nid: una-pausa\nminutes: " + b"9" * 6000 + b"\n---\n",
    "open blocks": b"---\nid: una-pausa\n---\n" + b"::: check\n" * 4000,
}


FILES = (
    *("lessons/una-pausa.es.md", "practices/soltar.es.md", "scenes/la-vecina.es.md", "cards/primero.es.md"),
    *("pack.toml", "help/lines.toml", "checkins/prueba.toml"),
)


@pytest.mark.parametrize("name", BYTES)
@pytest.mark.parametrize("file", FILES)
def test_any_bytes_are_refused_in_words(pack: Path, file: str, name: str) -> None:
    (pack / file).write_bytes(BYTES[name])
    if name == "nothing" and file == "help/lines.toml":
        assert read_pack(pack).phrases == {"es": (), "en": ()}  # an empty list of lines is one
        return
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    assert caught.value.file == file
    assert caught.value.words
    assert any(problem.file == file for problem in check_pack(pack))


def test_deep_toml_is_refused_in_words(pack: Path) -> None:
    (pack / "pack.toml").write_text("a = " + "[" * 20_000, encoding="utf-8")
    with pytest.raises(PackError):
        read_pack(pack)


# ---- whatever comes

FAST = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def reads_or_refuses(pack: Path, file: str, content: bytes) -> None:
    (pack / file).write_bytes(content)
    refused: PackError | None = None
    try:
        read_pack(pack)
    except PackError as error:
        refused = error
    assert refused is None or refused.words
    assert refused is None or refused.line <= content.count(b"\n") + content.count(b"\r") + 1
    assert isinstance(check_pack(pack), list)


@FAST
@given(content=st.binary(max_size=400), file=st.sampled_from(FILES))
def test_random_bytes(pack: Path, content: bytes, file: str) -> None:
    shutil.copytree(GOOD, pack, dirs_exist_ok=True)  # what an earlier example damaged is whole again
    reads_or_refuses(pack, file, content)


@FAST
@given(head=st.text(max_size=120), body=st.text(alphabet="#:>-[]x!()\"'{}*` \nabcé¿«»=", max_size=300))
def test_random_text_in_a_lesson(pack: Path, head: str, body: str) -> None:
    reads_or_refuses(pack, "lessons/una-pausa.es.md", f"---\n{head}\n---\n## A\n{body}".encode("utf-8", "replace"))


@FAST
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 6), file=st.sampled_from(FILES))
def test_a_good_file_cut_and_mixed(pack: Path, seed: int, cuts: int, file: str) -> None:
    shutil.copytree(GOOD, pack, dirs_exist_ok=True)  # what an earlier example damaged is whole again
    dice = random.Random(seed)
    lines = (GOOD / file).read_text(encoding="utf-8").split("\n")
    for _ in range(cuts):
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines[at], lines[other] = lines[other], lines[at]
            case 2:
                lines.insert(at, lines[other])
            case _:
                lines[at] = lines[at][: dice.randrange(len(lines[at]) + 1)]
        lines = lines or [""]
    reads_or_refuses(pack, file, "\n".join(lines).encode())


words = st.text(alphabet="abcdefgáéñ", min_size=1, max_size=8)
sentence = st.lists(words, min_size=1, max_size=6).map(
    lambda found: " ".join([*found, "bien"]).capitalize()
)  # not "Sr."
option = st.tuples(sentence, st.booleans(), sentence, sentence)
question = st.tuples(sentence, st.lists(option, min_size=1, max_size=5), st.sampled_from(CARES))


@FAST
@given(
    titles=st.lists(sentence, min_size=1, max_size=6), asked=st.lists(question, min_size=1, max_size=4), take=sentence
)
def test_what_is_written_is_what_is_read(
    pack: Path, titles: list[str], asked: list[tuple[str, list[tuple[str, bool, str, str]], str]], take: str
) -> None:
    lines = [
        "---",
        "id: una-pausa",
        f'title: "{titles[0]}"',
        "minutes: 7",
        "roles: [police]",
        f'take: "{take}"',
        "---",
        "",
    ]
    for title in titles:
        lines += [f"## {title}", "", f"{title}, **{title}**.", "", "> «sí»", ""]
    for number, (prompt, options, cares) in enumerate(asked):
        lines += [f"::: check id=q-{number} cares={cares}", prompt, ""]
        for text, is_caring, lead, rest in options:
            lines += [f"- [{'x' if is_caring else ' '}] {text}", f"  > {lead}.", f"  > {rest}."]
        lines += [":::", ""]
    (pack / "lessons/una-pausa.es.md").write_text("\n".join(lines), encoding="utf-8")
    lesson = read_pack(pack).lessons[LESSON]["es"]
    assert (lesson.title, lesson.take, lesson.minutes) == (titles[0], take, 7)
    assert [step.title for step in lesson.steps] == titles
    assert [step.blocks[0] for step in lesson.steps] == [Prose(f"{title}, **{title}**.\n\n> «sí»") for title in titles]
    read = [block for block in lesson.steps[-1].blocks if isinstance(block, Question)]
    assert [(found.prompt, found.cares) for found in read] == [(prompt, cares) for prompt, _options, cares in asked]
    assert [[(found.text, found.is_caring, found.lead, found.feedback) for found in one.options] for one in read] == [
        [(text, caring, f"{lead}.", f"{rest}.") for text, caring, lead, rest in options] for _p, options, _c in asked
    ]
