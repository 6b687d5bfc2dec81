"""A scene in play: what a choice does, going back and walking again; counted by hand, and for any scene at all."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion.content.model import Room, SceneId
from carecompanion.content.reader import read_pack
from carecompanion.content.scene import Feeling, MomentId, Needs, Scene
from carecompanion.learning.scenario import (
    ChoiceNotOffered,
    Play,
    back,
    back_to,
    begin,
    cared,
    map_of,
    next_time,
    replay,
    room_of,
    say,
    turning_points,
)
from tests.learning.stories import a_choice, a_moment, a_scene, a_small_scene, any_scenes, any_walks

GOOD = Path(__file__).parents[1] / "packs" / "good"
SMALL = a_small_scene()
FEWER = settings(max_examples=50)  # each draws a whole scene


def names(play: Play) -> list[str]:
    return [moment.id for moment in play.moments]


class TestFeeling:
    def test_it_never_leaves_one_to_five(self) -> None:
        assert Feeling(1, 5).moved(-2, 2) == Feeling(1, 5)
        assert Feeling(4, 2).moved(2, -2) == Feeling(5, 1)

    @pytest.mark.parametrize(
        ("needs", "holds"),
        [
            (Needs("calm", at_least=3), False),
            (Needs("calm", at_least=2), True),
            (Needs("trust", at_most=4), True),
            (Needs("trust", at_most=3), False),
        ],
    )
    def test_a_condition_is_of_one_of_the_two(self, needs: Needs, holds: bool) -> None:
        assert needs.holds(Feeling(calm=2, trust=4)) is holds


class TestPlaying:
    def test_the_way_that_cares(self) -> None:
        play = begin(SMALL)
        assert (play.moment.id, play.feeling, play.last, play.is_over, play.remaining) == (
            "puerta", Feeling(2, 2), None, False, 1,
        )  # fmt: skip
        play = say(play, 1)
        assert (play.moment.id, play.feeling) == ("mesa", Feeling(3, 3))
        assert play.last == SMALL.moments[0].choices[0]
        assert [number for number, _choice in play.offered] == [1, 2, 3]
        play = say(play, 1)
        assert (play.taken, play.is_over, play.offered, play.remaining) == ((1, 1), True, (), 0)
        assert play.feelings == (Feeling(2, 2), Feeling(3, 3), Feeling(5, 3))

    def test_a_choice_may_lead_elsewhere_as_she_feels(self) -> None:
        """At the silence she is not calm enough: the same words make her go."""
        play = replay(SMALL, (2, 2))
        assert (names(play), play.feeling) == (["puerta", "silencio", "se-va"], Feeling(1, 2))
        assert names(replay(SMALL, (2, 1, 2, 1))) == ["puerta", "silencio", "puerta", "silencio", "puerta"]
        assert names(replay(SMALL, (1, 3, 2))) == ["puerta", "mesa", "silencio", "mesa"]

    def test_the_condition_is_asked_before_the_choice_moves_her(self) -> None:
        scene = a_scene(
            a_moment("a", a_choice("b", calm=2, needs=Needs("calm", at_least=3)), a_choice("b")), a_moment("b")
        )
        assert [number for number, _choice in begin(scene).offered] == [2]
        kind = a_choice("b", calm=2, needs=Needs("calm", at_least=3), otherwise=MomentId("c"))
        scene = a_scene(a_moment("a", kind), a_moment("b"), a_moment("c"))
        assert (say(begin(scene), 1).moment.id, say(begin(scene), 1).feeling) == ("c", Feeling(4, 2))

    def test_what_is_not_offered_cannot_be_said(self) -> None:
        play = replay(SMALL, (1, 3, 2))
        assert play.feeling == Feeling(3, 2)
        assert [number for number, _choice in play.offered] == [2, 3], "she does not trust enough for the first"
        for number in (0, 1, 4, -1):
            with pytest.raises(ChoiceNotOffered):
                say(play, number)
        with pytest.raises(ValueError):
            say(replay(SMALL, (1, 1)), 1)

    def test_the_fewest_choices_that_remain(self) -> None:
        assert [replay(SMALL, taken).remaining for taken in ((), (1,), (2,), (1, 3), (1, 2))] == [1, 1, 1, 2, 0]

    def test_where_no_ending_can_be_reached_nothing_is_promised(self) -> None:
        assert begin(a_scene(a_moment("a", a_choice("a")))).remaining == 0


class TestGoingBack:
    def test_back_undoes_the_last_choice_only(self) -> None:
        play = replay(SMALL, (1, 3))
        assert back(play) == replay(SMALL, (1,))
        assert back(begin(SMALL)) == begin(SMALL)

    def test_back_to_a_moment_of_the_path(self) -> None:
        play = replay(SMALL, (2, 1, 1))
        assert [names(back_to(play, index))[-1] for index in range(4)] == ["puerta", "silencio", "puerta", "mesa"]
        for index in (-1, 4):
            with pytest.raises(ValueError):
                back_to(play, index)

    def test_a_path_of_an_older_pack_goes_as_far_as_it_holds(self) -> None:
        assert replay(SMALL, (1, 9, 1)).taken == (1,)
        assert replay(SMALL, (1, 3, 2, 1)).taken == (1, 3, 2), "no longer offered as she feels"
        assert replay(SMALL, (1, 1, 1)).taken == (1, 1), "there is nothing after the ending"


class TestTelling:
    def test_how_she_felt_on_the_way(self) -> None:
        assert turning_points(begin(SMALL)) == (2, 2, 2)
        assert turning_points(replay(SMALL, (1, 1))) == (2, 3, 5), "her calm alone"
        assert turning_points(replay(SMALL, (2, 2))) == (2, 1, 1)
        assert turning_points(replay(SMALL, (1, 3, 2))) == (2, 3, 3), "of three choices the first brings halfway"

    def test_what_cared_for_her_most(self) -> None:
        assert cared(replay(SMALL, (1, 1))) == ("Nota mesa", "Nota bien")
        assert cared(replay(SMALL, (2, 1, 2, 1, 3))) == ("Esperaste",), "the same twice is told once"
        assert cared(replay(SMALL, (3,))) == ()

    def test_only_the_three_that_gave_most_are_told_in_their_order(self) -> None:
        gains = [(0, 0), (1, 1), (0, 1), (2, 0)]
        moments = [
            a_moment(f"m{n}", a_choice(f"m{n + 1}", calm=calm, trust=trust)) for n, (calm, trust) in enumerate(gains)
        ]
        assert cared(replay(a_scene(*moments, a_moment("m4")), (1, 1, 1, 1))) == ("Nota m2", "Nota m3", "Nota m4")

    def test_what_to_try_next_time(self) -> None:
        assert next_time(replay(SMALL, (1, 1))) == "Ofrece agua."
        assert next_time(replay(SMALL, (2, 1, 1, 2))) == "Prueba a esperar.", "the first that did not care"
        assert next_time(begin(SMALL)) == ""
        caring = a_choice("b", why="El silencio también responde.")
        assert next_time(say(begin(a_scene(a_moment("a", caring), a_moment("b", next="Espera."))), 1)) == "Espera."

    def test_what_the_room_sees(self) -> None:
        assert room_of(begin(SMALL)) == Room("«Soy puerta».", ("«mesa»", "«silencio»", "«se-va»"))
        assert room_of(replay(SMALL, (2,))).title == "Mira el suelo."
        assert room_of(replay(SMALL, (1, 3, 2))).points == ("«a-medias»", "«silencio»"), "only what is offered"
        assert room_of(replay(SMALL, (1, 1))) == Room("Bien", ("«Soy bien».",))
        own = Room("Así", ("Vota",))
        assert room_of(begin(a_scene(a_moment("a", a_choice("a"), room=own, notes="Secreto.")))) == own


class TestAnyWalk:
    @FEWER
    @given(any_walks())
    def test_it_replays_to_itself(self, walk: tuple[Scene, tuple[int, ...]]) -> None:
        play = replay(*walk)
        assert replay(play.scene, play.taken) == play
        assert len(play.moments) == len(play.feelings) == len(play.taken) + 1
        assert len(play.choices) == len(play.taken)
        assert tuple(walk[1][: len(play.taken)]) == play.taken

    @FEWER
    @given(any_walks())
    def test_back_undoes_say(self, walk: tuple[Scene, tuple[int, ...]]) -> None:
        play = replay(*walk)
        for number, choice in play.offered:
            after = say(play, number)
            assert back(after) == play
            assert after.last == choice
            assert back_to(after, len(play.taken)) == play

    @FEWER
    @given(any_walks())
    def test_she_stays_within_one_to_five(self, walk: tuple[Scene, tuple[int, ...]]) -> None:
        for feeling in replay(*walk).feelings:
            assert 1 <= feeling.calm <= 5 and 1 <= feeling.trust <= 5

    @FEWER
    @given(any_walks())
    def test_the_nearest_ending_is_one_nearer_after_the_best_choice(self, walk: tuple[Scene, tuple[int, ...]]) -> None:
        play = replay(*walk)
        after = [say(play, number) for number, _choice in play.offered]
        ends = [one.remaining for one in after if one.is_over or one.remaining]
        assert play.remaining == (min(ends) + 1 if ends else 0)

    @FEWER
    @given(any_walks())
    def test_the_end_can_always_be_told(self, walk: tuple[Scene, tuple[int, ...]]) -> None:
        play = replay(*walk)
        assert len(cared(play)) <= 3
        assert len(room_of(play).points) <= 4
        assert set(turning_points(play)) <= {feeling.calm for feeling in play.feelings}


class TestLanguages:
    @FEWER
    @given(taken=st.lists(st.integers(1, 4), max_size=12))
    def test_a_walk_is_the_same_in_every_language(self, taken: list[int]) -> None:
        es, en = (replay(scene, taken) for scene in _good().values())
        assert (es.taken, names(es), es.feelings) == (en.taken, names(en), en.feelings)
        assert turning_points(es) == turning_points(en) and es.remaining == en.remaining

    def test_the_good_scene_counted_by_hand(self) -> None:
        play = replay(_good()["es"], (1, 2, 2, 3, 2, 1, 2))
        assert names(play) == ["puerta", "silla", "agua", "hijos", "cuaderno", "camino", "despedida", "tranquila"]
        assert play.feelings[-1] == Feeling(calm=4, trust=5)
        assert turning_points(play) == (2, 4, 4)
        assert cared(play) == ("La recibiste sin preguntas", "Le devolviste una decisión", "Bebió a su ritmo")
        assert next_time(play) == "Para la próxima, ofrece agua desde el inicio."


@cache
def _good() -> dict[str, Scene]:
    return dict(read_pack(GOOD).scenes[SceneId("good/la-vecina")])


class TestMap:
    def test_the_path_lies_in_the_first_row(self) -> None:
        found = map_of(SMALL, [replay(SMALL, (1, 1))])
        assert [(node.moment, node.column, node.row) for node in found.nodes] == [
            ("puerta", 0, 0), ("mesa", 1, 0), ("silencio", 1, 1), ("se-va", 1, 2), ("bien", 2, 0), ("a-medias", 2, 1),
        ]  # fmt: skip
        assert [node.moment for node in found.nodes if node.was_taken] == ["puerta", "mesa", "bien"]
        assert [node.moment for node in found.nodes if node.is_ending] == ["se-va", "bien", "a-medias"]
        assert [(edge.start, edge.end) for edge in found.edges if edge.was_taken] == [
            ("puerta", "mesa"),
            ("mesa", "bien"),
        ]
        assert len(found.edges) == 9 and (found.columns, found.rows) == (3, 3)

    def test_a_detour_stands_below_the_path(self) -> None:
        found = map_of(SMALL, [replay(SMALL, (2, 1, 1, 1))])
        assert (found.node(MomentId("silencio")).row, found.node(MomentId("silencio")).was_taken) == (1, True)
        assert [found.node(MomentId(name)).row for name in ("puerta", "mesa", "bien")] == [0, 0, 0]

    def test_other_paths_were_seen(self) -> None:
        found = map_of(SMALL, [replay(SMALL, (1, 1)), replay(SMALL, (3,))])
        gone = found.node(MomentId("se-va"))
        assert (gone.was_taken, gone.was_seen) == (False, True)
        assert [edge.end for edge in found.edges if edge.was_seen and not edge.was_taken] == ["se-va"]

    def test_before_the_first_play_there_is_a_map_too(self) -> None:
        found = map_of(SMALL, [])
        assert len(found.nodes) == 6 and found.node(MomentId("puerta")).was_taken
        with pytest.raises(KeyError):
            found.node(MomentId("nada"))

    def test_what_nobody_can_reach_is_not_on_it(self) -> None:
        scene = a_scene(
            a_moment("a", a_choice("b"), a_choice("c", needs=Needs("calm", at_least=5))), a_moment("b"), a_moment("c")
        )
        assert [node.moment for node in map_of(scene, [begin(scene)]).nodes] == ["a", "b"]

    @FEWER
    @given(any_walks(), st.data())
    def test_any_scene_fits(self, walk: tuple[Scene, tuple[int, ...]], data: st.DataObject) -> None:
        play = replay(*walk)
        more = [replay(play.scene, data.draw(st.lists(st.integers(1, 4), max_size=9)))]
        found = map_of(play.scene, [play, *more])
        places = {(node.column, node.row) for node in found.nodes}
        assert len(places) == len(found.nodes), "each on a place of its own"
        assert found.rows <= 5 and all(node.row >= 0 and node.column >= 0 for node in found.nodes)
        on_map = {node.moment for node in found.nodes}
        assert on_map == _reached(play.scene), "all that can be reached, and nothing else"
        assert {node.moment for node in found.nodes if node.was_taken} == set(names(play))
        taken = list(dict.fromkeys(pairwise(names(play))))
        assert [(edge.start, edge.end) for edge in found.edges[: len(taken)]] == taken, "the path comes first"
        assert sum(edge.was_taken for edge in found.edges) == len(taken)
        assert all({edge.start, edge.end} <= on_map for edge in found.edges)
        assert found == map_of(play.scene, [play, *more]), "the same again"

    @FEWER
    @given(any_walks())
    def test_nothing_crosses_the_path(self, walk: tuple[Scene, tuple[int, ...]]) -> None:
        """It lies in the first row from left to right, one column after the other, and nothing lies above."""
        play = replay(*walk)
        found = map_of(play.scene, [play])
        row = [node for node in found.nodes if node.row == 0]
        assert [node.column for node in row] == list(range(len(row)))
        assert (row[0].moment, row[-1].moment) == (play.scene.first.id, play.moment.id)
        taken = {(edge.start, edge.end) for edge in found.edges if edge.was_taken}
        assert all((one.moment, two.moment) in taken for one, two in pairwise(row))

    @FEWER
    @given(any_scenes())
    def test_the_columns_go_on_from_the_beginning(self, scene: Scene) -> None:
        found = map_of(scene, [])
        for node in found.nodes:
            before = [found.node(edge.start).column for edge in found.edges if edge.end == node.moment]
            assert node.column == 0 or min(before) < node.column


def _reached(scene: Scene) -> set[str]:
    """By playing everything, not by the walker of the program."""
    seen: set[tuple[str, Feeling]] = set()
    waiting = [begin(scene)]
    while waiting:
        play = waiting.pop()
        if (play.moment.id, play.feeling) not in seen:
            seen.add((play.moment.id, play.feeling))
            waiting += [begin_at(play, number) for number, _choice in play.offered]
    return {name for name, _feeling in seen}


def begin_at(play: Play, number: int) -> Play:
    """One further, but with a short memory."""
    after = say(play, number)
    return Play(after.scene, (), after.moments[-1:], after.feelings[-1:])
