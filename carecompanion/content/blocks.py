"""The ::: blocks of a lesson, one function each: from the lines between the fences to a value of the model."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.model import (
    Block,
    Callout,
    KeyPoints,
    Notice,
    Option,
    PackId,
    PracticeId,
    PracticeLink,
    Question,
    QuestionId,
    Reflection,
    Room,
    SceneId,
    SceneLink,
)
from carecompanion.content.prose import first_sentence, markup_fault
from carecompanion.content.tables import bad_id, is_id
from carecompanion.i18n import _

Line = tuple[int, str]

CARES = ("her", "me", "all")


@dataclass(slots=True)
class Fence:
    """An opened block: its name, attributes, the line of its fence and the lines inside."""

    name: str
    attributes: dict[str, str]
    line: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(text.rstrip() for _number, text in self.lines).strip()


def open_fence(page: Page, number: int, bare: str, known: Collection[str] = ()) -> Fence:
    """::: name key=value key2="two words\"; only blocks in `known`, when it is given."""
    known = known or BLOCKS
    name, _space, rest = bare.lstrip(":").strip().partition(" ")
    fence = Fence(name, attributes_of(page, number, rest), number)
    if name not in known:
        page.fault(number, _("Unknown block “{name}”.").format(name=name) + did_you_mean(name, known))
        return fence
    for key in fence.attributes:
        if key not in ATTRIBUTES[name]:
            what = _("“{name}” has no attribute “{key}”.").format(name=name, key=key)
            page.fault(number, what + did_you_mean(key, ATTRIBUTES[name]))
    return fence


def attributes_of(page: Page, number: int, text: str, what: str = "") -> dict[str, str]:
    """key=value key2="two words"; `what` is the fault of anything else."""
    found: dict[str, str] = {}
    rest = text.strip()
    while rest:
        key, equals, rest = rest.partition("=")
        end = '"' if rest.startswith('"') else " "
        value, closed, rest = rest.removeprefix('"').partition(end)
        key = key.strip()
        if not equals or not key or " " in key or (end == '"' and not closed):
            page.fault(number, what or _('After the block\'s name come attributes like id=name or title="Two words".'))
            break
        if key in found:
            page.fault(number, _("“{key}” is written twice.").format(key=key))
        found[key] = value.strip()
        rest = rest.strip()
    return found


def _id_of(page: Page, fence: Fence) -> str:
    value = fence.attributes.get("id", "")
    if not value:
        page.fault(fence.line, _("“{name}” needs an id: ::: {name} id=short-name").format(name=fence.name))
    elif not is_id(value):
        page.fault(fence.line, bad_id(value))
    return value


def _check_lines(page: Page, lines: list[Line]) -> None:
    for number, text in lines:
        if fault := markup_fault(text):
            page.fault(number, fault)


def _needs_text(page: Page, fence: Fence) -> str:
    _check_lines(page, fence.lines)
    if not fence.text:
        page.fault(fence.line, _("This block is empty."))
    return fence.text


def _tip(page: Page, fence: Fence, pack: PackId) -> Callout:
    return Callout(fence.attributes.get("title", ""), _needs_text(page, fence), fence.line)


def _notes(page: Page, fence: Fence, pack: PackId) -> str:
    return _needs_text(page, fence)


def _reflect(page: Page, fence: Fence, pack: PackId) -> Reflection:
    return Reflection(_id_of(page, fence), _needs_text(page, fence), fence.line)


def _practice(page: Page, fence: Fence, pack: PackId) -> PracticeLink:
    _check_lines(page, fence.lines)
    return PracticeLink(PracticeId(f"{pack}/{_id_of(page, fence)}"), fence.text, fence.line)


def _scene(page: Page, fence: Fence, pack: PackId) -> SceneLink:
    _check_lines(page, fence.lines)
    return SceneLink(SceneId(f"{pack}/{_id_of(page, fence)}"), fence.text, fence.line)


def _notice(page: Page, fence: Fence, pack: PackId) -> Notice:
    _check_lines(page, fence.lines)
    quoted = [text.strip()[1:].strip() for _number, text in fence.lines if text.strip().startswith(">")]
    spoken = [text.strip() for _number, text in fence.lines if not text.strip().startswith(">")]
    notice = Notice("\n".join(spoken).strip(), "\n".join(quoted).strip(), fence.line)
    if not notice.text:
        page.fault(fence.line, _("A notice says what hard content comes."))
    return notice


def _room(page: Page, fence: Fence, pack: PackId) -> Room:
    title = ""
    points = []
    for number, text in fence.lines:
        bare = text.strip()
        if bare.startswith("# ") and not title:
            title = bare[2:].strip()
        elif bare:
            point = bare[2:].strip() if bare.startswith(("- ", "* ")) else bare
            points.append(point)
            _check_lines(page, [(number, point)])
    if not title:
        page.fault(fence.line, _("The room needs a title: a line like “# What the room sees”."))
    return Room(title, tuple(points), fence.line)


def _keys(page: Page, fence: Fence, pack: PackId) -> KeyPoints:
    points: list[str] = []
    for number, text in fence.lines:
        _check_lines(page, [(number, text)])
        bare = text.strip()
        if text.startswith("- "):
            points.append(bare[2:].strip())
        elif bare and points and text.startswith(" "):
            points[-1] += " " + bare
        elif bare:
            page.fault(number, _("Each key point is a line that begins with “- ”."))
    return KeyPoints(tuple(points), fence.line)


def _check(page: Page, fence: Fence, pack: PackId) -> Question:
    cares = fence.attributes.get("cares", "all")
    if cares not in CARES:
        page.fault(fence.line, _("“cares” is her, me or all."))
        cares = "all"
    prompt: list[str] = []
    options: list[_OptionDraft] = []
    for number, text in fence.lines:
        bare = text.strip()
        if text.startswith("- "):
            options.append(_open_option(page, number, bare[2:].strip()))
        elif not options:
            _check_lines(page, [(number, text)])
            prompt.append(text.rstrip())
        elif bare:
            _grow_option(page, options[-1], number, text)
    question = "\n".join(prompt).strip()
    if not question:
        page.fault(fence.line, _("The question is missing: write it before the options."))
    return Question(
        QuestionId(_id_of(page, fence)), question, tuple(option.done() for option in options), cares, fence.line
    )


@dataclass(slots=True)
class _OptionDraft:
    text: str
    is_caring: bool
    line: int
    feedback: list[str] = field(default_factory=list)

    def done(self) -> Option:
        lead, rest = first_sentence(" ".join(self.feedback))
        return Option(self.text, self.is_caring, lead, rest, self.line)


def _open_option(page: Page, number: int, bare: str) -> _OptionDraft:
    mark, text = bare[:3], bare[3:].strip()
    if mark not in ("[ ]", "[x]", "[X]"):
        page.fault(number, _("An option begins with “- [ ]”, or “- [x]” for the caring one."))
        mark, text = "[ ]", bare
    if not text:
        page.fault(number, _("This option has no words."))
    _check_lines(page, [(number, text)])
    return _OptionDraft(text, mark in ("[x]", "[X]"), number)


def _grow_option(page: Page, option: _OptionDraft, number: int, text: str) -> None:
    bare = text.strip()
    _check_lines(page, [(number, text)])
    if not text.startswith("  "):
        page.fault(number, _("Feedback stands under its option, two spaces in: “  > …”."))
    if bare.startswith(">"):
        option.feedback.append(bare[1:].strip())
    elif option.feedback:
        page.fault(number, _("Every line of feedback begins with “>”."))
    else:
        option.text += " " + bare


BLOCKS: dict[str, Callable[[Page, Fence, PackId], Block | Notice | Room | str | None]] = {
    "tip": _tip,
    "notice": _notice,
    "check": _check,
    "reflect": _reflect,
    "practice": _practice,
    "scene": _scene,
    "keys": _keys,
    "room": _room,
    "notes": _notes,
}
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "tip": ("title",),
    "notice": (),
    "check": ("id", "cares"),
    "reflect": ("id",),
    "practice": ("id",),
    "scene": ("id",),
    "keys": (),
    "room": (),
    "notes": (),
}
