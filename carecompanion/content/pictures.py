"""Whether a picture of a pack is a plain, small SVG: nothing that runs, nothing that is fetched, nothing that explodes.

Only what is known to be harmless is let through: which elements, how many, how deep, and numbers a screen can show.
"""

import re
from xml.etree import ElementTree

from carecompanion.content.faults import Page
from carecompanion.content.files import MAX_PICTURE, PackFiles
from carecompanion.errors import PackError
from carecompanion.i18n import _

ELEMENTS = (
    "svg", "g", "defs", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "lineargradient", "radialgradient", "stop", "clippath",
)  # fmt: skip
MOST_ELEMENTS, DEEPEST = 1_500, 24
LARGEST, LONGEST_SIDE, NARROWEST = 9_999, 4_000, 10  # numbers; width and height; how often one goes into the other
MOST_DASHED, LONGEST_DASHED, LEAST_DASH = 12, 300, 1.0  # each dash is drawn by itself

_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#)|@|javascript:|expression\(|dasharray", re.IGNORECASE)
_NOT_PLAIN = re.compile(rb"<!DOCTYPE|<!ENTITY|<\?(?!xml\s)|<!\[CDATA\[")
_HUGE = re.compile(r"(?<![\d.])\d{5,}|[eE]\+?\d")
_NUMBER = re.compile(r"\d*\.?\d+")
_WORDED = ("id", "class", "style", "fill", "stroke", "href", "font-family", "stop-color", "version", "color", "space")


def check_picture(page: Page, files: PackFiles) -> None:
    if not page.file.lower().endswith(".svg"):
        page.fault(0, _("Pictures are SVG files."))
        return
    try:
        content = files.read_bytes(page.file, MAX_PICTURE)
    except PackError as error:
        page.fault(error.line, error.what)
        return
    if fault := _fault_of_bytes(content):
        page.fault(*fault)
        return
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (1, 0))[0]
        page.fault(line, _("This is not SVG: the file cannot be read as a picture."))
        return
    if _local(root.tag) != "svg":
        page.fault(1, _("This is not SVG: the file cannot be read as a picture."))
        return
    if what := _fault_of_shape(root):
        page.fault(1, what)
        return
    for element in root.iter():
        _check_element(page, content, element)


def _fault_of_bytes(content: bytes) -> tuple[int, str] | None:
    """What is refused before anything reads it: another encoding could hide it from us and not from the reader."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1, _("This is not UTF-8 text. Save the file as UTF-8.")
    encoding = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)", content.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in content or (encoding and encoding.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii")):
        return 1, _("This is not UTF-8 text. Save the file as UTF-8.")
    if found := _NOT_PLAIN.search(content):
        line = content[: found.start()].count(b"\n") + 1
        return line, _("No <!DOCTYPE> or <!ENTITY> in a picture: save it as plain SVG.")
    return None


def _fault_of_shape(root: ElementTree.Element) -> str:
    """How much there is of it, how deep, and how large; "" when a screen can show it."""
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        return _("This picture has more than {n} parts.").format(n=MOST_ELEMENTS)
    level: list[ElementTree.Element] = [root]
    for _depth in range(DEEPEST):
        level = [child for element in level for child in element]
    if level:
        return _("The parts of this picture lie more than {n} deep in each other.").format(n=DEEPEST)
    dashed = [element for element in root.iter() if "stroke-dasharray" in element.attrib]
    if len(dashed) > MOST_DASHED or any(_has_many_dashes(element) for element in dashed):
        return _("This picture has too many dashes.")
    if not _has_good_size(root):
        return _("A picture is at most {n} wide or high, and not a narrow strip.").format(n=LONGEST_SIDE)
    return ""


def _has_many_dashes(element: ElementTree.Element) -> bool:
    dashes = [float(number) for number in _NUMBER.findall(element.attrib["stroke-dasharray"][:100])]
    return len(element.get("d", "") + element.get("points", "")) > LONGEST_DASHED or sum(dashes) < LEAST_DASH


def _has_good_size(root: ElementTree.Element) -> bool:
    """As its window says, or its width and height; both where both are there."""
    window = _NUMBER.findall(root.get("viewBox", "")[:200])[2:]
    sides = [_NUMBER.findall(root.get(side, "")[:50])[:1] for side in ("width", "height")]
    for found in (window, [number for side in sides for number in side]):
        if len(found) == 2:
            wide, high = float(found[0]), float(found[1])
            if not (
                0 < wide <= LONGEST_SIDE and 0 < high <= LONGEST_SIDE and 1 / NARROWEST <= wide / high <= NARROWEST
            ):
                return False
    return True


def _check_element(page: Page, content: bytes, element: ElementTree.Element) -> None:
    name = _local(element.tag)
    if name not in ELEMENTS:
        line = _line_of(content, b"<" + name.encode())
        page.fault(line, _("A picture may not hold <{name}>.").format(name=name))
    for attribute, value in element.attrib.items():
        key = _local(attribute)
        if key.startswith("on") or (key in ("href", "src") and not value.strip().startswith("#")) or _runs(value):
            line = _line_of(content, value.encode())
            page.fault(line, _("A picture may not run or fetch anything: “{key}”.").format(key=key))
        elif key not in _WORDED and _HUGE.search(value):
            line = _line_of(content, value.encode())
            page.fault(line, _("A number here is too large for a screen: “{key}”.").format(key=key))
    if name == "style" and _runs(element.text or ""):
        page.fault(
            _line_of(content, b"<style"), _("A picture may not run or fetch anything: “{key}”.").format(key="style")
        )


def _runs(value: str) -> bool:
    """Whether a value fetches something, or says in a roundabout way what should be said plainly (a CSS escape)."""
    return bool(_ADDRESS.search(value)) or "\\" in value


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


def _line_of(content: bytes, part: bytes) -> int:
    return content[: max(0, content.find(part))].count(b"\n") + 1
