"""The good pack with words that are hard to read, hurt, shout or are misspelt: told in the right file, on the right line."""
# ruff: noqa: E501 - one fault, one line

from pathlib import Path

import pytest

from carecompanion import i18n
from carecompanion.content.checker import check_pack
from carecompanion.paths import Paths
from tests.content.seeded import TODAY, Fault, assert_reported, spoil

ES, EN = "lessons/una-pausa.es.md", "lessons/una-pausa.en.md"
SOLTAR, LET_GO = "practices/soltar.es.md", "practices/soltar.en.md"
CHECK, HELP, TOML = "checkins/prueba.toml", "help/lines.toml", "pack.toml"
HERE, NOW = "Hazlo ahora, en tu silla.", "Do it now, in your chair."  # the one paragraph of a step

LONG = "Sube los hombros y baja los hombros y abre la mano y cierra la mano y mira la puerta y mira la mesa y mira el cielo."  # 27 words
LONG_EN = "Lift one hand and drop one hand and open one hand and close one hand and look at the door and look at the wall and smile."  # 27
MIDDLE = "Sube los hombros y baja los hombros y abre la mano y cierra la mano y mira la mesa."  # 18 words
HEAVY = "La responsabilidad institucional interdisciplinaria requiere reconocimiento. Consideraciones metodológicas fundamentales determinan intervenciones organizacionales. Las responsabilidades administrativas extraordinarias obstaculizan significativamente."
HEAVY_EN = "Organisational responsibility necessitates interdisciplinary consideration. Methodological considerations determine institutional intervention. Administrative responsibilities significantly complicate organisational communication, additionally demanding extraordinary coordination."

READING = [
    Fault("a long sentence", ES, HERE, LONG, "Sube los hombros y baja", "A sentence of 27 words: 25 at most"),
    Fault("a long English sentence", EN, NOW, LONG_EN, "Lift one hand", "A sentence of 27 words"),
    Fault("a long one over two lines", ES, HERE, "Hola. " + LONG.replace(" y mira la puerta", "\ny mira la puerta"), "Hola. Sube", "of 27 words"),
    Fault("a long one on the second line", ES, HERE, "Hola.\n" + LONG, "Sube los hombros y baja", "of 27 words"),
    Fault("a long list item", ES, HERE, "- Hola.\n- " + LONG, "Sube los hombros y baja", "of 27 words"),
    Fault("a long question", ES, "Termina el turno. ¿Qué haces?", LONG[:-1] + ": ¿qué haces?", ": ¿qué haces?", "of 29 words"),
    Fault("a long option", ES, "- [ ] Me llevo la carpeta.", "- [ ] " + LONG, "- [ ] Sube", "of 27 words"),
    Fault("long feedback", ES, "  > Quieres adelantar. En casa", "  > Quieres adelantar. " + LONG + " En casa", "Quieres adelantar.", "of 27 words"),
    Fault("a long key point", ES, "- Una pausa corta ayuda.", "- " + LONG, "- Sube", "of 27 words"),
    Fault("a long note", ES, "Guía despacio.", LONG, "Sube los hombros y baja", "of 27 words"),
    Fault("a long sentence in the head", ES, 'take: "Primero respiro. Después sigo."', f'take: "{LONG}"', "take:", "of 27 words"),
    Fault("a long tip", ES, "Un minuto también cuenta.", LONG, "Sube los hombros y baja", "of 27 words"),
    Fault("a long caution", SOLTAR, "Con dolor en el cuello, solo suelta.", LONG, "caution:", "of 27 words"),
    Fault("a long practice step", SOLTAR, "Déjalos caer y nota la diferencia.", LONG, "Sube los hombros y baja", "of 27 words"),
    Fault("a long card of a check-in", CHECK, "Cómo va el cuerpo y el ánimo.", LONG, "measures", "of 27 words"),
    Fault("a long phrase for help", HELP, "«Necesito ayuda».", LONG, "text =", "of 27 words"),
    Fault("a long course", TOML, "Para probar el programa.", LONG, "about =", "of 27 words"),
    Fault("long on average", ES, HERE, " ".join([MIDDLE] * 250), "title: Una pausa", "words on average: 15 at most"),
    Fault("long on average in a practice", SOLTAR, "Déjalos caer y nota la diferencia.", " ".join([MIDDLE] * 30), "title:", "words on average"),
    Fault("a hard step", ES, HERE, HEAVY, "## Pruébalo", "This step is hard to read: INFLESZ"),
    Fault("a hard English step", EN, NOW, HEAVY_EN, "## Try it", "This step is hard to read: Flesch"),
    Fault("a hard lesson", ES, HERE, " ".join([HEAVY] * 4), "title: Una pausa", "Hard to read as a whole: INFLESZ"),
    Fault("a hard English lesson", EN, NOW, " ".join([HEAVY_EN] * 4), "title: A pause", "Hard to read as a whole: Flesch"),
    Fault("hard notes", ES, "Guía despacio.", " ".join([HEAVY] * 4), "# Son las ocho", "The notes and the room are hard to read"),
    Fault("a hard practice", SOLTAR, "Haz solo lo que te venga bien.", " ".join([HEAVY] * 3), "title:", "as a whole: INFLESZ"),
    Fault("a hard English practice", LET_GO, "Do only what feels right.", " ".join([HEAVY_EN] * 3), "title:", "as a whole: Flesch"),
    Fault("a hard check-in", CHECK, "Cómo va el cuerpo y el ánimo.", " ".join([HEAVY] * 4), 'title = { es = "Una prueba"', "as a whole: INFLESZ"),
    Fault("a hard English check-in", CHECK, "How body and mood go.", " ".join([HEAVY_EN] * 4), 'title = { es = "Una prueba"', "as a whole: Flesch"),
    Fault("hard phrases", HELP, "«Necesito ayuda».", HEAVY + " " + HEAVY, "text =", "as a whole: INFLESZ"),
    Fault("hard English phrases", HELP, "“I need help.”", HEAVY_EN, "text =", "as a whole: Flesch"),
    Fault("a hard help card", HELP, "Hay peligro ahora mismo", HEAVY, "title =", "at least 70"),
    Fault("a hard English help card", HELP, "There is danger right now", HEAVY_EN, "title =", "at least 70"),
]  # fmt: skip

# what is written, and the better word the author is told
AVOIDED_ES = {
    "Ella vive violencia doméstica.": "integrantes del grupo familiar",
    "Son problemas de pareja.": "violencia en la pareja",
    "Fue un crimen pasional.": "feminicidio",
    "Llegó con los menores.": "niña, niño, adolescente",
    "Habla del menor.": "niña, niño, adolescente",
    "Es menor de edad.": "niña, niño, adolescente",
    "Ella es discapacitada.": "persona con discapacidad",
    "Vino una nativa.": "mujer indígena",
    "Es gente ignorante.": "habla otra lengua",
    "Después confesó todo.": "contó, dijo",
    "Es la supuesta víctima.": "la mujer que denunció",
    "Ella es un caso perdido.": "todavía se puede ayudar",
    "La víctima espera afuera.": "mujer que vive violencia",
    "La agraviada espera afuera.": "mujer que denunció",
    "Tu respuesta es incorrecta.": "todavía no",
    "Es un campo obligatorio.": "dejar en blanco está bien",
    "Perdiste tu racha de cinco días.": "seguimos donde quedaste",
    "Tienes trauma vicario.": "sin diagnóstico",
    "Trae contenido perturbador.": "qué viene, con calma",
    "Ellas nunca mienten.": "no quiere decir que mienta",
    "Bienvenida a la lección.": "te damos la bienvenida",
    "Mira tu móvil.": "celular",
    "Prende el ordenador.": "computadora",
    "Eso depende de vosotros.": "ustedes",
    "Quiere poner una demanda.": "denuncia",
    "Siéntese, mamita.": "sin diminutivo",
}
AVOIDED_EN = {
    "It was a domestic dispute.": "violence in the couple",
    "It was a crime of passion.": "femicide",
    "She came with two minors.": "child, adolescent",
    "She is handicapped.": "woman with a disability",
    "A native woman came in.": "Indigenous woman",
    "Then she confessed.": "said, told",
    "She is the alleged victim.": "the woman who reported it",
    "She is a lost cause.": "help is still possible",
    "The victim waits outside.": "woman living with violence",
    "Your answer is incorrect.": "not quite yet",
    "You must complete this page.": "you can skip this",
    "You lost your streak.": "where you left off",
    "You have burnout.": "without a diagnosis",
    "There is disturbing content.": "what comes, calmly",
    "They never lie.": "does not mean she is lying",
    "She asked for a restraining order.": "protection order",
}
DOUBLED_ES = [
    "Llegan las y los policías.", "Llegan los y las policías.", "Atiende el o la policía.", "Atiende el/la policía.", "Pregunta a él o ella.",
    "Voluntarios y voluntarias esperan.", "Las compañeras y los compañeros esperan.", "La trabajadora o el trabajador espera.", "Espera otra u otro.", "Entre ellas y ellos.",
    "Cada voluntario(a) espera.", "Cada amigo/a espera.", "Hola, amig@s del turno.", "Somos todxs del turno.", "Somos todes del turno.", "Hijas e hijos esperan.",
]  # fmt: skip
DOUBLED_EN = ["Ask what he or she needs.", "Ask about his/her day.", "Ask if s/he can wait.", "Listen to him or her."]
SIGNS = [
    "Respira ya!",
    "¡Respira ya.",
    "Inspira → espira.",
    "Respira ✓ bien.",
    "Respira ☺ bien.",
    "Respira 👍 bien.",
    "Respira ★ bien.",
]

VOICE = [
    *(Fault(f"avoided: {text}", ES, HERE, text, text, better) for text, better in AVOIDED_ES.items()),
    *(Fault(f"avoided: {text}", EN, NOW, text, text, better) for text, better in AVOIDED_EN.items()),
    *(Fault(f"doubled: {text}", ES, HERE, text, text, "doubles the gender") for text in DOUBLED_ES),
    *(Fault(f"doubled: {text}", EN, NOW, text, text, "doubles the gender") for text in DOUBLED_EN),
    *(Fault(f"sign: {text}", ES, HERE, text, text, "exclamation" if set(text) & set("!¡") else "Say it in words") for text in SIGNS),
    Fault("avoided in a note", ES, "Guía despacio.", "Espera a la víctima.", "Espera a la víctima.", "mujer que vive"),
    Fault("avoided in the room", ES, "# Tres casos seguidos", "# Tres casos perdidos", "# Tres casos perdidos", "todavía se puede"),
    Fault("avoided in an option", ES, "Me llevo la carpeta.", "Pienso que es un caso perdido.", "caso perdido", "todavía se puede"),
    Fault("avoided in a caring quote", ES, "- [x] Cierro la carpeta y me lavo la cara.", "- [x] «¿Confesó ya?».", "Confesó ya", "contó, dijo"),
    Fault("avoided in the head", ES, "title: Una pausa", "title: La víctima", "title:", "mujer que vive"),
    Fault("avoided in a practice", SOLTAR, "Haz solo lo que te venga bien.", "Bienvenidas al turno.", "Bienvenidas", "te damos la bienvenida"),
    Fault("avoided in a check-in", CHECK, "Cómo va el cuerpo y el ánimo.", "La racha de tu semana.", "measures", "seguimos donde quedaste"),
    Fault("avoided in an item", CHECK, "Pregunta 2", "Soy un caso perdido", "caso perdido", "todavía se puede"),
    Fault("avoided on a help card", HELP, "Hay peligro ahora mismo", "Violencia doméstica", "title =", "integrantes"),
    Fault("avoided in a title", TOML, "Curso de prueba", "Violencia doméstica", "doméstica", "integrantes"),
    Fault("avoided on the second line", ES, HERE, "Mira la mesa,\nno a la víctima.", "no a la víctima", "mujer que vive"),
    Fault("avoided with accents apart", ES, HERE, "Ella vive violencia dome\u0301stica.", "Ella vive", "integrantes"),
    Fault("doubled in a practice", SOLTAR, "Haz solo lo que te venga bien.", "Para todas y todos.", "Para todas", "doubles the gender"),
    Fault("a shout in a check-in", CHECK, "Bajó", "¡Bajó!", "down =", "exclamation"),
    Fault("an arrow in a phrase", HELP, "“I need help.”", "“Help →”", "text =", "no “→”"),
]  # fmt: skip

SPELLING = [
    Fault("misspelt", ES, HERE, "Hazlo ahora, en tu siya.", "siya", "“siya” is not in the dictionary. Did you mean “"),
    Fault("without its accent", ES, HERE, "Cuentame ahora.", "Cuentame", "Did you mean “Cuéntame”?"),
    Fault("misspelt English", EN, NOW, "Do it now, in your chiar.", "chiar", "Did you mean “chair”?"),
    Fault("misspelt in a note", ES, "Guía despacio.", "Guía despasio.", "despasio", "Did you mean “despacio”?"),
    Fault("misspelt in the room", EN, "- People are waiting", "- Poeple are waiting", "Poeple", "Did you mean “People”?"),
    Fault("misspelt for the ear", ES, "Una taza sobre una mesa", "Una tasza sobre una mesa", "tasza", "is not in the dictionary"),
    Fault("misspelt under a picture", ES, "La taza de la mañana", "La taza de la mañna", "mañna", "is not in the dictionary"),
    Fault("misspelt in the head", ES, "title: Una pausa", "title: Una pausaa", "title:", "“pausaa”"),
    Fault("misspelt in a practice", LET_GO, "Lift your shoulders", "Lift your shouldres", "shouldres", "Did you mean “shoulders”?"),
    Fault("misspelt in a check-in", CHECK, "Bajó", "Vajóo", "down =", "“Vajóo”"),
    Fault("misspelt in an answer", CHECK, 'en = "Sometimes"', 'en = "Someties"', "Someties", "“Someties”"),
    Fault("misspelt on a help card", HELP, "right now", "rigth now", "title =", "Did you mean “right”?"),
    Fault("misspelt in pack.toml", TOML, "Paquete de prueba", "Pakete de prueba", "Pakete", "“Pakete” is not in the dictionary"),
    Fault("misspelt in the second line", ES, HERE, "Hazlo ahora,\nen tu siya.", "siya", "“siya”"),
]  # fmt: skip

ENGLISH_QUIZ = ("- [ ] I go on without a stop and rest when it's done.", "- [ ] I go on.")
WHOLE = [
    Fault("no day of review", TOML, 'review_by = "2027-11-24"\n', "", 1, "“review_by” is missing"),
    Fault("review is late", TOML, '"2027-11-24"', '"2026-11-23"', "review_by", "looked at again by 2026-11-23"),
    Fault("the caring answer is the longest", ES, "Sigo sin parar y descanso cuando termine.", "Sigo.", "check id=salida", "the longest in 2 of 3 questions"),
    Fault("each such question is named", ES, "Sigo sin parar y descanso cuando termine.", "Sigo.", "check id=media-manana", "the longest in 2 of 3 questions"),
    Fault("in English, too", EN, *ENGLISH_QUIZ, "check id=media-manana", "the longest in 2 of 3 questions"),
    Fault("a picture that says one word", ES, "![Una taza sobre una mesa.]", "![Taza]", "![Taza]", "says too little"),
    Fault("a picture that says two words", EN, "![A cup on a table.]", "![A cup.]", "![A cup.]", "says too little"),
    Fault("a caption heard twice", ES, '"La taza de la mañana."', '"Una taza sobre una mesa."', "![Una taza", "repeats the spoken text"),
    Fault("a lesson too long", ES, HERE, "Hazlo ahora. " * 3300, 0, "more than 40 KB"),
    Fault("a practice too long", SOLTAR, "Haz solo lo que te venga bien.", "Hazlo ahora. " * 1600, 0, "more than 20 KB"),
    Fault("a check-in too long", CHECK, "Cómo va el cuerpo y el ánimo.", "Hazlo ahora. " * 4800, 0, "more than 60 KB"),
    Fault("help too long", HELP, "«Necesito ayuda».", "Hazlo ahora. " * 4800, 0, "more than 60 KB"),
]  # fmt: skip

ALL = [*READING, *VOICE, *SPELLING, *WHOLE]


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_reported(pack: Path, fault: Fault) -> None:
    assert_reported(pack, fault)


def test_a_pack_too_big_is_told(pack: Path) -> None:
    with open(pack / "pictures/film.svg", "wb") as file:
        file.truncate(21 * 1024 * 1024)
    assert "pack.toml:0: The pack is too big: more than 20 MB." in [str(problem) for problem in check_pack(pack, TODAY)]


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 60
    assert len({fault.name for fault in ALL}) == len(ALL)


def test_the_good_pack_is_clean(pack: Path) -> None:
    assert check_pack(pack, TODAY) == []


# ---------------------------------------------------------------- hard content

HARD_ES = [
    "Habla de una violación.", "Vivió un abuso sexual.", "Piensa en el suicidio.", "Dice que quiere morir.", "Él tenía un arma.", "Vio un cuchillo.",
    "Recibió muchos golpes.", "Él la golpeó.", "Intentó estrangularla.", "Lo asesinaron ayer.", "Es un feminicidio.",
]  # fmt: skip
HARD_EN = [
    "She speaks of a rape.", "It was sexual abuse.", "She thinks of suicide.", "She wants to die.", "He had a gun.", "He hit her.", "He strangled her.",
    "He was murdered.", "There was a beating.",
]  # fmt: skip
NOTICES = {
    ES: "notice: Habla de cansancio. No hay relatos.\nsummary: El cansancio es una señal. Una pausa corta ayuda.\n",
    EN: "notice: About being tired. No accounts.\nsummary: Being tired is a sign. A short pause helps.\n",
}
HARD = [
    *(Fault(f"hard: {text}", ES, HERE, text, text, "is hard content") for text in HARD_ES),
    *(Fault(f"hard: {text}", EN, NOW, text, text, "is hard content") for text in HARD_EN),
    Fault("hard in a title", ES, "title: Una pausa", "title: El suicidio", "title:", "“suicidio” is hard"),
    Fault("hard to take along", EN, "First I breathe. Then I go on.", "A gun is no answer.", "take:", "“gun” is hard"),
    Fault("hard in an option", ES, "Me llevo la carpeta.", "Pregunto por el arma.", "por el arma", "“el arma” is hard"),
    Fault("hard in the room", ES, "# Termina el turno", "# Los golpes", "# Los golpes", "“golpes” is hard"),
    Fault("hard for the ear", ES, "Una taza sobre una mesa.", "Un cuchillo sobre una mesa.", "![Un cuchillo", "“cuchillo” is hard"),
    Fault("hard on the second line", ES, HERE, "Un día\nhabló de morir.", "habló de morir", "“morir” is hard"),
]  # fmt: skip


@pytest.fixture
def unannounced(pack: Path) -> Path:
    """The good pack without the notice of its lesson: it has no hard word either, but for one step with its own."""
    for file, notice in NOTICES.items():
        spoil(pack, Fault("", file, notice, "", 0, ""))
    assert check_pack(pack, TODAY) == []
    return pack


@pytest.mark.parametrize("fault", HARD, ids=lambda fault: fault.name)
def test_hard_content_needs_a_notice(unannounced: Path, fault: Fault) -> None:
    assert_reported(unannounced, fault)


@pytest.mark.parametrize("fault", HARD, ids=lambda fault: fault.name)
def test_a_notice_of_the_lesson_is_enough(pack: Path, fault: Fault) -> None:
    spoil(pack, fault)
    assert [problem for problem in check_pack(pack, TODAY) if "hard content" in problem.what] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dos minutos de agua y ventana.", "Pregunto por el arma."),  # its step has a notice
        ("Guía despacio.", "Ten presente que alguien puede hablar del arma."),  # the facilitator's own
        (HERE, "Lo entendí de golpe, con un golpe de calor."),
        (HERE, "Un peligro de muerte nunca es un secreto."),
        (HERE, "Una persona arma la historia."),
    ],
)
def test_what_needs_no_notice(unannounced: Path, old: str, new: str) -> None:
    spoil(unannounced, Fault("", ES, old, new, 0, ""))
    assert [problem for problem in check_pack(unannounced, TODAY) if "hard content" in problem.what] == []


# ---------------------------------------------------------------- good text that a rule must leave alone


@pytest.mark.parametrize(
    "text",
    [
        "Llegan niñas y niños.",
        "Llegan niñas, niños y adolescentes.",
        "Son las once y los turnos cambian.",
        "Ella y el equipo esperan. Él y ella discuten.",
        "Respira, respiro contigo. Habla y hablo después.",
        "Llegó sola, solo con su hija. Una mesa o un banco alcanza.",
        "Vote A o B: la A o la B.",
        "El menor ruido la asusta, con menor carga.",
        "Cambia «confesó» por «contó».",
        "La ley dice «víctima», y así lo escribe.",
        "La ley nombra a la víctima.",
        "Dale la bienvenida. Fue una mala racha.",
        "Cuesta S/ 6.50, un 76 % más.",
        "Respira… y sigue – sin apuro.",
        "Pida el parte y/o la ficha.",
        "Sube una mano y baja una mano y abre una mano y cierra una mano y mira la puerta y mira la mesa ahora.",  # 23
    ],
)
def test_good_spanish_is_left_alone(pack: Path, text: str) -> None:
    spoil(pack, Fault("", ES, HERE, text, 0, ""))
    assert check_pack(pack, TODAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "She has a minor injury.",
        "A native speaker helps.",
        "The law says “victim”, and so do its forms.",
        "Ask what they need.",
        "It can’t wait – 76 % of them said so.",
    ],
)
def test_good_english_is_left_alone(pack: Path, text: str) -> None:
    spoil(pack, Fault("", EN, NOW, text, 0, ""))
    assert check_pack(pack, TODAY) == []


def test_the_impulse_may_say_what_we_do_not(pack: Path) -> None:
    spoil(pack, Fault("", ES, "- [ ] Me llevo la carpeta.", "- [ ] «¿Por qué no confesó antes?».", 0, ""))
    assert check_pack(pack, TODAY) == []


# ---------------------------------------------------------------- a whole course


@pytest.mark.parametrize(("moved", "told"), [(0, False), (1, True), (2, True)])
def test_the_caring_answers_of_a_course_change_places(pack: Path, moved: int, told: bool) -> None:
    """Four lessons, twelve questions: 4, 4 and 4; then 5 at A, which is more than 2 of 5; then 6."""
    names = [f"pausa-{number}" for number in range(3)]
    for language in ("es", "en"):
        text = (pack / f"lessons/una-pausa.{language}.md").read_text(encoding="utf-8")
        for number, name in enumerate(names):
            copy = text.replace("id: una-pausa", f"id: {name}")
            copy = _caring_first(copy) if number < moved else copy
            (pack / f"lessons/{name}.{language}.md").write_text(copy, encoding="utf-8", newline="\n")
    listed = "".join(f'"lesson:{name}", ' for name in names)
    spoil(pack, Fault("", TOML, '"lesson:una-pausa", ', f'"lesson:una-pausa", {listed}', 0, ""))
    problems = [str(problem) for problem in check_pack(pack, TODAY)]
    assert problems == (
        [f"pack.toml:20: In {4 + moved} of 12 questions of this course the caring answer is A: 2 of 5 at most."]
        if told
        else []
    )


def _caring_first(text: str) -> str:
    """The last question's caring option goes from C to A."""
    head, _id, question = text.partition("::: check id=salida")
    options = question.split("- [")
    return (
        head
        + "::: check id=salida"
        + "- [".join([options[0], options[3].split(":::")[0], options[1], options[2]])
        + ":::"
        + options[3].partition(":::")[2]
    )


def test_three_questions_in_a_course_may_be_at_one_place(pack: Path) -> None:
    text = (pack / ES).read_text(encoding="utf-8")
    assert text.count("::: check") == 3
    assert check_pack(pack, TODAY) == []


def test_a_spanish_author_is_told_in_spanish(pack: Path, paths: Paths) -> None:
    spoil(pack, Fault("", ES, HERE, "La víctima espera!\n" + LONG, 0, ""))
    i18n.speak("es", paths.resources / "i18n")
    assert [str(problem) for problem in check_pack(pack, TODAY)] == [
        f"{ES}:103: No decimos «víctima». Mejor: mujer que vive violencia, persona que pidió ayuda.",
        f"{ES}:103: Sin signos de exclamación: lo que se dice con calma se escucha.",
        f"{ES}:104: Una oración de 27 palabras: como máximo 25. Haz dos.",
    ]
