"""URLs, e-mail, domains, file names, paths, IP addresses, handles and hashtags."""

from __future__ import annotations

import unicodedata
from functools import cache

from audio import regex
from audio.normalize.context import HINDI, Context
from audio.normalize.english.glued_words import say_glued_words, say_letters_among_words
from audio.normalize.english.latin_words import speak_latin, spell
from audio.normalize.english.words import LONGEST_SPELLED, is_speakable
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.letter_names import is_letter_name
from audio.normalize.numbers.words import say_digits
from audio.normalize.tables_reader import index_rows, index_spellings, read_cues, read_table
from audio.records import Span

_LABEL = r"[A-Za-z0-9][A-Za-z0-9\-]{0,62}"
_REST = r"(?::\d{2,5})?(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{0,2000})?"
_URL = regex.compile(
    rf"(?:(?:https?|ftp)://(?:www\.)?|www\.){_LABEL}(?:\.{_LABEL}){{0,8}}{_REST}", regex.IGNORECASE
)
_DOMAIN = regex.compile(
    rf"{_LABEL}(?:\.{_LABEL}){{0,6}}\.(?P<top>[A-Za-z]{{2,10}})(?![\p{{L}}\d@]){_REST}"
)
_MAIL = regex.compile(rf"[A-Za-z0-9._%+\-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,6}}")
_PAYEE = regex.compile(
    r"[A-Za-z0-9._\-]{2,64}@(?:ok(?:hdfc|sbi|icici|axis)(?:bank)?|ybl|ibl|axl|apl|paytm|upi|sbi)(?!\w)"
)
"""Whom money is sent to by UPI."""
_IP = regex.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?![\d\p{L}]|\.\d)")
_PATH = regex.compile(r"(?:[A-Za-z]:\\|/(?=[a-z]{2,20}/[a-z]))[A-Za-z0-9\\/._\-]{1,200}")
_FILE = regex.compile(
    r"[A-Za-z0-9_\-]{1,60}(?:\.[A-Za-z0-9_\-]{1,20}){0,3}\.(?P<top>[A-Za-z0-9]{2,4})(?![\p{L}\d])"
)
_ENDING = regex.compile(
    r"(?:\.[A-Za-z]{2,6})?\.(?P<top>[A-Za-z][A-Za-z0-9]{1,5})(?![\p{L}\p{M}\d])"
)
_DOT_FILE = regex.compile(r"\.(?:htaccess|gitignore|nomedia|bashrc|env|DS_Store)(?![\p{L}\p{M}\d])")
"""Files whose whole name follows a dot."""
_PROTOCOL = regex.compile(r"(?:https?|ftp)://", regex.IGNORECASE)
PIECE = regex.compile(
    rf"(?P<latin>\p{{Lu}}+(?!\p{{Ll}})|\p{{Lu}}?\p{{Ll}}+|\p{{Latin}})|(?P<digits>\d+)"
    rf"|(?P<hindi>{HINDI}+)|(?P<sign>.)",
    regex.V1,
)


_RANDOM = regex.compile(
    r"(?<=/)(?=[A-Za-z]*\d)(?=[A-Z\d]*[a-z])(?=[a-z\d]*[A-Z])[A-Za-z\d]{6,24}(?![A-Za-z\d\-.])"
)
"""The name of a page that a machine gave it: ``t.co/EJNKrKiHDB9``."""
_NAME_BEFORE = regex.compile(r"(?r)[A-Za-z]{1,12}")
_PARTED_BEFORE = regex.compile(r"(?r)[A-Za-z]{4,}[._]")
_PARTED_AFTER = regex.compile(r"[._][A-Za-z]{4,}")
"""``ramesh.kumar@``: two names with a dot between."""
_SHORTEST_LONG = 8
_SHORTEST_WORD = 4

_KINDS = (
    (_URL, "URL", ""),
    (_MAIL, "e-mail", ""),
    (_PAYEE, "payee", ""),
    (_IP, "IP address", ""),
    (_DOMAIN, "domain", "domain"),
    (_FILE, "file name", "file"),
    (_PATH, "path", ""),
)
"""Patterns in order, with the role in ``cues.tsv`` of what must follow the last dot, if any."""


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Anything that a computer would understand as an address."""
    if context.view[at] == ".":
        return _read_ending(context, at)
    if context.view[at - 1 : at].isalnum():
        return None
    for pattern, rule, role in _KINDS:
        match = pattern.match(context.view, at)
        if match is None:
            continue
        degree = index_spellings("abbreviations").find(context.view, at)
        if degree and degree[1] >= match.end():
            return None  # B.Com.
        if rule == "IP address" and context.find_word_before(at) in read_cues("version-before"):
            return None  # वर्जन 2.24.10.5
        if not role or match["top"].lower() in read_cues(role):
            return _make_address(context, match, rule, keep_end=rule == "path")
    return None


def _read_ending(context: Context, at: int) -> Finding[Pieces] | None:
    """``.apk फाइल``, ``.com डोमेन``, the end of ``रिपोर्ट.pdf``."""
    if match := _DOT_FILE.match(context.view, at):
        return _make_address(context, match, "file name")
    match = _ENDING.match(context.view, at)
    if match is None:
        return None
    after_word = context.view[at - 1 : at].strip(" (,")
    known = match["top"].islower() or match["top"] in ("COM", "ORG", "NET")
    roles = ("file", "domain") if known and not after_word else ("file",)
    if match["top"].lower() not in read_cues(*roles):
        return None
    return _make_address(context, match, "ending")


def _make_address(
    context: Context, match: regex.Match[str], rule: str, *, keep_end: bool = False
) -> Finding[Pieces]:
    end = match.end()
    while not keep_end and context.view[end - 1] in ".,;:!?)'":
        end -= 1
    last = end
    if not keep_end and context.view[last - 1] == "/":
        last -= 1
    protocol = _PROTOCOL.match(context.view, match.start())
    start = protocol.end() if protocol else match.start()
    at_sign = context.view.find("@", start, last)
    pieces = tuple(PIECE.finditer(_lower_capitals(context.view, start, last), start, last))
    random = [match.span() for match in _RANDOM.finditer(context.view, start, last)]
    parts = tuple(
        Wording(
            spell(piece[0])
            if piece["latin"] and any(low <= piece.start() < high for low, high in random)
            else _say_in_address(piece, spelled=piece.end() <= at_sign, named=rule == "file name"),
            Span(*piece.span()),
        )
        for piece in pieces
    )
    if any(
        part.words == spell(piece[0]) and _may_be_word(piece)
        for part, piece in zip(parts, pieces, strict=True)
        if piece.end() > at_sign
    ):
        rule = f"{rule} with a word by its letters"
    return Finding(parts, Span(match.start(), end), rule)


def _lower_capitals(view: str, start: int, end: int) -> str:
    """An address all in capitals tells by them nothing of its words: ``WIN.EXE``."""
    written = view[start:end]
    shouted = written.isascii() and written.isupper()
    return f"{view[:start]}{written.lower()}{view[end:]}" if shouted else view


def _may_be_word(piece: regex.Match[str]) -> bool:
    """Whether what was spelled could be said: small letters as long as a word, in no table."""
    text = piece[0]
    return text.islower() and len(text) > _SHORTEST_WORD and text not in index_rows("address_words")


def _say_in_address(piece: regex.Match[str], *, spelled: bool, named: bool) -> str:
    """A known word said, anything else spelled, so that it can be written down.

    With ``spelled``, as for the name before ``@``, listed words and places are said,
    and names in one with others: ``careers@``; ``kapil@`` is written down letter by letter.
    With ``named``, as in the name of a file, short words of the table are words: ``win.exe``.
    """
    text = piece[0]
    if piece.lastgroup == "digits":
        return find_english_number(piece) or say_digits(text)
    if piece.lastgroup == "hindi":
        return text
    if piece.lastgroup == "sign":
        row = index_rows("address_signs").get(text)
        return row.cells[1] if row else ""
    row = index_rows("address_words").get(text.lower())
    if row:
        return row.cells[1] or spell(text)
    shortest = LONGEST_SPELLED + 1 if text.isupper() and not spelled else _SHORTEST_WORD
    said = ""
    if named and (text in index_rows("english") or _may_be_name(text)):
        return say_glued_words(text.lower()) or speak_latin(text).spoken
    if len(text) >= shortest:
        said = _say_listed(text) or _say_parted(piece) if spelled else _say_host(piece)
    return said or spell(text)


def _may_be_name(text: str) -> bool:
    """Whether a part of the name of a file can be said: ``Ramagya-Prashna.jpg``."""
    short = len(text) < _SHORTEST_WORD or (text.isupper() and len(text) <= LONGEST_SPELLED)
    return not short and is_speakable(text)


def _say_host(piece: regex.Match[str]) -> str:
    """A host in known words or such as nobody would spell; nothing for all else."""
    small = piece[0].lower()
    glued = say_glued_words(small) if piece[0].isupper() else ""
    return glued or _say_name(piece) or _say_long(piece[0]) or say_letters_among_words(small)


def _say_listed(text: str) -> str:
    """A word that is no person's name, its plural, or several: ``helpcentre``; else nothing."""
    rows = index_rows("english")
    row = rows.get(text) or rows.get(text.removesuffix("s")) or rows.get(text.capitalize())
    if row:
        return speak_latin(text).spoken if row.cells[2] != "person" else ""
    glued = say_glued_words(text) if len(text) >= _SHORTEST_LONG else ""
    return glued if " " in glued else ""


def _say_parted(piece: regex.Match[str]) -> str:
    """A person's name beside another: ``ramesh.kumar@`` is written down as it is heard."""
    beside = _PARTED_BEFORE.match(piece.string, 0, piece.start()) or _PARTED_AFTER.match(
        piece.string, piece.end()
    )
    reading = speak_latin(piece[0].lower()) if beside else None
    return reading.spoken if reading and reading.rule.startswith("english.tsv:") else ""


def find_english_number(piece: regex.Match[str]) -> str:
    """The number of a name that has it in English: ``news18``, ``iplt20``; else nothing."""
    start = piece.start()
    name = _NAME_BEFORE.match(piece.string, 0, start)
    row = index_rows("address_numbers").get(f"{name[0]}{piece[0]}".lower()) if name else None
    return row.cells[1] if row else ""


def _say_long(text: str) -> str:
    """A host that nobody would spell, as Hindi or as two words: ``tezkhabar``, ``agrimart``."""
    if len(text) < _SHORTEST_LONG or not (text.islower() and is_speakable(text)):
        return ""
    reading = speak_latin(text)
    return "" if reading.rule in ("letter-to-sound", "spelled") else reading.spoken


def _say_name(piece: regex.Match[str]) -> str:
    """Known words, glued or not; two with a hyphen between, often surnames, only by the table."""
    before, after = piece.start() - 1, piece.end()
    if "-" in (piece.string[before : before + 1], piece.string[after : after + 1]):
        reading = speak_latin(piece[0])
        return reading.spoken if reading.rule.startswith("english.tsv:") else ""
    return say_glued_words(piece[0].lower())


_HINDI_DOMAIN = regex.compile(
    rf"(?<label>{HINDI}{{2,30}}+)(?:\.(?<label>{HINDI}{{2,20}}+)){{0,3}}\.(?P<top>{HINDI}{{2,6}}+)"
    rf"(?!\.?{HINDI}|\d)(?:/(?<path>[A-Za-z0-9]{{1,40}}|{HINDI}{{1,40}}+)){{0,3}}",
    regex.V1,
)


@cache
def _list_companies() -> frozenset[str]:
    """Brands of the table in Devanagari without nuktas: ``अमेजन.इन पर``."""
    names = (row.cells[1] for row in read_table("english") if row.cells[2] == "company")
    return frozenset(unicodedata.normalize("NFD", name).replace("\u093c", "") for name in names)


_NEVER_AFTER_IN = frozenset(("ने", "को", "का", "की", "के"))
"""They are joined to the pronoun इन (इनको), so that after ``आजतक.इन`` they tell an address."""


def classify_hindi_domain(context: Context, at: int) -> Finding[Pieces] | None:
    """``गूगल.कॉम``; इन and others that are words too only after वेबसाइट or another ending."""
    match = _HINDI_DOMAIN.match(context.view, at)
    if match is None or match["top"] not in read_cues("hindi-domain"):
        return None
    labels = match.captures("label")
    if is_letter_name(labels[0]):
        return None  # बी.कॉम
    if match["top"] in read_cues("hindi-domain-word") and not (
        len(labels) > 1
        or read_cues("site").intersection(
            (*context.find_words_before(at, 2), context.find_word_after(match.end()))
        )
        or (match["top"] == "इन" and context.find_word_after(match.end()) in _NEVER_AFTER_IN)
        or (match["top"] == "इन" and labels[0].replace("\u093c", "") in _list_companies())
    ):
        return None
    parts: list[Wording] = []
    for start, end in (*match.spans("label"), match.span("top")):
        if parts:
            parts.append(Wording("डॉट", Span(start - 1, start)))
        parts.append(Wording(context.text[start:end], Span(start, end)))
    for start, end in match.spans("path"):
        parts.append(Wording("स्लैश", Span(start - 1, start)))
        words = context.text[start:end]
        said = speak_latin(words).spoken if words.isascii() and words.isalpha() else words
        parts.append(Wording(said, Span(start, end)))
    return Finding(tuple(parts), Span(*match.span()), "domain in Devanagari")


HINDI_DOMAIN = Handler(
    "hindi_domain",
    "electronic",
    Start.HINDI,
    classify_hindi_domain,
    speak_pieces,
    gate=Gate(signs="."),
    before=(Before("initialism", "बीबीसी.कॉम पर", "बीबीसी डॉट कॉम पर"),),
)
ELECTRONIC = Handler(
    "electronic",
    "electronic",
    Start.LATIN | Start.DIGIT | Start.SIGN,
    classify,
    speak_pieces,
    before=(
        Before("version", "172.20.4.9 पर", "एक सात दो डॉट दो शून्य डॉट चार डॉट नौ पर"),
        Before("telephone", "आईडी 98765@oksbi", "आईडी नौ आठ सात छह पाँच ऐट ओ के एस बी आई"),
        Before("latin", "isro.gov.in पर", "इसरो डॉट गॉव डॉट इन पर"),
    ),
)
