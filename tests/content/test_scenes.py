"""What the reader makes of scenes and desk cards, and how the shelf gives them out; nothing makes either stumble."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.faults import Page, Problem
from carecompanion.content.library import Library
from carecompanion.content.model import Notice, PackId, Picture, Room, SceneCard, SceneId, SceneLink
from carecompanion.content.moments import read_moments
from carecompanion.content.reader import read_pack
from carecompanion.content.scene import CardId, CardSection, Feeling, Moment, MomentId, Needs, Scene
from carecompanion.errors import ContentError

SCENE = SceneId("good/la-vecina")
CARD = CardId("good/primero")
ES = "scenes/la-vecina.es.md"


@pytest.fixture
def library(pack: Path, tmp_path: Path) -> Library:
    return Library([pack.parent], tmp_path / "cache")


@pytest.fixture
def scene(pack: Path) -> Scene:
    return read_pack(pack).scenes[SCENE]["es"]


def read(text: str, language: str = "es") -> tuple[tuple[Moment, ...], list[Problem]]:
    problems: list[Problem] = []
    lines = list(enumerate(text.split("\n"), 1))
    return read_moments(Page("scenes/x.es.md", problems), lines, PackId("p"), language), problems


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_head_of_a_scene(scene: Scene) -> None:
    assert (scene.id, scene.pack, scene.pack_version, scene.language) == (SCENE, "good", "2026.11.1", "es")
    assert (scene.title, scene.minutes, scene.roles) == ("La vecina", 5, ("volunteer", "police"))
    assert scene.notice == Notice(
        "La escena habla de miedo en casa, sin detalles.",
        "Ella llega con miedo. Quien la recibe va despacio y pregunta antes de hacer.",
    )
    assert (scene.person, scene.feels, scene.felt) == ("Ella", "Cómo se siente ella", "Cómo se sintió ella")
    assert (scene.scale, scene.feeling) == (("En alerta", "Más segura"), Feeling(2, 2))
    assert [scene.verdict(care) for care in ("cares", "uneasy", "exposes")] == list(scene.verdicts)
    assert (scene.sources, scene.picture) == (("E1.1",), "pictures/taza.svg")
    with pytest.raises(ValueError):
        scene.verdict("other")


def test_a_moment_has_its_parts(scene: Scene) -> None:
    first = scene.first
    assert (first.id, first.title, first.is_ending) == ("puerta", "La puerta", False)
    assert first.picture == Picture("pictures/taza.svg", "Una taza sobre una mesa.")
    assert first.text == "Estás en el CEM. Son las **ocho**. Una vecina toca la puerta."
    assert (first.face, first.words) == ("Mira hacia la calle.", "«Perdone la hora. No sé si hice bien».")
    assert (first.question, len(first.choices)) == ("¿Qué le dices?", 3)
    assert first.notes == "Una persona lee en voz alta. El grupo vota con la mano."
    assert scene.moment(MomentId("silencio")).room == Room(
        "Silencio", ("Esperas a su lado", "Le pides hablar", "Sales un rato")
    )
    ending = scene.moment(MomentId("tranquila"))
    assert (ending.is_ending, ending.question, ending.words) == (True, "", "«Gracias por no apurarme».")
    assert ending.next == "Para la próxima, ofrece agua desde el inicio."
    with pytest.raises(KeyError):
        scene.moment(MomentId("nada"))


def test_a_choice_has_what_comes_of_it(scene: Scene) -> None:
    choice = scene.first.choices[1]
    assert (choice.text, choice.to) == ("«Cuénteme rápido qué le pasó».", "silencio")
    assert (choice.care, choice.calm, choice.trust) == ("uneasy", -1, 0)
    assert (choice.did, choice.sees) == ("Le pediste contar de una vez.", "Baja la mirada.")
    assert (choice.short, choice.why) == ("Apuraste su historia", "Querías ayudar pronto. Prueba: «Tenemos tiempo».")
    assert scene.first.choices[0].why == "" and choice.needs is None and choice.otherwise is None


def test_what_a_choice_asks_of_her(scene: Scene) -> None:
    hasty = scene.moment(MomentId("silencio")).choices[1]
    assert (hasty.needs, hasty.otherwise) == (Needs("calm", at_least=2), "se-va")
    assert hasty.is_offered(Feeling(1, 1)) and hasty.leads_to(Feeling(1, 1)) == "se-va"
    assert hasty.leads_to(Feeling(2, 1)) == "silla"
    together = scene.moment(MomentId("cuaderno")).choices[1]
    assert [together.is_offered(Feeling(5, trust)) for trust in (2, 3)] == [False, True]


def test_where_everything_stands(scene: Scene, pack: Path) -> None:
    lines = (pack / ES).read_text(encoding="utf-8").split("\n")
    for moment in scene.moments:
        assert lines[moment.line - 1].endswith(f"{{#{moment.id}}}")
        for part, line in moment.lines.items():
            assert lines[line - 1].startswith(
                {"face": "*", "words": ">", "question": "?", "next": "next:"}.get(part, "")
            )
        for choice in moment.choices:
            assert choice.text in lines[choice.line - 1]
            assert [lines[line - 1].strip(" >") for line in choice.lines.values()] == [
                one for one in (choice.did, choice.sees, choice.short, choice.why) if one
            ]


def test_a_moment_that_asks_nothing_of_its_own_asks_the_usual() -> None:
    text = '## A {#a}\n\n> Hola.\n\n- [Sí](#a) {care=cares needs="calm <= 2"}\n'
    (es,), problems = read(text)
    assert (es.question, problems) == ("¿Qué le dices?", [])
    assert es.choices[0].needs == Needs("calm", at_most=2)
    assert read(text, "en")[0][0].question == "What do you say?"
    assert [one.what for one in read(text, "qu")[1]] == ["The question is missing: a line “? …” before the choices."]


def test_paragraphs_of_what_happens_stay_apart() -> None:
    (moment,), problems = read("## A {#a}\n\nLlega.\n\nSe sienta\ndespacio.\n\n\nnext: Nada.\n")
    assert (moment.text, moment.next, problems) == ("Llega.\n\nSe sienta\ndespacio.", "Nada.", [])


def test_a_choice_out_of_its_place_keeps_its_lines() -> None:
    (moment,), problems = read("## A {#a}\n\nnext: Nada.\n\n- [Sí](#a) {care=cares}\n  > Dijiste que sí.\n")
    assert [choice.did for choice in moment.choices] == ["Dijiste que sí."]
    assert [one.line for one in problems] == [5, 3]


SOUP = st.text(alphabet="#:>-[]x!()\"'{}*?=+< \nabcé¿«»", max_size=300)
PIECES = ["## A {#a}", "## B", "> Hola", "? Qué", "- [Sí](#a) {care=cares}", "  > Dijo", "*Mira*", "next: x", ":::", "::: notes", "::: room", "![a](b.svg)", "", "Hola."]  # fmt: skip # noqa: E501


@given(SOUP | st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join))
def test_any_lines_give_moments_or_faults_in_words(text: str) -> None:
    moments, problems = read(text)
    assert all(0 < one.line <= text.count("\n") + 1 and one.what for one in problems)
    for moment in moments:
        assert moment.is_ending == (not moment.choices)
        assert all(
            -2 <= choice.calm <= 2 and choice.care in ("cares", "uneasy", "exposes") for choice in moment.choices
        )
    if moments and not problems:
        assert all(moment.id and moment.title for moment in moments)


def test_a_desk_card_is_read(pack: Path) -> None:
    card = read_pack(pack).desk_cards[CARD]["en"]
    assert (card.id, card.pack, card.language, card.title) == (CARD, "good", "en", "First")
    assert (card.about, card.icon, card.order, card.sources) == ("What to do when she comes.", "clock", 1, ("E1.1",))
    assert card.sections == (
        CardSection("When she comes", "Offer **water** and a chair.\n\n- Ask before you touch.\n- Speak low."),
        CardSection("A phrase", "> “You can go slowly here.”"),
    )
    assert [section.line for section in card.sections] == [10, 17]


# ---- on the shelf


def test_the_shelf_knows_the_scene(library: Library) -> None:
    (card,) = library.scene_cards("en")
    assert card == library.scene_card(SCENE, "en")
    assert card == SceneCard(
        id=SCENE,
        pack=PackId("good"),
        course=card.course,
        module=card.module,
        title="The neighbour",
        about="She knocks and hardly speaks. You choose the words.",
        minutes=5,
        roles=("volunteer", "police"),
        picture="pictures/taza.svg",
    )
    assert (card.course, card.module) == ("curso", "primero")
    (module,) = library.courses("es")[0].modules
    assert [one.title for one in module.contents] == ["Una pausa", "La vecina"]
    assert module.scenes == library.scene_cards("es")


def test_a_scene_and_a_lesson_of_one_name_keep_apart(pack: Path, library: Library) -> None:
    for language in ("es", "en"):
        file = pack / f"scenes/la-vecina.{language}.md"
        edit(file, "id: la-vecina", "id: una-pausa")
        file.rename(pack / f"scenes/una-pausa.{language}.md")
    second = '[[courses.modules]]\nid = "segundo"\ntitle = { es = "Segundo", en = "Second" }'
    second += '\ncontents = ["scene:una-pausa"]'
    edit(pack / "pack.toml", '"scene:la-vecina", "practice:soltar"]', f'"practice:soltar"]\n\n{second}')
    one, two = library.courses("es")[0].modules
    assert [card.title for card in (*one.contents, *two.contents)] == ["Una pausa", "La vecina"]
    assert library.scene_cards("es")[0].module == "segundo" and one.lessons[0].module == "primero"


def test_the_shelf_reads_a_scene_and_a_card_when_asked(pack: Path, library: Library) -> None:
    assert library.scene(SCENE, "en") == read_pack(pack).scenes[SCENE]["en"]
    assert library.scene(SCENE, "qu").language == "es" and library.scene_card(SCENE, "qu").title == "La vecina"
    assert library.desk_cards("en") == (library.desk_card(CARD, "en"),)
    assert library.desk_cards("qu")[0].language == "es"


def test_the_cache_keeps_scene_cards(pack: Path, library: Library, tmp_path: Path) -> None:
    library.load()
    again = Library([pack.parent], tmp_path / "cache")
    assert again.scene_cards("es") == library.scene_cards("es")
    assert again.courses("en") == library.courses("en")
    assert again.scene(SCENE, "es") == library.scene(SCENE, "es")
    edit(pack / ES, "title: La vecina", "title: El vecino")
    library.reload()
    assert library.scene(SCENE, "es").title == library.scene_card(SCENE, "es").title == "El vecino"


def test_desk_cards_come_in_their_order(pack: Path, library: Library) -> None:
    for name, order in (("antes", 2), ("ya", 0)):
        for language in ("es", "en"):
            text = (pack / f"cards/primero.{language}.md").read_text(encoding="utf-8")
            text = text.replace("id: primero", f"id: {name}").replace("order: 1", f"order: {order}")
            (pack / f"cards/{name}.{language}.md").write_text(text, encoding="utf-8")
    assert [card.id for card in library.desk_cards("es")] == ["good/ya", "good/primero", "good/antes"]


def test_a_scene_damaged_under_our_feet(pack: Path, library: Library, allows_warnings: Callable[..., None]) -> None:
    allows_warnings("carecompanion.content", "is damaged")
    library.load()
    (pack / ES).write_text("nada", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        library.scene(SCENE, "es")
    assert "scene" in caught.value.words
    assert library.scene(SCENE, "en").title == "The neighbour"


def test_a_damaged_card_does_not_take_the_others_along(
    pack: Path, library: Library, allows_warnings: Callable[..., None]
) -> None:
    allows_warnings("carecompanion.content", "is damaged")
    for language in ("es", "en"):
        text = (pack / f"cards/primero.{language}.md").read_text(encoding="utf-8")
        (pack / f"cards/otra.{language}.md").write_text(text.replace("id: primero", "id: otra"), encoding="utf-8")
    library.load()
    (pack / "cards/primero.es.md").write_text("nada", encoding="utf-8")
    assert [card.id for card in library.desk_cards("es")] == ["good/otra"]
    with pytest.raises(ContentError):
        library.desk_card(CARD, "es")


def test_a_lesson_shows_a_scene(pack: Path, library: Library) -> None:
    for language in ("es", "en"):
        edit(
            pack / f"lessons/una-pausa.{language}.md",
            "::: practice id=soltar",
            "::: scene id=la-vecina\nAntes.\n:::\n\n::: practice id=soltar",
        )
    lesson = next(iter(read_pack(pack).lessons.values()))["es"]
    links = [block for step in lesson.steps for block in step.blocks if isinstance(block, SceneLink)]
    assert links == [SceneLink(SCENE, "Antes.")]
