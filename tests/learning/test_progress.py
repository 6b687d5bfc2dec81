"""Progress is counted from steps seen; a skipped step counts, a finished lesson stays finished."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carecompanion.content.model import CourseCard, CourseId, LessonCard, LessonId, ModuleCard, ModuleId, PackId, StepId
from carecompanion.learning.progress import (
    Seen,
    course_progress,
    is_long_away,
    lesson_progress,
    lesson_to_continue,
    next_lesson,
)
from carecompanion.learning.records import Place

NOW = datetime(2026, 8, 4, 14, tzinfo=UTC)


def a_lesson(
    name: str = "memoria", course: str = "cuidar", steps: int = 4, minutes: int = 8, roles: tuple[str, ...] = ()
):
    return LessonCard(
        id=LessonId(f"{course}/{name}"),
        pack=PackId(course),
        course=CourseId(course),
        module=ModuleId("m"),
        title=name.capitalize(),
        minutes=minutes,
        roles=roles or ("volunteer", "police"),
        is_sensitive=False,
        has_questions=True,
        step_ids=tuple(StepId(f"step-{n}") for n in range(1, steps + 1)),
        step_titles=tuple(f"Paso {n}" for n in range(1, steps + 1)),
    )


def a_course(*lessons: LessonCard, course: str = "cuidar") -> CourseCard:
    module = ModuleCard(ModuleId("m"), CourseId(course), "Módulo", 1, lessons)
    return CourseCard(CourseId(course), PackId(course), course.capitalize(), "", "", (module,))


def test_a_track_chooses_and_reorders_for_a_role() -> None:
    """Modules come as their first lesson does; what is not in the track is not there; others see the whole course."""
    one, two, three, four = (a_lesson(name) for name in ("uno", "dos", "tres", "cuatro"))
    modules = (
        ModuleCard(ModuleId("a"), CourseId("cuidar"), "A", 1, (one, two)),
        ModuleCard(ModuleId("b"), CourseId("cuidar"), "B", 2, (three, four)),
    )
    tracks = {"police": (four.id, two.id, one.id)}
    card = CourseCard(CourseId("cuidar"), PackId("cuidar"), "Cuidar", "", "", modules, tracks)
    police = course_progress(card, Seen(), "police")
    assert [lesson.card.id for lesson in police.lessons] == [four.id, two.id, one.id]
    assert [module.card.id for module in police.modules] == ["b", "a"]
    for role in ("", "volunteer"):
        assert [lesson.card for lesson in course_progress(card, Seen(), role).lessons] == [one, two, three, four]


def a_place(lesson: LessonCard, step: int, minutes: int = 0) -> Place:
    return Place(lesson.id, lesson.step_ids[step - 1], 0.0, NOW + timedelta(minutes=minutes))


def test_a_fresh_lesson_starts_at_its_first_step() -> None:
    progress = lesson_progress(a_lesson(), Seen())
    assert (progress.step, progress.seen, progress.is_started, progress.minutes_left) == (1, 0, False, 8)


def test_a_half_read_lesson_says_where_and_how_long() -> None:
    lesson = a_lesson()
    seen = Seen({lesson.id: {StepId("step-1"), StepId("step-2")}}, {lesson.id}, {}, [a_place(lesson, 3)])
    progress = lesson_progress(lesson, seen)
    assert (progress.step, progress.step_title, progress.minutes_left) == (3, "Paso 3", 4)


def test_steps_a_newer_pack_no_longer_has_are_not_counted() -> None:
    lesson = a_lesson(steps=2)
    progress = lesson_progress(lesson, Seen({lesson.id: {StepId("step-1"), StepId("step-9")}}))
    assert progress.seen == 1
    assert progress.share == 0.5


def test_a_place_in_a_step_that_is_gone_goes_on_at_the_first_unseen_one() -> None:
    lesson = a_lesson(steps=3)
    place = Place(lesson.id, StepId("step-9"), 0.0, NOW)
    assert lesson_progress(lesson, Seen({lesson.id: {StepId("step-1")}}, (), {}, [place])).step == 2


def test_the_role_chooses_lessons() -> None:
    course = a_course(a_lesson("a", roles=("police",)), a_lesson("b", roles=("volunteer",)))
    assert [one.card.title for one in course_progress(course, Seen(), "police").lessons] == ["A"]
    assert len(course_progress(course, Seen()).lessons) == 2


def test_today_goes_on_with_what_was_opened_last() -> None:
    first, second = a_lesson("a"), a_lesson("b")
    seen = Seen(places=[a_place(second, 2, minutes=5), a_place(first, 3)], started={first.id, second.id})
    current = lesson_to_continue([course_progress(a_course(first, second), seen)], seen)
    assert current is not None
    assert current.card.id == second.id


def test_after_a_finished_lesson_the_next_of_the_same_course_follows() -> None:
    first, second, other = a_lesson("a"), a_lesson("b"), a_lesson("c", course="cuidarme")
    seen = Seen(places=[a_place(first, 4)], started={first.id}, finished={first.id: NOW})
    courses = [
        course_progress(a_course(other, course="cuidarme"), seen),
        course_progress(a_course(first, second), seen),
    ]
    current = lesson_to_continue(courses, seen)
    assert current is not None
    assert current.card.id == second.id


def test_when_everything_is_finished_nothing_is_pushed() -> None:
    lesson = a_lesson()
    seen = Seen(finished={lesson.id: NOW})
    assert lesson_to_continue([course_progress(a_course(lesson), seen)], seen) is None
    assert next_lesson([lesson_progress(lesson, seen)]) is None


def test_a_week_away_is_long_and_a_clock_set_back_is_not() -> None:
    assert is_long_away(NOW - timedelta(days=7), NOW)
    assert not is_long_away(NOW - timedelta(days=6), NOW)
    assert not is_long_away(NOW + timedelta(days=30), NOW)
    assert not is_long_away(None, NOW)


@given(st.sets(st.integers(1, 6)), st.booleans())
def test_shares_and_minutes_stay_within_bounds(numbers: set[int], is_finished: bool) -> None:
    lesson = a_lesson(steps=4)
    finished = {lesson.id: NOW} if is_finished else {}
    seen = Seen({lesson.id: {StepId(f"step-{n}") for n in numbers}}, (), finished)
    progress = lesson_progress(lesson, seen)
    course = course_progress(a_course(lesson), seen)
    assert 0 <= progress.share <= 1
    assert 0 <= course.share <= 1
    assert 0 <= progress.minutes_left <= lesson.minutes
    assert 1 <= progress.step <= 4
    assert (progress.minutes_left == 0) == is_finished
