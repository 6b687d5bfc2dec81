"""Which words of lessons, practices, scenes, tests and results the room may read: everything becomes a RoomView here.

Never the trainer's notes, which answer cares before the room has voted, or a figure that was not guarded.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from carecompanion.content.model import KeyPoints, Lesson, Practice, PracticeStep, Question, Reflection, Step
from carecompanion.content.workshop import RATINGS, TestQuestion
from carecompanion.i18n import _, number_text, percent_text
from carecompanion.learning.groups import Guarded, column_words, sentence
from carecompanion.learning.pairs import Change, change_words
from carecompanion.learning.pairs import Counts as PairCounts
from carecompanion.learning.room_view import (
    CHOICES,
    ROWS,
    Bar,
    BarRow,
    Blank,
    Breath,
    Counts,
    Options,
    Pause,
    RoomView,
    Timer,
    Words,
)
from carecompanion.learning.running import Run, shown_for, timer_left
from carecompanion.learning.scenario import Play, room_of
from carecompanion.learning.sentences import has_words, sentences
from carecompanion.learning.workshop import BlockSlide

_NO_BARS = (Bar(0, ""), Bar(0, ""))
ROW_LENGTH = 90  # as content.house_rules has it
_MARKS = re.compile(r"^\s*(?:>\s*|[-*+]\s+|\d+[.)]\s+)|\*+|(?<!\w)_+|_+(?!\w)")


def views_of_step(lesson: Lesson, step: Step) -> tuple[RoomView, ...]:
    """The screens of a step: its own words, then every question to vote on."""
    return tuple(view for view, _answer in asked_in_step(lesson, step))


def asked_in_step(lesson: Lesson, step: Step) -> tuple[tuple[RoomView, RoomView | None], ...]:
    """The screens of a step, each vote with what is shown after it."""
    found: list[tuple[RoomView, RoomView | None]] = [(view, None) for view in _words_of_step(lesson, step)]
    for question in (block for block in step.blocks if isinstance(block, Question)):
        *before, vote = views_of_question(question, lesson.title)
        found += [*((view, None) for view in before), (vote, room_of_answer(question, lesson.title))]
    return tuple(found)


def room_of_step(lesson: Lesson, step: Step) -> RoomView:
    """The first screen of a step."""
    return views_of_step(lesson, step)[0]


def views_of_question(question: Question, footer: str = "") -> tuple[RoomView, ...]:
    """The vote; before it, what happens, where that is too long to stand above the options."""
    happens, asked = _asked(question.prompt)
    parts = [happens[place : place + ROWS] for place in range(0, len(happens), ROWS)]
    return (*(RoomView(Words(asked, part, footer=footer)) for part in parts), room_of_question(question, footer))


def room_of_question(question: Question, footer: str = "") -> RoomView:
    """A vote; which answer cares is shown later, by room_of_answer."""
    return _vote(_asked(question.prompt)[1], [option.text for option in question.options], footer)


def room_of_answer(question: Question, footer: str = "") -> RoomView:
    """After the vote: the caring answer, and why."""
    caring = next((option for option in question.options if option.is_caring), question.options[0])
    return RoomView(Words(_plain(caring.text), _rows(f"{caring.lead} {caring.feedback}"), footer=footer))


def views_of_practice(practice: Practice) -> tuple[RoomView, ...]:
    """How it begins, then the breathing for all, or its steps with their time."""
    opening = RoomView(Words(practice.title, _rows(practice.opening), footer=free_words()))
    if practice.kind == "breath":
        return opening, room_of_breath(practice)
    return (opening, *(_room_of_practice_step(practice, step) for step in practice.steps))


def room_of_practice(practice: Practice) -> RoomView:
    """The first screen of a practice."""
    return views_of_practice(practice)[0]


def room_of_breath(practice: Practice, minutes: int = 0, gone: float = 0.0) -> RoomView:
    """Breathing for all, for its own time or for `minutes`."""
    seconds = 60 * (minutes or practice.minutes)
    return RoomView(Breath(practice.title, practice.breath, seconds, practice.has_sip, gone))


def room_of_scene(play: Play) -> RoomView:
    """Where a scene is: what may be said, in the order of Play.offered; at an ending, how it ends."""
    room, footer = room_of(play), play.scene.title
    if play.is_over:
        return RoomView(Words(_plain(room.title), _plain_rows(room.points), footer=footer))
    return _vote(room.title, room.points, footer)


def room_of_slide(slide: BlockSlide, seconds_left: int | None = None, footer: str = "") -> RoomView:
    """A slide of the workshop's own, with its timer when it has one; `seconds_left` None = not begun."""
    words = Words(_plain(slide.title), _plain_rows(slide.points), slide.tag, footer, slide.picture)
    total = 60 * slide.minutes
    left = total if seconds_left is None else max(0, seconds_left)
    return RoomView(words, Timer(left, max(total, left)) if total or left else None)


def with_title(view: RoomView, title: str) -> RoomView:
    """The session's title at the right of the foot, where it is not said there already."""
    words = view.slide
    if not isinstance(words, Words) or not title or title in (words.footer, words.title):
        return view
    return replace(view, slide=replace(words, aside=title))


def room_of_notice(notice: str) -> RoomView:
    """Before hard content: one short factual line, and the choice (FACTS 0.8, G5.3)."""
    return RoomView(
        Words(_("What comes now"), _rows(notice), footer=_("You may step out, and come back when you like."))
    )


def room_of_test_question(question: TestQuestion, footer: str = "") -> RoomView:
    """A question of a test, without its answer."""
    options = question.options or tuple(str(rating) for rating in RATINGS)
    return _vote(question.text, options, footer)


def room_of_run(run: Run, view: RoomView, now: datetime) -> RoomView:
    """What the room sees of a running session, where `view` is the slide at Run.room_place."""
    if run.is_paused:
        return RoomView(Pause())
    if run.is_blank:
        return RoomView(Blank())
    view = _breathing(run, view, now)
    left = timer_left(run, now, run.room_place)
    if run.timer is None or left is None:
        return view
    return replace(view, timer=Timer(left, run.timer.seconds))


def _breathing(run: Run, view: RoomView, now: datetime) -> RoomView:
    """As far as the breathing has come; of a slide that is frozen while one is elsewhere, nobody knows."""
    if not isinstance(view.slide, Breath) or run.room_place != (run.block, run.slide):
        return view
    gone = min(shown_for(run, now), float(view.slide.seconds))
    return replace(view, slide=replace(view.slide, gone=gone))


# ---- results


def room_of_counts(title: str, guarded: Guarded, options: Sequence[str], mean: float | None = None) -> RoomView:
    """What a room answered, as far as it may be told: bars, or a sentence."""
    rows = tuple(
        BarRow(column_words(column, options), (Bar(count / guarded.answered, str(count)),))
        for column, count in zip(guarded.columns, guarded.counts, strict=True)
    )
    about = _("{n} people answered.").format(n=guarded.answered)
    if mean is not None:
        about += " " + _("Mean: {n}.").format(n=number_text(mean, 1))
    return RoomView(Counts(title, rows, about, sentence(guarded, options), footer=_promise(guarded.k)))


def row_of_change(label: str, found: Change, span: tuple[int, int], note: str = "") -> BarRow:
    """A question before and after, as means; without figures only its words."""
    if found.before is None or found.after is None:
        return BarRow(label, _NO_BARS, note, result_note=change_words(found))
    least, most = span
    before, after = (
        Bar((value - least) / (most - least), number_text(value, 1)) for value in (found.before, found.after)
    )
    return BarRow(label, (before, after), note, _points_words(found))


def row_of_counts(label: str, found: PairCounts, column: int, note: str = "") -> BarRow:
    """How many of the pairs chose a column before and after: «Antes 8, ahora 16». Where none is told, a sentence."""
    if not found.columns:
        return BarRow(label, _NO_BARS, note, result_note=_("Too few people gave each answer: no numbers are shown."))
    first, last = found.before[column], found.after[column]
    before, after = (Bar(count / found.pairs, percent_text(count / found.pairs)) for count in (first, last))
    words = _("First {first}, now {last}").format(first=first, last=last)
    return BarRow(label, (before, after), note, words, _("people"))


def room_of_changes(title: str, about: str, rows: Sequence[BarRow], k: int = 5) -> RoomView:
    """Before and after, one row for a question."""
    legend = (_("On arriving"), _("On leaving"))
    return RoomView(Counts(title, tuple(rows), about, legend=legend, footer=_promise(k)))


def _points_words(found: Change) -> str:
    if not found.points:
        return _("It stayed the same")
    words = _("Up {n}") if found.way == "up" else _("Down {n}")
    return words.format(n=number_text(found.points, 1))


def _promise(k: int) -> str:
    return _("Nobody sees single answers. We show no group of fewer than {k} people.").format(k=k)


def free_words() -> str:
    """At the foot of what people are asked to do."""
    return _("You may pass, or only listen.")


# ---- words


def _vote(prompt: str, options: Sequence[str], footer: str) -> RoomView:
    return RoomView(Options(_plain(prompt), tuple(_plain(option) for option in options[:CHOICES]), footer))


def _words_of_step(lesson: Lesson, step: Step) -> tuple[RoomView, ...]:
    if step.room:
        return (RoomView(Words(_plain(step.room.title), _plain_rows(step.room.points), footer=lesson.title)),)
    keys = [_plain(point) for block in step.blocks if isinstance(block, KeyPoints) for point in block.points]
    prompts = [row for block in step.blocks if isinstance(block, Reflection) for row in _rows(block.prompt)]
    rows = tuple(keys or prompts)
    parts = [rows[place : place + ROWS] for place in range(0, len(rows), ROWS)] or [()]
    return tuple(RoomView(Words(step.title, part, footer=lesson.title)) for part in parts)


def _room_of_practice_step(practice: Practice, step: PracticeStep) -> RoomView:
    timer = Timer(step.seconds, step.seconds) if step.seconds else None
    return RoomView(Words(_plain(step.title), _rows(step.text), footer=practice.title), timer)


def _asked(prompt: str) -> tuple[tuple[str, ...], str]:
    """A prompt in two: what happens, a sentence a row, and what is asked. A short one is asked as it is."""
    pieces = [_plain(piece) for piece in sentences(prompt) if has_words(piece)]
    whole = _plain(prompt)
    return ((), whole) if len(whole) <= ROW_LENGTH or len(pieces) < 2 else (tuple(pieces[:-1]), pieces[-1])


def _plain_rows(rows: Sequence[str]) -> tuple[str, ...]:
    """As many as a slide holds; the checker lets no pack pass that has more."""
    return tuple(_plain(row) for row in rows[:ROWS])


def _rows(text: str) -> tuple[str, ...]:
    """The first sentences, one a row."""
    found = [_plain(piece) for piece in sentences(text) if has_words(piece)]
    return tuple(found[:ROWS])


def _plain(text: str) -> str:
    """Without the marks of Markdown, on one line."""
    return " ".join(_MARKS.sub("", text).split())
