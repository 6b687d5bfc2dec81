"""Whether a picture of a pack is a plain, small SVG: nothing that runs, nothing that is fetched."""

import re
from xml.etree import ElementTree

from carecompanion.content.faults import Page
from carecompanion.content.files import MAX_PICTURE, PackFiles
from carecompanion.errors import PackError
from carecompanion.i18n import _

FORBIDDEN = ("script", "foreignobject", "iframe", "object", "embed", "audio", "video", "a", "handler", "set", "animate")
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|javascript:", re.IGNORECASE)


def check_picture(page: Page, files: PackFiles) -> None:
    if not page.file.lower().endswith(".svg"):
        page.fault(0, _("Pictures are SVG files."))
        return
    try:
        content = files.read_bytes(page.file, MAX_PICTURE)
    except PackError as error:
        page.fault(error.line, error.what)
        return
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        page.fault(_line_of(content, b"<!"), _("No <!DOCTYPE> or <!ENTITY> in a picture: save it as plain SVG."))
        return
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (1, 0))[0]
        page.fault(line, _("This is not SVG: the file cannot be read as a picture."))
        return
    if _local(root.tag) != "svg":
        page.fault(1, _("This is not SVG: the file cannot be read as a picture."))
    for element in root.iter():
        _check_element(page, content, element)


def _check_element(page: Page, content: bytes, element: ElementTree.Element) -> None:
    name = _local(element.tag)
    if name in FORBIDDEN:
        line = _line_of(content, b"<" + name.encode())
        page.fault(line, _("A picture may not hold <{name}>.").format(name=name))
    for attribute, value in element.attrib.items():
        key = _local(attribute)
        is_address = key in ("href", "src") and not value.strip().startswith(("#", "data:image/png", "data:image/jpeg"))
        if key.startswith("on") or is_address or _ADDRESS.search(value):
            line = _line_of(content, value.encode())
            page.fault(line, _("A picture may not run or fetch anything: “{key}”.").format(key=key))
    if name == "style" and _ADDRESS.search(element.text or ""):
        page.fault(
            _line_of(content, b"<style"), _("A picture may not run or fetch anything: “{key}”.").format(key="style")
        )


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


def _line_of(content: bytes, part: bytes) -> int:
    return content[: max(0, content.find(part))].count(b"\n") + 1
