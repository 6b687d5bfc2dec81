"""Studying: what is on the shelf, where a person is, and one lesson from its first step to its last.

Reads come from memory once a profile is open; every change goes through the keeper at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from carecompanion import i18n
from carecompanion.content.library import Library
from carecompanion.content.model import (
    CourseCard,
    Found,
    HelpPage,
    Lesson,
    LessonCard,
    LessonId,
    ModuleCard,
    Notice,
    Practice,
    PracticeId,
    Question,
    Step,
    StepId,
)
from carecompanion.events import AnswerKept, Events, NoteKept, ProgressChanged
from carecompanion.learning.progress import (
    CourseProgress,
    LessonProgress,
    Seen,
    course_progress,
    is_long_away,
    lesson_to_continue,
    next_lesson,
)
from carecompanion.learning.quiz import Tries, choose, tries_of, try_again
from carecompanion.learning.records import (
    AnswerGiven,
    LessonFinished,
    LessonStarted,
    Note,
    NoticeAnswered,
    Place,
    StepSeen,
)
from carecompanion.services.clock import Clock
from carecompanion.services.keeping import Keeper
from carecompanion.services.reviewing import Reviewing

NOTICE_REST = timedelta(days=1)

R = TypeVar("R", AnswerGiven, Note, NoticeAnswered)


@dataclass(frozen=True, slots=True)
class Today:
    """What Today shows: at most a lesson to go on with, one that follows in another course, and a sentence to keep."""

    current: LessonProgress | None
    other: LessonProgress | None
    course: CourseCard | None
    module: ModuleCard | None
    take: str
    is_first_day: bool
    is_long_away: bool


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """One private note with where it was written; with `is_practice` the first title is a practice's.

    `may_open`: its step of a lesson is still on the shelf.
    """

    lesson_title: str
    step_title: str
    note: Note
    is_practice: bool = False
    may_open: bool = False


class Study:
    """A person's studying, for as long as the profile is open."""

    def __init__(self, library: Library, keeper: Keeper, reviewing: Reviewing, events: Events, clock: Clock) -> None:
        self._library = library
        self._keeper = keeper
        self._reviewing = reviewing
        self._events = events
        self._clock = clock
        journal = keeper.journal
        self._last_visit = journal.last_visit()
        self._steps = {lesson: set(steps) for lesson, steps in journal.steps_seen().items()}
        self._started = set(journal.started())
        self._finished = dict(journal.finished())
        self._places = {place.lesson: place for place in reversed(journal.places())}

    @property
    def seen(self) -> Seen:
        return Seen(self._steps, self._started, self._finished, tuple(reversed(self._places.values())))

    def courses(self, role: str = "") -> tuple[CourseProgress, ...]:
        seen = self.seen
        return tuple(course_progress(card, seen, role) for card in self._library.courses(i18n.language()))

    def today(self, role: str = "") -> Today:
        courses, seen = self.courses(role), self.seen
        current = lesson_to_continue(courses, seen)
        rest = [
            lesson
            for course in courses
            for lesson in course.lessons
            if current and lesson.card.course != current.card.course
        ]
        card = self._course_of(current.card) if current else None
        return Today(
            current=current,
            other=next_lesson(rest),
            course=card,
            module=_module_of(card, current.card) if card and current else None,
            take=self._last_take(),
            is_first_day=not self._started,
            is_long_away=is_long_away(self._last_visit, self._clock()),
        )

    def open_lesson(self, lesson: LessonId) -> "LessonRun":
        """Open a lesson where it was left. Raises ContentError in words when it cannot be shown."""
        card = self._library.lesson_card(lesson, i18n.language())
        found = self._library.lesson(lesson, i18n.language())
        course = self._course_of(card)
        return LessonRun(self, found, card, course, _module_of(course, card), self._keeper, self._events, self._clock)

    def search(self, words: str) -> tuple[Found, ...]:
        return self._library.search(words, i18n.language())

    def practice(self, practice: PracticeId) -> Practice:
        return self._library.practice(practice, i18n.language())

    def help_page(self) -> HelpPage:
        return self._library.help_page(i18n.language())

    def notes(self) -> tuple[WrittenNote, ...]:
        """All private notes, newest first; also those that wait for the disk."""
        waiting = self._waiting_notes()
        kept = [note for note in self._keeper.journal.notes() if _where(note) not in waiting]
        return self._written([*(note for note in reversed(waiting.values()) if note.text), *kept])

    def unsaved_notes(self) -> tuple[WrittenNote, ...]:
        """What was written and is not on the disk yet: the last words of each note."""
        return self._written([note for note in self._waiting_notes().values() if note.text])

    def rewrite(self, note: Note, text: str) -> bool:
        """Other words for a note; without words it is gone. True when it is on the disk."""
        is_kept = self._keeper.keep(replace(note, text=text, at=self._clock()))
        if is_kept:
            self._events.tell(NoteKept(note.lesson, note.step))
        return is_kept

    def place_of(self, lesson: LessonId) -> Place | None:
        return self._places.get(lesson)

    def last_place(self) -> Place | None:
        return next(reversed(self._places.values()), None)

    def next_after(self, lesson: LessonId, role: str = "") -> LessonProgress | None:
        """The suggestion at the end of a lesson."""
        return next_lesson([one for course in self.courses(role) for one in course.lessons], lesson)

    # what LessonRun tells

    def start(self, lesson: Lesson) -> None:
        if lesson.id not in self._started:
            self._started.add(lesson.id)
            self._keeper.keep(LessonStarted(lesson.id, lesson.pack_version, self._clock()))
            self._events.tell(ProgressChanged(lesson.id))

    def see(self, lesson: Lesson, steps: Sequence[StepId], *, was_skipped: bool) -> None:
        seen = self._steps.setdefault(lesson.id, set())
        now = self._clock()
        fresh = [step for step in steps if step not in seen]
        if fresh:
            seen.update(fresh)
            self._keeper.keep(*(StepSeen(lesson.id, step, lesson.pack_version, was_skipped, now) for step in fresh))
            self._events.tell(ProgressChanged(lesson.id))

    def stay_at(self, place: Place) -> None:
        before = self._places.pop(place.lesson, None)
        self._places[place.lesson] = place  # newest last
        if before is None or (before.step, before.scroll) != (place.step, place.scroll):
            self._keeper.keep(place)

    def finish(self, lesson: Lesson) -> None:
        if lesson.id not in self._finished:
            self._finished[lesson.id] = self._clock()
            self._keeper.keep(LessonFinished(lesson.id, lesson.pack_version, self._finished[lesson.id]))
            self._reviewing.plan(lesson)
            self._events.tell(ProgressChanged(lesson.id))

    def _course_of(self, card: LessonCard) -> CourseCard:
        courses = self._library.courses(i18n.language())
        return next(course for course in courses if course.id == card.course and course.pack == card.pack)

    def _last_take(self) -> str:
        if not self._finished:
            return ""
        last = max(self._finished, key=lambda lesson: self._finished[lesson])
        takes = {one.card.id: one.card.take for course in self.courses() for one in course.lessons}
        return takes.get(last, "")

    def _waiting_notes(self) -> dict[tuple[LessonId, StepId, str], Note]:
        """The last words of each note that is not on the disk yet, last written last."""
        found: dict[tuple[LessonId, StepId, str], Note] = {}
        for note in self._keeper.waiting:
            if isinstance(note, Note):
                found.pop(_where(note), None)
                found[_where(note)] = note
        return found

    def _written(self, notes: Sequence[Note]) -> tuple[WrittenNote, ...]:
        cards = {card.id: card for course in self._library.courses(i18n.language()) for card in course.lessons}
        practices = {str(one.id): one.title for one in self._library.practices(i18n.language())}
        return tuple(_written_in(note, cards.get(note.lesson), practices) for note in notes)


class LessonRun:
    """One lesson while it is open: where the person is, what was answered, what was written."""

    def __init__(
        self,
        study: Study,
        lesson: Lesson,
        card: LessonCard,
        course: CourseCard,
        module: ModuleCard,
        keeper: Keeper,
        events: Events,
        clock: Clock,
    ) -> None:
        self.lesson = lesson
        self.card = card
        self.course = course
        self.module = module
        self._study = study
        self._keeper = keeper
        self._events = events
        self._clock = clock
        place = study.place_of(lesson.id)
        self.index = self._index_of(place.step) if place else 0
        self.scroll = place.scroll if place else 0.0
        self._tries = self._tries_kept()
        self._notes = self._notes_kept()
        self._notices = self._notices_kept()

    @property
    def step(self) -> Step:
        return self.lesson.steps[self.index]

    @property
    def is_first(self) -> bool:
        return self.index == 0

    @property
    def is_last(self) -> bool:
        return self.index == len(self.lesson.steps) - 1

    @property
    def is_finished(self) -> bool:
        return self.lesson.id in self._study.seen.finished

    def begin(self) -> None:
        """The lesson is on the screen."""
        self._study.start(self.lesson)
        self.stay()

    def notice_now(self) -> tuple[str, Notice] | None:
        """The notice to show before this step, with the step it belongs to ("" = the whole lesson).

        None when there is none, or when it was answered within a day.
        """
        if self.lesson.notice and self.index == 0 and not self._is_answered(""):
            return "", self.lesson.notice
        if self.step.notice and not self._is_answered(self.step.id):
            return self.step.id, self.step.notice
        return None

    def answer_notice(self, step: str, choice: str) -> None:
        """`choice` is go, skip or summary. Skipping a lesson's notice leads to its key points, and costs nothing."""
        record = NoticeAnswered(self.lesson.id, step, choice, self._clock())
        self._notices[step] = record.at
        self._keeper.keep(record)
        if choice == "go":
            return
        if step == "":
            self._skip_to(len(self.lesson.steps) - 1)
        else:
            self.skip()

    def go_on(self) -> bool:
        """This step is read; on to the next. False when the lesson has no further step."""
        self._study.see(self.lesson, [self.step.id], was_skipped=False)
        return self._move_to(self.index + 1)

    def skip(self) -> bool:
        """This step is left out as it is; it counts as seen."""
        self._study.see(self.lesson, [self.step.id], was_skipped=True)
        return self._move_to(self.index + 1)

    def go_back(self) -> bool:
        return self._move_to(self.index - 1)

    def go_to(self, index: int) -> bool:
        return self._move_to(index)

    def stay(self, scroll: float = 0.0) -> None:
        """Keep the place."""
        self.scroll = scroll
        self._study.stay_at(Place(self.lesson.id, self.step.id, round(scroll, 3), self._clock()))

    def finish(self) -> None:
        self._study.see(self.lesson, [self.step.id], was_skipped=False)
        self._study.finish(self.lesson)

    def tries(self, question: Question) -> Tries:
        return self._tries[question.id]

    def answer(self, question: Question, option: int) -> Tries:
        """Keep one try at once."""
        self._tries[question.id] = tries = choose(self._tries[question.id], option)
        is_caring = question.options[option].is_caring
        self._keeper.keep(
            AnswerGiven(self.lesson.id, question.id, option, is_caring, self.lesson.pack_version, self._clock())
        )
        self._events.tell(AnswerKept(self.lesson.id, question.id))
        return tries

    def try_again(self, question: Question) -> Tries:
        self._tries[question.id] = tries = try_again(self._tries[question.id])
        return tries

    def note(self, prompt: str = "") -> str:
        """What is written in this step; `prompt` is a reflection's id, "" the step's own note."""
        return self._notes.get((self.step.id, prompt), "")

    def write(self, text: str, prompt: str = "", step: StepId | None = None) -> bool:
        """Keep a note; True when it is on the disk. Writing the same text again keeps nothing new."""
        where = (step or self.step.id, prompt)
        if self._notes.get(where, "") == text:
            return not self._keeper.waiting
        self._notes[where] = text
        is_kept = self._keeper.keep(Note(self.lesson.id, where[0], prompt, text, self._clock()))
        if is_kept:
            self._events.tell(NoteKept(self.lesson.id, where[0]))
        return is_kept

    def _move_to(self, index: int) -> bool:
        if not 0 <= index < len(self.lesson.steps):
            return False
        self.index = index
        self.stay()
        return True

    def _skip_to(self, index: int) -> None:
        left_out = [step.id for step in self.lesson.steps[self.index : index]]
        self._study.see(self.lesson, left_out, was_skipped=True)
        self._move_to(index)

    def _index_of(self, step: StepId) -> int:
        return next((number for number, one in enumerate(self.lesson.steps) if one.id == step), 0)

    def _is_answered(self, step: str) -> bool:
        at = self._notices.get(step)
        return at is not None and timedelta(0) <= self._clock() - at < NOTICE_REST

    def _tries_kept(self) -> dict[str, Tries]:
        kept: dict[str, list[int]] = {}
        for answer in (*self._keeper.journal.answers_of(self.lesson.id), *self._waiting_here(AnswerGiven)):
            kept.setdefault(answer.question, []).append(answer.option)
        blocks = (block for step in self.lesson.steps for block in step.blocks)
        questions = [block for block in blocks if isinstance(block, Question)]
        return {question.id: tries_of(question, tuple(kept.get(question.id, ()))) for question in questions}

    def _notes_kept(self) -> dict[tuple[StepId, str], str]:
        notes = (*self._keeper.journal.notes_of(self.lesson.id), *self._waiting_here(Note))
        return {(note.step, note.prompt): note.text for note in notes}

    def _notices_kept(self) -> dict[str, datetime]:
        kept = (*self._keeper.journal.notice_answers_of(self.lesson.id), *self._waiting_here(NoticeAnswered))
        return {answer.step: answer.at for answer in kept}

    def _waiting_here(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(
            record for record in self._keeper.waiting if isinstance(record, kind) and record.lesson == self.lesson.id
        )


def _module_of(course: CourseCard, card: LessonCard) -> ModuleCard:
    return next(module for module in course.modules if module.id == card.module)


def _where(note: Note) -> tuple[LessonId, StepId, str]:
    """One note for each of these."""
    return note.lesson, note.step, note.prompt


def _written_in(note: Note, card: LessonCard | None, practices: Mapping[str, str]) -> WrittenNote:
    """Where a note was written, as far as its lesson or practice is still here."""
    if card is None:
        return WrittenNote(practices.get(note.lesson, ""), "", note, is_practice=note.lesson in practices)
    if note.step not in card.step_ids:
        return WrittenNote(card.title, "", note)
    return WrittenNote(card.title, card.step_titles[card.step_ids.index(note.step)], note, may_open=True)
