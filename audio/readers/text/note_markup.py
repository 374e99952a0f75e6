"""What note apps and site generators write in Markdown beyond CommonMark, within a paragraph.

`==मोटा==`, `H~2~O`, `[[पन्ना|नाम]]`, `{#anchor}`, `{{< shortcode >}}`, `:smile:`, `$E=mc^2$`: read
as a person would, or left out, and a note says so. Escapes, code, links and tags are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from audio import regex
from audio.readers.article.formula_speech import describe_formulas
from audio.readers.article.pieces import quote
from audio.readers.article.raised_text import MARKS
from audio.readers.article.silent_text import describe_silent
from audio.readers.article.tex import read_tex
from audio.records import Omission

LEFT_OUT = "\ufdd5"
"""Stands, until the text is read, where something was left out."""
_LONG = "{1,2000}?"
_PASSED = (
    r"\\.",
    r"``[^\n]{1,1000}?``|`[^`\n]{1,1000}`",
    r"\]\([^()\s]{0,1000}(?: [^()\n]{0,200})?\)",
    r"https?://\S{1,1000}",
    r"<[A-Za-z/!][^<>\n]{0,1000}>",
)
_MARKUP = (
    rf"\{{\+\+(?P<added>[^{{}}]{_LONG})\+\+\}}",
    rf"\{{--(?P<deleted>[^{{}}]{_LONG})--\}}",
    rf"\{{~~(?P<old>[^{{}}]{_LONG})~>(?P<new>[^{{}}]{_LONG})~~\}}",
    rf"\{{>>(?P<remark>[^{{}}]{_LONG})<<\}}",
    rf"\{{==(?P<noted>[^{{}}]{_LONG})==\}}",
    r"(?P<shortcode>\{\{[^{}]{1,1000}\}\}|\{%[^{}%]{1,1000}%\})",
    r"(?P<attributes> ?\{:? ?(?:[#.][^{}\n]{1,200}|[a-z-]{1,20}=[^{}\n]{1,200})\})",
    r"%%(?P<comment>[^%]{1,2000})%%",
    r"==(?=[^\s=])(?P<marked>[^=\n]{1,1000})(?<=[^\s=])==",
    r"(?<=[\p{L}\p{M}\p{N})\]])~(?P<sunk>[\p{L}\p{M}\p{N}+−-]{1,6})~(?!~)",
    r"(?<=[\p{L}\p{M}\p{N})\]])\^(?P<raised>[\p{L}\p{M}\p{N}+−*/()-]{1,12})\^",
    r"(?<![~\p{L}\p{M}\p{N}])~(?=[^\s~])(?P<struck>[^~\n]{1,500})(?<=\S)~(?![~\p{L}\p{M}\p{N}])",
    r"\^\[(?P<footnote>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,2000})\]",
    r"(?P<anchor>(?<=\s)\^[A-Za-z0-9-]{1,40}$)",
    r"!\[\[(?P<embed>[^\[\]\n]{1,300})\]\]",
    r"\[\[(?P<target>[^\[\]|\n]{1,300})(?:\|(?P<alias>[^\[\]\n]{1,300}))?\]\]",
    r"(?P<citation>\[-?@[A-Za-z][^\[\]\n]{0,200}\])",
    r"^\[!(?P<callout>[A-Za-z-]{2,20})\][+-]?",
    r"(?<![\p{L}\p{M}\p{N}:]):(?P<emoji>[a-z+-][a-z0-9_+-]{1,40}):(?![\p{L}\p{N}:])",
    r"(?<![$\p{L}\p{N}])(?P<dollars>\$\$?)(?=[^\s$])(?P<formula>[^$]{1,500})(?<=\S)(?P=dollars)(?![$\p{L}\p{N}])",
)
_ANY = regex.compile("|".join([f"(?P<passed>{'|'.join(_PASSED)})", *_MARKUP]), regex.MULTILINE)
_SIGNS = regex.compile(r"[{%=~^!\[:$]")
"""What some markup has; most paragraphs have none of it."""
_PICTURE = regex.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)(?:$|[|#])", regex.IGNORECASE)
_CAPTION = regex.compile(r"(?:alt|caption|title)\s*+=\s*+[\"“](?P<text>[^\"”]{1,500})[\"”]")
_CONTENTS = frozenset({"toc", "_toc_"})


@dataclass(slots=True)
class NoteMarkup:
    """Reads one document's markup, and remembers what was set apart or left out."""

    footnotes: list[str] = field(default_factory=list)
    """Of `^[…]`, in order."""
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    """What is unknown of each that is not spoken."""

    def read(self, text: str) -> str:
        """``text``, the source of a paragraph, as CommonMark with marks of what is raised."""
        return _ANY.sub(self._replace, text) if _SIGNS.search(text) else text

    def list_omissions(self) -> list[Omission]:
        """What was left out."""
        found = (
            ("struck text", self.struck),
            ("what is no part of the text", self.left_out),
            ("hidden text", self.hidden),
        )
        return [Omission(text, reason) for reason, texts in found for text in texts]

    def describe(self) -> list[str]:
        """Notes on what was left out."""
        notes = [f"left out {quote(text)}: it is no part of the text" for text in self.left_out]
        notes += describe_silent(self.struck, "struck out")
        notes += describe_silent(self.hidden, "hidden")
        return notes + describe_formulas(self.formulas)

    def _replace(self, found: regex.Match[str]) -> str:
        name = found.lastgroup or ""
        return _READERS.get(name, _keep)(self, found)

    def read_words(self, found: regex.Match[str]) -> str:
        """What was added or marked is read."""
        return next(
            text
            for text in map(found.group, ("added", "new", "noted", "marked"))
            if text is not None
        )

    def leave_struck(self, found: regex.Match[str]) -> str:
        """What was struck or replaced is left out, what replaces it is read."""
        text = found["deleted"] or found["struck"] or found["old"]
        self.struck.append(text)
        return found["new"] or LEFT_OUT

    def leave_out(self, found: regex.Match[str]) -> str:
        """Leave out what was found; a note says so."""
        self.left_out.append(found[0])
        return LEFT_OUT

    def drop(self, _: regex.Match[str]) -> str:
        """Leave out what has no sound; no note says so."""
        return LEFT_OUT

    def read_shortcode(self, found: regex.Match[str]) -> str:
        """Of a figure its caption is read; any other shortcode is left out."""
        caption = _CAPTION.search(found[0])
        if caption and "figure" in found[0]:
            return f"![{caption['text']}](figure)"
        return self.leave_out(found)

    def mark_raised(self, found: regex.Match[str]) -> str:
        """What is raised or sunk stands between marks."""
        (start, end), text = (
            (MARKS["sup"], found["raised"]) if found["raised"] else (MARKS["sub"], found["sunk"])
        )
        return f"{start}{text}{end}"

    def set_apart(self, found: regex.Match[str]) -> str:
        """A footnote is read after the article."""
        self.footnotes.append(found["footnote"])
        return LEFT_OUT

    def read_link(self, found: regex.Match[str]) -> str:
        """A link to a page is its name."""
        if found["target"].casefold() in _CONTENTS:
            return ""
        page, _, section = found["target"].partition("#")
        return str(found["alias"] or page.rpartition("/")[2] or section)

    def read_embed(self, found: regex.Match[str]) -> str:
        """A picture is silent; another page is left out."""
        return "" if _PICTURE.search(found["embed"]) else self.leave_out(found)

    def read_formula(self, found: regex.Match[str]) -> str:
        """A formula is read as it would be typed, or left out."""
        said = read_tex(found["formula"])
        return self.leave_out(found) if said is None else said


_Reader = Callable[[NoteMarkup, regex.Match[str]], str]
_READERS: Mapping[str, _Reader] = {
    **dict.fromkeys(("added", "noted", "marked"), NoteMarkup.read_words),
    **dict.fromkeys(("deleted", "struck", "new"), NoteMarkup.leave_struck),
    **dict.fromkeys(("remark", "comment", "citation"), NoteMarkup.leave_out),
    **dict.fromkeys(("attributes", "anchor", "callout", "emoji"), NoteMarkup.drop),
    **dict.fromkeys(("raised", "sunk"), NoteMarkup.mark_raised),
    **dict.fromkeys(("target", "alias"), NoteMarkup.read_link),
    "shortcode": NoteMarkup.read_shortcode,
    "footnote": NoteMarkup.set_apart,
    "embed": NoteMarkup.read_embed,
    "formula": NoteMarkup.read_formula,
}
"""By the group that has matched."""


def _keep(_: NoteMarkup, found: regex.Match[str]) -> str:
    return found[0]


def escape(text: str) -> str:
    """``text``, already CommonMark, with a backslash before what would be such markup in it."""
    while _SIGNS.search(text):
        escaped = _ANY.sub(_escape, text)
        if escaped == text:
            break
        text = escaped  # what stood within other markup may be markup by itself
    return text


def _escape(found: regex.Match[str]) -> str:
    if found.lastgroup == "passed":
        return found[0]
    return f" \\{found[0][1:]}" if found[0][0] == " " else f"\\{found[0]}"
