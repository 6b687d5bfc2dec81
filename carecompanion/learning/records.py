"""What is remembered of a person's learning: plain values, one for each thing that happened.

Times are UTC and aware. A record names stable content ids and the pack's version, so that a new pack never rewrites
an old result. The journal gives every record a UUID and a counter; order follows the counter, never the clock.
"""

from dataclasses import dataclass
from datetime import datetime

from carecompanion.content.model import LessonId, QuestionId, StepId


@dataclass(frozen=True, slots=True)
class LessonStarted:
    lesson: LessonId
    pack_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A step was left behind: read, or skipped as hard. Both count as seen."""

    lesson: LessonId
    step: StepId
    pack_version: str
    was_skipped: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """One try at a question; `option` counts from 0. Never shown to others."""

    lesson: LessonId
    question: QuestionId
    option: int
    is_caring: bool
    pack_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeAnswered:
    """What a person chose before hard content: go, skip or summary. `step` is "" for a lesson's own notice."""

    lesson: LessonId
    step: str
    choice: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LessonFinished:
    lesson: LessonId
    pack_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in a lesson; one for each lesson, the newest wins. `scroll` is 0.0 to 1.0."""

    lesson: LessonId
    step: StepId
    scroll: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote in a step; one for each (lesson, step, prompt), the newest wins.

    `prompt` is the reflection's id, or "" for the step's own private note. An empty text means there is no note.
    """

    lesson: LessonId
    step: StepId
    prompt: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Preference:
    """One of a profile's own settings; the newest wins."""

    name: str
    value: str
    at: datetime


Record = LessonStarted | StepSeen | AnswerGiven | NoticeAnswered | LessonFinished | Place | Note | Preference
