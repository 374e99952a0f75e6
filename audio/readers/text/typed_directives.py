"""Find the directives in a typed text: `<break time="2s"/>`, `[pause 2s]`, `[voice x]…[/voice]`."""

from __future__ import annotations

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.directives import CLOSE, MOST, Directive, make_mark
from audio.readers.article.front_matter import FrontMatter
from audio.readers.text.decoding import decode
from audio.readers.text.frontmatter import split_front_matter

LONGEST = 60.0
"""Seconds of a pause."""
_PASSED = (
    r"\\.",
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*+\n(?:(?! {0,3}(?P=fence))[^\n]*+\n)*+",
    r"`[^`\n]{1,1000}`",
    r"<!--(?:(?!-->).){0,400}-->",
)
_DIRECTIVE = regex.compile(
    rf"(?P<passed>{'|'.join(_PASSED)})"
    r"|<break\b(?P<attributes>[^<>\n]{0,200})>(?:</break>)?"
    r"|\[(?:pause|break)(?:[ :=]++(?P<time>[^\[\]\n]{0,40}))?\]"
    r"|\[voice(?:[ :=]++(?P<voice>[^\[\]\n]{0,200}))?\]"
    r"|(?P<end>\[/voice\])",
    regex.IGNORECASE | regex.MULTILINE | regex.DOTALL,
)
_TIME = regex.compile(r"\s*+(?P<number>\p{Nd}{1,6}(?:\.\p{Nd}{1,3})?)\s*+(?P<unit>ms|s|sec|से)?\s*+")
_ATTRIBUTE = regex.compile(r"\btime\s*+=\s*+[\"'](?P<time>[^\"']*+)[\"']", regex.IGNORECASE)
_HAS_ANY = regex.compile(r"<break\b|\[/?(?:pause|break|voice)\b", regex.IGNORECASE)


def split_typed(data: bytes, origin: str) -> tuple[FrontMatter, str, DirectiveFinder]:
    """The front matter in ``data``, the text after it with marks, and the directives they mark.

    Raises:
        SourceError: it cannot be read as text, its front matter or a directive is wrong.
    """
    text = decode(data, origin)
    front, body = split_front_matter(text, origin)
    finder = DirectiveFinder(origin, text.count("\n", 0, len(text) - len(body)) + 1)
    return front, finder.mark(body), finder


class DirectiveFinder:
    """Reads the directives of one text, which begins on ``first_line`` of ``origin``."""

    def __init__(self, origin: str, first_line: int) -> None:
        self.directives: list[Directive] = []
        self._origin = origin
        self._line = first_line
        self._at = 0
        self._open: list[int] = []

    def mark(self, body: str) -> str:
        """``body`` with a mark in the place of each directive; one on its own line stands apart.

        Raises:
            SourceError: a directive is not as it must be, or a passage has no end or no beginning.
        """
        if not _HAS_ANY.search(body):
            return body
        marked = _DIRECTIVE.sub(self._mark_one, body)
        if self._open:
            line = self.directives[self._open[-1]].line
            raise self._make_error("[voice …] is not closed", line, "end the passage with [/voice]")
        return marked

    def _mark_one(self, found: regex.Match[str]) -> str:
        if found["passed"] is not None:
            return found[0]
        self._line += found.string.count("\n", self._at, found.start())
        self._at = found.start()
        mark = self._make_mark(found)
        is_alone = (
            found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()] == ""
        )
        end = found.end()
        return f"\n\n{mark}\n\n" if is_alone and found.string[end : end + 1] in {"", "\n"} else mark

    def _make_mark(self, found: regex.Match[str]) -> str:
        if found["end"]:
            return self._close()
        if found["voice"] is None and not found[0].lower().startswith("[voice"):
            return self._add(Directive(self._line, seconds=self._read_time(found)))
        voice = " ".join((found["voice"] or "").split())
        if not voice:
            raise self._make_error(
                "[voice] names no voice", self._line, "write [voice ENGINE:NAME]"
            )
        self._open.append(len(self.directives))
        return self._add(Directive(self._line, voice=voice))

    def _close(self) -> str:
        if not self._open:
            raise self._make_error("[/voice] closes nothing", self._line, "open it with [voice …]")
        self._open.pop()
        return make_mark(self._open[-1]) if self._open else CLOSE

    def _add(self, directive: Directive) -> str:
        if len(self.directives) == MOST:
            raise self._make_error(f"has more than {MOST:,} directives", self._line, "divide it")
        self.directives.append(directive)
        return make_mark(len(self.directives) - 1)

    def _read_time(self, found: regex.Match[str]) -> float:
        written = found["time"] or ""
        if found["attributes"] is not None:
            attribute = _ATTRIBUTE.search(found["attributes"])
            written = attribute["time"] if attribute else ""
        time = _TIME.fullmatch(written)
        seconds = float(time["number"]) / (1000 if time["unit"] == "ms" else 1) if time else 0.0
        if not 0 < seconds <= LONGEST:
            hint = f"write a time of at most {LONGEST:.0f} seconds: [pause 2s]"
            raise self._make_error(f"{found[0]} says no length of a pause", self._line, hint)
        return seconds

    def _make_error(self, what: str, line: int, hint: str) -> SourceError:
        return SourceError(what, where=Place(self._origin, line), hint=hint)
