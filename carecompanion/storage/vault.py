"""The keys of one profile: slots that wrap one random data key, as LUKS does; a new passphrase rewrites no data.

`keys.json` holds up to three slots: "open" (the key lies there plainly: whoever has the folder can read the profile),
"passphrase" and "recovery" (scrypt, then AES-GCM). A wrong passphrase is known here, before the file is opened. A
second copy, `keys.bak.json`, is written first and read when the other is damaged: without keys a profile is lost.
"""

import hashlib
import hmac
import json
import logging
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Any, Self, TypeGuard

from carecompanion.errors import StorageDamaged, StorageError, WrongPassphrase
from carecompanion.i18n import _
from carecompanion.storage import failures
from carecompanion.storage.failures import system_errors_sorted
from carecompanion.storage.files import make_private_folder, write_private
from carecompanion.storage.phrases import tidy_recovery_phrase

log = logging.getLogger(__name__)

KEYS = "keys.json"
SPARE = "keys.bak.json"
COST = 2**17  # scrypt's n: about half a second and 128 MB on the laptop we measured; kept with each slot
KEY_BYTES = 32
_BLOCKS, _LANES = 8, 1  # scrypt's r and p
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES, _PROOF_BYTES = 16, 12, 16, 32
_OPEN = {"key": KEY_BYTES}  # what a slot holds, and how many bytes each part has
_WRAPPED = {"salt": _SALT_BYTES, "nonce": _NONCE_BYTES, "wrapped": KEY_BYTES + _TAG_BYTES}
_DEAREST = 2**20  # a damaged file must not ask for all the memory there is


class Vault:
    """The key slots of the profile in `folder`."""

    def __init__(self, folder: Path, slots: dict[str, dict[str, Any]], proof: str, cost: int) -> None:
        self._folder = folder
        self._slots = slots
        self._proof = proof
        self._cost = cost

    @classmethod
    def create(
        cls, folder: Path, passphrase: str | None, recovery: str | None = None, cost: int = COST
    ) -> tuple[Self, bytes]:
        """Make the slots of a new profile and its data key. Without a passphrase the key lies open in the folder.

        Raises UserError for a mistyped recovery phrase, StorageFull, StorageReadOnly.
        """
        if (folder / KEYS).exists():
            raise FileExistsError(KEYS)
        key = secrets.token_bytes(KEY_BYTES)
        vault = cls(folder, {}, _proof_of(key), cost)
        vault._slots = vault._with_passphrase(key, passphrase)
        if recovery is not None:
            vault._slots["recovery"] = _wrap(key, tidy_recovery_phrase(recovery), "recovery", cost)
        with system_errors_sorted():
            make_private_folder(folder)
        vault._write()
        return vault, key

    @classmethod
    def open(cls, folder: Path, cost: int = COST) -> Self:
        """Read the slots; from the second copy when the first is damaged. Raises StorageDamaged when both are."""
        for name in (KEYS, SPARE):
            try:
                slots, proof = _read(folder / name)
            except PermissionError as error:
                raise failures.of_the_system(error) from error
            except (OSError, ValueError, RecursionError):
                log.info("%s is missing or damaged", name)
                continue
            vault = cls(folder, slots, proof, cost)
            if name == SPARE:
                vault.mend()
            return vault
        raise StorageDamaged(
            _(
                "The keys of this profile are missing or damaged, so it cannot be opened. Nothing was deleted. "
                "If you have a copy of the profile's folder, put its file keys.json back."
            )
        )

    def mend(self) -> None:
        """Write both copies anew, as they were when this was read. Where that cannot be, it opens all the same."""
        try:
            self._write()
        except StorageError as error:
            log.info("the keys were not written anew: %s", type(error).__name__)

    @property
    def has_passphrase(self) -> bool:
        return "passphrase" in self._slots

    @property
    def has_recovery(self) -> bool:
        return "recovery" in self._slots

    def fits(self, key: bytes) -> bool:
        """Whether this is the key that the slots wrap."""
        return hmac.compare_digest(_proof_of(key), self._proof)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which slots there are: "open", "passphrase", "recovery"."""
        return tuple(sorted(self._slots))

    def open_key(self) -> bytes | None:
        """The data key of a profile without a passphrase; else None."""
        slot = self._slots.get("open")
        return bytes.fromhex(slot["key"]) if slot else None

    def unlock(self, passphrase: str) -> bytes:
        """The data key. Slow on purpose (scrypt): not on the thread that paints. Raises WrongPassphrase."""
        key = self._unwrap("passphrase", _same_however_typed(passphrase))
        if key is None:
            raise WrongPassphrase(_("That passphrase does not open this profile. Try again."))
        return key

    def unlock_with_recovery(self, phrase: str) -> bytes:
        """The data key. Slow on purpose.

        Raises UserError naming a mistyped word, WrongPassphrase for another profile's phrase.
        """
        key = self._unwrap("recovery", tidy_recovery_phrase(phrase))
        if key is None:
            raise WrongPassphrase(_("That recovery phrase does not open this profile. It may belong to another one."))
        return key

    def set_passphrase(self, key: bytes, passphrase: str | None) -> None:
        """Change, set or (None) take away the passphrase. The data is not rewritten."""
        self._require_own(key)
        self._change({**self._without("open", "passphrase"), **self._with_passphrase(key, passphrase)})

    def set_recovery(self, key: bytes, phrase: str | None) -> None:
        """Change, set or (None) take away the recovery phrase."""
        self._require_own(key)
        slots = self._without("recovery")
        if phrase is not None:
            slots["recovery"] = _wrap(key, tidy_recovery_phrase(phrase), "recovery", self._cost)
        self._change(slots)

    def _with_passphrase(self, key: bytes, passphrase: str | None) -> dict[str, dict[str, Any]]:
        if not passphrase:
            return {"open": {"key": key.hex()}}
        return {"passphrase": _wrap(key, _same_however_typed(passphrase), "passphrase", self._cost)}

    def _without(self, *names: str) -> dict[str, dict[str, Any]]:
        return {name: slot for name, slot in self._slots.items() if name not in names}

    def _require_own(self, key: bytes) -> None:
        if not self.fits(key):
            raise ValueError("this key belongs to another profile")

    def _change(self, slots: dict[str, dict[str, Any]]) -> None:
        """Take the new slots only when they are on the disk."""
        old, self._slots = self._slots, slots
        try:
            self._write()
        except BaseException:
            self._slots = old
            raise

    def _write(self) -> None:
        body: dict[str, Any] = {"schema": 1, "proof": self._proof, "slots": self._slots}
        data = json.dumps({**body, "sum": _sum_of(body)}, indent=1).encode()
        with system_errors_sorted():
            for name in (SPARE, KEYS):
                write_private(self._folder / name, data)

    def _unwrap(self, name: str, secret: str) -> bytes | None:
        """The data key out of a slot; None when the slot is not there or the secret is another."""
        # Loading the library takes longer than reading the picker, and a profile without a passphrase never needs it.
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        slot = self._slots.get(name)
        if slot is None:
            return None
        wrapping = _stretch(secret, bytes.fromhex(slot["salt"]), slot["n"])
        try:
            return AESGCM(wrapping).decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), name.encode())
        except InvalidTag:
            return None


def wait_before_try(failures: int) -> float:
    """Seconds to wait before the next try after so many wrong ones: a little longer each time, never a lock-out."""
    return min(0.5 * failures, 5.0)


def _wrap(key: bytes, secret: str, name: str, cost: int) -> dict[str, Any]:
    # Loaded late for the same reason as in Vault._unwrap.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    wrapped = AESGCM(_stretch(secret, salt, cost)).encrypt(nonce, key, name.encode())
    return {"kdf": "scrypt", "n": cost, "salt": salt.hex(), "nonce": nonce.hex(), "wrapped": wrapped.hex()}


def _stretch(secret: str, salt: bytes, cost: int) -> bytes:
    memory = 128 * _BLOCKS * (cost + _LANES + 2) + 2**20
    return hashlib.scrypt(
        secret.encode(errors="surrogatepass"), salt=salt, n=cost, r=_BLOCKS, p=_LANES, maxmem=memory, dklen=KEY_BYTES
    )


def _same_however_typed(passphrase: str) -> str:
    """«é» typed as one key or as two is the same passphrase."""
    return unicodedata.normalize("NFKC", passphrase)


def _proof_of(key: bytes) -> str:
    """Tells whether a key is this profile's, and nothing about the key."""
    return hmac.new(key, b"care companion data key", "sha256").hexdigest()


def _sum_of(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _read(file: Path) -> tuple[dict[str, dict[str, Any]], str]:
    """The slots and the proof in a key file. Raises ValueError when it is not exactly what was written.

    It may be of a copy that somebody else made: a sum that fits says nothing.
    """
    body = json.loads(file.read_bytes())
    if not isinstance(body, dict) or body.pop("sum", None) != _sum_of(body):
        raise ValueError("the key file is damaged")
    slots, proof = body.get("slots"), body.get("proof")
    if isinstance(body.get("schema"), int) and body["schema"] > 1:
        raise failures.too_new()
    if body.get("schema") != 1 or not isinstance(slots, dict) or not _is_hex(proof, _PROOF_BYTES):
        raise ValueError("the key file is of another kind")
    if not {"open", "passphrase"} & set(slots) or not all(_is_sound(name, slot) for name, slot in slots.items()):
        raise ValueError("a key slot is not what was written")
    return slots, proof


def _is_sound(name: str, slot: Any) -> bool:
    """Whether a slot can be used at all, and does not ask for more memory than there is."""
    if not isinstance(slot, dict):
        return False
    if not all(_is_hex(slot.get(part), length) for part, length in (_OPEN if name == "open" else _WRAPPED).items()):
        return False
    cost = slot.get("n")
    return name == "open" or (type(cost) is int and 2 <= cost <= _DEAREST and cost.bit_count() == 1)


def _is_hex(words: Any, length: int) -> TypeGuard[str]:
    return isinstance(words, str) and re.fullmatch(f"[0-9a-f]{{{2 * length}}}", words) is not None
