"""Bytes to text: UTF-8 or UTF-16, in NFC, with plain line ends; everything else is refused.

Nothing is guessed and nothing replaced: a letter read wrongly would be spoken wrongly, and
nobody would see it. What has no width and no sound (byte order marks, soft hyphens, zero-width
spaces, direction marks) is dropped; the joiners of Devanagari and emoji are kept.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.pieces import Piece

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (a .docx, .odt or .epub is one)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"ID3", "an MP3 file"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
LARGEST = 10 * 10**6
"""Bytes of text: a book of two thousand pages, some sixty hours."""
_CJK = ("big5", "cp932", "cp949", "cp950", "euc", "gb", "hz", "iso2022", "johab", "shift_jis")
"""How the names of the encodings of Chinese, Japanese and Korean begin."""
_COMMON_CJK = regex.compile(r"[\p{Hiragana}的一是不了在人有我他这這国國대이가는을의에다고하]")
_SAVE_AS_UTF8 = "save it as UTF-8 text"
_LINE_END = regex.compile(r"\r\n|[\r\v\x85\u2028]")
_PARAGRAPH_END = regex.compile(r"[\f\u2029]")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
UNTYPED = regex.compile(rf"{_CONTROL.pattern}|\p{{Cs}}")
"""What an escape of JSON or YAML can stand for, and nobody types: NUL, half of an emoji."""
_LOST = regex.compile(r"[\ufffd\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]")
_WORD_BULLET = regex.compile(r"(?m)^([ \t]*+)[\uf076\uf0a7\uf0b7\uf0d8\uf0fc](?=\s)")
"""A bullet of the fonts Symbol and Wingdings, pasted from Word: it is no lost letter."""
_INVISIBLE = regex.compile(r"[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_UNUSUAL = regex.compile(r"[^\t\n -~\u0900-\u097f\u2010-\u2027\u20a0-\u20bf]")
"""What none of these changes or refuses, and most texts hold nothing else, is left out here."""
_LOOSE_JOINER = regex.compile(r"(?<!\S)[\u200c\u200d]++|(?<![\u200c\u200d])[\u200c\u200d]++(?!\S)")
_LETTER = regex.compile(r"\p{L}")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")


def decode(data: bytes, origin: str) -> str:
    """The text in ``data``: NFC, lines ended by ``\\n``, nothing invisible but joiners.

    Raises:
        SourceError: ``data`` is empty, binary, too large, of another encoding, or damaged.
    """
    _refuse_other_kinds(data, origin)
    if len(data) > LARGEST:
        what = f"is larger than {LARGEST // 10**6} MB of text"
        raise SourceError(what, where=Place(origin), hint="divide it")
    text = settle(_decode(data, origin), origin)
    if not text.strip():
        raise SourceError("is empty", where=Place(origin), hint="give it a title and some text")
    return text


def encode_like(text: str, before: bytes) -> bytes:
    """UTF-8 of a text that takes the place of ``before``, its lines ended as they were there."""
    data = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return data.replace(b"\n", b"\r\n") if b"\r\n" in before else data


def settle(text: str, origin: str, *, has_lines: bool = True) -> str:
    """``text`` in NFC, lines ended by ``\\n``, nothing invisible but joiners.

    ``has_lines`` says whether its line numbers mean anything to who reads a message.

    Raises:
        SourceError: it holds control characters or what stands for a lost letter.
    """
    if not _UNUSUAL.search(text):
        return unicodedata.normalize("NFC", text)
    text = _WORD_BULLET.sub(r"\1•", text)
    _refuse_damage(text, origin, has_lines=has_lines)
    text = _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", text))
    text = _INVISIBLE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _LOOSE_JOINER.sub("", text)
    return unicodedata.normalize("NFC", text)


def settle_pieces(pieces: Iterable[Piece], origin: str) -> list[Piece]:
    """``pieces`` with settled texts. Raises ``SourceError`` as ``settle`` does."""

    def change(text: str) -> str:
        return settle(text, origin, has_lines=False)

    return [
        piece._replace(text=change(piece.text), row=piece.row and piece.row.rewrite(change))
        for piece in pieces
    ]


def _refuse_other_kinds(data: bytes, origin: str) -> None:
    start = data[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            raise SourceError(
                f"is {kind}, not text", where=Place(origin), hint="save the article as plain text"
            )


def _decode(data: bytes, origin: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_strictly(data[len(bom) :], encoding, origin)
    utf16 = _decode_utf16_without_bom(data)
    return _decode_strictly(data, "utf-8", origin) if utf16 is None else utf16


def _decode_strictly(data: bytes, encoding: str, origin: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            what = f"is not whole {encoding.upper()} text (byte {error.start} is wrong)"
            raise SourceError(what, where=Place(origin), hint=_SAVE_AS_UTF8) from error
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 text (byte 0x{data[error.start]:02X}); {_guess_encoding(data)}"
        raise SourceError(what, where=Place(origin, line), hint=_SAVE_AS_UTF8) from error


def _decode_utf16_without_bom(data: bytes) -> str | None:
    """``data`` as UTF-16, when it reads as Hindi so and only so.

    Hindi in UTF-16 is valid UTF-8 of control characters: every second byte is 0x09 or 0x00.
    """
    if not _CONTROL.search(data[:200].decode("latin-1")):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:2000]
        if not _CONTROL.search(sample) and len(_DEVANAGARI.findall(sample)) > 0.3 * len(sample):
            return text
    return None


def _guess_encoding(data: bytes) -> str:
    """What the bytes look like, by name."""
    from charset_normalizer import from_bytes

    if b"\0" in data:
        return "it is binary"
    best = from_bytes(data[:65536]).best()
    if best is None or (best.encoding.startswith(_CJK) and not _reads_as_cjk(str(best))):
        return "it is damaged, or in a legacy Hindi encoding such as ISCII"
    return f"it looks like {best.encoding.replace('_', '-')}"


def _reads_as_cjk(text: str) -> bool:
    """Whether ``text`` has what every page of Chinese, Japanese or Korean has.

    Almost any bytes above 0x80 are some rare character of these encodings, ISCII's too.
    """
    letters = _LETTER.findall(text)
    return len(_COMMON_CJK.findall(text)) > 0.1 * len(letters)


def _refuse_damage(text: str, origin: str, *, has_lines: bool) -> None:
    control = _CONTROL.search(text)
    if control:
        what = f"is not text: it holds the control character U+{ord(control[0]):04X}"
        where = Place.from_offset(origin, text, control.start()) if has_lines else Place(origin)
        raise SourceError(what, where=where, hint="remove it, or save the article as plain text")
    lost = _LOST.search(text)
    if lost:
        what = f"holds U+{ord(lost[0]):04X}, which stands for a letter lost in some conversion"
        where = Place.from_offset(origin, text, lost.start()) if has_lines else Place(origin)
        raise SourceError(what, where=where, hint="type the letter that belongs there")
