"""Whether a mark ends its sentence: an ordered list of small rules, after razdel's design.

Each rule looks at one mark and answers yes, no, or None for no opinion; the first answer
counts. To change what happens at some mark, find the first rule that has an opinion on it.
"""

from __future__ import annotations

from collections.abc import Callable

from audio import regex
from audio.hindi.aksharas import count_aksharas
from audio.hindi.cut_words import index_cut_words
from audio.hindi.guessed_words import guess_word
from audio.hindi.long_names import is_cut_in_name
from audio.segment.stops import REACH, Stop
from audio.segment.words import (
    Abbreviation,
    AbbreviationKind,
    WordRole,
    read_abbreviations,
    read_words,
)

Rule = Callable[[Stop, int], bool | None]
"""``(stop, sentence)`` → the rule's opinion; ``sentence`` is where the sentence so far begins."""

_DANDA = regex.compile(r"[।॥۔]|\|\|")
_QUESTION = regex.compile(r"[?!？！‼⁇⁈⁉؟]")
_ELLIPSIS = regex.compile(r"…|\.\.")
_NUMBERING = regex.compile(r"[(\[]?(?:\p{N}{1,3}|[ivxIVX]{1,4}|[a-zA-Z]|[\u0915-\u0939])[)\]]?")
_LABELLED = regex.compile(r"([\p{L}\p{M}]++)\.?[ -]?\p{N}{1,3}")
_ASIDE = regex.compile(r"\s*+[,;:，)\]}]")
_DASH = regex.compile(r"\s*+[-–—]")
_QUOTED = regex.compile(r"""["'”’»)\]]""")
_WORD = regex.compile(r"[\p{L}\p{M}\u200c\u200d]++")
_QUOTED_WORD = regex.compile(r"""([\p{L}\p{M}\p{N}]++)\s++["'“‘]\S++$""")
_ATTRIBUTION_END = regex.compile(r"\s*+(?:[।॥|.,?!\n]|$)")
_ATTRIBUTION_WORDS = 6
_LATIN = regex.compile(r"[A-Za-z]")
_LATIN_OR_DIGIT = regex.compile(r"[A-Za-z0-9/]")
_LATIN_SMALL = regex.compile(r"\s*+[a-z]")
_SITE_BEFORE = regex.compile(r"(?:साइट|पोर्टल) [\p{L}\p{M}.]{2,30}+$")
_LABEL_AFTER = regex.compile(r"(?:इन|को|टीवी|आईओ|यूके)(?![\p{L}\p{M}])")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_DIGIT = regex.compile(r"\p{Nd}")
_DOTTED_BEFORE = regex.compile(r"(?:[\p{L}\p{M}]\.[ ]?[\p{L}\p{M}]{1,8})$")
_CHAINED = regex.compile(
    r"(?<![\p{L}\p{M}])(?:\p{L}\p{M}*+){1,2}\.\p{Devanagari}{1,5}$"
    r"|(?<![\p{L}\p{M}])(?:मि|कि|से|सें|सौ|रा|उ|मा|प्रा|शा|पू|वि|जि|न|ग्रा)\. \p{Devanagari}{1,5}$"
)
"""What is dotted right before the word: it is one more part of the same abbreviation."""
_SECOND_BEFORE = regex.compile(r"(?<![\p{L}\p{M}])([\p{L}\p{M}]{1,20})\.? ?[\p{L}\p{M}]{1,20}$")
_CHAIN_AFTER = regex.compile(r"\p{Devanagari}{1,3}\.(?!\.)")
"""One more dotted part without a space between: the ``नि.`` of ``से.नि.``."""
_PLACE_AFTER = regex.compile(r" ?\p{Devanagari}{2,20}+,? (?:तह(?:सील|\.)|जि(?:ला|\.)|ज़िला|जनपद) ?")
"""A place and what it belongs to: the ``अमरोहा तहसील`` of ``हसनपुर पर. अमरोहा तहसील``."""
_DOTTED_AFTER = regex.compile(r"\s?[\p{L}\p{M}]{1,8}\.")


def ends_sentence(stop: Stop, sentence: int) -> bool:
    """Whether ``stop`` ends the sentence that begins at ``sentence``."""
    for rule in RULES:
        opinion = rule(stop, sentence)
        if opinion is not None:
            return opinion
    raise AssertionError("the last rule has an opinion on everything")


def judge_line_break(stop: Stop, _: int) -> bool | None:
    """A reader keeps only line breaks that the author meant: verse, code, addresses."""
    return True if stop.mark == "\n" else None


def judge_list_number(stop: Stop, sentence: int) -> bool | None:
    """`1. पहला चरण`, `(क). प्रस्तावना`, `प्रश्न 1. भारत`: what the sentence begins with."""
    if stop.start - sentence > REACH or stop.mark not in {".", "।"}:
        return None
    so_far = stop.text[sentence : stop.start].lstrip()
    if _NUMBERING.fullmatch(so_far):
        return False
    label = _LABELLED.fullmatch(so_far)
    return False if label and label[1] in read_words(WordRole.LABEL) else None


def judge_aside(stop: Stop, _: int) -> bool | None:
    """`“क्यों?”, उसने पूछा`, `(500 ई. पू.) के`: a comma or a bracket goes on with the sentence."""
    return False if _ASIDE.match(stop.after) else None


def judge_bracketed_mark(stop: Stop, _: int) -> bool | None:
    """`वह ईमानदार (?) नेता है`, `उसने [...] कहा`: a mark alone in brackets is a remark."""
    return False if stop.before[-1:] in {"(", "["} and stop.tail[:1] in {")", "]"} else None


def judge_postposition(stop: Stop, _: int) -> bool | None:
    """`“जय जवान!” के नारे`, `याहू! ने`, `10 A.M. से`: no sentence begins with one.

    After a bare danda only a slip of the pen puts one, and the danda counts.
    """
    if _DANDA.search(stop.mark) and not _QUOTED.search(stop.tail):
        return None
    return False if stop.word_after in read_words(WordRole.POSTPOSITION) else None


def judge_linked_quotation(stop: Stop, _: int) -> bool | None:
    """`“क्यों?” जैसे सवाल`, `“जय हिंद!” कहकर चले गए`, `“कौन?” — उसने पूछा`."""
    if not _QUOTED.search(stop.tail) or not _QUESTION.search(stop.mark):
        return None
    linked = stop.word_after in read_words(WordRole.LINKED) or _DASH.match(stop.after)
    return False if linked else None


def judge_attribution(stop: Stop, _: int) -> bool | None:
    """`“क्या?” उसने पूछा।`: the speaker of a quoted question belongs to its sentence."""
    if not _QUESTION.search(stop.mark) or not _QUOTED.search(stop.tail):
        return None
    for number, word in enumerate(_WORD.finditer(stop.after)):
        if number == _ATTRIBUTION_WORDS:
            return None
        if word[0] in read_words(WordRole.SAYS):
            return False if _ATTRIBUTION_END.match(stop.after, word.end()) else None
    return None


def judge_quoted_name(stop: Stop, sentence: int) -> bool | None:
    """`एक ऐप "StopKorona!" लॉन्च किया`: one quoted word inside a sentence; not `बोला, "नहीं!" सब`."""
    if not _QUESTION.search(stop.mark) or not _QUOTED.search(stop.tail):
        return None
    found = _QUOTED_WORD.search(stop.text, max(sentence, stop.start - REACH), stop.start)
    return False if found and found[1] not in read_words(WordRole.SAYS) else None


def judge_danda(stop: Stop, _: int) -> bool | None:
    """`राज्य है।उन्होंने कहा`: a danda ends a sentence, with or without a space after it."""
    return True if _DANDA.search(stop.mark) else None


def judge_question(stop: Stop, _: int) -> bool | None:
    """`परिणाम? एक बड़ा संकट`, `क्यों?क्योंकि`; not `Yahoo!Japan`, `a?b`."""
    if not _QUESTION.search(stop.mark):
        return None
    return not stop.is_tight or _is_devanagari(stop.text[stop.start - 1 : stop.start])


def judge_ellipsis(stop: Stop, sentence: int) -> bool | None:
    """`कोई नहीं आया... अगले दिन`; not `वह...नहीं`, `... और फिर`, `वह आया... और चला गया`."""
    if not _ELLIPSIS.search(stop.mark):
        return None
    opens = not _WORD.search(stop.text, max(sentence, stop.start - REACH), stop.start)
    goes_on = stop.word_after in read_words(WordRole.CONTINUES) or _LATIN_SMALL.match(stop.after)
    return not (stop.is_tight or opens or goes_on)


def judge_pipe(stop: Stop, _: int) -> bool | None:
    """`गिर गई | इसके बाद`, `है|यह`: typed for a danda, save in Latin text (`|x|`, `A | B`)."""
    if "|" not in stop.mark:
        return None
    opens_latin = stop.is_tight and _LATIN.match(stop.word_after)
    closes_latin = len(stop.word_before) == 1 and _LATIN.match(stop.word_before)
    if opens_latin or closes_latin:
        return False
    return _is_devanagari(stop.before.rstrip()[-1:]) or _is_devanagari(stop.word_after[:1])


def judge_number_with_points(stop: Stop, _: int) -> bool | None:
    """`3.5 प्रतिशत`, `.08 प्रतिशत`, `U07.1`, `15. 08. 1947`; not `2019. 12 लोग`."""
    if not _DIGIT.match(stop.word_after):
        return None
    after_digit = _DIGIT.match(stop.word_before[-1:])
    if stop.is_tight and not stop.tail and (after_digit or not stop.word_before):
        return False
    are_short = len(stop.word_before) < 3 and len(stop.word_after) < 5
    return False if after_digit and are_short else None


def judge_hindi_domain(stop: Stop, _: int) -> bool | None:
    """`गूगल.कॉम पर`, `वेबसाइट रेल.इन`: a point that is said; not `यह सच है.इन दिनों`."""
    if stop.mark != "." or not stop.is_tight or not stop.word_before:
        return None
    if stop.word_after in read_words(WordRole.DOMAIN):
        return False
    after_site = _SITE_BEFORE.search(stop.before) and _LABEL_AFTER.match(stop.after)
    return False if after_site else None


def judge_latin_word(stop: Stop, _: int) -> bool | None:
    """`rbi.org.in`, `.NET`, `A.M.`, `i.e. the`: a point inside, or small letters after."""
    if stop.word_before and not _LATIN.match(stop.word_before[-1:]):
        return None
    if stop.is_tight and _LATIN_OR_DIGIT.match(stop.after):
        return False
    return False if stop.word_before and _LATIN_SMALL.match(stop.after) else None


def judge_abbreviation(stop: Stop, sentence: int) -> bool | None:
    """`डॉ. सिंह`, `क्र.सं.`, `500 रु. लेकर`, `एच. ई. मून`; not `मंज़ूरी दी. सरकार ने`."""
    found = _find_abbreviation(stop)
    if found is None:
        return None
    if found.kind is AbbreviationKind.WORD:
        return True
    if found.kind is AbbreviationKind.TITLE:
        return False
    if found.kind is AbbreviationKind.ENDING and not _is_among_initials(stop, sentence):
        return True
    return stop.word_after in read_words(WordRole.STARTS)


def judge_full_stop(_stop: Stop, _: int) -> bool | None:
    """`व्लादिमीर पुतिन. केंद्र में`, `प्रतिबंधों. संयुक्त राष्ट्र`: used as a danda."""
    return True


RULES: tuple[Rule, ...] = (
    judge_line_break,
    judge_list_number,
    judge_aside,
    judge_bracketed_mark,
    judge_postposition,
    judge_linked_quotation,
    judge_attribution,
    judge_quoted_name,
    judge_danda,
    judge_question,
    judge_ellipsis,
    judge_pipe,
    judge_number_with_points,
    judge_hindi_domain,
    judge_latin_word,
    judge_abbreviation,
    judge_full_stop,
)


def _is_devanagari(character: str) -> bool:
    return _DEVANAGARI.match(character) is not None


def _find_abbreviation(stop: Stop) -> Abbreviation | None:
    """What stands before a full stop, if it is shortened or a word mistakable for that."""
    word = stop.word_before
    row = read_abbreviations().get(word)
    if _CHAINED.search(stop.before) and count_aksharas(word) == 1:
        return Abbreviation(AbbreviationKind.SHORT, frozenset())  # मि.ली., सौ. का., रा.उ.मा.
    if count_aksharas(word) == 1 and _CHAIN_AFTER.match(stop.after):
        return Abbreviation(AbbreviationKind.SHORT, frozenset())  # (से.नि. IAS)
    if row and (not row.before or _follows(stop, row.before)):
        return row
    if row or not word:
        return None
    after = stop.word_after
    named = is_cut_in_name(_find_second(stop), word, after)
    placed = word == "पर" and _PLACE_AFTER.match(stop.after)
    if word in index_cut_words() or named or placed or guess_word(word, after):
        return Abbreviation(AbbreviationKind.SHORT, frozenset())
    one_letter = len(word) == 1 and _LATIN.match(word)
    # `सं.`, `पृ.`, `वि.`: few words have one akshara, and the table knows those.
    one_akshara = count_aksharas(word) == 1 and not _LATIN.search(word)
    return Abbreviation(AbbreviationKind.SHORT, frozenset()) if one_letter or one_akshara else None


def _find_second(stop: Stop) -> str:
    """The word before the one that the mark stands at."""
    match = _SECOND_BEFORE.search(stop.before)
    return match[1] if match else ""


def _follows(stop: Stop, wanted: frozenset[str]) -> bool:
    after = stop.word_after
    return after in wanted or ("#" in wanted and _DIGIT.match(after) is not None)


def _is_among_initials(stop: Stop, sentence: int) -> bool:
    """Whether another initial touches this one, or the sentence begins with it."""
    if stop.start - sentence < REACH:
        so_far = stop.text[sentence : stop.start].lstrip()
        if so_far == stop.word_before:
            return True
    around = (_DOTTED_BEFORE.search(stop.before), _DOTTED_AFTER.match(stop.after))
    return any(match is not None for match in around)
