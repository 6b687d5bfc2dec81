"""The words of the program: extract them from the code, bring both catalogues in step, compile them.

    make messages                            extract, update, compile; lists what has no Spanish yet
    make messages ARGS="--words FOLDER"      also take Spanish from FOLDER/*.json (see given_words)
    make messages ARGS="--check"             change nothing; exit 1 where a catalogue is not complete and in step

What comes out depends only on the code and the catalogues: no dates, no line numbers, one order. English is filled in
from the code.
"""

import argparse
import io
import json
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "carecompanion"
CATALOGUES = ROOT / "resources" / "i18n"
LANGUAGES = ("es", "en")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}
RULE = "nplurals=2; plural=(n != 1);"
STEADY_HEADERS = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
HEADER = re.compile(r'^"([A-Z][A-Za-z-]+): .*\n', re.MULTILINE)

MsgId = str | tuple[str, str]
Words = dict[MsgId, str | tuple[str, ...]]


def extracted(code: Path = CODE) -> dict[MsgId, set[str]]:
    """Every message of the code, with the files it stands in."""
    found: dict[MsgId, set[str]] = {}
    for file, _line, message, _comments, _context in extract_from_dir(code, [("**.py", "python")], keywords=KEYWORDS):
        found.setdefault(message, set()).add(f"{code.name}/{Path(file).as_posix()}")
    return found


def file_of(language: str, ending: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"carecompanion.{ending}"


def kept_words(language: str) -> Words:
    """What the catalogue on the disk says."""
    file = file_of(language, "po")
    if not file.is_file():
        return {}
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    return {message.id: message.string for message in catalogue if message.id and not message.fuzzy}


def given_words(folder: Path) -> Words:
    """What a folder of JSON dictionaries says: {"English": "Español", "{n} one||{n} many": ["{n} uno", "{n} varios"]}.

    Where two files disagree, that is told, and the first by name wins.
    """
    words: Words = {}
    for file in sorted(folder.glob("*.json")):
        for key, value in json.loads(file.read_text(encoding="utf-8")).items():
            one, bar, many = key.partition("||")
            message: MsgId = (one, many) if bar else one
            text = tuple(value) if bar else str(value)
            if words.setdefault(message, text) != text:
                print(f"{file.name}: {key!r} is already {words[message]!r}, not {text!r}")
    return words


def catalogue_of(language: str, messages: dict[MsgId, set[str]], words: Words) -> Catalog:
    catalogue = Catalog(locale=language, domain="carecompanion", project="Care Companion", charset="utf-8", fuzzy=False)
    made_by = "CC BY-SA 4.0. Made by `make messages`; change only msgstr."
    catalogue.mime_headers = [("Plural-Forms", RULE)]  # ours, whatever rule a version of Babel holds for the language
    catalogue.header_comment = f"# Care Companion, {language}. {made_by}"
    for message, files in messages.items():
        own = message if language == "en" else words.get(message)
        empty = ("", "") if isinstance(message, tuple) else ""
        places = [(file, None) for file in sorted(files)]
        catalogue.add(message, own or empty, locations=places, flags=flags_of(message))
    return catalogue


def flags_of(message: MsgId) -> set[str]:
    return {"python-brace-format"} if placeholders(message if isinstance(message, str) else message[1]) else set()


def placeholders(text: str) -> set[str]:
    """The names in braces; a text that is no format (a lone brace) has none."""
    try:
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def po_bytes(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, width=120, sort_output=True, include_lineno=False)
    lines = stream.getvalue().decode("utf-8")
    head, _blank, rest = lines.partition("\n\n")
    steady = HEADER.sub(lambda found: found[0] if found[1] in STEADY_HEADERS else "", head + "\n")
    return f"{steady}\n{rest}".encode()


def pairs(catalogue: Catalog) -> Iterator[tuple[bytes, bytes]]:
    """Keys and texts as gettext's binary form wants them; what has no text stays out."""
    header = f"Content-Type: text/plain; charset=utf-8\nLanguage: {catalogue.locale}\nPlural-Forms: {RULE}\n"
    yield b"", header.encode("utf-8")
    for message in catalogue:
        if message.id and is_whole(message):
            key = message.id if isinstance(message.id, str) else "\0".join(message.id)
            text = message.string if isinstance(message.string, str) else "\0".join(message.string)
            yield key.encode("utf-8"), text.encode("utf-8")


def mo_bytes(catalogue: Catalog) -> bytes:
    """The binary form: a header, two tables of (length, offset), the keys, the texts."""
    entries = sorted(pairs(catalogue))
    tables_end = 28 + 16 * len(entries)
    keys = b"".join(key + b"\0" for key, _text in entries)
    texts = b"".join(text + b"\0" for _key, text in entries)
    key_table = text_table = b""
    key_at, text_at = tables_end, tables_end + len(keys)
    for key, text in entries:
        key_table += struct.pack("<2I", len(key), key_at)
        text_table += struct.pack("<2I", len(text), text_at)
        key_at += len(key) + 1
        text_at += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, tables_end)
    return head + key_table + text_table + keys + texts


def is_whole(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return all(strings)


def faults_of(catalogue: Catalog) -> list[str]:
    """Messages without words, and placeholders that differ."""
    faults = []
    for message in catalogue:
        if not message.id:
            continue
        if not is_whole(message):
            faults.append(f"{catalogue.locale}: no words for {message.id!r}")
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = placeholders(ids[-1])
        for text in strings[-1:]:
            if placeholders(text) != wanted:
                faults.append(f"{catalogue.locale}: placeholders of {message.id!r} differ in {text!r}")
        for text in strings[:-1]:
            if not placeholders(text) <= wanted:
                faults.append(f"{catalogue.locale}: unknown placeholder in {text!r}")
    return faults


def out_of_step(language: str, catalogue: Catalog) -> list[str]:
    made = {"po": po_bytes(catalogue), "mo": mo_bytes(catalogue)}
    return [
        f"{file.relative_to(ROOT)} is not in step with the code: run `make messages`"
        for ending, data in made.items()
        if not (file := file_of(language, ending)).is_file() or file.read_bytes() != data
    ]


def keep(language: str, catalogue: Catalog) -> None:
    file_of(language, "po").parent.mkdir(parents=True, exist_ok=True)
    file_of(language, "po").write_bytes(po_bytes(catalogue))
    file_of(language, "mo").write_bytes(mo_bytes(catalogue))


def all_faults(words: Words, *, is_check: bool) -> list[str]:
    messages = extracted()
    faults: list[str] = []
    for language in LANGUAGES:
        catalogue = catalogue_of(language, messages, kept_words(language) | words)
        faults += faults_of(catalogue)
        if is_check:
            faults += out_of_step(language, catalogue)
        else:
            keep(language, catalogue)
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description="Extract, update and compile the words of the program.")
    parser.add_argument("--words", type=Path, help="a folder of JSON dictionaries with Spanish words to take in")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where one is not in step")
    chosen = parser.parse_args()
    faults = all_faults(given_words(chosen.words) if chosen.words else {}, is_check=chosen.check)
    print("\n".join(faults) or f"{len(extracted())} messages, both languages complete.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
