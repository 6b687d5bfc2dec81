"""Nicknames as people type or paste them. Apart because the picker needs it before anything is opened."""

import unicodedata

LONGEST_NICKNAME = 40


def tidy_nickname(typed: str) -> str:
    """One short line of characters that can be seen: no line ends, no half characters, nothing that turns text round.

    "" when nothing of it can be seen.
    """
    whole = typed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    seen = "".join(" " if _is_unseen(letter) else letter for letter in whole)
    short = " ".join(seen.split())[:LONGEST_NICKNAME].strip()
    return short if any(unicodedata.category(letter)[0] in "LNPS" for letter in short) else ""


def _is_unseen(letter: str) -> bool:
    """Controls and marks of direction; what joins two emoji into one may stay."""
    return unicodedata.category(letter)[0] == "C" and letter != "\u200d"
