"""The key slots: what opens a profile, what does not, and that a damaged key file loses no profile."""

import json
import stat
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from carecompanion.errors import StorageDamaged, StorageFull, StorageReadOnly, UserError, WrongPassphrase
from carecompanion.storage.phrases import new_recovery_phrase
from carecompanion.storage.vault import COST, KEYS, SPARE, Vault, _sum_of, wait_before_try

CHEAP = 2
PASSPHRASE = "mi clave de años 🦙"


@pytest.fixture
def phrase() -> str:
    return new_recovery_phrase("es")


def test_a_profile_without_passphrase_opens_by_itself(folder: Path) -> None:
    vault, key = Vault.create(folder, None, cost=CHEAP)
    assert len(key) == 32
    assert Vault.open(folder).open_key() == vault.open_key() == key
    assert not vault.has_passphrase
    assert not vault.has_recovery


def test_two_profiles_never_share_a_key(tmp_path: Path) -> None:
    assert Vault.create(tmp_path / "a", None, cost=CHEAP)[1] != Vault.create(tmp_path / "b", None, cost=CHEAP)[1]


def test_the_passphrase_opens_and_another_does_not(folder: Path) -> None:
    _made, key = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault = Vault.open(folder)
    assert vault.has_passphrase
    assert vault.open_key() is None
    assert vault.unlock(PASSPHRASE) == key
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper(), key.hex()):
        with pytest.raises(WrongPassphrase) as caught:
            vault.unlock(wrong)
        assert (
            caught.value.words == "Esa clave no abre este perfil. Prueba otra vez." or "Try again" in caught.value.words
        )


def test_a_passphrase_is_the_same_however_its_letters_were_typed(folder: Path) -> None:
    _made, key = Vault.create(folder, unicodedata.normalize("NFD", PASSPHRASE), cost=CHEAP)
    assert Vault.open(folder).unlock(unicodedata.normalize("NFC", PASSPHRASE)) == key


def test_neither_key_nor_passphrase_can_be_read_in_the_key_files(folder: Path, phrase: str) -> None:
    _made, key = Vault.create(folder, PASSPHRASE, phrase, cost=CHEAP)
    for name in (KEYS, SPARE):
        content = (folder / name).read_bytes()
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        for secret in (key, key.hex().encode(), PASSPHRASE.encode(), phrase.encode(), phrase.split()[0].encode()):
            assert secret not in content
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(entry.name for entry in folder.iterdir()) == [SPARE, KEYS]


def test_the_recovery_phrase_opens_however_it_was_typed(folder: Path, phrase: str) -> None:
    _made, key = Vault.create(folder, PASSPHRASE, phrase, cost=CHEAP)
    vault = Vault.open(folder)
    assert vault.has_recovery
    assert vault.unlock_with_recovery(f"  {phrase.upper()}\n") == key
    assert vault.unlock_with_recovery(phrase.replace(" ", ", ")) == key
    with pytest.raises(WrongPassphrase):
        vault.unlock_with_recovery(new_recovery_phrase("es"))
    with pytest.raises(UserError):
        vault.unlock_with_recovery(phrase.replace(phrase.split()[0], "zzzz"))


def test_a_profile_without_recovery_phrase_is_not_opened_by_one(folder: Path, phrase: str) -> None:
    vault, _key = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        vault.unlock_with_recovery(phrase)


def test_a_passphrase_is_changed_set_and_taken_away(folder: Path, phrase: str) -> None:
    vault, key = Vault.create(folder, None, phrase, cost=CHEAP)
    vault.set_passphrase(key, "una")
    assert Vault.open(folder).open_key() is None
    assert key.hex().encode() not in (folder / KEYS).read_bytes() + (folder / SPARE).read_bytes()
    vault.set_passphrase(key, "otra")
    with pytest.raises(WrongPassphrase):
        Vault.open(folder).unlock("una")
    assert Vault.open(folder).unlock("otra") == key
    assert Vault.open(folder).unlock_with_recovery(phrase) == key
    vault.set_passphrase(key, None)
    assert Vault.open(folder).open_key() == key


def test_a_recovery_phrase_is_changed_and_taken_away(folder: Path, phrase: str) -> None:
    vault, key = Vault.create(folder, PASSPHRASE, phrase, cost=CHEAP)
    newer = new_recovery_phrase("en")
    vault.set_recovery(key, newer)
    assert Vault.open(folder).unlock_with_recovery(newer) == key
    with pytest.raises(WrongPassphrase):
        Vault.open(folder).unlock_with_recovery(phrase)
    vault.set_recovery(key, None)
    assert not Vault.open(folder).has_recovery
    assert Vault.open(folder).unlock(PASSPHRASE) == key


def test_the_key_of_another_profile_is_never_wrapped(folder: Path) -> None:
    vault, key = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    with pytest.raises(ValueError):
        vault.set_passphrase(bytes(32), "otra")
    assert Vault.open(folder).unlock(PASSPHRASE) == key


def test_key_slots_are_never_made_over_others(folder: Path) -> None:
    Vault.create(folder, PASSPHRASE, cost=CHEAP)
    with pytest.raises(FileExistsError):
        Vault.create(folder, None, cost=CHEAP)


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"null", b'{"schema": 1}', b"\xff\xfe junk", b"[" * 99_999])
def test_a_damaged_key_file_is_healed_from_its_spare(folder: Path, junk: bytes) -> None:
    _made, key = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    (folder / KEYS).write_bytes(junk)
    assert Vault.open(folder).unlock(PASSPHRASE) == key
    (folder / SPARE).unlink()
    assert Vault.open(folder).unlock(PASSPHRASE) == key


def test_every_flipped_bit_is_noticed(folder: Path) -> None:
    _made, key = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    whole = (folder / KEYS).read_bytes()
    for place in range(0, len(whole), 7):
        (folder / KEYS).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Vault.open(folder).unlock(PASSPHRASE) == key


def test_a_missing_key_file_is_healed_too(folder: Path) -> None:
    _made, key = Vault.create(folder, None, cost=CHEAP)
    (folder / KEYS).unlink()
    assert Vault.open(folder).open_key() == key
    assert (folder / KEYS).is_file()


def test_when_both_are_damaged_it_is_said_in_words(folder: Path) -> None:
    Vault.create(folder, None, cost=CHEAP)
    (folder / KEYS).write_bytes(b"{}")
    (folder / SPARE).write_bytes(b"")
    with pytest.raises(StorageDamaged) as caught:
        Vault.open(folder)
    assert "keys.json" in caught.value.words
    assert (folder / KEYS).read_bytes() == b"{}"


@pytest.mark.parametrize(
    ("place", "harm"),
    [
        ("slots/passphrase/n", 2**40),  # all the memory there is
        ("slots/passphrase/n", True),
        ("slots/passphrase/nonce", "00"),
        ("slots/passphrase/wrapped", "00" * 47),
        ("slots/passphrase/salt", 12345678901234567890123456789012),
        ("slots/passphrase", []),
        ("slots/recovery", {"n": 2}),
        ("slots/open", {"key": 10**63}),
        ("slots", {}),
        ("proof", "é" * 64),
        ("proof", "0" * 63),
    ],
)
def test_a_key_file_that_somebody_made_up_is_refused(folder: Path, place: str, harm: object) -> None:
    """Its sum fits: whoever brings a copy can make one. A slot that cannot be used would be met later, unforeseen."""
    Vault.create(folder, PASSPHRASE, cost=CHEAP)
    body = json.loads((folder / KEYS).read_bytes())
    *way, last = place.split("/")
    inner = body
    for step in way:
        inner = inner[step]
    inner[last] = harm
    body.pop("sum")
    for name in (KEYS, SPARE):
        (folder / name).write_text(json.dumps({**body, "sum": _sum_of(body)}))
    with pytest.raises(StorageDamaged):
        Vault.open(folder)


def test_a_full_disk_leaves_the_old_passphrase(mount: Callable[..., Path]) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=64k", "tmpfs")
    vault, key = Vault.create(disk / "perfil", "vieja", cost=CHEAP)
    with open(disk / "ballast", "wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"x" * 512)
        except OSError:
            pass
    with pytest.raises(StorageFull):
        vault.set_passphrase(key, "nueva")
    assert vault.unlock("vieja") == key
    assert Vault.open(disk / "perfil").unlock("vieja") == key


def test_a_read_only_folder_still_opens(mount: Callable[..., Path], folder: Path) -> None:
    _made, key = Vault.create(folder, "vieja", cost=CHEAP)
    place = mount("--bind", str(folder))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
    vault = Vault.open(place)
    assert vault.unlock("vieja") == key
    with pytest.raises(StorageReadOnly):
        vault.set_passphrase(key, "nueva")


def test_each_try_waits_a_little_longer_and_none_is_refused() -> None:
    waits = [wait_before_try(failures) for failures in range(100)]
    assert waits[0] == 0
    assert waits == sorted(waits)
    assert 0 < waits[1] < 1
    assert waits[-1] == 5


def test_the_cost_is_what_was_measured(folder: Path) -> None:
    vault, key = Vault.create(folder, PASSPHRASE)
    slot = json.loads((folder / KEYS).read_bytes())["slots"]["passphrase"]
    assert slot["n"] == COST == 2**17
    assert vault.unlock(PASSPHRASE) == key
