"""The good pack's scene and desk card with one thing spoilt: told in the right file, on the right line."""
# ruff: noqa: E501 - one fault, one line

from pathlib import Path

import pytest

from carecompanion.content.checker import check_pack
from carecompanion.content.faults import Page, Problem
from carecompanion.content.proof.measures import measured
from carecompanion.content.proof.passages import Document, Passage
from carecompanion.content.proof.reading import check_reading
from carecompanion.content.reader import read_pack
from carecompanion.errors import PackError
from tests.content.seeded import TODAY, Fault, assert_reported, spoil

ES = "scenes/la-vecina.es.md"
EN = "scenes/la-vecina.en.md"
CARD = "cards/primero.es.md"
CARD_EN = "cards/primero.en.md"
LESSON = "lessons/una-pausa.es.md"
TOML = "pack.toml"

PASE = "- [«Pase. Yo la escucho».](#silla) {care=cares calm=+1 trust=+1}"
ASK = "[«¿Dónde se sienta mejor?».](#agua) {care=cares trust=+1}"
LONG = "muy despacio y con calma "

HEAD = [
    *(Fault(f"no {key}", ES, f"{key}: ", f"# {key}: ", 1, f"“{key}” is missing") for key in ("title", "about", "minutes", "roles", "notice", "summary", "person", "feels", "felt", "scale", "verdicts", "calm", "trust")),
    Fault("a key of no scene", ES, "felt: ", "felts: ", "felts: ", "Did you mean “felt”?"),
    Fault("id unlike the file", ES, "id: la-vecina", "id: el-vecino", "id: el-vecino", "must be “la-vecina”"),
    Fault("head that is no YAML", ES, 'person: "Ella"', 'person: "Ella', "feels:", "not YAML"),
    Fault("two minutes", ES, "minutes: 5", "minutes: 2", "minutes:", "from 3 to 15"),
    Fault("an hour", ES, "minutes: 5", "minutes: 60", "minutes:", "from 3 to 15"),
    Fault("role nobody has", ES, "[volunteer, police]", "[volunteer, polices]", "roles:", "Did you mean “police”?"),
    Fault("a long about", ES, "Toca tu puerta", "Toca tu puerta " + LONG * 3, "about:", "letters here: 90 at most"),
    Fault("a summary of one sentence", ES, "con miedo. Quien", "con miedo; quien", "summary:", "2 to 4 sentences"),
    Fault("a scale with one end", ES, '["En alerta", "Más segura"]', '["En alerta"]', "scale:", "“scale” is a list of 2"),
    Fault("an end of the scale too long", ES, '"Más segura"]', '"Mucho más segura hoy"]', "scale:", "18 at most"),
    Fault("two verdicts", ES, '"La cuidó", ', "", "verdicts:", "“verdicts” is a list of 3"),
    Fault("an empty verdict", ES, '"La cuidó"', '""', "verdicts:", "none of them empty"),
    Fault("a verdict too long", ES, '"La expuso"]', '"La expuso ante otras personas"]', "verdicts:", "24 at most"),
    Fault("calm of six", ES, "calm: 2", "calm: 6", "calm: 6", "from 1 to 5"),
    Fault("trust of nothing", ES, "trust: 2", "trust: 0", "trust: 0", "from 1 to 5"),
    Fault("calm in words", ES, "calm: 2", "calm: dos", "calm: dos", "whole number"),
    Fault("no sources", ES, "sources: [E1.1]", "sources: []", "sources:", "No sources"),
    Fault("source not in pack.toml", ES, "sources: [E1.1]", "sources: [E1.2]", "sources:", "Did you mean “E1.1”?"),
    Fault("picture not in the pack", ES, "picture: pictures/taza.svg", "picture: pictures/tasa.svg", "picture:", "Did you mean “pictures/taza.svg”?"),
    Fault("picture that no moment shows", ES, "![Una taza sobre una mesa.](pictures/taza.svg)\n", "", "picture:", "No moment shows this picture"),
    Fault("word not declared", ES, "{{centre}}", "{{center}}", "{{center}}", "Did you mean “centre”?"),
]  # fmt: skip

BODY = [
    Fault("words before the first moment", ES, "## La puerta {#puerta}", "Hola.\n\n## La puerta {#puerta}", "Hola.", "begins with a moment"),
    Fault("moment without an id", ES, "## El agua {#agua}", "## El agua", "## El agua", "A moment has an id"),
    Fault("moment id with a capital", ES, "{#agua}", "{#Agua}", "{#Agua}", "is no id"),
    Fault("moment id twice", ES, "## El agua {#agua}", "## El agua {#silla}", "## El agua", "used twice in this scene"),
    Fault("moment without a title", ES, "## El agua {#agua}", "## {#agua}", "## {#agua}", "no title"),
    Fault("picture without spoken text", ES, "![Una taza sobre una mesa.]", "![]", "![]", "says nothing"),
    Fault("two pictures", ES, "Estás en el", "![Otra taza sobre la mesa.](pictures/taza.svg)\n\nEstás en el", "![Otra", "only one line of this kind"),
    Fault("text after her words", ES, "? ¿Qué le dices?", "Y entonces calla.\n\n? ¿Qué le dices?", "Y entonces", "stands too late"),
    Fault("face twice", ES, "*Mira hacia la calle.*", "*Mira hacia la calle.*\n\n*Calla.*", "*Calla.*", "only one line of this kind"),
    Fault("words twice", ES, "> No sé si hice bien».", "> No sé si hice bien».\n\n> «Nada».", "> «Nada».", "only one line of this kind"),
    Fault("bold in her words", ES, "«Tengo la boca seca»", "«Tengo la boca **seca**»", "boca **seca**", "No * and no _ here"),
    Fault("a link in what happens", ES, "Hay dos sillas.", "Hay [dos](https://a.org) sillas.", "Hay [dos]", "No links"),
    Fault("HTML in a choice", ES, "«Pase. Yo", "«<b>Pase. Yo", "<b>Pase", "No HTML"),
    Fault("an empty question", ES, "? ¿Qué haces?", "?", 58, "There are no words here"),
    Fault("a question with nothing to choose", ES, "Su hermana la espera en la esquina. Mañana vuelve.", "Su hermana la espera.\n\n? ¿Qué haces?", 201, "nothing to choose"),
    Fault("next before choices", ES, "> «Tengo la boca seca».", "> «Tengo la boca seca».\n\nnext: Nada.", "next: Nada.", "an ending only"),
    Fault("choices after next", ES, "> «Tengo la boca seca».", "> «Tengo la boca seca».\n\nnext: Nada.", "- [Le das un vaso", "stands too late"),
    Fault("choice without brackets", ES, PASE, "- «Pase. Yo la escucho». (#silla)", "- «Pase", "A choice is written"),
    Fault("choice without words", ES, "«Pase. Yo la escucho».", "", "[](#silla)", "There are no words here"),
    Fault("choice to nowhere", ES, "](#silla) {care=cares calm=+1 trust=+1}", "](#sila) {care=cares calm=+1 trust=+1}", "(#sila)", "Did you mean “silla”?"),
    Fault("else to nowhere", ES, "else=se-va", "else=se-vaya", "else=se-vaya", "Did you mean “se-va”?"),
    Fault("no care", ES, "{care=uneasy}\n  > Elegiste", "{calm=+1}\n  > Elegiste", "{calm=+1}", "how it cares"),
    Fault("a care unknown", ES, "{care=exposes}", "{care=expose}", "{care=expose}", "Did you mean “exposes”?"),
    Fault("an attribute unknown", ES, PASE, PASE.replace("calm=", "calms="), "calms=", "Did you mean “calm”?"),
    Fault("an attribute twice", ES, PASE, PASE.replace("calm=+1", "calm=+1 calm=+2"), "calm=+2", "written twice"),
    Fault("attributes in words", ES, PASE, PASE.replace("care=cares", "she is cared for"), "she is", "After a choice come"),
    Fault("too much trust at once", ES, PASE, PASE.replace("trust=+1", "trust=+3"), "trust=+3", "from -2 to +2"),
    Fault("calm in words here", ES, PASE, PASE.replace("calm=+1", "calm=more"), "calm=more", "from -2 to +2"),
    Fault("needs of nothing", ES, 'needs="trust>=3"', 'needs="trust>3"', 'needs="trust>3"', "“needs” is written"),
    Fault("needs of an unknown feeling", ES, 'needs="trust>=3"', 'needs="hope>=3"', "hope", "“needs” is written"),
    Fault("needs of six", ES, 'needs="trust>=3"', 'needs="trust>=6"', "trust>=6", "1 to 5"),
    Fault("else without needs", ES, ' needs="calm>=2"', "", "else=se-va", "together with “needs”"),
    Fault("a line too little under a choice", ES, "  > La recibiste sin preguntas\n", "", "«Pase", "stand three lines"),
    Fault("five lines under a choice", ES, "  > Decidiste por ella\n", "  > Decidiste por ella\n  > Una.\n", "Era un gesto amable", "four lines at most"),
    Fault("a line under a choice without its mark", ES, "  > Decidiste por ella", "  Decidiste por ella", "  Decidiste", "two spaces in"),
    Fault("a line under a choice not far enough in", ES, "  > Decidiste por ella", " > Decidiste por ella", " > Decidiste", "two spaces in"),
    Fault("a note with a full stop", ES, "> Decidiste por ella", "> Decidiste por ella.", "> Decidiste por ella.", "without a full stop"),
    Fault("nothing to try instead", ES, "  > Era un gesto amable. Prueba: «¿Dónde prefiere?».\n", "", "Le señalas", "has a fourth line"),
    Fault("a block of lessons", ES, "::: room\n# Silencio", "::: tip\n# Silencio", "::: tip", "Unknown block “tip”"),
    Fault("an unknown block near a known one", ES, "::: room\n# Silencio", "::: rooms\n# Silencio", "::: rooms", "Did you mean “room”?"),
    Fault("room without a title", ES, "# Silencio\n", "", "::: room", "The room needs a title"),
    Fault("room of five rows", ES, "- Sales un rato\n", "- Sales un rato\n- Una\n- Dos\n", "::: room", "5 rows: 4 at most"),
    Fault("block not closed", ES, "El grupo vota con la mano.\n:::\n", "El grupo vota con la mano.\n", "::: notes", "not closed"),
    Fault("a fence that closes nothing", ES, "Hay dos sillas.\n", "Hay dos sillas.\n\n:::\n", 56, "closes nothing"),
    Fault("two notes", ES, "## La silla", "::: notes\nOtra.\n:::\n\n## La silla", 52, "only one block"),
    Fault("tab", ES, "  > Suelta el aire", "\t> Suelta el aire", "\t>", "There is a tab"),
]  # fmt: skip

BOUNDS = [
    Fault("a long title", ES, "## El cuaderno {", "## El cuaderno de todos los días {", "## El cuaderno", "24 at most"),
    Fault("a long ending", ES, "## Se va antes {", "## Se va antes de tiempo y sin decir una palabra {", "## Se va antes", "40 at most"),
    Fault("a long face", ES, "*Se queda de pie.*", f"*Se queda de pie {LONG * 4}.*", "*Se queda", "90 at most"),
    Fault("many words of hers", ES, "«Tengo la boca", f"«Tengo {LONG * 6} la boca", "> «Tengo", "140 at most"),
    Fault("a long choice", ES, "«Pase. Yo", f"«Pase {LONG * 4}. Yo", "- [«Pase", "90 at most"),
    Fault("a long first line", ES, "> Suelta el aire y entra.", f"> Suelta el aire {LONG * 5}.", "> Suelta", "120 at most"),
    Fault("a long note", ES, "> La recibiste sin", f"> La recibiste {LONG * 2} sin", "> La recibiste", "60 at most"),
    Fault("a long why", ES, "> Era un gesto amable.", f"> Era un gesto amable. {LONG * 8}.", "> Era un gesto", "200 at most"),
    Fault("a long next", ES, "ofrece agua desde el", f"ofrece agua {LONG * 5} desde el", "next: Para la próxima, ofrece", "120 at most"),
    Fault("much happens", ES, "Entran. Hay dos sillas.", "Entran. Hay dos sillas. Miran. Callan.", "Entran.", "1 to 3 sentences"),
    Fault("an ending that tells nothing", ES, "Se va sola, con tu número en la bolsa.\n", "", "{#a-medias}", "what becomes of her"),
    Fault("an ending without next", ES, "next: Para la próxima, pregunta cómo vuelve a casa.\n", "", "{#a-medias}", "needs a line “next: …”"),
    Fault("silence without a face", ES, "*Se queda de pie.*\n", "", "{#silla}", "her face, told in words"),
    Fault("first moment without notes", ES, "::: notes\nUna persona lee en voz alta. El grupo vota con la mano.\n:::\n", "", "{#puerta}", "needs ::: notes"),
    Fault("choices that say the same", ES, "«¿Puedo anotar dos cosas?».", "«¿Lo escribimos juntas?».", 149, "say the same"),
    Fault("nothing cares", ES, ASK, ASK.replace("cares", "uneasy"), "{#silla}", "No choice here cares"),
    Fault("all care", ES, "{care=uneasy}\n  > Le diste agua", "{care=cares}\n  > Le diste agua", "{#agua}", "Every choice here cares"),
]  # fmt: skip

WAYS = [
    Fault("an ending nobody comes to", ES, '(#tranquila) {care=cares needs="trust>=4" else=a-medias}', "(#a-medias) {care=cares}", "{#tranquila}", "Nobody comes to this moment"),
    Fault("needs that always hold", ES, 'needs="trust>=3"', 'needs="trust>=1"', "trust>=1", "always holds"),
    Fault("needs that never hold", ES, 'needs="calm>=2"', 'needs="calm>=5"', "calm>=5", "never holds"),
    Fault("one choice is left", ES, "(#hijos) {care=uneasy}", '(#hijos) {care=uneasy needs="trust>=3"}', "{#agua}", "Too little is offered here when she comes with calm"),
    Fault("whoever cares comes to no ending", ES, '(#tranquila) {care=cares needs="trust>=4" else=a-medias}', '(#silla) {care=cares needs="trust>=4" else=silla}', "{#puerta}", "always chooses what cares comes to no ending"),
    Fault("too soon at the best ending", ES, "(#hijos) {care=cares calm=+1}", "(#tranquila) {care=cares calm=+1}", "{#tranquila}", "here after 3 choices: at least 4"),
]  # fmt: skip

LANGUAGES = [
    Fault("minutes differ", EN, "minutes: 5", "minutes: 6", "minutes:", "not the same as in “es”"),
    Fault("calm differs", EN, "calm: 2", "calm: 3", "calm: 3", "“calm” is not the same as in “es”"),
    Fault("trust differs", EN, "trust: 2", "trust: 3", "trust: 3", "“trust” is not the same as in “es”"),
    Fault("pictures differ", EN, "picture: pictures/taza.svg\n", "", 2, "“picture” is not the same"),
    Fault("moment ids differ", EN, "{#agua}", "{#water}", "{#water}", "in “es” it is “agua”"),
    Fault("a face too little", EN, "*She stays on her feet.*", "> “I stand.”", "{#silla}", "in “es” it holds text, face"),
    Fault("a moment too many", EN, "## She goes early {#se-va}", "## She waits {#espera}\n\nShe waits.\n\nnext: Wait.\n\n## She goes early {#se-va}", "{#se-va}", "Moments here: 12; in “es”: 11"),
    Fault("a choice too little", EN, "- [“May I note two things?”](#camino) {care=cares}\n  > You asked her before you wrote.\n  > She nods yes.\n  > You asked her first\n", "", "{#cuaderno}", "Choices here: 3; in “es”: 4"),
    Fault("a choice leads elsewhere", EN, "(#agua) {care=uneasy}", "(#silencio) {care=uneasy}", "You point to", "“#” is not the same"),
    Fault("care differs", EN, "(#agua) {care=uneasy}", "(#agua) {care=exposes}", "You point to", "“care” is not the same"),
    Fault("a change differs", EN, "{care=cares calm=+1 trust=+1}", "{care=cares calm=+2 trust=+1}", "“Come in", "“calm” is not the same"),
    Fault("needs differ", EN, 'needs="trust>=3"', 'needs="trust>=2"', "trust>=2", "“needs” is not the same"),
    Fault("else differs", EN, "else=a-medias", "else=se-va", 187, "“else” is not the same"),
    Fault("only one language says what to try", EN, "  > She drank at her own pace\n", "  > She drank at her own pace\n  > Water helps. Ask her first.\n", "“Here is water", "fourth line"),
]  # fmt: skip

WORDS = [
    Fault("notes hard to read", ES, "Una persona lee en voz alta. El grupo vota con la mano.", "Facilitadoras experimentadas administran participativamente retroalimentaciones correspondientes.", 49, "The notes and the room are hard to read"),
    Fault("a long sentence", ES, "Hay dos sillas.", "Hay dos sillas " + "y una mesa " * 9 + "más.", "Hay dos", "A sentence of"),
    Fault("shouting", ES, "«Pase. Yo la escucho».", "«¡Pase!».", "¡Pase", "No exclamation marks"),
    Fault("a slip of the pen", ES, "Suelta el aire y entra.", "Suelta el aire y entrra.", "entrra", "“entrra” is not in the dictionary. Did you mean"),
    Fault("a slip of the pen in the head", ES, '"En alerta"', '"En alerrta"', "scale:", "“alerrta” is not in the dictionary"),
    Fault("doubling", ES, "El grupo vota con la mano.", "Las y los participantes votan.", "Las y los", "doubles the gender"),
    Fault("a word that hurts", ES, "Una vecina toca la puerta.", "Una vecina ignorante toca la puerta.", "ignorante", "We don't say"),
    Fault("a card too hard", CARD, "Pregunta antes de tocar.", "Recomendaciones institucionales correspondientes internacionalmente: consideraciones interdisciplinarias.", "title:", "INFLESZ"),
    Fault("a card with a slip of the pen", CARD, "Habla bajo.", "Habla vajo.", "vajo", "not in the dictionary"),
]  # fmt: skip

LINKS = [
    Fault("scene in no module", TOML, '"scene:la-vecina", ', "", "id: la-vecina", "No module in pack.toml names this scene", ES),
    Fault("scene twice in the modules", TOML, '"practice:soltar"', '"scene:la-vecina"', "contents", "in the contents twice"),
    Fault("lesson shows no scene that is here", LESSON, "::: practice id=soltar", "::: scene id=la-vecino\n:::\n\n::: practice id=soltar", "la-vecino", "Did you mean “la-vecina”?"),
    Fault("lesson shows a scene without its id", LESSON, "::: practice id=soltar", "::: scene\n:::\n\n::: practice id=soltar", "::: scene", "“scene” needs an id"),
    Fault("only one lesson shows the scene", LESSON, "::: practice id=soltar", "::: scene id=la-vecina\n:::\n\n::: practice id=soltar", "## Try it", "in “es” it holds text, scene, practice", "lessons/una-pausa.en.md"),
]  # fmt: skip

CARDS = [
    *(Fault(f"card: no {key}", CARD, f"{key}: ", f"# {key}: ", 1, f"“{key}” is missing") for key in ("title", "about", "order")),
    Fault("card: no sign", CARD, "icon: clock\n", "", 2, "“icon” is missing"),
    Fault("card: a sign nobody has", CARD, "icon: clock", "icon: clok", "icon:", "Did you mean “clock”?"),
    Fault("card: a key of no card", CARD, "order: 1", "order: 1\nminutes: 5", "minutes:", "Unknown key “minutes”"),
    Fault("card: about too long", CARD, "Qué hacer al llegar.", "Qué hacer al llegar. " * 4, "about:", "60 at most"),
    Fault("card: no sources", CARD, "sources: [E1.1]\n", "", 2, "No sources"),
    Fault("card: words before a section", CARD, "## Al llegar", "Hola.\n\n## Al llegar", "Hola.", "begins with a section"),
    Fault("card: a picture", CARD, "- Habla bajo.", "![Una taza sobre una mesa.](pictures/taza.svg)", "![Una", "no pictures"),
    Fault("card: a block", CARD, "- Habla bajo.", "::: tip", "::: tip", "no ::: blocks"),
    Fault("card: a table", CARD, "- Habla bajo.", "| Habla | bajo |", "| Habla", "No tables"),
    Fault("card: one section", CARD, "\n## Una frase\n", "", "## Al llegar", "Sections here: 1. A desk card has 2 to 30"),
    Fault("card: a section without text", CARD, "> «Aquí puede ir despacio».", "", "## Una frase", "no text"),
    Fault("card: a section without a title", CARD, "## Una frase", "## ", 17, "no title"),
    Fault("card: two sections of one title", CARD, "## Una frase", "## Al llegar", 17, "the same title"),
    Fault("card: signs differ", CARD_EN, "icon: clock", "icon: leaf", "icon:", "not the same as in “es”"),
    Fault("card: orders differ", CARD_EN, "order: 1", "order: 2", "order:", "not the same as in “es”"),
    Fault("card: sections differ", CARD_EN, "## A phrase", "## More\n\nWait.\n\n## A phrase", "## A phrase", "Sections here: 3; in “es”: 2"),
]  # fmt: skip

ALL = [*HEAD, *BODY, *BOUNDS, *WAYS, *LANGUAGES, *WORDS, *LINKS, *CARDS]


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_reported(pack: Path, fault: Fault) -> None:
    assert_reported(pack, fault)


REFUSED = [
    *("calm of six", "trust of nothing", "choice to nowhere", "else to nowhere", "a care unknown", "needs of six"),
    *("two verdicts", "choice without brackets", "card: a block"),
]


@pytest.mark.parametrize("fault", [one for one in ALL if one.name in REFUSED], ids=lambda fault: fault.name)
def test_a_scene_that_could_not_be_played_is_refused(pack: Path, fault: Fault) -> None:
    spoil(pack, fault)
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    assert (caught.value.file, fault.says in caught.value.what) == (fault.file, True)
    assert caught.value.line > 0


def said(pack: Path) -> list[str]:
    """What the checker says of the Spanish scene, by line."""
    return [f"{one.line}: {one.what}" for one in check_pack(pack, TODAY) if one.file == ES]


def edit(pack: Path, old: str, new: str, count: int = 1, file: str = ES) -> None:
    place = pack / file
    text = place.read_text(encoding="utf-8")
    assert old in text, "the good pack changed: mend this test"
    place.write_text(text.replace(old, new, count), encoding="utf-8", newline="\n")


def test_a_trap_is_found(pack: Path) -> None:
    """Two moments that lead to each other and nowhere else."""
    again = "".join(
        f"- [{words}](#{{to}}) {{{{care={care}}}}}\n  > A.\n  > B.\n  > C\n  > D.\n"
        for words, care in (("Uno", "cares"), ("Dos", "uneasy"))
    )
    edit(pack, "(#a-medias) {care=exposes}", "(#trampa) {care=exposes}")
    traps = "".join(
        f"## {name} {{#{name}}}\n\n*Calla.*\n\n{again.format(to=to)}\n"
        for name, to in (("trampa", "otra"), ("otra", "trampa"))
    )
    edit(pack, "## Se va antes {#se-va}", f"{traps}## Se va antes {{#se-va}}")
    found = [one for one in said(pack) if "no ending can be reached" in one]
    assert len(found) == 2, "each moment of the trap is told once"
    assert "calm" in found[0] and "trust" in found[0]


def test_a_moment_that_only_a_closed_way_leads_to(pack: Path) -> None:
    edit(pack, "(#despedida) {care=cares trust=+1}", '(#despedida) {care=cares needs="trust>=5" else=silencio}')
    edit(pack, "(#despedida) {care=uneasy calm=-1}", "(#silencio) {care=uneasy calm=-1}")
    edit(pack, "(#cuaderno) {care=cares trust=+1}", "(#cuaderno) {care=cares trust=-2}")
    edit(pack, "(#camino) {care=cares trust=+1", "(#camino) {care=cares trust=-2")
    edit(pack, "(#agua) {care=cares trust=+1}", "(#agua) {care=cares trust=-2}")
    edit(pack, "(#silla) {care=cares calm=+1 trust=+1}", "(#silla) {care=cares calm=+1 trust=-2}")
    assert [one for one in said(pack) if "never holds" in one]
    assert len([one for one in said(pack) if "Nobody comes to this moment" in one]) == 3, "the goodbye and two endings"


def test_how_big_a_scene_is(pack: Path) -> None:
    text = (pack / ES).read_text(encoding="utf-8")
    start, end = text.index("## El agua {"), text.index("## Sus hijos {")
    (pack / ES).write_text((text[:start] + text[end:]).replace("(#agua)", "(#hijos)"), encoding="utf-8")
    edit(
        pack,
        "## Se va con dudas {#a-medias}\n\nSe va sola, con tu número en la bolsa.\n\nnext: Para la próxima, pregunta cómo vuelve a casa.\n\n",
        "",
    )
    edit(pack, "(#a-medias)", "(#se-va)", count=9)
    edit(pack, ' needs="trust>=4" else=a-medias', "")
    edit(pack, ' needs="trust>=3"', "")
    told = said(pack)
    assert [one for one in told if "Moments with choices here: 7. A scene has 8 or more" in one]
    assert [one for one in told if "Endings here: 2. A scene has 3 or more" in one]
    assert [one for one in told if "Choices with “needs” here: 1. Two or more" in one]


def test_the_caring_choice_is_not_always_the_longest(pack: Path) -> None:
    for words in ("«Pase. Yo la escucho»", "«¿Dónde se sienta mejor?»", "«Aquí hay agua, cuando quiera»"):
        edit(pack, words, words[:-1] + ", sin apuro y a su lado, como prefiera»")
    assert not [one for one in said(pack) if "the longest" in one], "3 of 8 are fine"
    edit(pack, "«Hay dos caminos. Usted elige»", "«Hay dos caminos y un poco de tiempo. Usted elige»")
    told = [one for one in said(pack) if "The caring choice is the longest in 4 of 8 moments" in one]
    lines = (pack / ES).read_text(encoding="utf-8").split("\n")
    assert [lines[int(one.partition(":")[0]) - 1].partition(" {")[0] for one in told] == [
        *("## La puerta", "## La silla", "## El agua", "## El camino"),
    ]


def test_the_caring_choice_is_not_always_at_one_place(pack: Path) -> None:
    assert not [one for one in said(pack) if "has place" in one]
    edit(pack, "{care=uneasy}\n  > Le dijiste que ellos", "{care=cares}\n  > Le dijiste que ellos")
    edit(pack, "(#cuaderno) {care=cares trust=+1}", "(#cuaderno) {care=uneasy trust=+1}")
    told = [one for one in said(pack) if "has place" in one]
    assert told == ["2: In 5 of 8 moments the caring choice has place 2: 3 of 5 at most."]


def test_a_whole_scene_is_measured(pack: Path) -> None:
    hard = "Institucionalmente, numerosas colaboradoras experimentadas administran documentaciones correspondientes. "
    edit(pack, "Hay dos sillas.", hard * 25)
    assert [one for one in said(pack) if one.startswith("3: Hard to read as a whole: INFLESZ")]


def test_she_may_say_what_we_would_not(pack: Path) -> None:
    edit(pack, "«Tengo la boca seca»", "«Soy una ignorante, dice él»")
    edit(pack, "«Cuénteme rápido qué le pasó»", "«No sea ignorante»")
    assert said(pack) == []
    edit(pack, "«Soy una ignorante, dice él»", "Soy una ignorante, dice él")
    assert [one.partition(":")[0] for one in said(pack)] == ["105"]


def test_a_scene_without_moments(pack: Path) -> None:
    text = (pack / ES).read_text(encoding="utf-8")
    (pack / ES).write_text(text[: text.index("## La puerta")], encoding="utf-8")
    assert any("This scene has no moments" in one for one in said(pack))
    with pytest.raises(PackError):
        read_pack(pack)


@pytest.mark.parametrize("folder", ["scenes", "cards"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("una.md", "is called"),
        ("Una.es.md", "is called"),
        ("una.fr.md", "not in the languages"),
        ("una.es.txt", "is called"),
    ],
)
def test_files_with_odd_names_are_told(pack: Path, folder: str, name: str, says: str) -> None:
    (pack / folder / name).write_text("hola", encoding="utf-8")
    assert [(one.file, says in one.what) for one in check_pack(pack)] == [(f"{folder}/{name}", True)]


@pytest.mark.parametrize("file", [EN, CARD_EN])
def test_a_missing_language_is_told(pack: Path, file: str) -> None:
    (pack / file).unlink()
    assert [str(one) for one in check_pack(pack)] == [
        f"{file}:0: This file is missing: every text exists in every language."
    ]


def test_faults_below_a_broken_head_are_told_too(pack: Path) -> None:
    edit(pack, 'person: "Ella"', 'person: "Ella')
    edit(pack, "{care=uneasy calm=-1}", "{care=easy calm=-1}")
    assert any("Did you mean “uneasy”?" in one for one in said(pack))


EASY_AND_HARD = {
    "es": ("No va sola: va con su hermana.", "Comunicaciones institucionales permanentes."),
    "en": ("Walk slowly and drink some water.", "Institutional communication continues."),
}


@pytest.mark.parametrize(
    ("language", "ease", "is_told"), [("es", 69, True), ("es", 71, False), ("en", 64, True), ("en", 66, False)]
)
def test_a_card_is_easier_than_a_scene_but_for_english(language: str, ease: int, is_told: bool) -> None:
    """By texts whose ease lies just beside the bound."""
    easy, hard = EASY_AND_HARD[language]
    texts = ([easy] * many + [hard] * few for many in range(1, 60) for few in range(1, 9))
    found = min(texts, key=lambda one: abs(measured(one, language).ease - ease))
    assert abs(measured(found, language).ease - ease) < 0.5, "no text lies near enough: take another sentence"
    problems: list[Problem] = []
    document = Document("cards/x.md", "desk", language, tuple(Passage("text", ((1, text),)) for text in found))
    check_reading(Page("cards/x.md", problems), document)
    assert bool(problems) is is_told
