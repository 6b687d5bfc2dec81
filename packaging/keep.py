"""What of all that a build could bring gets into the program: rules by name, the same for every system.

Qt's wheel has much that a quiet program of windows never loads. Each rule says what it leaves out. Of the building
machine's own libraries only a short list goes along: what a plain desktop may lack. All others belong to the system the
program runs on (linux/system.py says which, and which package brings them): a second copy of glib, fontconfig or the
C++ library beside a newer one is where trouble comes from.
"""

import re

LEFT_OUT = {
    "GTK's look": r"platformthemes/libqgtk3",
    "screens without a window system": r"platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay)\.",
    "another way to draw on Windows": r"platforms/qdirect2d\.",
    "the same, its parts": r"egldeviceintegrations|plugins/generic/",
    "other databases": r"plugins/sqldrivers/",
    "the network, which we never use": r"plugins/(networkinformation|tls)/",
    "pictures of kinds we do not have": r"imageformats/(lib)?q(tiff|webp|pdf|icns|tga|wbmp|gif|ico)\.",
    "a keyboard on the screen (GPL)": r"platforminputcontexts/(lib)?qtvirtualkeyboard|Qt6VirtualKeyboard",
    "QML": r"plugins/(qmltooling|qmllint|qmlls)|Qt6?(Quick|Qml|Labs|Lottie)\w*|pyside6qml|/qml/|plugins/designer/",
    "moving pictures, by QML": r"qlottievectorimage|plugins/vectorimageformats/",
    "Microsoft's computing on graphics cards": r"/vcamp140\.dll$",
    "what pynsist leaves in an empty folder": r"^pkgs/placeholder$",
    "Qt's other parts": r"Qt6?(Egl\w*|Pdf|OpenGLWidgets|Designer\w*|Help|Sql|UiTools|Concurrent|Xml)\b",
    "the same, for Python": r"PySide6/Qt(?!(Core|DBus|Gui|Widgets|Svg|Network|PrintSupport|Test)\.)\w+\.pyd$",
    "a graphics card made of software": r"PySide6/opengl32sw\.dll$",
    "what only developers of Qt need": r"PySide6/(include|typesystems|metatypes|resources|doc|glue|scripts|QtAsyncio)/"
    r"|PySide6/[^/]+\.exe$|\.(pyi|lib|pyx|pxd|h)$|/py\.typed$",
    "tests of the packages": r"pkgs/(sqlalchemy|alembic)/testing/",
    "Qt's words in other languages": r"translations/(?!qtbase_(es|en)\.)\w+\.qm",
    "what pip notes about a package": r"\.dist-info/",
    "what Python wrote beside its files while building": r"/__pycache__/",
    "catalogues before they are compiled": r"LC_MESSAGES/\w+\.po$",
}
DROP = re.compile("|".join(LEFT_OUT.values()))

# Of the building machine, by name before ".so": Python itself, and what a desktop may lack.
BROUGHT_ALONG = re.compile(
    r"lib(python3\.\d+|crypto|ffi|lzma|bz2|uuid|mpdec"
    r"|xcb-(cursor|icccm|image|keysyms|randr|render|render-util|shape|shm|sync|util|xfixes|xkb)"
    r"|xkbcommon|xkbcommon-x11)"
)
A_SYSTEM_LIBRARY = re.compile(r"(?P<name>lib[^/]+?)\.so(\.[\d.]+)?")

EXCLUDED = [
    "tkinter",
    "unittest",
    "pydoc",
    "doctest",
    "lib2to3",
    "distutils",
    "setuptools",
    "pip",
    "ensurepip",
    "sqlite3",
    "readline",
    "curses",
    "ssl",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
]


def is_kept(name: str, kind: str = "") -> bool:
    """Whether a file of that name in the program's folder stays. `kind` is PyInstaller's: a stick knows no links."""
    name = name.replace("\\", "/")
    if kind == "SYMLINK" or DROP.search(name):
        return False
    found = A_SYSTEM_LIBRARY.fullmatch(name)
    return found is None or BROUGHT_ALONG.fullmatch(found["name"]) is not None
