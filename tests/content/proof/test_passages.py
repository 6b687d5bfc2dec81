"""The words of a file with the line each stands on: Markdown, tables, the pack's own words filled in."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.faults import Page
from carecompanion.content.files import open_pack
from carecompanion.content.proof import markdown, tables
from carecompanion.content.proof.documents import documents_of
from carecompanion.content.proof.passages import Document, Passage
from carecompanion.content.reader import gather_pack
from carecompanion.content.tables import toml_table

LESSON = """---
id: x
title: "Tres *macetas*"
take: "Descansa."
minutes: 5
---

## Mira {#mira}

Una **planta** seca
no es floja.
- Fresca: descansa.
- Seca:
  conversa.

> «Hoy no».

![Tres macetas.](pictures/a.svg "Las tres.")

::: tip title="En tu labor"
1. Respira.
:::

::: check id=q cares=me
¿Qué haces?

- [ ] Nada.
  > Pesa. Mejor
  > habla.
- [x] Hablo.
  > Bien. Sigue.
:::

::: notice
Habla de cansancio.
> Descansar ayuda.
:::

::: room
# Macetas
- Una
:::

::: notes
Espera.
:::

::: keys
- Descansa.
- Habla.
:::
"""

EXPECTED = [
    ("title", 3, "Tres macetas"), ("take", 4, "Descansa."), ("heading", 8, "Mira"),
    ("text", 10, "Una planta seca no es floja."), ("text", 12, "Fresca: descansa."), ("text", 13, "Seca: conversa."),
    ("text", 16, "«Hoy no»."), ("spoken", 18, "Tres macetas."), ("caption", 18, "Las tres."),
    ("heading", 20, "En tu labor"), ("tip", 21, "Respira."),
    ("question", 25, "¿Qué haces?"), ("impulse", 27, "Nada."), ("feedback", 28, "Pesa. Mejor habla."),
    ("option", 30, "Hablo."), ("feedback", 31, "Bien. Sigue."),
    ("notice", 35, "Habla de cansancio."), ("summary", 36, "Descansar ayuda."),
    ("room", 40, "Macetas"), ("room", 41, "Una"), ("notes", 45, "Espera."),
    ("keys", 49, "Descansa."), ("keys", 50, "Habla."),
]  # fmt: skip


def test_a_lesson_is_read_passage_by_passage() -> None:
    found = markdown.passages_of(LESSON.split("\n"))
    assert [(passage.kind, passage.line, passage.text) for passage in found] == EXPECTED
    assert {passage.step for passage in found if passage.kind in ("title", "take")} == {0}
    assert {passage.step for passage in found if passage.kind not in ("title", "take")} == {8}


SCENE = """---
title: "La puerta"
person: "Ella"
scale: ["En alerta", "Más segura"]
---

## La puerta {#puerta}

![Una puerta azul.](pictures/puerta.svg)

Son las **ocho**.
Llega una vecina.

*Mira la calle.*

> «Perdone.
> Ya me voy».

? ¿Qué le dices?

- [«Pase».](#fin) {care=cares calm=+1}
  > La hiciste pasar.
- [«Espere».](#fin) {care=uneasy}
  > La hiciste esperar.

::: notes
Voten.
:::

## Fin {#fin}

next: Ofrece agua.
"""

OF_SCENE = [
    ("title", 2, "La puerta"), ("person", 3, "Ella"), ("scale", 4, "En alerta"), ("scale", 4, "Más segura"),
    ("heading", 7, "La puerta"), ("spoken", 9, "Una puerta azul."), ("text", 11, "Son las ocho. Llega una vecina."),
    ("face", 14, "Mira la calle."), ("speech", 16, "«Perdone. Ya me voy»."), ("question", 19, "¿Qué le dices?"),
    ("option", 21, "«Pase»."), ("feedback", 22, "La hiciste pasar."),
    ("impulse", 23, "«Espere»."), ("feedback", 24, "La hiciste esperar."), ("notes", 27, "Voten."),
    ("heading", 30, "Fin"), ("next", 32, "Ofrece agua."),
]  # fmt: skip


def test_a_scene_is_read_line_by_line() -> None:
    found = markdown.passages_of(SCENE.split("\n"), "scene")
    assert [(passage.kind, passage.line, passage.text) for passage in found] == OF_SCENE
    assert {passage.step for passage in found} == {0, 7, 30}


def test_a_passage_knows_the_line_of_each_word() -> None:
    text = Passage("text", ((10, "Una planta seca"), (11, "no es floja.")))
    assert [text.line_at(text.text.index(word)) for word in ("Una", "seca", "no", "floja")] == [10, 10, 11, 11]
    assert text.line_at(999) == 11


def test_what_the_facilitator_and_the_ear_get_is_not_shown() -> None:
    document = Document("x", "lesson", "es", tuple(markdown.passages_of(LESSON.split("\n"))))
    assert {passage.kind for passage in document.passages} - {passage.kind for passage in document.shown} == {
        "room", "notes", "spoken",
    }  # fmt: skip
    assert document.steps == (8,)
    assert all(passage.step == 8 for passage in document.of_step(8))


def test_a_file_without_a_head_has_no_passages() -> None:
    assert markdown.passages_of(["## Hola", "Texto."]) == []
    assert [one.text for one in markdown.passages_of(["---", 'title: "rota', "---", "Texto."])] == ["Texto."]


TOML = """
[title]
es = "Uno"
en = "One"

[hard_words]
es = ["nada"]

[[phrases]]
id = "p"
text = { es = "«Ayuda».", en = "“Help.”" }

[[answers]]
options = [
  { value = 1, words = { es = "Mal", en = "Bad" } },
  { value = 2, words = { es = "Bien", en = "Well" } },
]
"""


def test_a_table_gives_each_language_its_words() -> None:
    table = toml_table(Page("x", []), TOML.split("\n"))
    assert table is not None
    found = tables.passages_of(table, "en", ("es", "en"))
    assert [(one.kind, one.line, one.text) for one in found] == [
        ("title", 4, "One"), ("phrase", 11, "“Help.”"), ("words", 15, "Bad"), ("words", 16, "Well"),
    ]  # fmt: skip


def test_every_file_of_a_pack_becomes_documents(pack: Path) -> None:
    with open_pack(pack) as files:
        whole = gather_pack(files, [])
        assert whole is not None
        found = list(documents_of(files, whole))
    assert {document.kind for document in found} == {
        "lesson", "practice", "scene", "desk", "checkin", "card", "phrases", "manifest",
    }  # fmt: skip
    assert len(found) == 2 + 4 + 2 + 2 + 2 + 4 + 2
    lesson = next(document for document in found if document.file == "lessons/una-pausa.es.md")
    assert lesson.passages[3].text == "El cansancio es una señal. Una pausa corta ayuda."
    assert "Llegas al CEM" in {passage.text for passage in lesson.passages}, "the pack's own words are filled in"


@given(st.text(), st.sampled_from(["lesson", "scene"]))
def test_any_text_can_be_taken_apart(text: str, kind: str) -> None:
    lines = ["---", "title: a", "---", *text.split("\n")]
    found = markdown.passages_of(lines, kind)
    assert all(3 < passage.line <= len(lines) or passage.kind == "title" for passage in found)
