"""What stands on a certificate, letter by letter, and the code under it. This is what is signed.

The words here are a format and not a translation: a certificate printed years ago must still be proved, whatever our
catalogues say by then. So both languages stand here as they are, and are only ever added to.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from carecompanion.i18n import day_text, language, minutes_text

MARK = "CC1"  # how a code begins; another number is another format
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are misread
FINGERPRINT = 10  # bytes: 16 signs
GROUP, ROW = 5, 15  # signs; every third group ends in a sign that proves its row

WORDS_SEAL, FILE_SEAL = b"care-companion certificate 1\n", b"care-companion-seal 1 "  # what a signature begins with

TITLES = {"es": "Constancia de participación", "en": "Certificate of participation"}
TOOK_PART = {"es": "participó en «{course}».", "en": "took part in “{course}”."}
LABELS = {"es": "Código para comprobar", "en": "Code to verify"}

_MISREAD = str.maketrans("ILO", "110")
# What turns directions, has no width, or is half a letter: no reader sees it, and no copy keeps it.
_DRAWN_AS_ONE = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Certificate:
    """Only what is typed at that moment, and what the session says of itself."""

    name: str
    course: str
    minutes: int
    day: date


def lines_of(one: Certificate) -> tuple[str, str, str, str]:
    """Its title, the name, what for, how long and when; in the language of now."""
    when = f"{minutes_text(one.minutes)}. {day_text(one.day, with_year=True)}."
    return TITLES[language()], tidy(one.name), TOOK_PART[language()].format(course=tidy(one.course)), when


def text_of(one: Certificate) -> str:
    """What is signed."""
    return tidy(" ".join(lines_of(one)))


def tidy(text: str) -> str:
    """As it is read: one blank between words, no sign that nobody sees, letters that a printer drew as one apart.
    Otherwise they stay exactly as they are.
    """
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_DRAWN_AS_ONE)).split())


# ---- the code


def code_of(content: bytes) -> tuple[str, ...]:
    """Bytes as groups of five signs, every third of which ends in a sign that proves its row."""
    signs = _in_fives(content)
    rows = [signs[start : start + ROW - 1] for start in range(0, len(signs), ROW - 1)]
    return _grouped("".join(SIGNS[sign] for row in rows for sign in (*row, _proof(row))), GROUP)


def fingerprint_of(key: bytes) -> str:
    """Short enough to be read out, long enough that nobody makes a second key like it: «9Q4K-ZT20-VV3M-7XAB»."""
    return "-".join(_grouped("".join(SIGNS[sign] for sign in _in_fives(sha256(key).digest()[:FINGERPRINT])), 4))


def content_of(code: str, length: int) -> bytes:
    """The bytes of a typed code. Raises ValueError: with the numbers of the first groups that cannot be (from 1, three
    of them), or with nothing where it is too short, too long, or has signs that are none.
    """
    typed = "".join(code.split()).upper().translate(_MISREAD)
    count = -(-length * 8 // 5)
    if len(typed) != count + -(-count // (ROW - 1)) or any(sign not in SIGNS for sign in typed):
        raise ValueError
    bits = 0
    for start in range(0, len(typed), ROW):
        *row, proof = (SIGNS.index(sign) for sign in typed[start : start + ROW])
        if _proof(row) != proof:
            raise ValueError(start // GROUP + 1, min(start + ROW, len(typed)) // GROUP)
        for sign in row:
            bits = bits << 5 | sign
    spare = -length * 8 % 5
    if bits & ((1 << spare) - 1):
        raise ValueError
    return (bits >> spare).to_bytes(length, "big")


def _in_fives(content: bytes) -> list[int]:
    """Five bits at a time, the last ones filled up with nothing."""
    bits = int.from_bytes(content, "big") << (-len(content) * 8 % 5)
    return [bits >> 5 * place & 31 for place in reversed(range(-(-len(content) * 8 // 5)))]


def _grouped(signs: str, size: int) -> tuple[str, ...]:
    return tuple(signs[start : start + size] for start in range(0, len(signs), size))


def _proof(row: list[int]) -> int:
    """Odd weights: one sign that is another is always seen, two in each other's place nearly always."""
    return sum((2 * place + 1) * sign for place, sign in enumerate(row, 1)) % len(SIGNS)


# ---- read back from a page


@dataclass(frozen=True, slots=True)
class Found:
    """A certificate as it was read: what may be its text above the code (from each title on), and the code without its
    mark.
    """

    texts: tuple[str, ...]
    code: str


MOST_TITLES = 8  # looked at before a code: the words of a title may stand in a course's name, too
_TITLE = re.compile("|".join(TITLES.values()))
_SIGNS_OF = rf"{MARK}\b(?P<code>(?: ?[0-9A-Za-z]+)*)"
_CODE = re.compile(rf"(?:{'|'.join(LABELS.values())}): {_SIGNS_OF}")
_BARE = re.compile(_SIGNS_OF)  # where what stands before a code was not typed


def found_in(page: str) -> tuple[Found, ...]:
    """Every certificate in a text, however its lines are broken: from a title to the code below it."""
    words = tidy(page)
    found, start = [], 0
    for code in list(_CODE.finditer(words)) or list(_BARE.finditer(words))[-1:]:
        titles = [title.start() for title in _TITLE.finditer(words, start, code.start())][-MOST_TITLES:] or [start]
        found.append(Found(tuple(tidy(words[place : code.start()]) for place in titles), code["code"]))
        start = code.end()
    return tuple(found)
