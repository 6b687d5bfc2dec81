"""What may stand in running text, and text made plain for the search, or split after its first sentence."""

import re
import unicodedata
from functools import lru_cache

from carecompanion.i18n import _

_HTML = re.compile(r"<[A-Za-z/!?]")
_RULE = re.compile(r"\s*([-=_*])(\s*\1){2,}\s*")
_MARKS = re.compile(  # each place is looked at once, however long what stands there is
    r"^[^\S\n]*+(>[^\S\n]*|[-*+]([^\S\n]+|$)|\d+[.)]([^\S\n]+|$))+|\*+|(?<!\w)_++|(?<!_)_++(?!\w)", re.MULTILINE
)
_NEAR = 60
_CLOSERS = '»”’")]'
_ABBREVIATIONS = " sr sra srta dr dra lic ud uds prof ej p pág núm art av jr ee mr mrs ms vs "


def markup_fault(text: str) -> str:
    """Why a line may not stand in prose, in words; "" when it may."""
    bare = text.strip()
    if _HTML.search(text):
        return _("No HTML here: write plain Markdown.")
    if "![" in text:
        return _("A picture stands on a line of its own: ![spoken text](pictures/name.svg).")
    if "](" in text or "://" in text or re.match(r"\[[^\]]+\]:", bare) or re.search(r"\bwww\.", text):
        return _("No links here: lessons work without a network. Put the address into [[sources]].")
    if bare.startswith("|"):
        return _("No tables here: write a list.")
    if bare.startswith("#"):
        return _("Only “## Title” begins a step. There are no other headings.")
    if "`" in text or bare.startswith("~~~"):
        return _("No code here: leave out the ` marks.")
    if _RULE.fullmatch(text):
        return _("No rulers of dashes here.")
    return ""


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest. Sentences do not end inside quotes, nor at “Sra.”; **…** stays whole."""
    text = " ".join(text.split())
    depth, straight, bold = 0, False, False
    for place, letter in enumerate(text):
        if letter in "«“([":
            depth += 1
        elif letter in "»”)]":
            depth = max(0, depth - 1)
        elif letter == '"':
            straight = not straight
        elif text.startswith("**", place) and text[place - 1 : place] != "*":
            bold = not bold
        elif letter == " " and not (depth or straight or bold) and _ends_at(text, place):
            return _unbold(text[:place]), text[place + 1 :]
    return _unbold(text), ""


def _ends_at(text: str, place: int) -> bool:
    """Asked with a few words of each side: with all of them a long text would take ages."""
    return ends_sentence(text[max(0, place - _NEAR) : place], text[place + 1 : place + 1 + _NEAR])


def count_sentences(text: str) -> int:
    """As `first_sentence` tells them apart."""
    count, rest = 0, text
    while rest.strip():
        _first, rest = first_sentence(rest)
        count += 1
    return count


def ends_sentence(before: str, after: str) -> bool:
    """Whether a sentence ends at the space between the two; a few words of each are enough."""
    bare = before.rstrip(_CLOSERS + "*_")
    if bare[-1:] not in (".", "!", "?", "…"):
        return False
    start = after.lstrip("¿¡«“\"'(*_[—-")[:1]
    if start.islower():
        return False
    word = bare.rsplit(" ", 1)[-1].rstrip(".").lstrip("¿¡«“\"'(").lower()
    return not (bare.endswith(".") and before == bare and f" {word} " in _ABBREVIATIONS)


def _unbold(text: str) -> str:
    return text[2:-2] if len(text) > 4 and text.startswith("**") and text.find("**", 2) == len(text) - 2 else text


def plain(markdown: str) -> str:
    """The words alone, on one line."""
    return " ".join(_MARKS.sub("", markdown).split())


def fold(text: str) -> str:
    """For searching: no accents or capitals, spaces for marks; as long as the NFC text, so that places agree."""
    return "".join(map(_fold_letter, text))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()[:1]
    return base if base.isalnum() else " "
