"""Whether a certificate says what was signed: a file by its seal, words by the code under them. No profile is needed.

Nothing may be altered: not a letter, not a byte of the file, not even one that means nothing.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from carecompanion.errors import CertificateUnreadable
from carecompanion.i18n import _
from carecompanion.services.certificate_text import (
    FILE_SEAL,
    MARK,
    WORDS_SEAL,
    code_of,
    content_of,
    fingerprint_of,
    found_in,
    tidy,
)

KEY, SIGNATURE = 32, 64  # bytes
MOST_BYTES = 64 * 1024 * 1024  # of a file that is looked at

_SEAL = re.compile(
    rb"(?P<comment>\n%|<!-- )" + FILE_SEAL + rb"(?P<says>[\w-]+)\.(?P<signature>[\w-]{86})(?P<end> -->|)\n\Z", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out. `kind` is true, altered, mistyped, or nothing (there is no code, no seal). `words` say it in
    a sentence; `says` are the texts that were signed, `fingerprint` who signed, `is_own` whether a key of this profile.
    """

    kind: str
    words: str
    says: tuple[str, ...] = ()
    fingerprint: str = ""
    is_own: bool = False

    @property
    def is_true(self) -> bool:
        return self.kind == "true"


def check_file(file: Path, own_keys: Collection[bytes] = ()) -> Verdict:
    """A PDF or a page as it was saved. Slow where it is long: in the background. Raises CertificateUnreadable."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CertificateUnreadable(_("This file is too long to be one of certificates."))
        content = file.read_bytes()
    except OSError as error:
        raise CertificateUnreadable(
            _("This file cannot be read. Choose another one, or copy it here first.")
        ) from error
    return check_sealed(content, own_keys)


def check_sealed(content: bytes, own_keys: Collection[bytes] = ()) -> Verdict:
    found = _SEAL.search(content)
    if found is None or (found["comment"] == b"<!-- ") != bool(found["end"]):
        return _altered() if FILE_SEAL in content else _no_seal()
    signature = _canonical(found["signature"])
    says = _canonical(found["says"])
    try:
        told = json.loads(says)
        key, texts = bytes.fromhex(told["key"]), tuple(tidy(str(text)) for text in told["says"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return _altered()
    whole = content[: found.end("says")]
    return _true(texts, {key}, own_keys) if _is_signed(key, signature, whole) else _altered()


def check_text(page: str, own_keys: Collection[bytes] = ()) -> Verdict:
    """What stands on one certificate or several, pasted or typed."""
    found = found_in(page)
    if not found:
        return Verdict("nothing", _("There is no code here. Write everything, from the title down to the code."))
    says: list[str] = []
    keys: set[bytes] = set()
    for one in found:
        try:
            content = content_of(one.code, KEY + SIGNATURE)
        except ValueError as error:
            return Verdict("mistyped", _mistyped(error.args))
        key, signature = content[:KEY], content[KEY:]
        text = next((text for text in one.texts if _is_signed(key, signature, WORDS_SEAL + text.encode())), None)
        if text is None:
            return _altered(len(found) > 1)
        says.append(text)
        keys.add(key)
    if len(keys) > 1 and not keys <= set(own_keys):
        return Verdict("mixed", _("These certificates were signed with different keys. Look at them one by one."))
    return _true(tuple(says), keys, own_keys)


def _is_signed(key: bytes, signature: bytes, content: bytes) -> bool:
    if len(key) != KEY or len(signature) != SIGNATURE:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _canonical(text: bytes) -> bytes:
    """b"" where another text would mean the same bytes: nothing may be altered, not even what means nothing."""
    try:
        content = urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except ValueError:
        return b""
    return content if urlsafe_b64encode(content).rstrip(b"=") == text else b""


# ---- in words


def verify_title() -> str:
    """What the page is called; a certificate names it."""
    return _("Verify a certificate")


def _true(texts: tuple[str, ...], keys: set[bytes], own_keys: Collection[bytes]) -> Verdict:
    is_own = keys <= set(own_keys)
    whose = _("It was signed with the key of this profile.") if is_own else _not_own(bool(own_keys))
    words = _("It says just what was signed.")
    return Verdict("true", f"{words} {whose}", texts, ", ".join(sorted(map(fingerprint_of, keys))), is_own)


def _not_own(has_own: bool) -> str:
    if has_own:
        return _("It was signed with another key than this profile's. Ask whoever trained which key is theirs.")
    return _("Ask whoever trained which key is theirs, and compare.")


def _altered(is_one_of_many: bool = False) -> Verdict:
    if is_one_of_many:
        return Verdict(
            "altered", _("In one of them something was changed after it was signed. Look at them one by one.")
        )
    words = _("Something in it was changed after it was signed, perhaps one letter. It proves nothing as it is.")
    return Verdict("altered", words)


def _no_seal() -> Verdict:
    words = _("This file has no seal. Another program may have saved it again. Write what stands on it, with its code.")
    return Verdict("nothing", words)


def _mistyped(groups: tuple[object, ...]) -> str:
    if groups:
        words = _("The code does not add up. Look again at its groups {first} to {last}.")
        return words.format(first=groups[0], last=groups[1])
    length = len(code_of(bytes(KEY + SIGNATURE)))
    words = _(
        "The code has {n} groups after {mark}, of five letters or numbers, the last one shorter. This one has not."
    )
    return words.format(n=length, mark=MARK)
