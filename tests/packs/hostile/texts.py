"""Hostile packs by what their files hold: pictures that run, texts that reach out, heads and tables that explode,
letters nobody sees, signatures of something else."""

from carecompanion.content.signing import MakersKey, sign
from tests.packs.hostile.parts import CARD, LESSON, PRACTICE, SCENE, SVG, Made, folder_of, spoilt, tiny
from tests.packs.reading import BASE, MemoryFiles

# pictures


NOT_PICTURES = {
    "b.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x06\0\0\0",
    "b.gif": b"GIF89a\xff\xff\xff\xff\xf7\0\0", "b.webp": b"RIFF\xff\xff\xff\x7fWEBPVP8X\x0a\0\0\0\x02",
    "b.jpg": b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03", "b.bmp": b"BM" + b"\xff" * 24,
    "b.tiff": b"II*\0\xff\xff\xff\x7f", "b.ico": b"\0\0\1\0\xff\xff", "b.avif": b"\0\0\0\x1cftypavif",
    "b.svgz": b"\x1f\x8b\x08\0", "b.apng": b"\x89PNG\r\n\x1a\n\0\0\0\x08acTL\xff\xff\xff\xff\0\0\0\0",
    "b.html": b"<html>",
}  # fmt: skip
FOREIGN = (
    "run.exe", "x.dll", "x.so", "x.py", "x.pyc", "x.sh", "x.bat", "x.js", "x.html", "x.desktop", "x.lnk", "x.mp3",
    "x.mp4", "x.db", "x.pdf", "x.docx", "x.ttf", "autorun.inf", "lessons/a.es.MD.exe", "x.md.scr",
)  # fmt: skip
INSIDE = (
    "<script>x</script>", "<svg:script xmlns:svg='http://www.w3.org/2000/svg'>x</svg:script>", "<SCRIPT>x</SCRIPT>",
    "<a href='http://x.pe'><path d='M1 1'/></a>", "<image href='http://x.pe/a.png'/>",
    "<image href='file:///etc/passwd'/>", "<image href='data:image/png;base64,iVBORw0KGgo='/>",
    "<use href='http://x.pe/a.svg#b'/>", "<use href='#b'/>", "<foreignObject><p>x</p></foreignObject>",
    "<iframe src='http://x.pe'/>", "<object data='x'/>", "<embed src='x'/>", "<audio src='x'/>", "<video src='x'/>",
    "<set attributeName='x' to='y'/>", "<animate attributeName='x'/>", "<animateTransform/>", "<animateMotion/>",
    "<animateColor/>", "<filter id='f'><feImage href='http://x.pe'/></filter>", "<pattern id='p'/>", "<mask id='m'/>",
    "<marker id='m'/>", "<symbol id='s'/>", "<switch/>", "<handler/>", "<listener/>",
    "<style>@import url(http://x.pe);</style>", "<style>@font-face{src:url(x)}</style>",
    "<style>a{fill:url(file:x)}</style>", "<style>a{fill:\\75 rl(http://x.pe)}</style>",
    "<style>@keyframes a{from{x:1}}</style>", "<path fill='url(http://x.pe#a)'/>",
    "<path style='fill:url(&quot;http://x.pe&quot;)'/>", "<path onclick='x()'/>", "<path ONLOAD='x()'/>",
    "<path onbegin='x'/>", "<path href='javascript:x()'/>",
    "<path xlink:href='http://x.pe' xmlns:xlink='http://www.w3.org/1999/xlink'/>", "<path src='//x.pe/a'/>",
    "<path d='M99999999 1'/>", "<path d='M1e9 1'/>", "<path d='M1 1' transform='scale(1e30)'/>",
    "<rect width='1000000' height='1'/>", "<path d='M1 1' stroke-width='123456'/>",
    "<path style='stroke-dasharray:.01'/>", "<path d='M1 1h999' stroke-dasharray='0.001'/>",
    "<path d='" + "h1" * 200 + "' stroke-dasharray='1 1'/>", "<g>" * 30 + "</g>" * 30, "<g>" * 9_000 + "</g>" * 9_000,
    "<g/>" * 1_600, "<path stroke-dasharray='5'/>" * 13, "<![CDATA[x]]>", "<?php x ?>",
    "<style>a{width:expression(x)}</style>",
)  # fmt: skip
XML = '<?xml version="1.0" encoding="{}"?>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
WHOLE: dict[str, bytes] = {
    "doctype": b"<!DOCTYPE svg>" + SVG,
    "laughs": f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]><svg>&l9;</svg>'.encode(),
    "outer entity": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "style sheet": b'<?xml-stylesheet href="http://x.pe/a.css"?>' + SVG,
    "UTF-16": ("\ufeff" + '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.decode()).encode("utf-16-le"),
    "UTF-16 by its head": XML.format("utf-16").encode("utf-16") + SVG.decode().encode("utf-16"),
    "UTF-32": SVG.decode().encode("utf-32"),
    "says latin-1": XML.format("iso-8859-1").encode() + SVG,
    "says UTF-7": XML.format("utf-7").encode() + b"+ADw-script+AD4-" + SVG,
    "says EBCDIC": XML.format("cp037").encode() + SVG,
    "not UTF-8": SVG.replace(b"M1", b"\xe9"),
    "zero byte": SVG + b"\0",
    "html": b"<html><body>x</body></html>",
    "nothing": b"",
    "cut": SVG[:-9],
    "a PNG inside": b"\x89PNG\r\n\x1a\n" + SVG,
    "packed": b"\x1f\x8b\x08\0\0\0\0\0",
    "huge": SVG.replace(b"0 0 40 40", b"0 0 100000 100000"),
    "huge by its sides": SVG.replace(b"viewBox", b'width="90000" height="90000" viewBox'),
    "a strip": SVG.replace(b"0 0 40 40", b"0 0 4000 1"),
    "a strip by its sides": SVG.replace(b"viewBox", b'width="1" height="3000" viewBox'),
    "no size": SVG.replace(b"0 0 40 40", b"0 0 0 0"),
    "two roots": SVG + SVG,
    "unknown name": SVG.replace(b"<path", b"<x:path"),
}


def pictures() -> Made:
    for name, content in NOT_PICTURES.items():
        yield name, *spoilt(f"pictures/{name}", content)
    for inside in INSIDE:
        yield inside[:50], *spoilt("pictures/a.svg", SVG.replace(b"<path", inside.encode() + b"<path", 1))
    for name, content in WHOLE.items():
        yield name, *spoilt("pictures/a.svg", content)
    yield "elsewhere", *spoilt("lessons/b.svg", SVG.replace(b"<path", b"<script/><path"))
    for name in FOREIGN:
        yield name, *spoilt(name, b"MZ\x90\0")


# Markdown and HTML that reach out


REACHING = (
    "<script>x</script>", "<img src='file:///etc/passwd'>", "<iframe src='http://x.pe'></iframe>", "<!-- x -->",
    "<?x?>", "[x](http://x.pe)", "[x](file:///etc/passwd)", "[x](javascript:x())", "[x]: http://x.pe",
    "<https://x.pe>", "![x](http://x.pe/a.svg)", "![x](file:///etc/passwd)", "![x](../../a.svg)", "![x](/etc/passwd)",
    "![x](C:\\a.svg)", "mira http://x.pe", "mira www.x.pe", "ftp://x.pe", "`x`", "| a | b |",
)  # fmt: skip
DOCUMENTS = {
    "lessons/a.es.md": LESSON,
    "scenes/a.es.md": SCENE + b"## Uno {#a}\n\n",
    "practices/a.es.md": PRACTICE,
    "cards/a.es.md": CARD,
}
BLOCKS = (
    "::: tip\n{}\n:::", "::: check id=q\n{}\n- [x] a\n  > b\n:::", "::: check id=q\nq\n- [x] {}\n  > b\n:::",
    "::: keys\n- {}\n:::", "::: room\n# T\n- {}\n:::", "::: notes\n{}\n:::", "::: reflect id=r\n{}\n:::",
    "::: notice\n{}\n:::",
)  # fmt: skip


def reaching() -> Made:
    for file, document in DOCUMENTS.items():
        for text in REACHING:
            yield f"{file}: {text}", *spoilt(file, document + b"\n" + text.encode() + b"\n")
    for block in BLOCKS:
        for text in ("<img src=x>", "[x](http://x.pe)", "file:///etc/passwd"):
            words = block.format(text)
            yield repr(words), *spoilt("lessons/a.es.md", LESSON + b"\n" + words.encode() + b"\n")


# YAML and TOML


HEADS = (
    "title: !!python/object:os.system x", "title: !!python/object/apply:os.system ['x']",
    "title: !!python/name:os.system", "title: !!python/module:os", "title: !!binary aGk=", "title: !x y",
    "title: ! y", "!!map title: x", "title: &a x", "title: *a", "title: &a [*a]", "title: {a: b}", "title: [[a]]",
    "title: [a, {b: c}]", "<<: *a", "<<: {title: x}", "title: [" + "[" * 2_000 + "]" * 2_000 + "]",
    "title: " + "{a: " * 2_000 + "b" + "}" * 2_000, "title:\n  " + "- " * 5_000 + "x", "title: [" + "[" * 7_000,
    "? [a]\n: b", "? " * 3_000 + "a", "title: x\n---\ntitle: y", "title: x\n...\n", "%YAML 9.9", "%TAG ! tag:x,2000:",
    "title: 'x", 'title: "x', "title: x: y", "title: |\n" + "  x\n" * 6_000, "title: x\ntitle: y", 'title: "a\\0b"',
    'title: "a\\u202eb"', 'title: "a\\x1bb"', 'title: "a\\ud800b"', "title: @x", "title: %x", "title: ]", "- title",
    "x", "title: x\n  minutes: y", "titel: x", "title: " + "x" * 17_000, "title: [x]", "minutes: 99999999999",
    "minutes: -5", "minutes: 1e9", "minutes: 0x10", "roles: {a: b}", "picture: ../x.svg", "picture: /etc/passwd",
    "id: ../a", "id: b",
)  # fmt: skip
LAUGHING = "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))])
TABLES = (
    "x = " + "[" * 3_000, "x = " + "[" * 400 + "]" * 400, "x = " + "{a=" * 2_000, "a" + ".a" * 200 + " = 1",
    "a" + ".a" * 90_000 + " = 1", "[a" + ".a" * 5_000 + "]", "x = { a" + ".a" * 5_000 + " = 1 }",
    "x = 1" + "0" * 5_000, "x = nan", "order = inf", "order = -1", "order = 1.5", 'order = "x"', "order = true",
    'id = "p"', "x", "x =", "= x", '[title]\nes = "P"', "[x]", "[[x]]", 'x = "\\ud800"', 'x = "\\u0000"',
    'licence2 = "\\u202e"', "reviewed_on = 2026-13-45", 'reviewed_on = "ayer"', "reviewed_by = 7", "courses = 1",
    "courses = [1]", "sources = {}", '[[courses]]\nid = "a b"', '[[courses]]\nid = "c"', "[courses]\nx = 1",
    "version = '2'", "schema = 1979-05-27T07:32:00",
)  # fmt: skip
VALUES = (
    ("schema = 1", "schema = 9"), ("schema = 1", "schema = 0"), ("schema = 1", "schema = '1x'"), ("schema = 1\n", ""),
    ('id = "p"', 'id = "../p"'), ('id = "p"', 'id = "P"'), ('id = "p"', 'id = ""'), ('id = "p"', "id = []"),
    ('version = "1"', 'version = "a"'), ('version = "1"', 'version = "1.2.3.4.5.6.7"'),
    ('version = "1"', 'version = "' + "9" * 7 + '"'), ('version = "1"', "version = 1"), ('["es", "en"]', "[]"),
    ('["es", "en"]', '["es", "es"]'), ('["es", "en"]', '["../es"]'), ('["es", "en"]', '["es", "zz"]'),
    ('es = "P"', 'es = "\\u200b"'), ('es = "P"', "es = 1"), ('w = { es = "a"', 'w = { es = "a\\"b"'),
    ('w = { es = "a"', 'w = { es = "{{w}}"'), ('w = { es = "a"', 'w = { es = "' + "a" * 500 + '"'),
    ('w = {', '"../w" = {'), ('id = "s"', 'id = "../s"'), ('text = "t"', 'text = "t"\nurl = "file:///etc/passwd"'),
    ("seen_on = 2026-01-01", "seen_on = 1"),
)  # fmt: skip


def heads() -> Made:
    for head in (*HEADS, LAUGHING):
        yield (
            head[:60],
            *spoilt("lessons/a.es.md", LESSON.replace(b"title: A", head.encode("utf-8", "surrogatepass"), 1)),
        )
    for name, content in (("no head", b"## Uno\n"), ("open head", b"---\ntitle: A\n"), ("empty head", b"---\n---\n"),
                          ("a tab", LESSON + b"\tx"), ("unknown word", LESSON + b"\n{{nadie}}\n")):  # fmt: skip
        yield name, *spoilt("lessons/a.es.md", content)


def tables() -> Made:
    for text in TABLES:
        yield text[:60], *spoilt("pack.toml", text.encode() + b"\n" + BASE)
    for old, new in VALUES:
        yield new[:60], folder_of(tiny() | {"pack.toml": BASE.replace(old.encode(), new.encode(), 1)}), ""
    for folder in ("checkins", "workshops"):
        for name, content in (
            ("deep", b"x = " + b"[" * 3_000),
            ("empty", b""),
            ("bytes", b"\xff\xfe"),
            ("no end", b'x = "'),
        ):
            yield f"{folder}: {name}", *spoilt(f"{folder}/a.toml", content)
    yield "help: deep", *spoilt("help/lines.toml", b"x = " + b"{a=" * 2_000)
    yield "help: a sentence for a number", *spoilt("help/lines.toml", b'[[lines]]\nid = "a"\nnumber = "llama"\n')
    for name in ("A.es.md", "a.md", "a.xx.md", "a b.es.md", "a.es.txt", ".es.md", "ñ.es.md"):
        if not name.startswith("."):
            yield f"lessons/{name}", folder_of(tiny() | {f"lessons/{name}": LESSON}), ""


# letters


UNSEEN = (
    "\0", "\x08", "\x1b", "\x7f", "\x85", "\xad", "\u034f", "\u061c", "\u115f", "\u180e", "\u200b", "\u200e",
    "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\u2028", "\u2029", "\u3164", "\ue000", "\ufdd0", "\ufeff",
    "\uffa0", "\ufff9", "\ufffe", "\U000e0001", "\U000e0061", "\U000f0000", "\U0010ffff",
)  # fmt: skip
CODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "latin-1",
    "cp1252",
    "cp437",
    "mac-roman",
    "gb18030",
)
BAD_BYTES = (
    b"\xff", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
    b"\xc3", b"\xe2\x82", b"\x80", b"\xfe\xff",
)  # fmt: skip


def letters() -> Made:
    for letter in UNSEEN:
        code = f"U+{ord(letter):04X}"
        yield f"{code} in a lesson", *spoilt("lessons/a.es.md", LESSON.replace(b"Hola", f"Ho{letter}la".encode()))
        yield f"{code} in pack.toml", *spoilt("pack.toml", BASE.replace(b'"P"', f'"P{letter}"'.encode(), 1))
    words = "¿Qué sientes, ñandú?"
    for coding in CODINGS:
        yield f"{coding} lesson", *spoilt("lessons/a.es.md", (LESSON.decode() + words).encode(coding, "replace"))
        yield f"{coding} table", *spoilt("pack.toml", (BASE.decode() + "# " + words).encode(coding, "replace"))
    for content in BAD_BYTES:
        yield f"{content!r} in a lesson", *spoilt("lessons/a.es.md", LESSON + content)
        yield f"{content!r} in pack.toml", *spoilt("pack.toml", BASE + b"# " + content)


# signatures


KEY = MakersKey("Casa Retama", bytes(range(32)))


def signed() -> dict[str, bytes]:
    return tiny() | {"signature.toml": sign(MemoryFiles(tiny()), KEY).encode()}


def signatures() -> Made:
    for name in tiny():
        changed = signed()[name].replace(b"A", b"B") if name != "pack.toml" else BASE + b"# x\n"
        changed = changed.replace(b"M1", b"M2")
        yield f"{name} changed", folder_of(signed() | {name: changed}), name
        yield f"{name} gone", folder_of({one: content for one, content in signed().items() if one != name}), name
    for name in ("lessons/b.es.md", "b.txt", "help/lines.toml"):
        yield f"{name} added", folder_of(signed() | {name: b"x"}), name
    text = signed()["signature.toml"]
    mark, seal, key = (
        b'signature = "',
        b"".join(text.split(b'signature = "')[1].split(b'"')[:1]),
        text.split(b'key = "')[1][:64],
    )
    other = sign(MemoryFiles(tiny()), MakersKey("Casa Retama", bytes(32))).encode()
    for name, old, new in (
        ("another name", b"Casa Retama", b"Casa Ratema"), ("no name", b'name = "Casa Retama"', b'name = ""'),
        ("a long name", b"Casa Retama", b"x" * 200),
        ("a name nobody sees", b"Casa Retama", "Casa\u202eRetama".encode()), ("zeros", seal, b"0" * 128),
        ("short", seal, seal[:-2]), ("capitals", seal, seal.upper()), ("no hex", seal, b"z" * 128),
        ("another key", key, other.split(b'key = "')[1][:64]), ("zero key", key, b"0" * 64),
        ("short key", key, key[:10]), ("newer", b"schema = 1", b"schema = 2"), ("no schema", b"schema = 1\n", b""),
        ("more", mark, b'x = 1\n' + mark), ("a name out", b'"pack.toml" =', b'"../pack.toml" ='),
        ("twice", b'"pack.toml" =', b'"pack.toml" = "x"\n"pack.toml" ='), ("no files", b"[files]", b"[other]"),
        ("files as text", b"[files]", b'files = "x"\n[other]'), ("not TOML", b"[files]", b"[files"),
    ):  # fmt: skip
        yield (
            name,
            folder_of(tiny() | {"signature.toml": text.replace(old, new, 1)}),
            "signature.toml" if name != "a name out" else "",
        )
    yield "of another pack", folder_of(tiny() | {"signature.toml": _of_another(), "b.md": b"x"}), ""
    yield "empty", folder_of(tiny() | {"signature.toml": b""}), "signature.toml"
    yield "bytes", folder_of(tiny() | {"signature.toml": b"\xff\xfe"}), "signature.toml"


def _of_another() -> bytes:
    return sign(MemoryFiles(tiny() | {"c.md": b"y"}), KEY).encode()
