"""All that ships, each with its licence: resources/licences/licences.toml, as the page About shows it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shipped:
    """One thing that ships. `what` is what it is for, in the language asked for; `texts` are files to read."""

    name: str
    version: str
    licence: str
    what: str
    texts: tuple[Path, ...]


def shipped(resources: Path, language: str) -> tuple[Shipped, ...]:
    """In the order of the list. Raises OSError, ValueError where the program's own file is not whole."""
    folder = resources / "licences"
    listed = tomllib.loads((folder / "licences.toml").read_text(encoding="utf-8"))["shipped"]
    return tuple(
        Shipped(
            one["name"],
            one.get("version", ""),
            one["licence"],
            one["what"][language],
            tuple((folder / "texts" / name).resolve() for name in one["texts"]),
        )
        for one in listed
    )
