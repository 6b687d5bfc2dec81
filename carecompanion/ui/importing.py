"""PySide reads the source of every module that is imported after it, to see whether the module might use its
`__feature__` names, and keeps all of it in memory: 18 MB at Today, and a twentieth of a start. Nothing here uses them.
"""

from contextlib import suppress

import shiboken6  # noqa: F401  # brings shibokensupport


def keep_no_source() -> None:
    """Before the other modules of the window are imported."""
    with suppress(ImportError, AttributeError):  # PySide's own affair: where it is gone, nothing is to be done
        from shibokensupport import feature  # type: ignore[import-not-found]

        feature._mod_uses_pyside = lambda _module: False
