"""A good pack with one thing spoilt: the checker must say so, in the right file and on the right line."""
# ruff: noqa: E501 - one fault, one line

from pathlib import Path

import pytest

from tests.content.seeded import Fault, assert_reported

ES = "lessons/una-pausa.es.md"
EN = "lessons/una-pausa.en.md"
SOLTAR = "practices/soltar.es.md"
TOML = "pack.toml"
HELP = "help/lines.toml"
SVG = "pictures/taza.svg"

FAULTS = [
    # pack.toml
    Fault("toml broken", TOML, 'id = "good"', "id = good", "id = good", "not TOML"),
    Fault("schema too new", TOML, "schema = 1", "schema = 9", "schema = 9", "newer version"),
    Fault("schema zero", TOML, "schema = 1", "schema = 0", "schema = 0", "“schema” must be 1"),
    Fault("schema missing", TOML, "schema = 1\n", "", 1, "“schema” is missing"),
    Fault("pack id with capitals", TOML, 'id = "good"', 'id = "Good Pack"', "Good Pack", "is no id"),
    Fault("version in words", TOML, '"2026.11.1"', '"november"', "november", "numbers with dots"),
    Fault("licence empty", TOML, '"CC-BY-SA-4.0"', '""', "licence", "“licence” is empty"),
    Fault("licence missing", TOML, 'licence = "CC-BY-SA-4.0"\n', "", 1, "“licence” is missing"),
    Fault("unknown language", TOML, '["es", "en"]', '["es", "en", "xx"]', "languages", "no language code"),
    Fault("language list as text", TOML, '["es", "en"]', '"es"', "languages", "must be a list"),
    Fault("title not in English", TOML, 'en = "Test pack"\n', "", "[title]", "no words in “en”"),
    Fault(
        "title in an undeclared language",
        TOML,
        'en = "Test pack"',
        'en = "T"\nfr = "T"',
        'fr = "T"',
        "Unknown key “fr”",
    ),
    Fault("unknown key", TOML, "reviewed_on", "reviewd_on", "reviewd_on", "Did you mean “reviewed_on”?"),
    Fault("date of review", TOML, '"2027-11-24"', '"November"', "review_by", "must be a date"),
    Fault("order in words", TOML, "schema = 1", 'schema = 1\norder = "first"', "order", "whole number"),
    Fault("word with a colon", TOML, 'es = "CEM"', 'es = "CEM: ya"', "centre", "holds no quotes"),
    Fault(
        "course id twice",
        TOML,
        '[[sources]]\nid = "E1.1"',
        '[[courses]]\nid = "curso"\ntitle = { es = "a", en = "a" }\nabout = { es = "a", en = "a" }\n[[courses.modules]]\nid = "otro"\ntitle = { es = "a", en = "a" }\ncontents = ["practice:respirar"]\n\n[[sources]]\nid = "E1.1"',
        30,
        "“curso” is used twice",
    ),
    Fault(
        "module without contents", TOML, '["lesson:una-pausa", "practice:soltar"]', "[]", "contents", "has no contents"
    ),
    Fault(
        "module names a missing lesson",
        TOML,
        '"lesson:una-pausa", ',
        '"lesson:una-pausa", "lesson:una-pauza", ',
        "contents",
        "Did you mean “una-pausa”?",
    ),
    Fault(
        "module names a missing practice",
        TOML,
        '"practice:soltar"',
        '\n"practice:saltar"',
        "saltar",
        "no “practice:saltar”",
    ),
    Fault(
        "module names a thing twice",
        TOML,
        '"practice:soltar"',
        '"lesson:una-pausa"',
        "contents",
        "in the contents twice",
    ),
    Fault(
        "module names an unknown kind",
        TOML,
        '"practice:soltar"',
        '"practise:soltar"',
        "contents",
        "Did you mean “practice”?",
    ),
    Fault(
        "scenes are not read yet", TOML, '"practice:soltar"', '"scene:soltar"', "contents", "Scenes cannot be read yet"
    ),
    Fault("lesson in no module", TOML, '"lesson:una-pausa", ', "", "id: una-pausa", "No module", ES),
    Fault("source without text", TOML, 'text = "Care Companion, pruebas, 2026."\n', "", 29, "“text” is missing"),
    Fault(
        "source without a day",
        TOML,
        '2026."\nurl = "https://example.org/pausa"\nseen_on = "2026-11-20"\n',
        '2026."\n',
        29,
        "“seen_on” is missing",
    ),
    Fault(
        "source seen tomorrow",
        TOML,
        'pausa"\nseen_on = "2026-11-20"',
        'pausa"\nseen_on = "2026-11-25"',
        "2026-11-25",
        "in the future",
    ),
    Fault("source twice", TOML, '"help-105"', '"E1.1"', 37, "“E1.1” is used twice"),
    Fault("confidence unknown", TOML, 'confidence = "H"', 'confidence = "high"', "high", "H, M, L or LU"),
    Fault(
        "course picture missing",
        TOML,
        "pictures/taza.svg",
        "pictures/tasa.svg",
        "tasa.svg",
        "Did you mean “pictures/taza.svg”?",
    ),
    Fault("picture leads out", TOML, "pictures/taza.svg", "../taza.svg", "../taza", "stays in the pack"),
    # help lines
    Fault("help line without number", HELP, 'number = "105"\n', "", "[[lines]]", "“number” is missing"),
    Fault("help line with letters", HELP, '"105"', '"105 option A"', "105 option", "no phone number"),
    Fault("help line not seen", HELP, 'seen_on = "2026-11-20"\n', "", "[[lines]]", "“seen_on” is missing"),
    Fault("help line seen on no day", HELP, '"2026-11-20"', '"2026-02-30"', "2026-02-30", "must be a date"),
    Fault("help line seen tomorrow", HELP, '"2026-11-20"', '"2026-11-25"', "2026-11-25", "in the future"),
    Fault("help line without source", HELP, '"help-105"', '"help-106"', "help-106", "Did you mean “help-105”?"),
    Fault(
        "help line without hours",
        HELP,
        'hours = { es = "24 horas, gratis", en = "24 hours, free" }\n',
        "",
        "[[lines]]",
        "“hours” is missing",
    ),
    Fault("help line of an unknown kind", HELP, '"danger"', '"dangr"', "dangr", "Did you mean “danger”?"),
    Fault("help line always in words", HELP, "always = true", 'always = "yes"', "always", "true or false"),
    # the head of a lesson
    Fault("no head", ES, "---\nid: una-pausa", "id: una-pausa", 1, "begins with its head"),
    Fault("head is no YAML", ES, "title: Una pausa", 'title: "Una pausa', 8, "not YAML"),
    Fault("id unlike the file", ES, "id: una-pausa", "id: otra-pausa", "id: otra", "must be “una-pausa”"),
    Fault("title missing", ES, "title: Una pausa\n", "", 1, "“title” is missing"),
    Fault("key twice", ES, "minutes: 5", "minutes: 5\ntitle: Otra", "title: Otra", "written twice"),
    Fault("key unknown", ES, "minutes: 5", "minutos: 5", "minutos", "Did you mean “minutes”?"),
    Fault("minutes missing", ES, "minutes: 5\n", "", 1, "“minutes” is missing"),
    Fault("too long", ES, "minutes: 5", "minutes: 45", "minutes", "from 1 to 30"),
    Fault("minutes in words", ES, "minutes: 5", "minutes: cinco", "minutes", "whole number"),
    Fault("unknown role", ES, "[volunteer, police]", "[volunteer, polise]", "roles", "Did you mean “police”?"),
    Fault(
        "notice without summary",
        ES,
        "summary: El cansancio es una señal. Una pausa corta ayuda.\n",
        "",
        "notice: Habla",
        "needs a “summary”",
    ),
    Fault(
        "summary without notice",
        ES,
        "notice: Habla de cansancio. No hay relatos.\n",
        "",
        "summary:",
        "needs a “notice”",
    ),
    Fault(
        "nothing to take along",
        ES,
        'take: "Primero respiro. Después sigo."\n',
        "",
        "id: una-pausa",
        "“take” is missing",
    ),
    Fault("no sources", ES, "sources: [E1.1]", "sources: []", "sources", "No sources"),
    Fault("undeclared source", ES, "[E1.1]", "[E1.1, E9.9]", "sources", "“E9.9” is not in [[sources]]"),
    Fault(
        "cover picture missing",
        ES,
        "picture: pictures/taza.svg",
        "picture: pictures/nada.svg",
        "picture: ",
        "is not in the pack",
    ),
    # steps
    Fault("text before the first step", ES, "\n## Llegas", "Hola.\n## Llegas", "Hola.", "begins with a step"),
    Fault("step without title", ES, "## La primera llamada", "## ", 32, "no title"),
    Fault("step without text", ES, "## Pruébalo", "## Vacío\n\n## Pruébalo", "## Vacío", "no text"),
    Fault(
        "step without room",
        ES,
        "::: room\n# Suena el teléfono\n- Vota: A, B o C\n:::\n",
        "",
        "## La primera llamada",
        "no ::: room",
    ),
    Fault(
        "step without notes", ES, "::: notes\nVoten con la mano.\n:::\n", "", "## La primera llamada", "no ::: notes"
    ),
    Fault("steps out of step", EN, "## For you\n", "", "## Try it", "Steps here: 6; in “es”: 7"),
    Fault("deeper heading", ES, "Hazlo ahora, en tu silla.", "### Ahora", "### Ahora", "no other headings"),
    Fault("HTML", ES, "Hazlo ahora", "Hazlo<br>ahora", "<br>", "No HTML"),
    Fault("link", ES, "Hazlo ahora", "Hazlo [ahora](https://x.pe)", "x.pe", "No links"),
    Fault("table", ES, "Hazlo ahora, en tu silla.", "| a | b |", "| a |", "No tables"),
    Fault("tab", ES, "Hazlo ahora", "\tHazlo ahora", "Hazlo ahora", "a tab"),
    Fault("word not declared", ES, "{{centre}}", "{{center}}", "{{center}}", "Did you mean “centre”?"),
    Fault("step ids differ", EN, "{#llegada}", "{#arrival}", "{#arrival}", "in “es” it is “llegada”"),
    Fault("step id twice", ES, "## Pruébalo", "## Pruébalo {#llegada}", "## Pruébalo", "used twice"),
    # pictures
    Fault(
        "picture missing", ES, "mesa.](pictures/taza.svg", "mesa.](pictures/mesa.svg", "mesa.svg", "is not in the pack"
    ),
    Fault("picture says nothing", ES, "![Una taza sobre una mesa.]", "![]", "![]", "cannot see it"),
    Fault(
        "picture badly written",
        ES,
        "mesa.](pictures/taza.svg",
        "mesa.] (pictures/taza.svg",
        "![Una",
        "A picture is written",
    ),
    Fault(
        "two pictures",
        ES,
        "Hazlo ahora, en tu silla.",
        "![Una](pictures/taza.svg)\n\n![Dos](pictures/taza.svg)",
        "![Dos]",
        "at most one picture",
    ),
    Fault(
        "languages show other pictures",
        EN,
        '![A cup on a table.](pictures/taza.svg "The morning\'s cup.")\n',
        "",
        "## You arrive",
        "This step holds",
    ),
    Fault("SVG with a script", SVG, "</svg>", "<script>1</script></svg>", "<script>", "may not hold <script>"),
    Fault("SVG that fetches", SVG, 'fill="#1E625B"', 'fill="url(https://x.pe/a)"', "x.pe", "fetch anything"),
    Fault("SVG with a handler", SVG, 'r="12"', 'r="12" onclick="x()"', "onclick", "fetch anything: “onclick”"),
    Fault("SVG with entities", SVG, "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg', 1, "No <!DOCTYPE>"),
    Fault("SVG cut short", SVG, "</svg>", "", 4, "This is not SVG"),
    Fault("SVG too big", SVG, "</svg>", f"<!--{'x' * 205_000}--></svg>", 0, "too big: more than 200 KB"),
    # blocks
    Fault("unknown block", ES, "::: tip", "::: tipp", "::: tipp", "Did you mean “tip”?"),
    Fault("unknown attribute", ES, "tip title=", "tip titel=", "titel", "Did you mean “title”?"),
    Fault("attribute without quotes", ES, 'title="En tu labor"', "title=En tu labor", "::: tip", "attributes like"),
    Fault(
        "block left open", ES, "Un minuto también cuenta.\n:::", "Un minuto también cuenta.", "::: tip", "not closed"
    ),
    Fault("close without open", ES, "Hazlo ahora, en tu silla.", "Hazlo.\n\n:::", 105, "closes nothing"),
    Fault("empty tip", ES, "Un minuto también cuenta.\n", "", "::: tip", "This block is empty"),
    Fault("notice block without summary", ES, "> Un mal día no dice quién eres.\n", "", "::: notice", "lines with “>”"),
    Fault("room without title", ES, "# Tres casos seguidos", "- Tres casos seguidos", 72, "needs a title"),
    Fault("room with four rows", ES, "# Tres casos seguidos", "# Tres\n- a\n- b\n- c\n- d", 72, "4 rows"),
    Fault("room with a long row", ES, "# Tres casos seguidos", "# " + "Tres casos " * 10, 72, "90 at most"),
    Fault(
        "two rooms",
        ES,
        "::: room\n# Pruébalo\n:::",
        "::: room\n# Pruébalo\n:::\n::: room\n# Otra\n:::",
        112,
        "only one block",
    ),
    # questions
    Fault("check without id", ES, "check id=salida", "check", 82, "needs an id"),
    Fault("check id twice", ES, "check id=salida", "check id=llamada", 82, "used twice"),
    Fault("cares unknown", ES, "cares=her", "cares=us", "cares=us", "her, me or all"),
    Fault("no question", ES, "Termina el turno. ¿Qué haces?\n", "", "id=salida", "The question is missing"),
    Fault(
        "two options",
        ES,
        "- [ ] Que conteste otra persona.\n  > Estás cansada. Hoy puedes pedir relevo con una frase.\n",
        "",
        "id=llamada",
        "Options here: 2. A",
    ),
    Fault(
        "options out of step",
        EN,
        "- [ ] Someone else can answer.\n  > You're tired. Today you can ask for relief in one sentence.\n",
        "",
        "id=llamada",
        "Options here: 2; in “es”: 3",
    ),
    Fault("no caring option", ES, "- [x] Suelto", "- [ ] Suelto", "id=llamada", "No option is the caring one"),
    Fault(
        "caring options differ",
        EN,
        "- [x] Two minutes",
        "- [ ] Two minutes",
        "- [ ] Two minutes",
        "caring option is not the same",
    ),
    Fault(
        "option without feedback",
        ES,
        "  > Quieres ayudar. Con prisa se oye menos.\n",
        "",
        "Contesto de inmediato",
        "no feedback",
    ),
    Fault("feedback of one sentence", ES, " Con prisa se oye menos.", "", "Contesto de inmediato", "one sentence"),
    Fault("feedback not set in", ES, "  > Quieres ayudar.", "> Quieres ayudar.", "Quieres ayudar", "two spaces in"),
    Fault(
        "option twice",
        ES,
        "Contesto de inmediato, para que no espere.",
        "Suelto los hombros y contesto.",
        39,
        "say the same",
    ),
    Fault("option without a box", ES, "- [ ] Me quejo", "- Me quejo", "Me quejo", "An option begins"),
    Fault("question ids differ", EN, "check id=salida", "check id=leaving", "id=leaving", "in “es” it is “salida”"),
    Fault("too few questions", ES, "::: check id=salida", "::: tip", "## Para llevarte", "2 questions: at least 3"),
    # the rest of a lesson
    Fault("no reflection", ES, "::: reflect id=mi-pausa", "::: tip", "## Para llevarte", "Nothing to write"),
    Fault("reflection without id", ES, "reflect id=mi-pausa", "reflect", "::: reflect", "needs an id"),
    Fault("no practice", ES, "::: practice id=soltar", "::: tip", "## Para llevarte", "Nothing to do"),
    Fault("practice unknown", ES, "practice id=soltar", "practice id=solta", "id=solta", "Did you mean “soltar”?"),
    Fault(
        "practice links differ",
        EN,
        "practice id=soltar",
        "practice id=respirar",
        "id=respirar",
        "in “es” it is “soltar”",
    ),
    Fault("no keys", ES, "::: keys", "::: tip", "## Para llevarte", "No key points"),
    Fault(
        "keys before the end",
        ES,
        "Lee los puntos.\n:::\n",
        "Lee los puntos.\n:::\n\n## Fin\n\nAdiós.\n",
        "::: keys",
        "in the last step",
    ),
    Fault("two key points", ES, "- Pide relevo con una frase.\n", "", "::: keys", "Key points here: 2."),
    Fault("minutes differ", EN, "minutes: 5", "minutes: 6", "minutes", "not the same as in “es”"),
    # practices
    Fault("practice kind unknown", SOLTAR, "kind: steps", "kind: step", "kind", "Did you mean “steps”?"),
    Fault("practice without why", SOLTAR, "why: ", "# why: ", 1, "“why” is missing"),
    Fault("practice without opening", SOLTAR, "Haz solo lo que te venga bien.\n", "", "id: soltar", "no opening"),
    Fault("practice step without text", SOLTAR, "Déjalos caer y nota la diferencia.\n", "", "## Suelta", "no text"),
    Fault(
        "practice of steps with a breath",
        SOLTAR,
        "kind: steps",
        "kind: steps\nbreath: [4, 0, 6, 0]",
        "breath",
        "only for",
    ),
    Fault(
        "breath of three numbers", "practices/respirar.es.md", "[4, 0, 6, 0]", "[4, 0, 6]", "breath:", "four numbers"
    ),
    Fault("practice steps out of step", "practices/soltar.en.md", "## Go\n", "", "## Up", "Steps here: 1; in “es”: 2"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_reported(pack: Path, fault: Fault) -> None:
    assert_reported(pack, fault)
