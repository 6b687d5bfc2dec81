"""What is remembered of a person: plain values, one for each thing that happened.

Times are UTC and aware. A record names stable content ids and the pack's version, so that a new pack never rewrites
an old result. The journal gives every record a UUID and a counter; order follows the counter, never the clock. `day`
and `minute` are the person's own calendar and clock when it happened: a journey to another time zone moves nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime

from carecompanion.content.model import CheckInId, LessonId, PracticeId, QuestionId, SceneId, StepId


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
class ReviewCard:
    """A question of a finished lesson that comes back; one for each question, the newest wins.

    `due` is the person's own day; `state` is what the scheduler remembers ("" = not reviewed yet).
    """

    lesson: LessonId
    question: QuestionId
    state: str
    due: date
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


@dataclass(frozen=True, slots=True)
class CheckInDraft:
    """A check-in on its way; one for each instrument, the newest wins. `answers` is JSON; "" = there is no draft."""

    checkin: CheckInId
    answers: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CheckInDone:
    """A check-in as it was answered, and how it was scored then.

    `answers`, `tags` and `scores` are JSON: {item: value}, [words], {scale: value}; what was left blank is not in them.
    `rule` names the scoring in force.
    """

    checkin: CheckInId
    pack_version: str
    rule: str
    answers: str
    tags: str
    scores: str
    note: str
    day: date
    minute: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PracticeDone:
    """A practice, to its end or not. `before` and `after` are 0 to 10, or None where the person did not say."""

    practice: PracticeId
    pack_version: str
    before: int | None
    after: int | None
    seconds: int
    was_whole: bool
    day: date
    minute: int
    at: datetime


@dataclass(frozen=True, slots=True)
class StepFelt:
    """How a hard step of a lesson felt, 0 to 10, and the reaction the person named ("" = none)."""

    lesson: LessonId
    step: StepId
    level: int | None
    reaction: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SceneRun:
    """One path through a scene; one for each `path` (an id of its own), the newest wins.

    `taken` are the numbers of the choices, "1 3 2". `is_over`: an ending was reached; `is_open`: it is the path to go
    on with, also at its ending until that was left. `day` is the day of the last choice, or of going back.
    """

    path: str
    scene: SceneId
    pack_version: str
    taken: str
    is_over: bool
    is_open: bool
    begun_at: datetime
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """A session as a trainer plans it; one for each `session` (an id of its own), the newest wins.

    `workshop` is what it was made of, "" = nothing; `facts` (for the list), `groups` and `agenda` are JSON. `day` None:
    not set yet.
    """

    session: str
    title: str
    workshop: str
    place: str
    day: date | None
    facts: str
    groups: str
    agenda: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionPicture:
    """A trainer's own picture, as it was in its file; `kind` is png, jpeg or webp."""

    picture: str
    session: str
    kind: str
    content: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionRun:
    """A session that was begun, with all that no longer changes. `plan`, `slides` and `groups` are JSON."""

    run: str
    session: str
    title: str
    workshop: str
    place: str
    day: date
    begun_at: datetime
    groups: str
    slides: str
    plan: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RunState:
    """Where a run is, as JSON; one for each run, the newest wins. Apart from SessionRun: it is kept at each slide."""

    run: str
    state: str
    is_open: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionRound:
    """A round of questions to a room; one for each `round`, the newest wins.

    `instrument` is what was asked ("test:id", "checkin:id", "lesson:id#question"), `way` laptop, hands or paper.
    `asked` holds the questions, `counts` the raised hands, `totals` what stays when the session is closed; JSON, or "".
    """

    round: str
    run: str
    block: str
    instrument: str
    way: str
    asked: str
    counts: str
    totals: str
    is_open: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class RestDay:
    """Whether a day brought real rest; one for each day, the newest wins."""

    day: date
    was_rest: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the care plan; one for each `line` (an id of its own), the newest wins.

    `kind` is if_then, early, strong, person, limit or sentence. `first` and `second` are its halves, `more` what else
    there is (a person's number), `mark` an icon; `place` orders the lines of a kind. With no words the line is gone.
    """

    line: str
    kind: str
    first: str
    second: str
    more: str
    mark: str
    place: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Intention:
    """The line of the plan chosen for a week (by its Monday); one for each week. An empty `line` takes it back."""

    week: date
    line: str
    at: datetime


@dataclass(frozen=True, slots=True)
class IntentionMet:
    """Whether the week's intention came up on a day: yes, not_today; one for each day, the newest wins."""

    day: date
    line: str
    answer: str
    at: datetime


Record = (
    LessonStarted
    | StepSeen
    | AnswerGiven
    | NoticeAnswered
    | LessonFinished
    | Place
    | Note
    | Preference
    | CheckInDraft
    | CheckInDone
    | PracticeDone
    | StepFelt
    | SceneRun
    | TrainingSession
    | SessionPicture
    | SessionRun
    | RunState
    | SessionRound
    | RestDay
    | PlanLine
    | Intention
    | IntentionMet
    | ReviewCard
)
