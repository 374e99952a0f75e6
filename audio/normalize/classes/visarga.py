"""A colon typed for a visarga: ``छ: लोग``, ``नि:शुल्क``, ``पुन:``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import HINDI, Context
from audio.normalize.gate import Gate
from audio.normalize.handler import Finding, Handler, Start, Wording, speak_wording
from audio.normalize.tables_reader import index_rows
from audio.records import Span

_WORD = regex.compile(rf"(?P<stem>{HINDI}+):(?P<joined>{HINDI}*)", regex.V1)
_BEFORE = regex.compile(rf"(?r)(?:{HINDI}|[\p{{L}}\p{{M}}\p{{N}}])", regex.V1)


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A word of ``visarga.tsv`` that stands alone, or a beginning that goes on after the colon."""
    match = _WORD.match(context.view, at)
    if match is None or _BEFORE.match(context.view, 0, at):
        return None
    row = index_rows("visarga").get(
        f"{match['stem']}:-" if match["joined"] else f"{match['stem']}:"
    )
    if row is None:
        return None
    span = Span(*match.span())
    return Finding(
        Wording(f"{match['stem']}ः{match['joined']}", span), span, f"visarga {row.place}"
    )


VISARGA = Handler("visarga", "symbol", Start.HINDI, classify, speak_wording, gate=Gate(signs=":"))
