"""The words a person sees: written so that they can be translated, and there in both languages.

The lint reads the code's trees; each of its findings is first provoked. Catalogues are made by packaging/messages.py
and compared with what it would make today.
"""

import ast
import gettext
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from carecompanion.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(set((ROOT / "carecompanion").rglob("*.py")) - {ROOT / "carecompanion" / "i18n.py"})  # which defines them
CATALOGUES = ROOT / "resources" / "i18n"
ASKS = {"_": 1, "ngettext": 2}  # how many of the arguments are words


def messages_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "packaging" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = messages_script()


# ---------------------------------------------------------------- the lint


def name_of(call: ast.Call) -> str:
    called = call.func
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def asks_for_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node) in ASKS


def complaints(source: str) -> Iterator[str]:
    """What would keep a message out of the catalogue, or make it one that never matches."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inner = [one for one in ast.walk(node) if asks_for_words(one)]
            yield from (f"{one.lineno}: words inside an f-string are not found" for one in inner)
        if isinstance(node, ast.Call) and asks_for_words(node):
            yield from complaints_of_call(node)


def complaints_of_call(call: ast.Call) -> Iterator[str]:
    words = call.args[: ASKS[name_of(call)]]
    if len(words) < ASKS[name_of(call)] or any(isinstance(word, ast.Starred) for word in words):
        yield f"{call.lineno}: the words must stand there as they are"
        return
    for word in words:
        if isinstance(word, ast.JoinedStr):
            yield f"{call.lineno}: an f-string never matches; use {{name}} and .format afterwards"
        elif not (isinstance(word, ast.Constant) and isinstance(word.value, str)):
            yield f"{call.lineno}: only a text as it is can be found"
        else:
            yield from (f"{call.lineno}: {what}" for what in complaints_of_text(word.value))


def complaints_of_text(text: str) -> Iterator[str]:
    if not text.strip():
        yield "no words"
    elif text != text.strip():
        yield f"blanks at an end: {text!r}"
    if "%" in re.sub(r"%(?![sdr(])", "", text):
        yield f"a percent placeholder; use {{name}}: {text!r}"
    if re.search(r"\{\d*\}", text.replace("{{", "").replace("}}", "")):
        yield f"a placeholder without a name: {text!r}"
    if "..." in text:
        yield f"three dots instead of …: {text!r}"


@pytest.mark.parametrize(
    "source",
    [
        '_(f"Hello {name}")',
        "f\"{_('Hello')} there\"",
        '_("Hello " + name)',
        "_(name)",
        '_("Hello {}").format(name)',
        '_("Hello %s") % name',
        '_(" Hello")',
        '_("")',
        '_("Wait...")',
        'ngettext(f"{n} day", "{n} days", n)',
        "i18n._(name)",
        "ngettext(*forms, n)",
    ],
)
def test_the_lint_sees(source: str) -> None:
    assert list(complaints(source))


@pytest.mark.parametrize(
    "source", ['_("Hello {name}").format(name=name)', '_("76 % of " "it")', 'f"{name}" + _("Hello")']
)
def test_the_lint_lets_pass(source: str) -> None:
    assert list(complaints(source)) == []


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_words_can_be_translated(file: Path) -> None:
    assert list(complaints(file.read_text(encoding="utf-8"))) == []


# ---------------------------------------------------------------- the catalogues


@pytest.fixture(scope="module")
def asked() -> dict[Any, set[str]]:
    """Every message of the code, with its files."""
    return messages.extracted()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(language: str, asked: dict[Any, set[str]]) -> None:
    kept = messages.kept_words(language)
    assert sorted(map(str, asked.keys() - kept.keys())) == [], "not in the catalogue: run `make messages`"
    assert sorted(map(str, kept.keys() - asked.keys())) == [], "no longer in the code: run `make messages`"
    assert messages.faults_of(messages.catalogue_of(language, asked, kept)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_in_step(language: str, asked: dict[Any, set[str]]) -> None:
    assert messages.out_of_step(language, messages.catalogue_of(language, asked, messages.kept_words(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy(language: str) -> None:
    assert "#, fuzzy" not in messages.file_of(language, "po").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_the_text_says(language: str) -> None:
    spoken = gettext.translation("carecompanion", CATALOGUES, [language])
    for message, text in messages.kept_words(language).items():
        if not all(forms(text)):
            continue  # told by test_the_catalogue_is_complete
        if isinstance(message, tuple):
            assert (spoken.ngettext(*message, 1), spoken.ngettext(*message, 2)) == tuple(text)
        else:
            assert spoken.gettext(message) == text


SAME_IN_BOTH = re.compile(r"^[\W\d_]*$|^(\{\w+\}|[\W\d_])+$")  # only placeholders, numbers and marks


def test_spanish_is_not_english(asked: dict[Any, set[str]]) -> None:
    """A text that is the same in both is a name or a word of both, and stands in this list on purpose."""
    of_both = {
        "Care Companion",
        "Error",
        "No",
        "PDF",
        "Color",
        "Total",
        "Base",
        "Español",
        "English",
        "{n} min",
        "24x24",
        "CSV",
        "JSON",
        "Plan",
        "Agenda",
        "XLSX",
    }
    same = [
        text
        for message, text in messages.kept_words("es").items()
        if text == message and not SAME_IN_BOTH.match(str(text)) and text not in of_both
    ]
    assert same == []


ENGLISH = re.compile(
    r"\b(the|your|you|with|what|this|that|and|for|here|are|was|will|please|settings|back)\b", re.IGNORECASE
)


def test_no_english_word_stands_in_spanish() -> None:
    leaks = [text for text in messages.kept_words("es").values() for form in forms(text) if ENGLISH.search(named(form))]
    assert leaks == []


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def named(text: str) -> str:
    """Without placeholders: their names are English."""
    return re.sub(r"\{\w*[^}]*\}", "", text)


# ---------------------------------------------------------------- the script


def test_given_words_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"Hello": "Hola", "{n} day||{n} days": ["{n} día", "{n} días"]}', encoding="utf-8"
    )
    assert messages.given_words(tmp_path) == {"Hello": "Hola", ("{n} day", "{n} days"): ("{n} día", "{n} días")}


def test_two_that_disagree_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text('{"Hello": "Hola"}', encoding="utf-8")
    (tmp_path / "b.json").write_text('{"Hello": "Buenas"}', encoding="utf-8")
    assert messages.given_words(tmp_path) == {"Hello": "Hola"}
    assert "b.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("message", "text", "has_fault"),
    [
        ("Hello {name}", "Hola {name}", False),
        ("Hello {name}", "Hola {nombre}", True),
        ("Hello {name}", "Hola", True),
        ("Hello", "", True),
        (("One day", "{n} days"), ("Un día", "{n} días"), False),
        (("One day", "{n} days"), ("Un día", "días"), True),
        (("One day", "{n} days"), ("Un día", ""), True),
        (("One day", "{n} days"), ("{m} día", "{n} días"), True),
    ],
)
def test_faults_of_a_translation_are_seen(message: Any, text: Any, has_fault: bool) -> None:
    catalogue = messages.catalogue_of("es", {message: {"carecompanion/x.py"}}, {message: text})
    assert bool(messages.faults_of(catalogue)) is has_fault


def test_the_same_words_make_the_same_files() -> None:
    one, other = {"B": {"b.py"}, "A": {"a.py"}}, {"A": {"a.py"}, "B": {"b.py"}}
    words = {"A": "a", "B": "b"}
    made = [messages.catalogue_of("es", each, words) for each in (one, other)]
    assert messages.po_bytes(made[0]) == messages.po_bytes(made[1])
    assert messages.mo_bytes(made[0]) == messages.mo_bytes(made[1])
    assert b"Date" not in messages.po_bytes(made[0])
