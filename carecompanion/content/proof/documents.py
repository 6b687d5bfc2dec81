"""Every text of a pack as documents, one for each file and language; the pack's own words are filled in."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from carecompanion.content.faults import Page
from carecompanion.content.files import MANIFEST, PackFiles
from carecompanion.content.manifest import HELP_LINES, filled
from carecompanion.content.pack import Pack
from carecompanion.content.proof import markdown, tables
from carecompanion.content.proof.passages import Document, Passage
from carecompanion.content.tables import toml_table

MARKDOWN = {"lessons": "lesson", "practices": "practice", "scenes": "scene", "cards": "desk"}  # folder -> kind


def documents_of(files: PackFiles, pack: Pack) -> Iterator[Document]:
    """Of every document, of help and of pack.toml. None for what cannot be read."""
    for file in sorted(files.sizes):
        language = file.removesuffix(".md").rpartition(".")[2]
        kind = MARKDOWN.get(file.partition("/")[0], "")
        if kind and file.endswith(".md") and language in pack.languages:
            yield Document(file, kind, language, tuple(_of_markdown(files, pack, file, kind, language)))
        elif file.startswith("checkins/") and file.endswith(".toml"):
            yield from _of_table(files, pack, file, "checkin")
        elif file.startswith("workshops/") and file.endswith(".toml"):
            yield from _of_table(files, pack, file, "workshop")
    yield from _of_help(files, pack)
    yield from _of_table(files, pack, MANIFEST, "manifest")


def _of_markdown(files: PackFiles, pack: Pack, file: str, kind: str, language: str) -> list[Passage]:
    page = Page(file, [])
    lines = files.lines_of(page) or []
    return markdown.passages_of([_read(line, pack, language) for line in lines], kind)


def _of_table(files: PackFiles, pack: Pack, file: str, kind: str) -> Iterator[Document]:
    page = Page(file, [])
    lines = files.lines_of(page)
    table = toml_table(page, lines) if lines is not None else None
    if table is not None:
        for language in pack.languages:
            found = tables.passages_of(table, language, pack.languages)
            yield Document(file, kind, language, tuple(_filled(one, pack, language) for one in found))


def _of_help(files: PackFiles, pack: Pack) -> Iterator[Document]:
    """The lines are cards, and read apart from the phrases for asking for help."""
    if HELP_LINES not in files.sizes:
        return
    for whole in _of_table(files, pack, HELP_LINES, "card"):
        phrases = tuple(passage for passage in whole.passages if passage.kind == "phrase")
        yield replace(whole, passages=tuple(passage for passage in whole.passages if passage.kind != "phrase"))
        yield replace(whole, kind="phrases", passages=phrases)


def _filled(passage: Passage, pack: Pack, language: str) -> Passage:
    return replace(passage, rows=tuple((number, _read(text, pack, language)) for number, text in passage.rows))


def _read(text: str, pack: Pack, language: str) -> str:
    """The pack's words filled in; an accent and its letter are one."""
    return unicodedata.normalize("NFC", filled(Page("", []), 0, text, pack.words, language))
