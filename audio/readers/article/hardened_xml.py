"""Parse XML that anyone may have written: no entities, no DTD, no network, bounded depth."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from lxml import etree

from audio import regex
from audio.errors import Place, SourceError

_DECLARED = regex.compile(rb"""\s*+<\?xml[^>]{0,100}?encoding\s*+=\s*+["']([A-Za-z0-9._-]{1,40})""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_ENCODINGS = {"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252"}
"""As Python names them: what XML and the tools that write it commonly use."""
_DECLARATION = regex.compile(r"\s*+<\?xml[^>]*+>")
_DOCTYPE = regex.compile(r"((?:\s++|<!--(?:(?!-->).)*+-->)*+)<!DOCTYPE[^>\[]*+>", regex.DOTALL)
"""One that names a DTD elsewhere, before the root."""
_ENTITY = regex.compile(r"<!ENTITY", regex.IGNORECASE)
_NAMED = regex.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OWN = {"lt;", "gt;", "amp;", "quot;", "apos;"}
_SPACE = regex.compile(r"\s++")
MOST_TAGS = 2_000_000
"""Of a document, opening and closing; a thousand pages of Word's have a million. A tree is many
times larger than its text: this is what bounds it."""
DEEPEST = 250
"""Elements inside each other; libxml2 itself stops at 256."""


def parse_xml(data: bytes, origin: str, what: str = "") -> Any:
    """The root element of ``data``; ``what`` names the part of ``origin`` that it is.

    HTML's named entities, which XHTML may use, are read; any other that is declared is refused,
    for it serves to swell or to reach for files.

    Raises:
        SourceError: no well-formed XML, nested too deeply, of an unusual encoding, or with
            entities of its own.
    """
    text = decode_xml(data, origin, what)
    if text.count("<") > MOST_TAGS:
        raise _make_error(f"holds more than {MOST_TAGS} tags, as no document does", origin, what)
    # What lxml calls itself "huge" is what guards its depth and its text nodes.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_UNDECLARED_ENTITY:
            raise _make_error("uses entities that are not declared", origin, what) from error
        reason = _SPACE.sub(" ", getattr(error, "msg", "") or str(error))[:150]
        if "xcessive depth" in reason or "maximum depth" in reason.lower():
            reason = f"nested more than {DEEPEST} deep"
        raise _make_error(f"is not well-formed XML ({reason})", origin, what) from error
    if any(True for _ in root.iter(etree.Entity)):
        raise _make_error("uses entities that are not declared", origin, what)
    return root


def decode_xml(data: bytes, origin: str, what: str = "") -> str:
    """``data`` decoded as XML says, without its declaration and the DTD that it names, which is
    never loaded; entities of HTML are characters.
    """
    text = _decode(data, origin, what)
    text = _DECLARATION.sub("", text, count=1)
    if _ENTITY.search(text):
        raise _make_error("declares entities of its own, which are not read", origin, what)
    text = _DOCTYPE.sub(r"\1", text, count=1) if _DOCTYPE.match(text) else text
    return _NAMED.sub(_replace_entity, text)


def get_name(element: Any) -> str:
    """The name of ``element`` without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def get_attribute(element: Any, name: str) -> str:
    """The attribute ``name`` of ``element`` in whatever namespace; empty without one."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    ending = f"}}{name}"
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(ending)), "")


def find_children(element: Any, name: str) -> Iterator[Any]:
    """The child elements of that local name."""
    return (child for child in element if get_name(child) == name)


def find_first(element: Any, name: str) -> Any | None:
    """The first descendant of that local name, or None."""
    return next((found for found in element.iter() if get_name(found) == name), None)


def read_text(element: Any | None) -> str:
    """All text in ``element``, white space collapsed; empty for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _decode(data: bytes, origin: str, what: str) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    if not encoding:
        declared = _DECLARED.match(data)
        encoding = declared[1].decode("ascii") if declared else "utf-8"
        try:
            known = codecs.lookup(encoding).name
        except LookupError:
            known = ""
        if known not in _ENCODINGS:
            raise _make_error(
                f"is in the encoding {encoding[:40]!r}, which is not read", origin, what
            )
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _make_error(f"is not whole {encoding.upper()} text", origin, what) from error


def _replace_entity(match: regex.Match[str]) -> str:
    found = html5.get(match[1], "") if match[1] not in _OWN else ""
    return "".join(f"&#{ord(c)};" for c in found) or match[0]


def _make_error(what_is_wrong: str, origin: str, what: str) -> SourceError:
    part = f"its {what} " if what else ""
    return SourceError(f"{part}{what_is_wrong}", where=Place(origin))
