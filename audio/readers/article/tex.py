"""Formulas in TeX, as far as they are a line of letters, figures and common signs."""

from __future__ import annotations

from audio import regex
from audio.readers.article.raised_text import MARKS, read_raised

_SIGNS = {
    "times": " × ", "cdot": " × ", "div": " ÷ ", "pm": " ± ", "leq": " ≤ ", "le": " ≤ ",
    "geq": " ≥ ", "ge": " ≥ ", "neq": " ≠ ", "ne": " ≠ ", "approx": " ≈ ", "to": " → ",
    "rightarrow": " → ", "pi": "π", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "theta": "θ", "lambda": "λ", "mu": "μ", "sigma": "σ", "omega": "ω", "Delta": "Δ",
    "Omega": "Ω", "circ": "°", "degree": "°", "%": "%", ",": " ", ";": " ", " ": " ", "quad": " ",
}  # fmt: skip
_FRACTION = regex.compile(r"\\[dt]?frac\{([^{}\\]{1,40})\}\{([^{}\\]{1,40})\}")
_TEXT = regex.compile(r"\\(?:text|mathrm|mathbf|mathit|ce)\{([^{}]{0,200})\}")
_COMMAND = regex.compile(r"\\([A-Za-z]++|.)")
_SCRIPT = regex.compile(r"([\^_])(?:\{([^{}^_]{1,40})\}|(\S))")
_READABLE = regex.compile(r"[\p{L}\p{M}\p{N}\s.,:;()\[\]+−=<>/×÷±≤≥≠≈→°%!\ufdd0-\ufdd3-]++")
_ELEMENT = regex.compile(r"(?<=[A-Z][a-z]?|\))(\d{1,3})")


def read_tex(tex: str) -> str | None:
    """``tex`` as it would be typed, `E = mc²`; None of what cannot be typed on a line."""
    is_chemical = "\\ce{" in tex
    text = _FRACTION.sub(_read_fraction, _TEXT.sub(r"\1", tex))
    if is_chemical:
        text = _ELEMENT.sub(rf"{MARKS['sub'][0]}\1{MARKS['sub'][1]}", text)
    unknown = [name for name in _COMMAND.findall(text) if name not in _SIGNS]
    if unknown:
        return None
    text = _COMMAND.sub(lambda found: _SIGNS[found[1]], text)
    text = _SCRIPT.sub(_mark_script, text)
    return " ".join(read_raised(text).split()) if _READABLE.fullmatch(text) else None


def _read_fraction(found: regex.Match[str]) -> str:
    above, below = found[1].strip(), found[2].strip()
    is_plain = above.isalnum() and below.isalnum()
    return f"{above}/{below}" if is_plain else f"({above})/({below})"


def _mark_script(found: regex.Match[str]) -> str:
    start, end = MARKS["sup" if found[1] == "^" else "sub"]
    return f"{start}{found[2] or found[3]}{end}"
