"""What a maker of packs does once in a while: make a key, sign a pack."""

import os
import zipfile
from contextlib import suppress
from pathlib import Path

from carecompanion.content.admission import admit
from carecompanion.content.files import SIGNATURE, PackFiles, open_pack
from carecompanion.content.signing import MakersKey, key_as_text, key_from_text, new_key, sign
from carecompanion.errors import KeyUnreadable, StorageError
from carecompanion.i18n import _
from carecompanion.storage.files import make_private_file, put_in_place, write_private

MOST_BYTES = 10_000  # of a key's file


def make_key(file: Path, name: str) -> str:
    """A new key in a new file that only its owner may read; says what came of it. KeyUnreadable, StorageError."""
    key = new_key(name)
    try:
        make_private_file(file)
        write_private(file, key_as_text(key).encode())
    except FileExistsError as error:
        raise KeyUnreadable(_("There is a file of this name already. It was not touched.")) from error
    except OSError as error:
        raise StorageError(_("The key could not be written here. Choose another place.")) from error
    said = _("Signs as “{name}”, fingerprint {sign}. Keep this file apart: whoever has it can sign in your name.")
    return said.format(name=key.name, sign=key.fingerprint)


def sign_pack(path: Path, key_file: Path) -> str:
    """signature.toml into the pack's folder, or into its .carepack file; says what came of it.

    Raises PackError where the pack could not be added by anybody, KeyUnreadable, StorageError.
    """
    key = _read_key(key_file)
    if key_file.resolve().is_relative_to(path.resolve()):
        raise KeyUnreadable(_("The key lies in the pack, and would be given away with it. Take it out first."))
    with open_pack(path) as files:
        unsigned = _Unsigned(files)
        admit(unsigned)
        text = sign(unsigned, key).encode()
        contents = {} if path.is_dir() else {name: files.read_bytes(name) for name in unsigned.sizes}
    try:
        if path.is_dir():
            write_private(path / SIGNATURE, text)
            (path / SIGNATURE).chmod(0o644)  # the pack is for everybody
        else:
            _write_zip(path, contents | {SIGNATURE: text})
    except OSError as error:
        raise StorageError(_("The signature could not be written. The pack is as it was.")) from error
    said = _("Signed as “{name}”, fingerprint {sign}: {n} files.")
    return said.format(name=key.name, sign=key.fingerprint, n=len(unsigned.sizes))


class _Unsigned(PackFiles):
    """The same files without the signature of before, which a new one takes the place of."""

    def __init__(self, files: PackFiles) -> None:
        self._files = files
        super().__init__({name: size for name, size in files.sizes.items() if name != SIGNATURE})

    def _read(self, name: str, most: int) -> bytes:
        return self._files._read(name, most)


def _read_key(file: Path) -> MakersKey:
    try:
        with open(file, "rb") as kept:
            return key_from_text(kept.read(MOST_BYTES).decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnreadable(_("The key cannot be read. Make one with: carecompanion pack key FILE")) from error


def _write_zip(path: Path, contents: dict[str, bytes]) -> None:
    beside = path.with_name(path.name + ".new")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(contents.items()):
                archive.writestr(name, content)
        with open(beside, "rb+") as made:
            os.fsync(made.fileno())
        put_in_place(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
