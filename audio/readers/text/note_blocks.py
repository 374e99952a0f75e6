"""What note apps and site generators write in Markdown on lines of its own, made CommonMark.

`{: .x}`, `[TOC]`, `::: note` and `%% … %%` are taken out, `!!! note "…"` gives its text back,
`{% highlight %}` is a fence. Fenced code is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from audio import regex

_FENCE = regex.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_SILENT = regex.compile(
    r"\s*+(?:\{:[^{}\n]*+\}|\[TOC\]|\[\[_?TOC_?\]\]|\$toc|:{3,}.*+|\{% ?(?:end)?raw ?%\}"
    r"|\{\{<? ?toc[^{}\n]*+\}\})\s*+",
    regex.IGNORECASE,
)
_CONTENTS = regex.compile(r"\s*+\{: ?toc[^{}\n]*+\}\s*+")
"""Under an item, which the list of contents takes the place of."""
_CODE_START = regex.compile(r"\s*+\{% ?highlight[^{}%\n]*+%\}\s*+")
_CODE_END = regex.compile(r"\s*+\{% ?endhighlight ?%\}\s*+")
_BLOCKS = (
    (regex.compile(r"\s*+%%(?!.*%%)"), regex.compile(r".*%%\s*+")),
    (regex.compile(r"\s*+\{% ?comment ?%\}"), regex.compile(r".*\{% ?endcomment ?%\}\s*+")),
    (regex.compile(r"\s*+\$\$(?!.*\$\$)"), regex.compile(r".*\$\$\s*+")),
)
"""What opens lines that are left out, and what closes them."""
_ADMONITION = regex.compile(
    r"(?:!!!|\?\?\?\+?) ?[A-Za-z-]*+(?: (?:\"(?P<title>[^\"\n]*+)\"|[^\"\n]*+))?\s*+"
)
_INDENT = regex.compile(r" {4}|\t")


def read_note_blocks(body: str, left_out: list[str]) -> str:
    """``body`` as CommonMark; ``left_out`` is told of what was taken out that has words."""
    return "\n".join(_read_lines(body.split("\n"), left_out))


def _read_lines(lines: list[str], left_out: list[str]) -> Iterator[str]:
    last_ends = _find_last_ends(lines)
    fence = ""
    is_within = False
    at = 0
    while at < len(lines):
        line = lines[at]
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _update_fence(fence, line)
            yield line
        elif (end := _find_end(lines, at, last_ends)) > at:
            left_out.append(" ".join(lines[at : end + 1]))
            yield ""
            at = end
        elif admonition := _ADMONITION.fullmatch(line):
            is_within = True
            yield from ("", admonition["title"] or "", "")
        elif not _SILENT.fullmatch(line) and not (
            at + 1 < len(lines) and _CONTENTS.fullmatch(lines[at + 1])
        ):
            is_within = is_within and (not line.strip() or bool(_INDENT.match(line)))
            line = _INDENT.sub("", line, count=1) if is_within else line
            yield "```" if _CODE_START.fullmatch(line) or _CODE_END.fullmatch(line) else line
        at += 1


def _update_fence(fence: str, line: str) -> str:
    """The fence that is open after ``line``; empty when none is."""
    mark = _FENCE.match(line)
    if not fence:
        return mark["mark"] if mark else ""
    closes = mark and mark["mark"].startswith(fence) and not line[mark.end() :].strip()
    return "" if closes else fence


def _find_last_ends(lines: list[str]) -> list[int]:
    """For each kind of ``_BLOCKS``, the last line that could close one."""
    return [
        max((at for at, line in enumerate(lines) if end.fullmatch(line)), default=-1)
        for _, end in _BLOCKS
    ]


def _find_end(lines: list[str], at: int, last_ends: list[int]) -> int:
    """The line that closes what the line ``at`` opens; -1 when it opens nothing that is closed."""
    for (start, end), last in zip(_BLOCKS, last_ends, strict=True):
        if at < last and start.match(lines[at]):
            return next(i for i in range(at + 1, last + 1) if end.fullmatch(lines[i]))
    return -1
