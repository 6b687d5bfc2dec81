"""The blackout kit: everything the session holds, in words; what is not on this computer is named, nothing fails."""

import pytest

from carecompanion.content.workshop import Reference
from carecompanion.errors import SessionNotAllowed
from carecompanion.services.blackout_kit import Kit
from carecompanion.services.blackout_kit_page import FORMS, PARTS, as_page
from tests.services.trainer import MORNING, Desk


def a_kit(desk: Desk, groups: str = "Policía\t9\n<b>Promotoras</b>\t3") -> Kit:
    draft = desk.training.create(MORNING)
    if groups:
        draft.paste_groups(groups)
    draft.add_shown(Reference("scene", "nadie/nada"), "De otro paquete")
    return desk.training.kit(draft.session)


def test_all_of_a_morning_in_words(desk: Desk) -> None:
    kit = a_kit(desk)
    first, second = kit.blocks[:2]
    assert (first.starts, second.starts, first.weight) == (8 * 60 + 30, 8 * 60 + 40, "must")
    assert "Saluda en la puerta" in first.notes
    assert first.screens[0].title == "Cómo nos cuidamos aquí" and first.screens[1].tag == "En ronda"
    assert [form.title for form in kit.forms] == [
        "Doce preguntas",
        "Cómo salimos",
        "Las mismas doce",
        kit.forms[-1].title,
    ]
    keys = [item.key for item in kit.forms[0].items]
    assert len(keys) == 14 and len(set(keys)) == 14, "twelve questions, the group and the code"
    assert set(kit.missing) == {"De otro paquete", "Respirar"}, "what is not here is named"
    (scene,) = kit.scenes
    numbers = [moment.number for moment in scene.moments]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(to in numbers for moment in scene.moments for _words, _after, to in moment.choices)
    assert any(not moment.choices for moment in scene.moments), "it comes to an end"
    assert all(handout.points for handout in kit.handouts)


def test_the_page_has_the_parts_that_were_chosen_and_only_words(desk: Desk) -> None:
    kit = a_kit(desk)
    whole = as_page(kit, PARTS)
    for words in (
        "8:30",
        "Una mañana de prueba",
        "Saluda en la puerta",
        "La sala elige",
        "Ve al 2",
        "Asistencia · Policía",
    ):
        assert words in whole
    assert "&lt;b&gt;Promotoras" in whole and "<b>Promotoras" not in whole
    assert whole.count("<tr><td>1</td>") == 2, "a sheet for each group"
    assert "{" not in whole and "**" not in whole
    assert as_page(kit, ()) == as_page(kit, (FORMS,)) == ""
    alone = [as_page(kit, (part,)) for part in PARTS if part != FORMS]
    assert all(alone) and all("page-break-before" not in one.partition("</h1>")[0] for one in alone)


def test_without_groups_there_is_one_sheet_and_no_group_to_mark(desk: Desk) -> None:
    kit = a_kit(desk, "")
    assert as_page(kit, ("attendance",)).count("<h1") == 1
    assert "G" not in [item.key for item in kit.forms[0].items]


def test_an_empty_session_and_one_that_is_gone(desk: Desk) -> None:
    empty = desk.training.create()
    kit = desk.training.kit(empty.session)
    assert (kit.blocks, kit.forms, kit.scenes) == ((), (), ())
    assert "<h1" in as_page(kit, PARTS)
    with pytest.raises(SessionNotAllowed):
        desk.training.kit("0" * 32)
