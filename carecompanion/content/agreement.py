"""Whether two languages tell the same: steps, blocks, ids, options, the caring answer, pictures, ways of a scene."""

from carecompanion.content.faults import Page
from carecompanion.content.model import (
    Block,
    Lesson,
    Picture,
    Practice,
    PracticeLink,
    Question,
    Reflection,
    SceneLink,
    Step,
)
from carecompanion.content.scene import Choice, DeskCard, Moment, Scene
from carecompanion.i18n import _

Document = Lesson | Practice | Scene | DeskCard

KIND_NAMES = {
    "Prose": "text",
    "Picture": "picture",
    "Callout": "tip",
    "Question": "check",
    "Reflection": "reflect",
    "PracticeLink": "practice",
    "SceneLink": "scene",
    "KeyPoints": "keys",
}


def compare_lessons(page: Page, first: Lesson, other: Lesson) -> None:
    """Faults of `other`, the page's own lesson, against the pack's main language."""
    _compare_head(page, first, other, ("minutes", "roles", "sources", "picture"))
    if bool(first.notice) != bool(other.notice):
        page.fault(
            other.lines.get("notice", 1), _("The notice is not the same as in “{code}”.").format(code=first.language)
        )
    if len(first.steps) != len(other.steps):
        what = _("Steps here: {n}; in “{code}”: {m}.").format(
            n=len(other.steps), m=len(first.steps), code=first.language
        )
        page.fault(_first_difference(first, other), what)
        return
    for one, two in zip(first.steps, other.steps, strict=True):
        _compare_steps(page, first.language, one, two)


def compare_practices(page: Page, first: Practice, other: Practice) -> None:
    same = ("minutes", "kind", "breath", "dimension", "sources", "icon", "moments", "fits", "rhythms")
    _compare_head(page, first, other, same)
    if first.has_sip != other.has_sip:
        _differs(page, other.lines.get("sip", other.lines.get("id", 1)), "sip", first.language)
    if len(first.steps) != len(other.steps):
        line = other.steps[-1].line if other.steps else 1
        what = _("Steps here: {n}; in “{code}”: {m}.").format(
            n=len(other.steps), m=len(first.steps), code=first.language
        )
        page.fault(line, what)
        return
    for one, two in zip(first.steps, other.steps, strict=True):
        if one.seconds != two.seconds:
            what = _("This step lasts {n} seconds; in “{code}”: {m}.")
            page.fault(two.line, what.format(n=two.seconds, code=first.language, m=one.seconds))


def compare_scenes(page: Page, first: Scene, other: Scene) -> None:
    """Everything but the words: a walk is the same walk in every language."""
    _compare_head(page, first, other, ("minutes", "roles", "sources", "picture"))
    for key in ("calm", "trust"):
        if getattr(first.feeling, key) != getattr(other.feeling, key):
            _differs(page, other.lines.get(key, 1), key, first.language)
    if len(first.moments) != len(other.moments):
        what = _("Moments here: {n}; in “{code}”: {m}.")
        line = other.moments[-1].line if other.moments else 1
        page.fault(line, what.format(n=len(other.moments), m=len(first.moments), code=first.language))
        return
    for one, two in zip(first.moments, other.moments, strict=True):
        _compare_moments(page, first.language, one, two)


def compare_cards(page: Page, first: DeskCard, other: DeskCard) -> None:
    _compare_head(page, first, other, ("icon", "order", "sources"))
    if len(first.sections) != len(other.sections):
        what = _("Sections here: {n}; in “{code}”: {m}.")
        line = other.sections[-1].line if other.sections else 1
        page.fault(line, what.format(n=len(other.sections), m=len(first.sections), code=first.language))


def _compare_head(page: Page, first: Document, other: Document, keys: tuple[str, ...]) -> None:
    for key in keys:
        if getattr(first, key) != getattr(other, key):
            _differs(page, other.lines.get(key, other.lines.get("id", 1)), key, first.language)


def _differs(page: Page, line: int, key: str, code: str) -> None:
    page.fault(line, _("“{key}” is not the same as in “{code}”.").format(key=key, code=code))


def _first_difference(first: Lesson, other: Lesson) -> int:
    """The line of the first step that is unlike its sister; else of the last one."""
    for one, two in zip(first.steps, other.steps, strict=False):
        if _kinds(one) != _kinds(two):
            return two.line
    return other.steps[-1].line if other.steps else 1


def _compare_steps(page: Page, code: str, one: Step, two: Step) -> None:
    if one.id != two.id:
        page.fault(
            two.line, _("This step is “{id}”, in “{code}” it is “{other}”.").format(id=two.id, code=code, other=one.id)
        )
    if _kinds(one) != _kinds(two):
        what = _("This step holds {these}; in “{code}” it holds {those}.")
        page.fault(two.line, what.format(these=_listed(two), code=code, those=_listed(one)))
        return
    for a, b in zip(one.blocks, two.blocks, strict=True):
        _compare_blocks(page, code, a, b)


def _kinds(step: Step) -> list[str]:
    found = [KIND_NAMES[type(block).__name__] for block in step.blocks]
    extras = {"notice": step.notice, "room": step.room, "notes": step.notes}
    return found + [name for name, value in extras.items() if value]


def _listed(step: Step) -> str:
    return ", ".join(_kinds(step)) or "–"


def _compare_blocks(page: Page, code: str, one: Block, two: Block) -> None:
    if isinstance(one, Picture) and isinstance(two, Picture) and one.path != two.path:
        page.fault(two.line, _("Another picture than in “{code}”: “{path}”.").format(code=code, path=one.path))
    elif isinstance(one, Reflection) and isinstance(two, Reflection):
        _compare_ids(page, code, two.line, one.id, two.id)
    elif isinstance(one, PracticeLink) and isinstance(two, PracticeLink):
        _compare_ids(page, code, two.line, one.practice.partition("/")[2], two.practice.partition("/")[2])
    elif isinstance(one, SceneLink) and isinstance(two, SceneLink):
        _compare_ids(page, code, two.line, one.scene.partition("/")[2], two.scene.partition("/")[2])
    elif isinstance(one, Question) and isinstance(two, Question):
        _compare_questions(page, code, one, two)


def _compare_ids(page: Page, code: str, line: int, one: str, two: str) -> None:
    if one != two:
        page.fault(line, _("The id here is “{id}”, in “{code}” it is “{other}”.").format(id=two, code=code, other=one))


def _compare_questions(page: Page, code: str, one: Question, two: Question) -> None:
    _compare_ids(page, code, two.line, one.id, two.id)
    if one.cares != two.cares:
        _differs(page, two.line, "cares", code)
    if len(one.options) != len(two.options):
        what = _("Options here: {n}; in “{code}”: {m}.").format(n=len(two.options), m=len(one.options), code=code)
        page.fault(two.line, what)
        return
    for a, b in zip(one.options, two.options, strict=True):
        if a.is_caring != b.is_caring:
            page.fault(b.line, _("The caring option is not the same as in “{code}”.").format(code=code))


def _compare_moments(page: Page, code: str, one: Moment, two: Moment) -> None:
    if one.id != two.id:
        what = _("This moment is “{id}”, in “{code}” it is “{other}”.")
        page.fault(two.line, what.format(id=two.id, code=code, other=one.id))
        return
    if _parts(one) != _parts(two):
        what = _("This moment holds {these}; in “{code}” it holds {those}.")
        these, those = (", ".join(_parts(moment)) or "–" for moment in (two, one))
        page.fault(two.line, what.format(these=these, code=code, those=those))
    if one.picture and two.picture and one.picture.path != two.picture.path:
        what = _("Another picture than in “{code}”: “{path}”.")
        page.fault(two.picture.line, what.format(code=code, path=one.picture.path))
    if len(one.choices) != len(two.choices):
        what = _("Choices here: {n}; in “{code}”: {m}.")
        page.fault(two.line, what.format(n=len(two.choices), m=len(one.choices), code=code))
        return
    for a, b in zip(one.choices, two.choices, strict=True):
        _compare_choices(page, code, a, b)


def _parts(moment: Moment) -> list[str]:
    """What a moment holds, by the names of FORMAT.md."""
    found = {
        "picture": moment.picture,
        "text": moment.text,
        "face": moment.face,
        "words": moment.words,
        "next": moment.next,
        "room": moment.room,
        "notes": moment.notes,
    }
    return [name for name, value in found.items() if value]


def _compare_choices(page: Page, code: str, one: Choice, two: Choice) -> None:
    """Where it leads, what it does to her, when it is offered; and whether it says what to try instead."""
    same = {"to": "#", "care": "care", "calm": "calm", "trust": "trust", "needs": "needs", "otherwise": "else"}
    for name, key in same.items():
        if getattr(one, name) != getattr(two, name):
            _differs(page, two.line, key, code)
    if bool(one.why) != bool(two.why):
        what = _("Only one language says what to try instead: here or in “{code}” a fourth line is missing.")
        page.fault(two.line, what.format(code=code))
