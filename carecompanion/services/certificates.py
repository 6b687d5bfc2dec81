"""Certificates that can be proved with no network: signed with a key of the trainer's own, made once and kept in her
encrypted file.

Two things are signed. The words on each certificate: its code is the key and the signature, so that paper can be typed
in. And the whole file, PDF or page: its last line is a seal over every byte before it. Who signed is told by the key's
fingerprint alone; no name of a trainer is in it. proving.py looks at what came of it.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from carecompanion.errors import StorageError
from carecompanion.i18n import _
from carecompanion.services.certificate_text import (
    FILE_SEAL,
    MARK,
    WORDS_SEAL,
    Certificate,
    code_of,
    fingerprint_of,
    text_of,
)
from carecompanion.services.keeping import Keeper
from carecompanion.services.preferences import Preferences
from carecompanion.storage.merging import APART, SIGNING_KEY

KEPT_AS = SIGNING_KEY


class Signer:
    """The key of one profile. It is made when something is signed for the first time.

    A profile that was joined from two laptops has one of each: the newest signs, the others are known as its own.
    """

    def __init__(self, preferences: Preferences, keeper: Keeper) -> None:
        self._preferences = preferences
        self._keeper = keeper

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Every public key of this profile, the one that signs now first; () before there is one."""
        every = [self._preferences.get(KEPT_AS), *self._preferences.those(KEPT_AS + APART)]
        return tuple(dict.fromkeys(_public(_private(kept)) for kept in every if kept))

    def own(self) -> "Pen":
        """Raises StorageError where a new key could not be kept: nobody could be told later that it was hers."""
        kept = self._preferences.get(KEPT_AS)
        if not kept:
            kept = Ed25519PrivateKey.generate().private_bytes_raw().hex()
            self._preferences.keep(**{KEPT_AS: kept})
        if not self._keeper.retry():
            raise StorageError(_("This could not be saved. Nothing was lost: try again when the disk has room."))
        return Pen(_private(kept))


class Pen:
    """Signs; also in the background, where nothing is asked of the profile."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._own = key
        self.key = _public(key)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.key)

    def code(self, one: Certificate) -> str:
        """«CC1 9Q4KZ …»"""
        return self.code_of_text(text_of(one))

    def code_of_text(self, text: str) -> str:
        return " ".join((MARK, *code_of(self.key + self._own.sign(WORDS_SEAL + text.encode()))))

    def sealed(self, content: bytes, texts: Sequence[str]) -> bytes:
        """A whole file with its seal as the last line: a comment, to PDF as to HTML."""
        before, after = (b"\n%", b"\n") if content.startswith(b"%PDF") else (b"<!-- ", b" -->\n")
        says = json.dumps({"key": self.key.hex(), "says": list(texts)}, ensure_ascii=False).encode()
        whole = content + before + FILE_SEAL + urlsafe_b64encode(says).rstrip(b"=")
        return whole + b"." + urlsafe_b64encode(self._own.sign(whole)).rstrip(b"=") + after


def _private(kept: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept))


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()
