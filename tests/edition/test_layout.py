"""Clips on one timeline."""

from __future__ import annotations

import pytest

from audio.edition.layout import Layout
from audio.records import NOWHERE, BlockKind, Clip, Paragraph, Timing
from audio.settings import Sound
from audio.work.flow import TaskResult
from tests.orders import order
from tests.speech import script


@pytest.fixture
def ordered():
    clip = Clip(NOWHERE, 44_100, 2304, (Timing(1105, 2000, ()),), (), 0.0)
    return TaskResult(order((script("बात हुई"),)), clip, own=False)


def test_what_is_said_is_unpacked_only_for_who_takes_the_cues(ordered):
    spoken = ordered.item.spoken
    heading = Paragraph("p1", BlockKind.TITLE, 0, (script("बात हुई").sentence,))
    cues = Layout(Sound()).append(heading, ordered)
    assert "scripts" not in vars(spoken)
    assert [cue.script.spoken for cue in cues] == ["बात हुई"]
    assert "scripts" in vars(spoken)
