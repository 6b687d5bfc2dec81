"""The tree of errors.

    CareError                     something we foresaw
    +-- UserError                 its words are translated and may be shown to a person
    |   +-- ResourcesMissing      the program's own files are not where they should be
    |   +-- ContentError          a pack, lesson or practice cannot be shown
    |   |   +-- PackError         a fault in a pack: file, line, what
    |   |   +-- ContentMissing    something named is in no pack (removed, or never there)
    |   +-- AnswerNotAllowed      a check-in has no such question, or the question no such answer
    |   +-- CutNotAllowed         this scale may not be cut here
    |   +-- KeyUnreadable         a file is no key for signing packs, or a name nobody can sign with
    |   +-- PackRefused           a pack cannot be added or taken away, though nothing is wrong with it
    |   +-- AddingStopped         a person stopped the adding of a pack
    |   +-- LineNotAllowed        a help line of the place lacks something, or its number is none
    |   +-- SessionNotAllowed     a training session, its groups, names, a picture or a room's answer cannot be so
    |   +-- SessionUnreadable     a file of a session from another laptop cannot be taken
    |   +-- CertificateUnreadable a file that should be proved cannot be read
    |   +-- SheetUnreadable       a table of answers from outside cannot be scored
    |   +-- CopyUnreadable        a file chosen as a profile's copy cannot be used
    |   +-- StickNotPossible      a stick cannot be made, brought up to date or taken back
    |   |   +-- StickStopped      a person stopped it
    |   +-- StorageError          a profile's file cannot be read or written
    |       +-- StorageFull       the disk is full
    |       +-- StorageReadOnly   the folder may not be written
    |       +-- StorageLocked     another process holds the file
    |       +-- StorageTooNew     written by a newer version of the program
    |       +-- StorageDamaged    the file is not whole
    |       +-- WrongPassphrase   this passphrase (or recovery phrase) does not open the profile

Anything else is a bug, and a bug has no class here.
"""


class CareError(Exception):
    """Something we foresaw."""


class UserError(CareError):
    """Its words may be shown: what happened, what is safe, what to do."""

    @property
    def words(self) -> str:
        return str(self.args[0]) if self.args else ""


class ResourcesMissing(UserError):
    """The program's own files are not where they should be."""


class ContentError(UserError):
    """A pack, lesson or practice cannot be shown."""


class PackError(ContentError):
    """One fault in a pack, with the file (relative to the pack) and line where it stands."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(what)
        self.file = file
        self.line = line
        self.what = what

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class ContentMissing(ContentError):
    """Something named is in no pack."""


class AnswerNotAllowed(UserError):
    """A check-in has no such question, or the question no such answer. What was answered before stays."""


class CutNotAllowed(UserError):
    """This scale may not be cut here."""


class KeyUnreadable(UserError):
    """This is no key for signing packs, or the name it would sign with cannot be shown."""


class PackRefused(UserError):
    """A pack cannot be added or taken away, though nothing is wrong with it. Nothing was changed."""


class AddingStopped(UserError):
    """A person stopped the adding of a pack. Nothing was changed."""


class LineNotAllowed(UserError):
    """A help line of the place cannot be kept: what is wrong, by field. What was written stays with who wrote it."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


class SheetUnreadable(UserError):
    """A table of answers from outside the program cannot be scored."""


class SessionNotAllowed(UserError):
    """A training session, its groups, a picture or a room's answer cannot be so. Nothing was changed."""


class SessionUnreadable(UserError):
    """A file of a session from another laptop cannot be taken. Nothing was added."""


class CertificateUnreadable(UserError):
    """A file that should be proved cannot be read."""


class CopyUnreadable(UserError):
    """A file chosen as a profile's copy cannot be used. Nothing was changed."""


class StickNotPossible(UserError):
    """A stick cannot be made, brought up to date or taken back. What was on it before is as it was."""


class StickStopped(StickNotPossible):
    """A person stopped the work at a stick, or the program is being closed."""


class StorageError(UserError):
    """A profile's file cannot be read or written."""


class StorageFull(StorageError):
    """The disk is full. What was kept before is whole."""


class StorageReadOnly(StorageError):
    """The folder may not be written."""


class StorageLocked(StorageError):
    """Another process holds the file."""


class StorageTooNew(StorageError):
    """Written by a newer version of the program; left untouched."""


class StorageDamaged(StorageError):
    """The file is not whole."""


class WrongPassphrase(StorageError):
    """This passphrase, or recovery phrase, does not open the profile."""
