"""Where a sentence ends, for reading aloud; pure, for Spanish and English alike.

Two sentences taken for one are only read together; one cut in two is read wrongly: in doubt nothing is cut.
"""

import re

_END = re.compile(r"[.!?…]+[»”\"’'*_)\]]*(?=\s)")
_OPENERS = "¿¡«“\"‘'([—–-*_"
_BEFORE_A_NAME = frozenset(
    re.findall(
        r"\w+",
        "sr sra sres sras srta dr dra dres lic ing arq prof profa abog psic av "
        "jr psje depto dpto dto sta sto ee mr mrs ms messrs st mt vs ej",
    )
)
_BEFORE_A_NUMBER = frozenset(
    re.findall(
        r"\w+",
        "no nro núm num art arts cap caps fig figs inc ley pág págs "
        "pag pags pp p vol tel telf cel anexo aprox approx nr ed sec",
    )
)
_NUMBERED = re.compile(r"[\s*_>-]*(\d{1,3}|[A-Za-z])\.")


def sentences(text: str) -> tuple[str, ...]:
    """The text in pieces, one sentence each; put together again they are the text, to the last space."""
    return tuple(piece for line in text.splitlines(keepends=True) for piece in _of_line(line))


def has_words(piece: str) -> bool:
    """Whether there is anything to say in it."""
    return any(letter.isalnum() for letter in piece)


def _of_line(line: str) -> list[str]:
    """A line, a point of a list or a heading ends a sentence whatever stands at its end."""
    pieces, begin = [], 0
    for found in _END.finditer(line):
        after = line[found.end() :]
        if not after.strip() or not _ends(line[begin : found.end()], found.group(), after.lstrip()):
            continue
        cut = len(line) - len(after.lstrip())
        pieces.append(line[begin:cut])
        begin = cut
    if begin < len(line):
        pieces.append(line[begin:])
    return pieces


def _ends(piece: str, mark: str, after: str) -> bool:
    """Whether a sentence ends with `piece`, its last signs being `mark`, where `after` follows."""
    following = after.lstrip(_OPENERS)
    if not has_words(piece) or following[:1].islower():
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    if _NUMBERED.fullmatch(piece):
        return False
    word = re.split(r"[\s(«“\"'.¿¡]+", piece[: len(piece) - len(mark)])[-1]
    plain = word.casefold()
    if plain in _BEFORE_A_NAME or (len(word) == 1 and word.isupper()):
        return False
    return not (plain in _BEFORE_A_NUMBER and following[:1].isdigit())
