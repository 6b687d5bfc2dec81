"""Lessons, practices, scenes, tests and results as the room sees them: all of it, and nothing that is not for it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from carecompanion.content.model import (
    KeyPoints,
    Lesson,
    LessonId,
    Option,
    PackId,
    Practice,
    PracticeId,
    PracticeStep,
    Prose,
    Question,
    QuestionId,
    Reflection,
    Room,
    Step,
    StepId,
)
from carecompanion.content.pack import Pack
from carecompanion.content.reader import read_pack
from carecompanion.content.workshop import TestQuestion
from carecompanion.learning.groups import guard
from carecompanion.learning.means import guard_values
from carecompanion.learning.pairs import Change, change, change_of_counts
from carecompanion.learning.pairs import Counts as PairCounts
from carecompanion.learning.room_face import (
    room_of_answer,
    room_of_breath,
    room_of_changes,
    room_of_counts,
    room_of_notice,
    room_of_practice,
    room_of_question,
    room_of_run,
    room_of_scene,
    room_of_slide,
    room_of_step,
    room_of_test_question,
    row_of_change,
    row_of_counts,
    views_of_practice,
    views_of_question,
    views_of_step,
)
from carecompanion.learning.room_view import Bar, Blank, Breath, Counts, Options, Pause, RoomView, Timer, Words
from carecompanion.learning.running import begin, blanked, freeze, next_slide, pause, start_timer
from carecompanion.learning.scenario import begin as begin_scene
from carecompanion.learning.scenario import say
from carecompanion.learning.workshop import BlockSlide
from carecompanion.paths import find_resources
from tests.learning.agendas import NINE, a_morning, after
from tests.learning.stories import a_choice, a_moment, a_scene, a_small_scene

SECRET = "solo para quien facilita"
CARING = Option("«Te creo»", True, "Bien.", "Le devuelve **calma**.")
QUESTION = Question(QuestionId("q"), "¿Qué **dices**?", (Option("«Ajá»", False, SECRET, SECRET), CARING), "her")


def a_step(*blocks: object, room: Room | None = None) -> Step:
    return Step(StepId("step-1"), "Un paso", blocks, room=room, notes=SECRET)  # type: ignore[arg-type]


def a_lesson(*steps: Step) -> Lesson:
    return Lesson(LessonId("p/uno"), PackId("p"), "1", "es", "Mi lección", 8, (), steps, SECRET, ())


def seen(step: Step) -> tuple[RoomView, ...]:
    return views_of_step(a_lesson(step), step)


class TestStep:
    def test_the_words_for_the_room(self) -> None:
        step = a_step(Prose(SECRET), room=Room("La **capucha**", ("«No sé»", "Voten: A o B", "tres", "cuatro")))
        assert seen(step) == (RoomView(Words("La capucha", ("«No sé»", "Voten: A o B", "tres"), footer="Mi lección")),)
        assert room_of_step(a_lesson(step), step) == seen(step)[0]

    def test_a_question_is_voted_on_after_the_words(self) -> None:
        words, vote = seen(a_step(QUESTION, room=Room("Delante de todos", ())))
        assert words.slide == Words("Delante de todos", footer="Mi lección")
        assert vote.slide == Options("¿Qué dices?", ("«Ajá»", "«Te creo»"), "Mi lección")

    def test_without_words_for_the_room_its_title(self) -> None:
        assert seen(a_step(Prose(SECRET))) == (RoomView(Words("Un paso", footer="Mi lección")),)

    def test_key_points_by_three(self) -> None:
        first, second = seen(a_step(KeyPoints(("uno", "**dos**", "tres", "cuatro"))))
        assert first.slide == Words("Un paso", ("uno", "dos", "tres"), footer="Mi lección")
        assert second.slide == Words("Un paso", ("cuatro",), footer="Mi lección")

    def test_a_reflection_is_asked(self) -> None:
        (view,) = seen(a_step(Reflection("r", "¿A quién se lo dirías? ¿Y cuál será tu señal?")))
        assert view.slide == Words("Un paso", ("¿A quién se lo dirías?", "¿Y cuál será tu señal?"), footer="Mi lección")


class TestVote:
    def test_nothing_says_which_one_cares(self) -> None:
        other = Question(
            QuestionId("q"), "¿Qué dices?", (Option("«Ajá»", True, "", ""), Option("«Te creo»", False, "", ""))
        )
        assert room_of_question(QUESTION) == room_of_question(other)

    def test_a_long_one_is_told_first_and_then_asked(self) -> None:
        """A vote has its options to show; four sentences above them are too much for the last chair."""
        happens = ("Es de noche en la comisaría.", "Ella mira la puerta.", "Su mamá habla.", "Hace mucho calor aquí.")
        long = Question(QuestionId("q"), " ".join((*happens, "¿Qué **dices**?")), QUESTION.options)
        first, second, vote = views_of_question(long, "Pie")
        assert first.slide == Words("¿Qué dices?", happens[:3], footer="Pie")
        assert second.slide == Words("¿Qué dices?", happens[3:], footer="Pie")
        assert vote.slide == Options("¿Qué dices?", ("«Ajá»", "«Te creo»"), "Pie")
        assert room_of_question(long, "Pie") == vote

    def test_a_long_one_of_a_single_sentence_stays_whole(self) -> None:
        long = Question(QuestionId("q"), "¿Qué dices " + "tú " * 40 + "ahora?", QUESTION.options)
        (vote,) = views_of_question(long)
        assert isinstance(vote.slide, Options)
        assert vote.slide.prompt == long.prompt

    def test_after_the_vote_it_is_said(self) -> None:
        assert room_of_answer(QUESTION).slide == Words("«Te creo»", ("Bien.", "Le devuelve calma."))

    def test_of_a_test(self) -> None:
        choice = TestQuestion("uno", "choice", "¿Qué línea atiende violencia?", ("100", "116", "105"), 1)
        assert room_of_test_question(choice).slide == Options("¿Qué línea atiende violencia?", ("100", "116", "105"))
        sure = TestQuestion("dos", "confidence", "Sé qué decir.")
        assert room_of_test_question(sure).slide == Options("Sé qué decir.", ("1", "2", "3", "4", "5"))


class TestPractice:
    steps = (PracticeStep("Suelta", "Abre las manos. Nota cuál **pesa**. Sigue la cara. Y el cuello.", seconds=40),)

    def practice(self, kind: str, **more: object) -> Practice:
        known = {"steps": self.steps, "why": SECRET, "opening": "Siéntate. Puedes parar.", "caution": SECRET} | more
        return Practice(PracticeId("p/x"), PackId("p"), "es", "Soltar", 3, kind, **known)  # type: ignore[arg-type]

    def test_steps_have_their_time(self) -> None:
        opening, step = views_of_practice(self.practice("steps"))
        assert opening == room_of_practice(self.practice("steps"))
        assert isinstance(opening.slide, Words)
        assert opening.slide.points == ("Siéntate.", "Puedes parar.")
        assert opening.slide.footer
        assert step.slide == Words("Suelta", ("Abre las manos.", "Nota cuál pesa.", "Sigue la cara."), footer="Soltar")
        assert step.timer == Timer(40, 40)

    def test_breathing_for_all(self) -> None:
        breath = self.practice("breath", breath=(4, 0, 6, 0))
        assert views_of_practice(breath)[1] == room_of_breath(breath)
        assert room_of_breath(breath).slide == Breath("Soltar", (4, 0, 6, 0), 180)
        assert room_of_breath(breath, minutes=1, gone=12.5).slide == Breath("Soltar", (4, 0, 6, 0), 60, gone=12.5)


class TestScene:
    def test_choices_in_the_order_they_are_offered(self) -> None:
        play = begin_scene(a_small_scene())
        assert room_of_scene(play).slide == Options("«Soy puerta».", ("«mesa»", "«silencio»", "«se-va»"), "Escena")
        silent = say(play, 2)
        assert room_of_scene(silent).slide == Options(
            "Mira el suelo.", tuple(choice.text for _number, choice in silent.offered), "Escena"
        )

    def test_an_ending_is_told(self) -> None:
        assert room_of_scene(say(begin_scene(a_small_scene()), 3)).slide == Words("Se-va", footer="Escena")

    def test_neither_notes_nor_what_a_choice_does(self) -> None:
        told = a_choice("fin", why=SECRET, did=SECRET, sees=SECRET, short=SECRET)
        scene = a_scene(a_moment("uno", told, notes=SECRET), a_moment("fin", next=SECRET, notes=SECRET, text=SECRET))
        play = begin_scene(scene)
        assert SECRET not in repr((room_of_scene(play), room_of_scene(say(play, 1))))


class TestSlide:
    def test_with_a_timer(self) -> None:
        slide = BlockSlide("¿Cómo les avisa el cuerpo?", ("Una cuenta.", "Cambian."), "En parejas", 5, "foto.png")
        view = room_of_slide(slide, footer="Cuidarme")
        assert view.slide == Words(slide.title, slide.points, "En parejas", "Cuidarme", "foto.png")
        assert view.timer == Timer(300, 300)
        assert room_of_slide(slide, 222).timer == Timer(222, 300)
        assert room_of_slide(slide, -3).timer == Timer(0, 300)

    def test_without_one(self) -> None:
        assert room_of_slide(BlockSlide("Descanso")).timer is None

    def test_a_notice_and_a_way_out(self) -> None:
        view = room_of_notice("Habla de golpes. Sin relatos.")
        assert isinstance(view.slide, Words)
        assert view.slide.points == ("Habla de golpes.", "Sin relatos.")
        assert view.slide.footer


class TestRun:
    view = RoomView(Words("Ahora"))

    def test_pause_before_blank_before_the_slide(self) -> None:
        run = begin(a_morning(), NINE, {})
        assert room_of_run(run, self.view, NINE) == self.view
        blank = blanked(run)
        assert room_of_run(blank, self.view, NINE) == RoomView(Blank())
        assert room_of_run(pause(blank, NINE), self.view, NINE) == RoomView(Pause())

    def test_the_timer_of_the_slide_the_room_sees(self) -> None:
        run = start_timer(begin(a_morning(), NINE, {}), NINE, 60)
        assert room_of_run(run, self.view, after(0, 20)).timer == Timer(40, 60)
        assert room_of_run(next_slide(freeze(run), after(0, 10)), self.view, after(0, 20)).timer == Timer(40, 60)
        assert room_of_run(next_slide(run, after(0, 10)), self.view, after(0, 20)).timer is None


class TestResults:
    bands = ("Bajo", "Medio", "Alto")

    def test_counts(self) -> None:
        told = guard_values(
            {"": (1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 10, 10)}, ((0, 3), (4, 6), (7, 10))
        )
        slide = room_of_counts("Estrés", told.counts, self.bands, told.mean).slide
        assert isinstance(slide, Counts)
        assert [(row.label, row.bars[0].words) for row in slide.rows] == [("Bajo", "5"), ("Medio", "6"), ("Alto", "10")]
        assert slide.rows[2].bars[0].share == pytest.approx(10 / 21)
        assert "21" in slide.about
        assert "5.9" in slide.about
        assert slide.sentence == ""
        assert "5" in slide.footer

    def test_a_sentence_in_place_of_bars(self) -> None:
        slide = room_of_counts("Estrés", guard({"": (0, 20, 0)}), self.bands).slide
        assert isinstance(slide, Counts)
        assert slide.rows == ()
        assert "15" in slide.sentence

    def test_before_and_after(self) -> None:
        """As on the picture: 6.1 and 3.8, 8 and 16 of 21."""
        stress = row_of_change("Mi estrés", Change(21, "down", False, 6.1, 3.8), (0, 10), "de 0 a 10")
        assert stress.bars == (Bar(0.61, "6.1"), Bar(0.38, "3.8"))
        assert "2.3" in stress.result
        known = row_of_counts("Sé qué decir", PairCounts(21, ((0,), (1,)), (13, 8), (5, 16)), 1)
        assert [bar.words.split("\u00a0")[0] for bar in known.bars] == ["38", "76"]
        assert "8" in known.result
        assert "16" in known.result
        slide = room_of_changes("¿Qué cambió hoy?", "Respondieron 21.", (stress, known)).slide
        assert isinstance(slide, Counts)
        assert slide.rows == (stress, known)
        assert len(slide.legend) == 2

    def test_without_figures_there_are_words(self) -> None:
        few = change([("a", 3)], [("a", 4)], (0, 10))
        none = change_of_counts([("a", 0)], [("a", 1)], 2)
        for row in (row_of_change("Estrés", few, (0, 10)), row_of_counts("Sé", none, 1)):
            assert [bar.words for bar in row.bars] == ["", ""]
            assert row.result == ""
            assert row.result_note
            assert room_of_changes("", "", (row,))

    @pytest.mark.parametrize(("way", "before", "after_"), [("up", 5.0, 6.0), ("down", 6.0, 5.0), ("same", 5.0, 5.0)])
    def test_each_way_has_its_words(self, way: str, before: float, after_: float) -> None:
        row = row_of_change("", Change(9, way, True, before, after_), (0, 10))
        assert row.result
        assert ("1.0" in row.result) == (way != "same")


# ---------------------------------------------------------------- what we ship

PACKS = sorted(file.parent for file in (find_resources() / "packs").glob("*/pack.toml"))


@cache
def pack_at(path: Path) -> Pack:
    return read_pack(path)


def notes_of(lesson: Lesson) -> Iterator[str]:
    for step in lesson.steps:
        yield from (line for line in step.notes.splitlines() if len(line) > 20)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_all_we_ship_has_a_face_for_the_room(path: Path) -> None:
    """Every step of every lesson, practice and scene, in every language; and no line of the trainer's notes."""
    pack = pack_at(path)
    for lesson in (one for each in pack.lessons.values() for one in each.values()):
        views = [view for step in lesson.steps for view in views_of_step(lesson, step)]
        assert len(views) >= len(lesson.steps)
        assert not [note for note in notes_of(lesson) if note in repr(views)]
    for practice in (one for each in pack.practices.values() for one in each.values()):
        assert len(views_of_practice(practice)) >= 2
    for scene in (one for each in pack.scenes.values() for one in each.values()):
        play = begin_scene(scene)
        for _turn in range(20):
            assert isinstance(room_of_scene(play).slide, Words if play.is_over else Options)
            if play.is_over or not play.offered:
                break
            play = say(play, play.offered[0][0])
