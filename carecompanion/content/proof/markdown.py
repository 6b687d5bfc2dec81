"""A lesson, practice, scene or card file as passages. Forgiving: what the format refuses is the reader's matter."""

import re

from carecompanion.content.faults import Page
from carecompanion.content.proof.passages import Passage, Row
from carecompanion.content.prose import plain
from carecompanion.content.tables import yaml_table

HEAD_KEYS = (
    *("title", "about", "take", "notice", "summary", "why", "dose", "caution", "evidence"),
    *("person", "feels", "felt", "scale", "verdicts"),
)

_OPEN = re.compile(r":::\s*(\w+)")
_TITLE = re.compile(r'title="([^"]*)"')
_BRACES = re.compile(r"\s*\{[^{}]*\}\s*$")
_PICTURE = re.compile(r'!\[(.*?)\]\([^\s)]*(?:\s+"(.*)")?\s*\)?')
_OPTION = re.compile(r"[-*]\s+\[([ xX])\]")
_MARK = re.compile(r"(?:[-*]\s+\[[ xX]\]|[-*+]|\d+[.)])\s+")
_QUOTE = re.compile(r"^>\s?")
_CHOICE = re.compile(r"-\s+\[(.*)\]\(#[^()]*\)(.*)")


def passages_of(lines: list[str], kind: str = "lesson") -> list[Passage]:
    """All passages of a file whose words are filled in, in order; `kind` is the document's."""
    ends = [number for number, text in enumerate(lines) if text.rstrip() == "---"][:2]
    if len(ends) < 2 or ends[0] != 0:
        return []
    body = _SceneBody() if kind == "scene" else _Body()
    for number, text in enumerate(lines[ends[1] + 1 :], ends[1] + 2):
        body.take(number, text.rstrip())
    body.close()
    return _head(lines[1 : ends[1]]) + body.passages


def _head(lines: list[str]) -> list[Passage]:
    table = yaml_table(Page("", []), lines, first_line=2)
    if table is None:
        return []
    found = []
    for key in HEAD_KEYS:
        value = table.values.get(key)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text.strip():
                found.append(Passage(key, ((table.line(key), plain(text)),)))
    return found


class _Body:
    """The lines of a body, one by one; a passage is open until something ends it."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._step = 0
        self._block = ""
        self._kind = ""
        self._rows: list[Row] = []

    def take(self, number: int, text: str) -> None:
        bare = text.strip()
        if bare.startswith("## "):
            self._block = ""
            self._step = number
            self._alone("heading", number, _BRACES.sub("", bare[3:]))
        elif bare.startswith(":::"):
            self._fence(number, bare)
        elif bare.startswith("!["):
            self._picture(number, bare)
        elif not bare:
            self.close()
        else:
            self._words(number, text)

    def close(self) -> None:
        if self._rows:
            self.passages.append(Passage(self._kind, tuple(self._rows), self._step))
        self._rows = []

    def _alone(self, kind: str, number: int, text: str) -> None:
        """A passage of one line."""
        self.close()
        self._add(kind, number, text)
        self.close()

    def _add(self, kind: str, number: int, text: str) -> None:
        if kind != self._kind:
            self.close()
        self._kind = kind
        if words := plain(text):
            self._rows.append((number, words))

    def _fence(self, number: int, bare: str) -> None:
        self.close()
        opening = _OPEN.match(bare)
        self._block = opening.group(1) if opening else ""
        if opening and (title := _TITLE.search(bare)):
            self._alone("heading", number, title.group(1))

    def _picture(self, number: int, bare: str) -> None:
        found = _PICTURE.match(bare)
        if found:
            self._alone("spoken", number, found.group(1))
            self._alone("caption", number, found.group(2) or "")

    def _words(self, number: int, text: str) -> None:
        bare = text.strip()
        kind = _kind_of(self._block, bare)
        words = _QUOTE.sub("", bare)
        mark = _MARK.match(words)
        if mark or kind == "room":
            self.close()
        self._add(kind, number, words[mark.end() :] if mark else words.removeprefix("#"))


class _SceneBody(_Body):
    """The lines of a scene: each is a passage, but for what happens and what she says."""

    def _words(self, number: int, text: str) -> None:
        if self._block:
            super()._words(number, text)
            return
        kind, words = _part_of(text)
        if kind in ("text", "speech"):
            self._add(kind, number, words)
        else:
            self._alone(kind, number, words)


def _part_of(text: str) -> tuple[str, str]:
    """What a line of a moment is, and its words. In a choice that does not care speaks the impulse."""
    bare = text.strip()
    if choice := _CHOICE.match(bare):
        return "option" if "care=cares" in choice.group(2) else "impulse", choice.group(1)
    if bare.startswith(">"):
        return "feedback" if text.startswith(" ") else "speech", bare[1:]
    if bare.startswith("?"):
        return "question", bare[1:]
    if bare.startswith("next:"):
        return "next", bare.removeprefix("next:")
    return "face" if bare.startswith("*") and bare.endswith("*") else "text", bare


def _kind_of(block: str, bare: str) -> str:
    """An option that is not the caring one says what good people are tempted to say: the impulse."""
    if block == "check" and (option := _OPTION.match(bare)):
        return "impulse" if option.group(1) == " " else "option"
    if bare.startswith(">") and block in ("check", "notice"):
        return "feedback" if block == "check" else "summary"
    return "question" if block == "check" else block or "text"
