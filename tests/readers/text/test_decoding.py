import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.errors import SourceError
from audio.readers.text.decoding import decode

HINDI = "शीर्षक यहाँ\n\nपटना में बारिश हुई।\n"
ISCII = bytes([0xCC, 0xDB, 0xE8, 0xCF, 0xD6, 0xCD, 0x20, 0xB3, 0xDA, 0xB8, 0xDB]) * 20


@pytest.mark.parametrize(
    "data",
    [
        HINDI.encode(),
        codecs.BOM_UTF8 + HINDI.encode(),
        HINDI.encode("utf-16"),
        codecs.BOM_UTF16_BE + HINDI.encode("utf-16-be"),
        HINDI.encode("utf-16-le"),
        HINDI.encode("utf-16-be"),
        HINDI.encode("utf-32"),
        HINDI.replace("\n", "\r\n").encode(),
        HINDI.replace("\n", "\r").encode(),
        HINDI.replace("\n\n", "\u2029").encode(),
        HINDI.replace("बा", "बा\u00ad\u200b\u200e").encode(),
    ],
)
def test_unicode_text_is_read_the_same_however_it_is_stored(data: bytes) -> None:
    assert decode(data, "a.txt") == HINDI


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        ("\u200b\ufeff".encode(), "is empty"),
        (b"%PDF-1.7 \xe2\xe3", "is a PDF document, not text"),
        (b"PK\x03\x04\x14\x00", "is a ZIP archive"),
        (b"\n<html><body>", "is a web page"),
        (HINDI.encode() + b"\0", "a.txt:4:1: is not text: it holds the control character U+0000"),
        (HINDI.encode() + b"\x1b[0m", "control character U+001B"),
        (b"\x7fELF\x02\x01\x01\x00\xff\xfe", "it is binary"),
        ("Café für Müller".encode("cp1252"), "is not UTF-8 text (byte 0xE9); it looks like cp"),
        (
            ("Сегодня правительство объявило о новых мерах поддержки. " * 9).encode("koi8-r"),
            "it looks like koi8-r",
        ),
        (ISCII, "it is damaged, or in a legacy Hindi encoding such as ISCII"),
        (ISCII[:11], "it is damaged, or in a legacy Hindi encoding such as ISCII"),
        ("政府は今日、新しい政策を発表した。".encode("cp932"), "it looks like cp932"),
        ("中国政府今天宣布了新的经济政策。".encode("gbk"), "it looks like gb"),
        ("정부는 오늘 새로운 정책을 발표했다.".encode("cp949"), "it looks like cp949"),
        (HINDI.encode() + b"\xff", "a.txt:4: is not UTF-8 text (byte 0xFF)"),
        (HINDI.encode()[:-3], "is not UTF-8 text"),
        (b"\xed\xa0\x80", "is not UTF-8 text"),
        (codecs.BOM_UTF16_LE + b"\x15\x09\x15", "is not whole UTF-16-LE text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x15\x09", "is not whole UTF-16-LE text"),
        ("पट\ufffdना".encode(), "a.txt:1:3: holds U+FFFD"),
        ("पटना \uf0b7".encode(), "a.txt:1:6: holds U+F0B7"),
    ],
)
def test_what_is_not_unicode_text_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.txt")
    assert message in str(caught.value)


def test_text_is_composed() -> None:
    assert decode("\u0928\u093c ज\u093c".encode(), "a.txt") == "\u0929 ज\u093c"


def test_joiners_within_words_are_kept_and_loose_ones_dropped() -> None:
    assert decode("क्\u200dष \u200dक\u200c 👩\u200d🌾".encode(), "a.txt") == "क्\u200dष क 👩\u200d🌾"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_composed_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except SourceError:
        return
    assert text.strip()
    assert unicodedata.is_normalized("NFC", text)
