"""Signed packs: signature.toml lists every file of the pack with its SHA-256, and an Ed25519 key has signed that list.

Who signed is a name of the maker's choice and the fingerprint of the key. What is signed is not the text of the file
but what it says, so that another line end changes nothing, and another letter of the pack everything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from carecompanion.content.faults import Page, Problem
from carecompanion.content.files import SIGNATURE, PackFiles, has_control, text_lines
from carecompanion.content.tables import Table, toml_table
from carecompanion.errors import KeyUnreadable, PackError
from carecompanion.i18n import _

SCHEMA = 1
LONGEST_NAME = 80
KEY, SEAL = 32, 64  # bytes
MOST_BYTES = 2 * 1024 * 1024  # of the list: 5,000 files and more
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none is mistaken for another when read out

_MARK = "Care Companion pack signature 1"
_HEX = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a pack, by the words of the signature and by the key. The key is proof, the name is a claim."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class MakersKey:
    """What a maker signs with: a name, and the secret bytes of an Ed25519 key."""

    name: str
    secret: bytes

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(_public(self.secret))


def signed_files(files: PackFiles) -> list[str]:
    """Every file of the pack but the signature itself, in the order in which they are signed."""
    return sorted(name for name in files.sizes if name != SIGNATURE)


def sign(files: PackFiles, key: MakersKey) -> str:
    """The text of signature.toml for these files. Raises PackError when one cannot be read."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # late: 30 ms, seldom needed

    listed = {name: _hash_of(files, name) for name in signed_files(files)}
    public = _public(key.secret)
    seal = Ed25519PrivateKey.from_private_bytes(key.secret).sign(_message(key.name, public.hex(), listed))
    rows = [f'"{name}" = "{found}"' for name, found in listed.items()]
    top = [f"schema = {SCHEMA}", f'name = "{key.name}"', f'key = "{public.hex()}"', f'signature = "{seal.hex()}"']
    return "\n".join([*top, "", "[files]", *rows, ""])


def verify(files: PackFiles, problems: list[Problem]) -> Signature | None:
    """Who signed these files; None when nobody did. Whatever is not as it was signed is a problem of its file."""
    if SIGNATURE not in files.sizes:
        return None
    page = Page(SIGNATURE, problems)
    before = len(problems)
    read = _read(files, page)
    if read is None or len(problems) > before:
        return None
    name, key, seal, listed = read
    if not _is_signed(bytes.fromhex(key), bytes.fromhex(seal), _message(name, key, listed)):
        page.fault(0, _("The signature is not right: somebody changed it. Ask for the pack again."))
        return None
    _compare(files, listed, problems)
    return Signature(name, fingerprint_of(bytes.fromhex(key)))


def fingerprint_of(public: bytes) -> str:
    """Short enough to be read out, long enough that nobody makes a second key like it: «9Q4K-ZT20-VV3M-7XAB»."""
    number = int.from_bytes(sha256(public).digest()[:10], "big")
    signs = "".join(SIGNS[number >> place & 31] for place in range(75, -1, -5))
    return "-".join(signs[place : place + 4] for place in range(0, 16, 4))


# a maker's key


def new_key(name: str) -> MakersKey:
    """Raises KeyUnreadable for a name nobody could show."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # late, as above

    name = " ".join(name.split())
    if fault := _fault_of_name(name):
        raise KeyUnreadable(fault)
    return MakersKey(name, Ed25519PrivateKey.generate().private_bytes_raw())


def key_as_text(key: MakersKey) -> str:
    """A maker's key file."""
    remark = "# Signs packs as yours. Keep it apart, and give it to nobody: whoever has it can sign in your name."
    return f'{remark}\nname = "{key.name}"\nsecret = "{key.secret.hex()}"\n'


def key_from_text(text: str) -> MakersKey:
    """Raises KeyUnreadable."""
    problems: list[Problem] = []
    page = Page("", problems)
    table = toml_table(page, text.splitlines())
    name, secret = (table.text("name"), table.text("secret")) if table else ("", "")
    if problems or _fault_of_name(name) or len(secret) != 2 * KEY or not _HEX.fullmatch(secret):
        raise KeyUnreadable(_("This is not a key for signing packs. Make one with: carecompanion pack key FILE"))
    return MakersKey(name, bytes.fromhex(secret))


def _fault_of_name(name: str) -> str:
    if not name or len(name) > LONGEST_NAME:
        return _("Who signs has a name of {n} letters at most.").format(n=LONGEST_NAME)
    if has_control(name) or set(name) & set('"\\\n\r'):
        return _("The name of who signs holds no quotes, backslashes or signs that cannot be seen.")
    return ""


# the file


def _read(files: PackFiles, page: Page) -> tuple[str, str, str, dict[str, str]] | None:
    """Name, key, signature and the list; None after a fault."""
    try:
        lines = text_lines(page, files.read_bytes(SIGNATURE, MOST_BYTES))
    except PackError as error:
        page.fault(error.line, error.what)
        return None
    table = toml_table(page, lines) if lines is not None else None
    if table is None:
        return None
    if table.whole("schema") != SCHEMA and table.has("schema"):
        table.fault("schema", _("This signature is for another version of Care Companion."))
    name = table.text("name")
    if fault := _fault_of_name(name):
        table.fault("name", fault)
    key, seal = _hex(table, "key", KEY), _hex(table, "signature", SEAL)
    inner = table.table("files")
    listed = {one: _hex(inner, one, 32) for one in inner.values}
    table.finish()
    return name, key, seal, listed


def _hex(table: Table, key: str, count: int) -> str:
    text = table.text(key)
    if text and (len(text) != 2 * count or not _HEX.fullmatch(text)):
        table.fault(key, _("“{key}” must be {n} digits and letters from a to f.").format(key=key, n=2 * count))
        return ""
    return text


def _message(name: str, key: str, listed: Mapping[str, str]) -> bytes:
    """What is signed; no part of it can be taken for another: none holds the end of a line."""
    rows = [f"{found} {one}" for one, found in sorted(listed.items())]
    return "\n".join([_MARK, key, name, *rows, ""]).encode()


def _compare(files: PackFiles, listed: Mapping[str, str], problems: list[Problem]) -> None:
    """Every file that is there against the list, and the list against what is there."""
    for name in signed_files(files):
        page = Page(name, problems)
        if name not in listed:
            page.fault(0, _("This file is not in the signature: it was added after the pack was signed."))
        else:
            try:
                found = _hash_of(files, name)
            except PackError as error:
                page.fault(error.line, error.what)
                continue
            if found != listed[name]:
                page.fault(0, _("This file is not as it was signed: somebody changed it. Ask for the pack again."))
    for name in sorted(listed.keys() - files.sizes.keys()):
        Page(name[:200], problems).fault(0, _("The signature names this file, and it is missing."))


def _hash_of(files: PackFiles, name: str) -> str:
    return sha256(files.read_bytes(name)).hexdigest()


def _public(secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # late, as above

    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _is_signed(key: bytes, seal: bytes, content: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # late, as above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(seal, content)
    except (InvalidSignature, ValueError):
        return False
    return True
