"""Every scene we ship is played to every one of its endings, in every language; every desk card is read.

The tiny scene of the test pack is played too, so that there is always one.
"""

from functools import cache
from pathlib import Path

import pytest

from carecompanion.content.model import SceneId
from carecompanion.content.pack import Pack
from carecompanion.content.reader import read_pack
from carecompanion.content.scene import CARES, CardId, DeskCard, Feeling, MomentId, Scene
from carecompanion.learning.scenario import (
    Play,
    back,
    begin,
    cared,
    map_of,
    next_time,
    replay,
    room_of,
    say,
    turning_points,
)
from carecompanion.paths import find_resources

GOOD = Path(__file__).parents[1] / "packs" / "good"
PACKS = [GOOD, *sorted(file.parent for file in (find_resources() / "packs").glob("*/pack.toml"))]


def names_in(folder: str) -> list[tuple[Path, str]]:
    """Each document of a folder of each pack, once: its pack and its name."""
    found = {(pack, file.name.split(".")[0]) for pack in PACKS for file in pack.glob(f"{folder}/*.md")}
    return sorted(found, key=lambda one: (PACKS.index(one[0]), one[1]))


SCENES = names_in("scenes")
CARDS = names_in("cards")


@cache
def pack_at(path: Path) -> Pack:
    return read_pack(path)


def languages_of(path: Path, name: str) -> dict[str, Scene]:
    pack = pack_at(path)
    return dict(pack.scenes[SceneId(f"{pack.id}/{name}")])


@cache
def walks_of(path: Path, name: str, language: str) -> dict[MomentId, Play]:
    """A shortest play to each moment, found by playing on from every state."""
    first = begin(languages_of(path, name)[language])
    seen: set[tuple[MomentId, Feeling]] = set()
    found: dict[MomentId, Play] = {}
    waiting = [first]
    for play in waiting:  # grows while it is walked
        found.setdefault(play.moment.id, play)
        if (play.moment.id, play.feeling) not in seen:
            seen.add((play.moment.id, play.feeling))
            waiting += [say(play, number) for number, _choice in play.offered]
    return found


@pytest.fixture(params=SCENES, ids=lambda one: f"{one[0].name}/{one[1]}")
def scene(request: pytest.FixtureRequest) -> tuple[Path, str]:
    place: tuple[Path, str] = request.param
    return place


def test_there_is_a_scene_to_play() -> None:
    assert (GOOD, "la-vecina") in SCENES and (GOOD, "primero") in CARDS


def test_every_ending_is_played_in_every_language(scene: tuple[Path, str]) -> None:
    for language, told in languages_of(*scene).items():
        walks = walks_of(*scene, language)
        assert set(walks) == {moment.id for moment in told.moments}, "every moment is met"
        endings = [play for play in walks.values() if play.is_over]
        assert len(endings) >= 3
        for play in endings:
            assert replay(told, play.taken) == play
            assert play.moment.text and play.moment.next and next_time(play)
            assert all(1 <= level <= 5 for level in turning_points(play))
            assert all(choice.did and choice.sees and choice.short for choice in play.choices)
            assert len(cared(play)) == min(3, len({one for one in play.choices if one.care == CARES[0]}))


def test_nobody_is_left_without_a_choice_or_a_way_back(scene: tuple[Path, str]) -> None:
    for language in languages_of(*scene):
        for play in walks_of(*scene, language).values():
            assert play.is_over or (len(play.offered) >= 2 and play.remaining)
            assert all(back(say(play, number)) == play for number, _choice in play.offered)


def test_whoever_always_cares_comes_to_an_ending(scene: tuple[Path, str]) -> None:
    for told in languages_of(*scene).values():
        play = begin(told)
        while not play.is_over and len(play.taken) < 40:
            numbers = [number for number, choice in play.offered if choice.care == CARES[0]]
            play = say(play, numbers[0])
        assert play.is_over and len(play.taken) >= 4
        assert turning_points(play)[2] > turning_points(play)[0], "and she leaves better than she came"


def test_the_languages_play_alike(scene: tuple[Path, str]) -> None:
    told = languages_of(*scene)
    assert set(told) == set(pack_at(scene[0]).languages)
    for walks in zip(*(walks_of(*scene, language).values() for language in told), strict=True):
        assert len({play.taken for play in walks}) == 1
        assert len({tuple(moment.id for moment in play.moments) for play in walks}) == 1
        assert len({play.feelings for play in walks}) == 1


def test_the_map_of_every_ending_holds_every_moment(scene: tuple[Path, str]) -> None:
    told = next(iter(languages_of(*scene).values()))
    for play in walks_of(*scene, told.language).values():
        found = map_of(told, [play])
        assert {node.moment for node in found.nodes} == {moment.id for moment in told.moments}
        assert found.rows <= 5 and found.columns <= 14
        assert {node.moment for node in found.nodes if node.was_taken} == {moment.id for moment in play.moments}


def test_the_room_can_read_every_moment(scene: tuple[Path, str]) -> None:
    for language in languages_of(*scene):
        for play in walks_of(*scene, language).values():
            room = room_of(play)
            assert 0 < len(room.title) <= 140
            assert len(room.points) <= 4 and all(len(point) <= 140 for point in room.points)


@pytest.mark.parametrize(("path", "name"), CARDS, ids=lambda one: getattr(one, "name", one))
def test_every_desk_card_is_read_in_every_language(path: Path, name: str) -> None:
    pack = pack_at(path)
    cards: dict[str, DeskCard] = dict(pack.desk_cards[CardId(f"{pack.id}/{name}")])
    assert set(cards) == set(pack.languages)
    for card in cards.values():
        assert card.title and card.about and len(card.sections) >= 2
        assert all(section.title and section.markdown for section in card.sections)
        assert (find_resources() / "icons" / f"{card.icon}.svg").is_file()


def test_each_desk_card_has_its_own_order() -> None:
    for path in PACKS:
        orders = [next(iter(cards.values())).order for cards in pack_at(path).desk_cards.values()]
        assert len(set(orders)) == len(orders), path.name
