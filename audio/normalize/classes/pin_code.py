"""PIN codes after a place: ``नई दिल्ली - 110001``, ``उत्तर प्रदेश 282001``, ``मुंबई 400 001``."""

from __future__ import annotations

from audio import regex
from audio.hindi.long_names import find_long_name
from audio.normalize.context import Context
from audio.normalize.places import is_place
from audio.normalize.tables_reader import index_rows, index_spellings, read_cues

_PIN_ALONE = regex.compile(
    r"[1-9]\d{5}(?:(?! ?[\p{L}\p{M}\d%]|[.,]\d)|(?<!000)(?= (?:में|पर|निवासी)(?!\p{M})))"
)
"""``बिहार 800001``, ``बिहार 800001 में``."""
_PIN_IN_TWO = regex.compile(r"[1-9]\d{2} \d{3}(?![\p{L}\p{M}%]|[ .,:/\-]?\d)")
_PLACE = regex.compile(r"(?r)[\p{L}\p{M}] ?- ?")
_CUT = r"[\p{L}\p{M}]{1,6}\."
_STATE_CUT = regex.compile(
    rf"(?r)(?<![\p{{L}}\p{{M}}.])(?P<state>{_CUT}(?: ?{_CUT})?)\)?,?(?: ?- ?| )"
)
"""A state in dots before its PIN code: ``(उ.प्र.) - 221008``."""
_WORD_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}],? ")
_ROUND = regex.compile(r"\d{3}000(?!\d)")
_STATE_BEFORE = regex.compile(r"(?r)(?P<state>[\p{L}\p{M}]{2,20}),? ")


def match_pin(context: Context, at: int) -> regex.Match[str] | None:
    """``नई दिल्ली - 110001``: six digits after a word and a hyphen are a PIN code.

    So are two groups of three, which need no hyphen if a nought starts the second, as in no
    list and no count: ``मुंबई 400 001``. ``मतदाता - 221008`` are so many.
    """
    if context.find_word_before(at) in read_cues("tallied"):
        return None
    match = _PIN_ALONE.match(context.view, at)
    if match and (_PLACE.match(context.view, 0, at) or _is_pin_after_state(context, at)):
        return match
    match = _PIN_IN_TWO.match(context.view, at)
    if match is None or match[0].endswith("000"):
        return None
    hyphen = _PLACE.match(context.view, 0, at)
    after_word = match[0][4] == "0" and _WORD_BEFORE.match(context.view, 0, at)
    return match if hyphen or after_word else None


def is_pin_after(context: Context, at: int) -> bool:
    """Whether a hyphen at ``at`` has a PIN code in two groups after it: ``दिल्ली-110 001``."""
    return context.view[at : at + 1] == "-" and bool(_PIN_IN_TWO.match(context.view, at + 1))


def _is_pin_after_state(context: Context, at: int) -> bool:
    """``उत्तर प्रदेश 282001``, ``(उ.प्र.) - 221008`` at the end of a clause."""
    if match := _STATE_CUT.match(context.view, 0, at):
        return _is_state_cut(context, match.start("state"), match["state"])
    match = _STATE_BEFORE.match(context.view, 0, at)
    if match is None or _ROUND.match(context.view, at):
        return False
    state = match["state"]
    if state.isascii() and (row := index_rows("english").get(state)):
        state = row.cells[1]  # Lucknow 226001
    return state in read_cues("state") or is_place(state)


def _is_state_cut(context: Context, at: int, cut: str) -> bool:
    """Whether the word or two in dots at ``at`` are a state's: ``उ.प्र.``, ``छ.ग.``"""
    if name := find_long_name(context.view, at):
        return name[-1].word in read_cues("state")
    row = index_spellings("abbreviations").get(cut.replace(" ", ""))
    return row is not None and row.cells[1].partition("|")[0] in read_cues("state")
