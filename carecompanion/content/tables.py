"""Keys and values out of TOML or YAML, asked for one by one; an answer outside the format is a fault with a line.

YAML is only taken apart, never composed or constructed: a value stays the text its author wrote ("No" is no boolean,
10:30 no number).
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from carecompanion.content.faults import Page, did_you_mean
from carecompanion.content.files import has_control, is_inside
from carecompanion.i18n import _

Path = tuple[str | int, ...]

_LONGEST_HEAD = 16_000
_MOST_BRACKETS = 200  # in a head: nested in each other, thousands take its reader minutes
_MOST_DOTS = 150  # on a line of TOML: for a key of thousands of parts its reader takes minutes
_DEEPEST_KEY = 8  # parts of a key whose lines are remembered
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE_ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOML_HEADER = re.compile(r"\s*\[(\[?)([^\[\]]+)\]\]?\s*(#.*)?")
_TOML_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=")


class Table:
    """One table of a file. `finish` tells of the keys nobody asked for."""

    def __init__(self, page: Page, values: Mapping[str, Any], lines: Mapping[Path, int], path: Path = ()) -> None:
        self.page = page
        self.values = values
        self.lines = lines
        self.path = path
        self._asked: list[str] = []

    def line(self, key: str = "", item: str = "") -> int:
        """Where a key (or an item of its list) stands; else where its table begins."""
        path = tuple(part for part in (*self.path, key, item) if part != "")
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, key: str, what: str) -> None:
        self.page.fault(self.line(key), what)

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, needed: bool = True, by_lines: bool = False) -> str:
        """A line of text, stripped; or `by_lines`, as many as were written. "" after a fault."""
        value = self._value(key, needed)
        if isinstance(value, date):  # TOML knows dates; a datetime is one too
            return str(value.isoformat())
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, _("“{key}” must be text in quotes.").format(key=key))
            return ""
        words = _by_lines(value) if by_lines else " ".join(value.split())
        if has_control(words):
            self.fault(key, _("“{key}” holds a character that cannot be seen.").format(key=key))
            return ""
        if needed and not words:
            self.fault(key, _("“{key}” is empty.").format(key=key))
        return words

    def id(self, key: str = "id") -> str:
        value = self.text(key)
        if value and not _ID.fullmatch(value):
            self.fault(key, bad_id(value))
        return value

    def source_id(self, key: str = "id") -> str:
        value = self.text(key)
        if value and not _SOURCE_ID.fullmatch(value):
            self.fault(key, _("“{id}” is no source id: letters, digits, dots and hyphens only.").format(id=value))
        return value

    def picture(self, key: str = "picture") -> str:
        """The path of a picture in the pack, or ""."""
        value = self.text(key, needed=False)
        if value and not is_inside(value):
            self.fault(key, bad_picture())
            return ""
        return value

    def date(self, key: str, needed: bool = False) -> str:
        """An ISO date as text, or ""."""
        value = self.text(key, needed)
        if value and not is_iso_date(value):
            self.fault(key, _("“{key}” must be a date like 2026-11-24, not “{value}”.").format(key=key, value=value))
            return ""
        return value

    def whole(self, key: str, needed: bool = True, default: int = 0) -> int:
        value = self._value(key, needed)
        if value is None:
            return default
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value.strip()):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6:
            return value
        self.fault(key, _("“{key}” must be a whole number.").format(key=key))
        return default

    def number(self, key: str, needed: bool = True, default: float = 0.0) -> float:
        """A number, whole or with a decimal point, from 0 on."""
        value = self._value(key, needed)
        if value is None:
            return default
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and math.isfinite(value) and 0 <= value < 10**6:
            return float(value)
        self.fault(key, _("“{key}” must be a number like 2 or 2.5.").format(key=key))
        return default

    def truth(self, key: str) -> bool:
        """True or false; YAML brings it as text."""
        value = self._value(key, needed=False)
        known = {True: True, False: False, "true": True, "false": False}
        if value is not None and (not isinstance(value, (bool, str)) or value not in known):
            self.fault(key, _("“{key}” must be true or false.").format(key=key))
            return False
        return value is not None and known[value]

    def one_of(self, key: str, known: tuple[str, ...], needed: bool = True) -> str:
        """One of some words; what was written after a fault, too."""
        value = self.text(key, needed)
        if value and value not in known:
            what = _("“{value}” is not one of: {known}.").format(value=value, known=", ".join(known))
            self.fault(key, what + did_you_mean(value, known))
        return value

    def words(self, key: str, needed: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        value = self._value(key, needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and not has_control(item) for item in value):
            self.fault(key, _("“{key}” must be a list, like [one, two].").format(key=key))
            return ()
        return tuple(item.strip() for item in value)

    def texts(
        self, key: str, languages: tuple[str, ...], needed: bool = True, by_lines: bool = False
    ) -> dict[str, str]:
        """Words for each language of the pack."""
        inner = self._in_languages(key, needed)
        return inner.own_texts(key, languages, by_lines) if inner else {}

    def own_texts(self, key: str, languages: tuple[str, ...], by_lines: bool = False) -> dict[str, str]:
        """This table itself as words for each language; `key` is what it is called."""
        found = {language: self.text(language, needed=False, by_lines=by_lines) for language in languages}
        for language in languages:
            if not found[language]:
                self.fault("", _("“{key}” has no words in “{language}”.").format(key=key, language=language))
        self.finish()
        return {language: words for language, words in found.items() if words}

    def lists(self, key: str, languages: tuple[str, ...], needed: bool = True) -> dict[str, tuple[str, ...]]:
        """A list of texts for each language of the pack, as long in every one."""
        inner = self._in_languages(key, needed)
        if inner is None:
            return {}
        found = {language: inner.words(language, needed=False) for language in languages}
        inner.finish()
        first, *others = languages
        for language in others:
            if len(found[language]) != len(found[first]):
                what = _("“{key}” has {n} texts in “{language}”, in “{code}” {m}.")
                n, m = len(found[language]), len(found[first])
                self.fault(key, what.format(key=key, n=n, language=language, code=first, m=m))
        if not all(text for texts in found.values() for text in texts):
            self.fault(key, _("“{key}” holds an empty text.").format(key=key))
        return found

    def _in_languages(self, key: str, needed: bool) -> "Table | None":
        value = self._value(key, needed)
        if isinstance(value, dict):
            return Table(self.page, value, self.lines, (*self.path, key))
        if value is not None:
            self.fault(key, _("“{key}” must hold the words of each language.").format(key=key))
        return None

    def table(self, key: str) -> "Table":
        value = self._value(key, needed=False)
        if value is not None and not isinstance(value, dict):
            self.fault(key, _("“{key}” must be a table.").format(key=key))
        return Table(self.page, value if isinstance(value, dict) else {}, self.lines, (*self.path, key))

    def tables(self, key: str) -> Iterator["Table"]:
        value = self._value(key, needed=False)
        if value is not None and not (isinstance(value, list) and all(isinstance(item, dict) for item in value)):
            self.fault(key, _("“{key}” must be written as [[{key}]].").format(key=key))
            return
        for number, item in enumerate(value or ()):
            yield Table(self.page, item, self.lines, (*self.path, key, number))

    def finish(self) -> None:
        for key in self.values:
            if key not in self._asked:
                near = did_you_mean(key, self._asked)
                self.fault(key, _("Unknown key “{key}”.").format(key=key) + near)

    def _value(self, key: str, needed: bool) -> Any:
        self._asked.append(key)
        value = self.values.get(key)
        if value is None and needed:
            self.fault("", _("“{key}” is missing.").format(key=key))
        return value


def _by_lines(value: str) -> str:
    """Every line stripped, none empty at the ends, and one empty line at most between two."""
    lines = "\n".join(line.strip() for line in value.split("\n"))
    return re.sub("\n{3,}", "\n\n", lines).strip()


def bad_id(value: str) -> str:
    return _("“{id}” is no id: lower-case letters without accents, digits and hyphens only.").format(id=value)


def bad_picture() -> str:
    return _("A picture's path stays in the pack, like pictures/name.svg.")


def is_id(value: str) -> bool:
    return bool(_ID.fullmatch(value))


def is_iso_date(value: str) -> bool:
    if not _ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def toml_table(page: Page, lines: list[str]) -> Table | None:
    """The root table of a TOML file, or None after a fault."""
    if dotted := [number for number, line in enumerate(lines, 1) if line.count(".") > _MOST_DOTS]:
        page.fault(dotted[0], _("Too many dots on one line: write the text on several lines."))
        return None
    try:
        values = tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError) as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found.group(1)) if found else len(lines)
        page.fault(line, _("This is not TOML. Look for a missing quote, bracket or equals sign."))
        return None
    return Table(page, values, _toml_lines(lines))


def _toml_lines(lines: list[str]) -> dict[Path, int]:
    """Where headers and keys stand: tomllib does not say. What is inline counts as its key's line; the tables of a list
    may have a line each. Inside a text of many lines nothing is a key, whatever it looks like."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    last: Path = ()
    is_in_text = False
    for number, line in enumerate(lines, 1):
        was_in_text = is_in_text
        is_in_text ^= (line.count('"""') + line.count("'''")) % 2 == 1
        if was_in_text:
            continue
        if header := _TOML_HEADER.fullmatch(line):
            here = _header_path(header.group(2), bool(header.group(1)), counts)
            found.setdefault(here, number)
        elif key := _TOML_KEY.match(line):
            path = here
            for part in key.group(1).split(".", _DEEPEST_KEY)[:_DEEPEST_KEY]:
                path = (*path, part.strip("\"' "))
                found.setdefault(path, number)
            last = path
        elif last and line.lstrip().startswith("{"):
            counts[last] = counts.get(last, -1) + 1
            found.setdefault((*last, counts[last]), number)
        for item in re.findall(r'"([^"]*)"', line):
            found.setdefault((*last, item), number)
    return found


def _header_path(name: str, is_list: bool, counts: dict[Path, int]) -> Path:
    """[[courses.modules]] after two [[courses]] -> ("courses", 1, "modules", 0)."""
    path: Path = ()
    parts = [part.strip().strip("\"'") for part in name.split(".", _DEEPEST_KEY)[:_DEEPEST_KEY]]
    for depth, part in enumerate(parts, 1):
        path = (*path, part)
        if depth == len(parts) and is_list:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def yaml_table(page: Page, lines: list[str], first_line: int) -> Table | None:
    """The table of a front matter whose text begins at `first_line`; None after a fault."""
    import yaml  # late: 40 ms that a warm start does not need

    if sum(map(len, lines)) > _LONGEST_HEAD:
        page.fault(first_line, _("The head of the file is too long: more than {n} letters.").format(n=_LONGEST_HEAD))
        return None
    if sum(line.count("[") + line.count("{") for line in lines) > _MOST_BRACKETS:
        page.fault(first_line, _("This is not YAML. Put the text after the colon in quotes."))
        return None
    try:
        events = _events_of("\n".join(lines))
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = first_line + (mark.line if mark else 0)
        line = max(first_line, min(line, first_line + len(lines) - 1))
        page.fault(line, _("This is not YAML. Put the text after the colon in quotes."))
        return None
    return _Head(page, events, first_line).table()


def _events_of(text: str) -> list[Any]:
    """The parts of a text in order. By the C library where it is there, many times as fast; what it refuses the other
    one says. Parts are never put together by the library: that goes as deep as whoever wrote it wished."""
    import yaml  # late, as above

    fast = getattr(yaml, "CBaseLoader", None)
    if fast is not None:
        with suppress(yaml.YAMLError, ValueError, OverflowError, RecursionError):
            return list(yaml.parse(text, Loader=fast))
    return list(yaml.parse(text, Loader=yaml.BaseLoader))


class _Head:
    """Keys with a text or a list of texts; an empty table stands for anything else: no question accepts that."""

    def __init__(self, page: Page, events: list[Any], first_line: int) -> None:
        self.page = page
        self.first_line = first_line
        self._events = iter(events[2:])  # after the beginnings of stream and document
        self._values: dict[str, Any] = {}
        self._lines: dict[Path, int] = {(): first_line - 1}

    def table(self) -> Table | None:
        import yaml  # late, as above

        if not isinstance(next(self._events, None), yaml.MappingStartEvent):
            self.page.fault(self.first_line, _("The head of the file must hold lines like “title: …”."))
            return None
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._fault(event, _("This is not YAML. Put the text after the colon in quotes."))
                return None
            self._keep(event)
        if not isinstance(next(self._events, None), yaml.DocumentEndEvent) or len(list(self._events)) != 1:
            self.page.fault(self.first_line, _("This is not YAML. Put the text after the colon in quotes."))
            return None
        return Table(self.page, self._values, self._lines)

    def _keep(self, key: Any) -> None:
        name = str(key.value)
        if name in self._values:
            self._fault(key, _("“{key}” is written twice.").format(key=name))
        self._check_plain(key)
        self._lines[(name,)] = self._line(key)
        self._values[name] = self._value(name)

    def _value(self, name: str) -> Any:
        """Text, a list of texts, or {}."""
        import yaml  # late, as above

        event = next(self._events)
        self._check_plain(event)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        items: list[str] = []
        depth, is_list = 1, isinstance(event, yaml.SequenceStartEvent)
        while depth and not isinstance(event, yaml.AliasEvent):
            event = next(self._events)
            self._check_plain(event)
            is_end = isinstance(event, yaml.CollectionEndEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - is_end
            if isinstance(event, yaml.ScalarEvent):
                items.append(event.value)
                self._lines.setdefault((name, event.value), self._line(event))
            elif not is_end:
                is_list = False
        return items if is_list else {}

    def _check_plain(self, event: Any) -> None:
        """Nothing that builds an object, and nothing that is said once and meant many times."""
        import yaml  # late, as above

        is_alias = isinstance(event, yaml.AliasEvent)
        if is_alias or getattr(event, "tag", None) or getattr(event, "anchor", None):
            self._fault(event, _("After the colon no !, & or * can begin: put the text in quotes."))

    def _line(self, event: Any) -> int:
        return self.first_line + int(event.start_mark.line)

    def _fault(self, event: Any, what: str) -> None:
        self.page.fault(self._line(event), what)
