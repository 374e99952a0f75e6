from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.edge.alignment import SHORTEST, HeardWord, align
from tests.speech import line

SECOND = 24_000
_HEARD = regex.compile(r"(\S.*?)@(\d+)-(\d+)")


def heard(text):
    return [
        HeardWord(word, int(start) * SECOND // 10, int(end) * SECOND // 10)
        for word, start, end in _HEARD.findall(text)
    ]


@pytest.mark.tsv("edge_alignment.tsv")
def test_words_are_heard_where_the_service_says(spoken, events, marks, told, rule):
    del rule
    found = align(line(spoken), heard(events), SECOND)
    shown = " ".join(f"{m.start * 100 // SECOND}-{m.end * 100 // SECOND}" for m in found.marks)
    assert (shown, found.heard) == (marks, int(told))


WORDS = st.lists(st.sampled_from(["राम", "के", "घर", "वाराणसी", "क़लम"]), min_size=1, max_size=12)
EVENTS = st.lists(
    st.builds(
        HeardWord,
        st.sampled_from(["राम", "के", "घर", "केघर", "वारा", "णसी", "कलम", ",", "", "राम के"]),
        st.integers(0, SECOND),
        st.integers(0, 2 * SECOND),
    ),
    max_size=15,
)


@given(WORDS, EVENTS)
def test_whatever_the_service_tells_every_word_has_its_time_in_order_and_inside(words, events):
    spoken = line(" ".join(words))
    found = align(spoken, events, SECOND)
    flat = [moment for mark in found.marks for moment in mark]
    assert len(found.marks) == len(words)
    assert flat == sorted(flat)
    assert flat[0] >= 0
    assert flat[-1] <= SECOND
    assert all(mark.end - mark.start >= SHORTEST for mark in found.marks)
    assert 0 <= found.heard <= len(words)
