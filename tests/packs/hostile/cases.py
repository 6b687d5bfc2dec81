"""Every hostile pack, by kind: each is made when it is needed, and tiny wherever its kind of malice can be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.packs.hostile import texts, zips
from tests.packs.hostile.parts import LESSON, Made, Make, folder_of, tiny
from tests.packs.hostile.texts import DOCUMENTS
from tests.packs.reading import BASE


@dataclass(frozen=True)
class Case:
    """`file` is what the refusal must name; "" where the pack is refused as a whole, or one of two files."""

    kind: str
    name: str
    make: Make
    file: str


def every_case() -> Iterator[Case]:
    for kind, cases in KINDS.items():
        for name, make, file in cases():
            yield Case(kind, name, make, file)


KINDS: dict[str, Callable[[], Made]] = {
    "names in zips": zips.names_in_zips,
    "names in folders": zips.names_in_folders,
    "links": zips.links,
    "twins": zips.twins,
    "locked": zips.locked,
    "many": zips.many,
    "big": zips.big,
    "broken": zips.broken,
    "pictures": texts.pictures,
    "reaching out": texts.reaching,
    "heads": texts.heads,
    "tables": texts.tables,
    "letters": texts.letters,
    "signatures": texts.signatures,
}


# not refused, or not always: only that they take no time


def _filled(text: str) -> bytes:
    """256 KB of the same."""
    return (text * (250_000 // len(text.encode())))[:250_000].encode()


SLOW = (
    " ", "_", "*", "> ", "- ", "a ", "a. ", "«", '"', "(", "{{w}}", "{{", "](", "[a](", "#", ":::", "- [ ] a\n",
    "  > b. c\n", "\n", "\r", "x\n", "{#", "{20 s} ", "a=1 ", "=", "1) ", "_a_", "**a**", "![", "\\", "~", "|", "<",
    "ñ", "- - ",
)  # fmt: skip


def slow() -> Iterator[tuple[str, Make]]:
    for text in SLOW:
        filled = _filled(text)
        for file, document in DOCUMENTS.items():
            if file == "lessons/a.es.md" or text in ("_", " ", "x\n", "a ", "](", "{#", "{20 s} ", '"', "*"):
                yield f"{file}: {text!r}", folder_of(tiny() | {file: document + filled})
    for before, text, after in (
        ("## a", " ", "b"), ("::: tip ", "a=1 ", ""), ("::: check id=a\n- [x] a\n  > ", "a. ", "\n:::"),
        ("::: keys\n- a\n", "  a\n", ":::"), ("::: ", "x", ""), ("## {#", "a", "}"),
    ):  # fmt: skip
        yield (
            f"{before!r} {text!r}",
            folder_of(tiny() | {"lessons/a.es.md": LESSON + before.encode() + _filled(text) + after.encode()}),
        )
    for text in ("a = 1\n", "[[a]]\n", "# x\n", "[a]\n", '"', "a.b\n", "[[courses]]\n", "x = [", "\\"):
        yield f"pack.toml: {text!r}", folder_of(tiny() | {"pack.toml": BASE + _filled(text)})
    words = BASE.replace(b'es = "a"', b'es = "' + b"a" * 120 + b'"')
    yield "words that grow", folder_of(tiny() | {"pack.toml": words, "lessons/a.es.md": LESSON + _filled("{{w}}")})
