"""Powers that are no longer raised where a page was copied: ``x2 - 5x + 6 = 0``."""

from __future__ import annotations

from audio import regex

_FUNCTIONS = "tan|cot"
_TERM = r"(?<![\p{L}\p{M}\d])\d{0,3}[A-Za-z]?(?P<variable>[xXyY])"
_TERM_AFTER = r"\d{0,3}[A-Za-z]?(?P=variable)(?![\p{L}\p{M}\d])"
"""``ax2 + bx``, ``6X2 - 11X``: a term and one of the same variable."""
_POWER = regex.compile(
    r"(?:[23](?<=(?<![\p{L}\p{M}\d.])\d{0,3}[a-z].)"
    r"|2(?<=[\d½=+\-] ?[a-z]{2}.|π[a-z].|\([^()=]{1,20}[+\-/×][^()=]{1,12}\).)"
    r"|[23](?<=\([\p{Devanagari} ]{2,20}\).)(?= ?(?:[+\-×÷*=/)।,]|\Z))"
    rf"|2(?<={_TERM}.)(?= ?[+\-] ?{_TERM_AFTER})"
    r"|[23](?<=√ ?\([A-Z].)(?= ?[+\-])|[23](?<=π[a-z].)(?=[a-z](?!\p{L}))"
    r"|[23](?<=\( ?-?(?:\d{1,2}|[a-z]|π) ?\).)(?= ?[+\-] ?\d?[\d(a-z])"
    r"|2(?<=(?<!\p{L})(?:[A-E]{2}|[P-T]{2}|[X-Z]{2}).)(?=.*[A-Z]{2}2|(?<=[A-Z]{2}2.*)))"
    r"(?![\p{L}\p{M}\p{N}--h]|[.,:/]\d)",
    regex.V1,
)
"""After a letter, after two that are multiplied, after the brackets of a sum, after a side."""
_OF = r"[\p{Greek}A-Cx]"
_SQUARES = regex.compile(
    rf"(?<=sin)2(?= ?(?P<of>{_OF}) ?\+ ?cos2 ?(?P=of))"
    rf"|(?<=sin2 ?(?P<of>{_OF}) ?\+ ?cos)2(?= ?(?P=of))"
    rf"|(?<=1 ?\+ ?(?:{_FUNCTIONS}))2(?= ?{_OF})"
    rf"|(?<=sec)2(?= ?(?P<of>{_OF}) ?- ?(?:{_FUNCTIONS})2 ?(?P=of) ?= ?1)"
    rf"|(?<=sec2 ?(?P<of>{_OF}) ?- ?(?:{_FUNCTIONS}))2(?= ?(?P=of) ?= ?1)"
    rf"|(?<=1 ?\+ ?(?:{_FUNCTIONS})2 ?{_OF} ?= ?(?:sec|cosec))2"
)
"""Those of ``sin2A + cos2A = 1``."""
_INDEX = regex.compile(r"(?<![\p{L}\p{M}])[a-z][01](?![\p{L}\p{N}])|\p{L}₁")
"""``x1``: what makes the 2 of ``x2`` an index too."""
_BESIDE = regex.compile(
    r"[²³] ?[+\-×÷*]|[+\-×÷*] ?\d{0,3}[a-z)]{1,2}[²³]|[a-z]{2}[²³]|[A-Z]{2}²|π[a-z]²|\)[²³]|sin²"
    r"|[xXyY]² ?[+\-]|√ ?\([A-Z]²"
)
_LINEAR = regex.compile(r"[+\-] ?\d{0,3}x(?![\p{L}\p{M}\d²³])")
_TIMES = regex.compile(r"(?<=[\p{Devanagari})\d] )[xX](?= [\p{Devanagari}(])|(?<=\) ?)[xX](?= ?\d)")
"""``मूलधन X दर``: a letter for the sign of times."""
_RAISED = {"2": "²", "3": "³"}


def raise_powers(view: str) -> str:
    """The ``x2`` of an equation as ``x²``, unless other letters there have indices: ``x1 + x2``.

    A power alone on one side (``n2 = 1.5``) may be an index, so it is left.
    """
    if "=" not in view and not _LINEAR.search(view):
        return view
    view = _TIMES.sub("×", view)
    if _INDEX.search(view):
        return view
    raised = _POWER.sub(lambda match: _RAISED[match[0]], _SQUARES.sub("²", view))
    return raised if _BESIDE.search(raised) else view
