import json
from dataclasses import replace

import pytest

from audio.records import PublishedFile, TimingSource


@pytest.fixture
def data(edition, tmp_path):
    beside = [PublishedFile("a.mp3", "audio/mpeg", 7, "00")]
    path = edition.write(tmp_path / "edition.json", beside)
    return json.loads(path.read_text(encoding="utf-8"))


def test_it_has_every_field_of_the_schema(data):
    assert data.keys() >= {
        "title", "author", "published", "language", "voice", "engine_version", "rate", "samples",
        "duration", "loudness", "files", "chapters", "sentences", "schema_version",
    }  # fmt: skip


def test_files_beside_it_are_listed(data):
    assert data["files"] == [{"path": "a.mp3", "type": "audio/mpeg", "bytes": 7, "sha256": "00"}]


def test_the_words_of_a_sentence_are_at_their_characters(data):
    for sentence in data["sentences"]:
        for word in sentence["words"]:
            start, end = word["chars"]
            assert sentence["written"][start:end] == word["written"]


def test_times_rise_through_sentences_and_words(data):
    moments = []
    for sentence in data["sentences"]:
        moments.append(sentence["start"])
        for word in sentence["words"]:
            moments += [word["start"], word["end"]]
        moments.append(sentence["end"])
    assert moments == sorted(moments)
    assert moments[-1] <= data["duration"]


def test_times_are_sample_counts_in_seconds(data, edition):
    first = edition.cues[0]
    assert data["sentences"][0]["start"] == round(first.start / 44_100, 6)
    assert data["duration"] == round(data["samples"] / data["rate"], 6)


def test_silence_has_no_loudness_figure(unmarked_edition, tmp_path):
    path = unmarked_edition.write(tmp_path / "edition.json")
    assert json.loads(path.read_text())["loudness"]["integrated"] is None


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (TimingSource.EXACT, None),
        (TimingSource.ALIGNED, "aligned"),
        (TimingSource.ESTIMATED, "estimated"),
    ],
)
def test_how_words_were_timed_is_told_unless_it_is_exact(edition, tmp_path, source, told):
    added = tuple((paragraph, replace(cue, source=source)) for paragraph, cue in edition.added)
    path = edition._replace(added=added).write(tmp_path / "edition.json")
    sentences = json.loads(path.read_text(encoding="utf-8"))["sentences"]
    assert {sentence.get("timing") for sentence in sentences} == {told}
