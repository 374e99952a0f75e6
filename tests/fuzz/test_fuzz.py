"""A short look for what breaks readers and normalizer; ``scripts/fuzz`` takes a long one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target

_SLOW = {"pdf": 4}
"""Targets that start a process for each example."""
_TEXTS = {"normalizer", "markdown", "plaintext"}
_SNIPPETS = [
    *(b"<", b">", b"&", b"&#0;", b"&nbsp;", b"]]>", b"<!--", b"<![CDATA[", b"\0", b"\xff"),
    *(b'="', b"<ul>", b"</ul>", b"<li>", b"<ol start='9'>", b"<table>", b"<tr>", b"<td>", b"</p>"),
    *(b"\n\n", b"99999999999999", b"---\n", b"```", b"[^1]", b"|", b"PK\x05\x06", b"%PDF-"),
    *(
        text.encode("utf-8", "surrogatepass")
        for text in ("क", "ि", "।", "\u200d", "\ufeff", "\ud800")
    ),
]
edits = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 40),
        st.one_of(st.sampled_from(_SNIPPETS), st.binary(max_size=12)),
    ),
    max_size=5,
)


def edited(seed: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """``seed`` with bytes taken out and put in."""
    for where, out, come in changes:
        at = int(where * len(seed))
        seed = seed[:at] + come + seed[at + out :]
    return seed


def inputs(name: str, target: Target) -> st.SearchStrategy[bytes]:
    mutated = st.builds(edited, st.sampled_from(target.seeds), edits)
    anything = st.text(max_size=200).map(str.encode) if name in _TEXTS else st.binary(max_size=200)
    return st.one_of(mutated, mutated, anything)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_nothing_breaks_it(name: str) -> None:
    target = TARGETS[name]

    @given(inputs(name, target))
    @settings(
        max_examples=_SLOW.get(name, 60),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def look(data: bytes) -> None:
        target.run(data)

    for seed in target.seeds:
        target.run(seed)
    look()
