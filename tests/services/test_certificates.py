"""Certificates: any list of names, signed words and files, and not one altered sign that passes."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecompanion import i18n
from carecompanion.errors import CertificateUnreadable, SessionNotAllowed, StorageError, StorageFull
from carecompanion.events import Events
from carecompanion.paths import find_paths
from carecompanion.services import proving
from carecompanion.services.certificate_names import MOST_LETTERS, MOST_NAMES, read_names
from carecompanion.services.certificate_text import (
    LABELS,
    MARK,
    SIGNS,
    Certificate,
    code_of,
    content_of,
    fingerprint_of,
    lines_of,
    text_of,
    tidy,
)
from carecompanion.services.certificates import KEPT_AS, Pen, Signer
from carecompanion.services.preferences import Preferences
from carecompanion.services.proving import check_file, check_sealed, check_text
from tests.services.trainer import Desk

DAY = date(2026, 11, 24)


def signer(desk: Desk) -> Signer:
    return Signer(Preferences(desk.keeper, Events(), desk.clock), desk.keeper)


@pytest.fixture(scope="module")
def pen() -> Pen:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Pen(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def a_certificate(name: str = "Ana Ruiz Ñahui", course: str = "Personal policial: una jornada") -> Certificate:
    return Certificate(name, course, 465, DAY)


def on_paper(pen: Pen, one: Certificate) -> str:
    """As it stands there, its lines broken anyhow."""
    return "\n".join((*lines_of(one), f"{LABELS[i18n.language()]}: {pen.code(one)}.", "Clave 9Q4K"))


# ---- names


@pytest.mark.parametrize(
    ("typed", "names", "said"),
    [
        ("Ana Ruiz\nLuis Paz", ("Ana Ruiz", "Luis Paz"), ()),
        ('"Ana Ruiz"\n“Luis Paz”\n«Eva»', ("Ana Ruiz", "Luis Paz", "Eva"), ()),
        ('"Luis ""Lucho"" Paz"', ('Luis "Lucho" Paz',), ()),
        ("1. Ana\n2) Luis\n- Eva\n• Rosa", ("Ana", "Luis", "Eva", "Rosa"), ()),
        (
            "N.º\tNombres y apellidos\tDNI\n1\tAna Ruiz\t45678912\n2\tLuis\tDNI 1234567",
            ("Ana Ruiz", "Luis"),
            ("columnas",),
        ),
        ("Ruiz Soto\tAna\tana@correo.pe", ("Ruiz Soto Ana",), ("varias columnas",)),
        ("Ana\n\n  \t \nLuis", ("Ana", "Luis"), ("2 líneas vacías",)),
        ("Ana\n12345\n---\nLuis", ("Ana", "Luis"), ("12345",)),
        ("Ana Ruiz\nLuis\nANA  RUIZ", ("Ana Ruiz", "Luis"), ("línea 3",)),
        ("ليلى حسن\nשרה כהן", ("ليلى حسن", "שרה כהן"), ("derecha a izquierda",)),
        ("\ufeffAna\u200b Ruiz\u202e\r\nD'Angelo Núñez", ("Ana Ruiz", "D'Angelo Núñez"), ()),
        ("Jose\u0301", ("José",), ()),
    ],
)
def test_lists_as_people_paste_them(typed: str, names: tuple[str, ...], said: tuple[str, ...]) -> None:
    found = read_names(typed)
    assert found.names == names
    assert len(found.words) == len(said)
    assert all(part in words for part, words in zip(said, found.words, strict=True))


def test_three_hundred_names_and_more_than_there_may_be() -> None:
    many = [f"Persona {chr(65 + n % 26)}{chr(65 + n // 26)}" for n in range(300)]
    assert (
        read_names("\n".join(many)) == read_names("\r\n".join(many)) and len(read_names("\n".join(many)).names) == 300
    )
    with pytest.raises(SessionNotAllowed, match=str(MOST_NAMES)):
        read_names("\n".join(["x" + "y" * (n % 60) for n in range(MOST_NAMES + 1)]))
    with pytest.raises(SessionNotAllowed, match="Línea 2"):
        read_names("Ana\n" + "a" * (MOST_LETTERS + 1))
    for nothing in ("", "\n\n", "123\n\t\n", "Nombre"):
        with pytest.raises(SessionNotAllowed, match="ningún nombre"):
            read_names(nothing)


@given(st.text(max_size=120))
@settings(max_examples=150)
def test_any_text_is_read_or_has_a_sentence(text: str) -> None:
    try:
        found = read_names(text)
    except SessionNotAllowed as error:
        found = None
        refused = error.words
    if found is None:
        assert refused
        return
    assert found.names and all(name == tidy(name) and len(name) <= MOST_LETTERS for name in found.names)
    assert len({name.casefold() for name in found.names}) == len(found.names)
    "".join(found.names).encode()  # no half letters


# ---- the key


def test_the_key_is_made_once_and_kept_encrypted(desk: Desk) -> None:
    assert signer(desk).keys == ()
    first = signer(desk).own()
    desk.again()
    assert signer(desk).keys == (first.key,) == (signer(desk).own().key,)
    secret = bytes.fromhex(desk.keeper.journal.preferences()[KEPT_AS])
    for file in desk.file.parent.iterdir():
        assert secret not in file.read_bytes() and secret.hex().encode() not in file.read_bytes()


def test_without_room_for_the_key_nothing_is_signed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_records: object, **_ids: object) -> None:
        raise StorageFull("lleno")

    monkeypatch.setattr(desk.keeper.journal, "keep", full)
    mine = signer(desk)
    with pytest.raises(StorageError):
        mine.own()


# ---- words and their code


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_stands_on_it_is_proved_in_either_language(pen: Pen, language: str) -> None:
    words = find_paths().resources / "i18n"
    i18n.speak(language, words)
    page = on_paper(pen, a_certificate())
    i18n.speak("es" if language == "en" else "en", words)
    verdict = check_text("  " + page.replace(" ", "\n ") + "\nPágina 1 de 3", [pen.key])
    assert (verdict.kind, verdict.is_own, verdict.fingerprint) == ("true", True, pen.fingerprint)
    assert "Ana Ruiz Ñahui" in verdict.says[0]
    assert check_text(page.lower().partition("cc1")[0], [pen.key]).kind == "nothing"
    other = check_text(page)
    assert other.is_true and not other.is_own


def test_a_code_is_typed_as_people_type(pen: Pen) -> None:
    page = on_paper(pen, a_certificate())
    start = page.index(MARK) + len(MARK)
    typed = page[:start] + page[start:].lower().replace("0", "o").replace("1", "l")
    assert check_text(typed).is_true
    assert check_text(page.replace(f"{LABELS['es']}: ", "")).is_true, "the label need not be typed"
    short = check_text(page[: start + 40])
    assert short.kind == "mistyped" and "33" in short.words
    assert check_text(page[:start]).kind == "mistyped"
    wrong = page[: start + 9] + ("2" if page[start + 9] != "2" else "3") + page[start + 10 :]
    assert "grupos 1 a 3" in check_text(wrong).words


def test_titles_and_marks_inside_a_course_do_no_harm(pen: Pen) -> None:
    for course in ("Constancia de participación, módulo CC1", "CC1", "Code to verify"):
        assert check_text("Taller\n" + on_paper(pen, a_certificate(course=course))).is_true


def test_a_page_full_of_titles_takes_no_longer(pen: Pen) -> None:
    titles = "Constancia de participación " * 7000
    assert check_text(titles + on_paper(pen, a_certificate())).is_true


def test_several_at_once_and_one_of_them_altered(pen: Pen) -> None:
    pages = [on_paper(pen, a_certificate(name)) for name in ("Ana", "Luis", "Eva")]
    assert len(check_text("\n".join(pages)).says) == 3
    assert "una" in check_text("\n".join([pages[0], pages[1].replace("Luis", "Luisa"), pages[2]])).words


def sign_like_another(pen: Pen, text: str, place: int, sign: str) -> bool:
    """Whether it reads as the same: blanks are blanks, and in the code they are nothing, and some signs are alike."""
    altered = text[:place] + sign + text[place + 1 :]
    code = text.index(MARK) + len(MARK)
    return (place > code and in_code(altered[code:]) == in_code(text[code:])) or tidy(altered) == tidy(text)


def in_code(typed: str) -> str:
    signs = "".join(tidy(typed).split())
    return signs.translate(str.maketrans("iloILO", "110110")).upper() if signs.isascii() else typed


@given(st.data())
@settings(max_examples=120)
def test_any_altered_sign_fails(pen: Pen, data: st.DataObject) -> None:
    """Of all that stands there, to the end of the code."""
    page = on_paper(pen, a_certificate()).partition(".\nClave")[0]
    place = data.draw(st.integers(0, len(page) - 1))
    near = st.sampled_from("aáAeo0O1lI .,«»:;-nñrR" + SIGNS)
    sign = data.draw(near | st.characters())
    if sign_like_another(pen, page, place, sign):
        assert check_text(page[:place] + sign + page[place + 1 :]).kind in ("true", "mistyped")
        return
    verdict = check_text(page[:place] + sign + page[place + 1 :])
    assert not verdict.is_true and verdict.words


@given(st.binary(min_size=1, max_size=100))
def test_a_code_gives_its_bytes_back(content: bytes) -> None:
    code = code_of(content)
    assert content_of(" ".join(code), len(content)) == content
    with pytest.raises(ValueError):
        content_of("".join(code) + "0", len(content))
    assert set("".join(code)) <= set(SIGNS)


def test_every_single_mistyped_sign_is_named_by_its_groups() -> None:
    code = "".join(code_of(bytes(range(100, 196))))
    for place in range(len(code)):
        for sign in SIGNS:
            if sign != code[place]:
                with pytest.raises(ValueError) as found:
                    content_of(code[:place] + sign + code[place + 1 :], 96)
                assert found.value.args[0] <= place // 5 + 1 <= found.value.args[1]


# ---- files


@pytest.mark.parametrize("start", [b"%PDF-1.4\nuna\nobra", "<!doctype html>\n<p>Ñ</p>\n".encode()])
def test_any_altered_byte_of_a_file_fails(pen: Pen, start: bytes) -> None:
    texts = [text_of(a_certificate()), text_of(a_certificate("ليلى حسن"))]
    whole = pen.sealed(start, texts)
    verdict = check_sealed(whole, [pen.key])
    assert (verdict.kind, verdict.says, verdict.is_own) == ("true", tuple(texts), True)
    for place in range(len(whole)):
        for other in (whole[place] ^ 1, whole[place] ^ 0x20, 0):
            if other != whole[place]:
                altered = whole[:place] + bytes([other]) + whole[place + 1 :]
                assert not check_sealed(altered).is_true, place
        assert not check_sealed(whole[:place] + whole[place + 1 :]).is_true, place
    for altered in (whole + b"\n", whole.replace(b"\n", b"\r\n"), whole[:-30], whole + whole, b"", b"%PDF"):
        assert not check_sealed(altered).is_true


def test_a_seal_of_somebody_else_says_whose(pen: Pen) -> None:
    verdict = check_sealed(pen.sealed(b"%PDF", ["Constancia"]), [bytes(32)])
    assert verdict.is_true and not verdict.is_own
    assert verdict.fingerprint == fingerprint_of(pen.key) == "-".join(verdict.fingerprint.split("-"))
    assert "otra clave" in verdict.words


def test_files_that_cannot_be_looked_at(pen: Pen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "constancias.pdf"
    for unreadable in (file, tmp_path):
        with pytest.raises(CertificateUnreadable):
            check_file(unreadable)
    file.write_bytes(pen.sealed(b"%PDF", ["Constancia"]))
    assert check_file(file).is_true
    file.write_bytes(b"%PDF saved again by another program")
    assert check_file(file).kind == "nothing"
    monkeypatch.setattr(proving, "MOST_BYTES", 4)
    with pytest.raises(CertificateUnreadable):
        check_file(file)
