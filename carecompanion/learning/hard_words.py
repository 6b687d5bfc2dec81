"""Whether something a person typed touches on dying, so that help can be offered at once; pure.

It only ever makes help appear. Nothing is scored, kept or told by it.
"""

import re
import unicodedata
from collections.abc import Iterable


def touches_dying(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of `phrases` stands in `text` as whole words; accents, capitals and punctuation do not matter."""
    typed = f" {_plain(text)} "
    return any(f" {plain} " in typed for phrase in phrases if (plain := _plain(phrase)))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(one for one in letters if not unicodedata.combining(one))))
