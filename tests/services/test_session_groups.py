"""Groups as people paste them: from spreadsheets and chats, in any script; what cannot be taken, in words."""

import pytest

from carecompanion.errors import SessionNotAllowed
from carecompanion.learning.groups import Group
from carecompanion.services.session_groups import checked_groups, read_groups

THREE = (Group("Voluntariado", 23), Group("Policía", 17), Group("Promotoras", 7))


@pytest.mark.parametrize(
    "text",
    [
        "Voluntariado\t23\nPolicía\t17\nPromotoras\t7",
        "Voluntariado 23\r\n\r\n   \r\nPolicía 17\r\n\t\r\nPromotoras 7\r\n\r\n",
        '"Voluntariado"\t"23"\n«Policía»\t17\n“Promotoras”\t7',
        "Grupo\tPersonas\nVoluntariado\t23\nPolicía\t17\nPromotoras\t7",
        "Voluntariado: 23\nPolicía (17)\nPromotoras - 7",
        "Voluntariado;23\nPolicía; 17\n\ufeffPromotoras\u200b;7",
    ],
)
def test_three_groups_however_they_are_written(text: str) -> None:
    assert read_groups(text).groups == THREE
    assert read_groups(text).words == ()


def test_names_from_right_to_left_stay_and_marks_that_turn_a_line_go() -> None:
    assert read_groups("قسم الشرطة ١٧\n\u202eמתנדבות\u202c\t23").groups == (
        Group("قسم الشرطة", 17),
        Group("מתנדבות", 23),
    )


def test_a_quote_inside_a_name_is_part_of_it() -> None:
    assert read_groups('Turno "noche"\t9\n"abierta\t8').groups == (Group('Turno "noche"', 9), Group("abierta", 8))


def test_a_group_of_three_is_taken_with_a_sentence() -> None:
    pasted = read_groups("Promotoras 3\nPolicía 17\nNadie 0")
    assert pasted.groups[0] == Group("Promotoras", 3)
    assert len(pasted.words) == 1
    assert "Promotoras" in pasted.words[0]
    assert "5" in pasted.words[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Voluntariado 23"),
        ("\n \t \n", "Voluntariado 23"),
        ("\n".join(f"Persona {number}" for number in range(300)), "300"),
        ("\n".join(f"María Quispe {number}" for number in range(1, 14)), "13"),
        ("Policía 17\nMaría Quispe", "2"),
        ("23", "1"),
        ("A 5\na 6", "a"),
        ("Policía 501", "500"),
        ("Policía\t-4", "-4"),
        ("Policía 99999999999999999999", "Policía"),
        ("x" * 61 + " 8", "60"),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(SessionNotAllowed) as refused:
        read_groups(text)
    assert said in refused.value.words
    assert refused.value.words.endswith(".")
    assert len(refused.value.words) < 160


@pytest.mark.parametrize(
    "groups",
    [
        [Group("", 4)],
        [Group(" \u200b", 4)],
        [Group("a", -1)],
        [Group("a", 1)] * 2,
        [Group(str(n), 9) for n in range(13)],
    ],
)
def test_typed_groups_are_looked_at_too(groups: list[Group]) -> None:
    with pytest.raises(SessionNotAllowed):
        checked_groups(groups)
