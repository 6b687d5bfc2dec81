"""Opens Care Companion on Windows. What the command would print goes into a small window: here is no terminal."""

import ctypes
import io
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "pkgs"))
sys.argv[1:] = [os.path.abspath(one) if os.path.exists(one) else one for one in sys.argv[1:]]  # before the folder changes
os.chdir(os.path.expanduser("~"))  # a stick that one is in cannot be taken out
if sys.stderr is None:
    sys.stdout = sys.stderr = io.StringIO()

from carecompanion.main import main  # noqa: E402  (only now can it be found)


def tell(code):
    words = sys.stderr.getvalue() if isinstance(sys.stderr, io.StringIO) else ""
    if code and words:
        ctypes.windll.user32.MessageBoxW(None, words[-1500:], "Care Companion", 0x40)


try:
    code = main()
except SystemExit as end:
    code = end.code
tell(code)
raise SystemExit(code)
