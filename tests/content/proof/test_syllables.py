"""Syllables as a person counts them: in these texts every break within a word is marked by hand with a dot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.proof.sentences import words_of
from carecompanion.content.proof.syllables import syllables

SPANISH = {
    "a lesson": "La me·mo·ria no es u·na cá·ma·ra. Guar·da par·tes y las vuel·ve a ar·mar.",
    "two vowels that part": "El dí·a es·tá frí·o. Le·o mi ta·re·a, y el a·é·re·o se ca·e. A·hí ha·bí·a un pa·ís.",
    "two vowels that stay": "Cui·da tu ciu·dad, tu puer·ta y tu cau·sa. Si·gue, quie·re pei·ne, y hoy hay rey.",
    "mute letters": "A·quí que·da la gui·ta·rra. La ver·güen·za del pin·güi·no. El al·co·hol a·ho·ra.",
    "a phrase": "Em·pie·ce por don·de pue·da. Si al·go no lo re·cuer·da, es·tá bien.",
    "a practice": "A·flo·ja los hom·bros y a·po·ya los pies. Cuen·ta has·ta cua·tro, sin a·pu·ro.",
    "help": "Lla·ma a la po·li·cí·a. Di la di·rec·ción y u·na re·fe·ren·cia, y no cor·tes.",
    "three vowels": "Us·te·des cam·bia·rí·an; el buey llue·ve; cre·í·ais que U·ru·guay ca·í·a.",
}  # fmt: skip

ENGLISH = {
    "a lesson": "Mem·o·ry is not a cam·er·a. It keeps some parts and puts them to·geth·er a·gain.",
    "silent letters": "She takes the time and leaves the house; he asked, walked and stopped, and want·ed to be safe.",
    "sounded ends": "The lit·tle ta·ble is a·ble. Watch·es, hous·es and chang·es; pic·tures and dif·fi·cul·ties.",
    "two vowels that part": "The qui·et i·de·a of cre·at·ing so·ci·e·ty: go·ing, see·ing, be·ing u·su·al·ly re·al.",
    "short forms": "You don't have to. It does·n't mat·ter, and I did·n't ask; they're here and we've come.",
    "a practice": "Let your shoul·ders drop. Breathe in for four, and out for six. You can stop at an·y mo·ment.",
    "help": "Some·one is in dan·ger right now. Please stay on the line. I'll give you the ad·dress.",
    "by heart": "Some·thing hap·pens ev·ery·where: an·y·one in the cen·tre, some·times ev·ery·bod·y ti·red.",
}  # fmt: skip


def counted(text: str, language: str) -> dict[str, tuple[int, int]]:
    """Word -> (by hand, by rule), where they differ."""
    found = {}
    for marked in text.split():
        word, by_hand = "".join(words_of(marked.replace("·", ""))), marked.count("·") + 1
        if word and syllables(word, language) != by_hand:
            found[word] = (by_hand, syllables(word, language))
    return found


@pytest.mark.parametrize("text", SPANISH.values(), ids=SPANISH)
def test_spanish_is_counted_as_by_hand(text: str) -> None:
    assert counted(text, "es") == {}


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_english_is_counted_as_by_hand(text: str) -> None:
    assert counted(text, "en") == {}


def test_a_count_that_is_wrong_would_be_seen() -> None:
    assert counted("ca·sas ca·s·as", "es") == {"casas": (3, 2)}


@pytest.mark.parametrize(("word", "count"), [("72", 2), ("1810", 2), ("3.5", 2), ("B12", 2)])
def test_a_number_counts_as_two(word: str, count: int) -> None:
    assert syllables(word, "es") == syllables(word, "en") == count


@given(st.text(), st.sampled_from(["es", "en", "qu"]))
def test_any_word_has_at_least_one(word: str, language: str) -> None:
    assert syllables(word, language) >= 1
