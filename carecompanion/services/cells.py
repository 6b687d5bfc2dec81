"""Cells of a spreadsheet that anybody's text may stand in: no text becomes a formula there."""

import unicodedata
from typing import Any

Cell = str | int | float | None

RISKY = "=+-@|%"  # how a spreadsheet recognises a formula, or a command; their full-width forms fold to these


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet might take for a formula begins with an apostrophe, blanks before it or not."""
    if not isinstance(cell, str):
        return cell
    shown = unicodedata.normalize("NFKC", cell).lstrip().lstrip(_unseen(cell))
    return f"'{cell}" if shown.startswith(tuple(RISKY)) or cell[:1] in ("\t", "\r", "\n") else cell


def _unseen(cell: str) -> str:
    """Blanks and signs without a face, in whatever number they stand before."""
    return "".join({one for one in cell if one.isspace() or unicodedata.category(one) in ("Cf", "Cc")})
