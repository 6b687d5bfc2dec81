"""Does a screen answer? Exit 0 where a window can be opened, 1 where not, so that Qt need not find out the hard way.

DISPLAY may be left over from a connection that has ended. Standard library only.
"""

import ctypes
import os
import socket
import sys
from pathlib import Path


def x11_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    place = Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name)
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(place))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    has_own_screen = not sys.platform.startswith("linux")
    sys.exit(0 if has_own_screen or wayland_answers() or x11_answers() else 1)
