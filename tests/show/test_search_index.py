"""The index: any query finds what reading every edition would find, from few small files."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audio.errors import StorageError
from audio.records import BlockKind
from audio.show import search_index
from audio.show.search_index import FOLDER, NAME, name_part
from audio.writers.sentences import read_folded_words
from audio.writers.site.folding import fold, fold_words
from tests.catalogue import make_entry
from tests.writers import shows, staged

LETTERS = st.text("कखगघरा़ंab1", min_size=1, max_size=4)
TEXTS = st.lists(st.lists(LETTERS, min_size=1, max_size=12), min_size=1, max_size=8)


def indexed(site, texts):
    """The index's files by name, of editions that hold these words."""
    entries = [make_entry(number, title=text[0]) for number, text in enumerate(texts)]
    for one, text in zip(entries, texts, strict=True):
        folder = site / one.slug
        folder.mkdir(parents=True, exist_ok=True)
        title, all_of_it = (" ".join(sorted({*fold_words(" ".join(t))})) for t in (text[:1], text))
        (folder / "sentences.txt").write_text(f"title\t{title}\nwords\t{all_of_it}\n", "utf-8")
    return {name: json.loads(data) for name, data in search_index.make_files(site, entries)}


def found(files, term):
    """Editions with a word that begins with ``term``, and whether in the title: as a page looks."""
    parts = files[NAME]["parts"]
    within = max((part for part in parts if term.startswith(part)), key=len)
    beyond = [part for part in parts if part != term and part.startswith(term)]
    answer = {}
    for part in [within, *beyond]:
        for word, steps in files[f"{FOLDER}/{name_part(part)}"].items():
            code = 0
            for step in steps:
                code += step
                if word.startswith(term):
                    answer[code >> 1] = answer.get(code >> 1, False) or bool(code & 1)
    return answer


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, term=LETTERS, limit=st.sampled_from([1, 40, 200, 64_000]))
def test_a_query_finds_what_reading_all_would_find(tmp_path, monkeypatch, texts, term, limit):
    monkeypatch.setattr(search_index, "SPLIT_AT", limit)
    term = fold(term)
    if not term:
        return
    files = indexed(tmp_path, texts)
    read = {
        number: any(word.startswith(term) for word in fold_words(text[0]))
        for number, text in enumerate(texts)
        if any(word.startswith(term) for word in fold_words(" ".join(text)))
    }
    assert found(files, term) == read


def test_parts_stay_small_as_a_show_grows(tmp_path, monkeypatch):
    monkeypatch.setattr(search_index, "SPLIT_AT", 2_000)
    letters = "कखगघचजटडतदनपबमरलवसह"
    text = [first + second + third for first in letters for second in letters for third in "कटतप"]
    files = indexed(tmp_path, [text] * 3)
    sizes = [len(json.dumps(part)) for name, part in files.items() if "words" in name]
    assert len(sizes) > 10
    assert max(sizes) < 8_000


def test_a_new_edition_leaves_the_titles_of_the_others_where_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr(search_index, "CHUNK", 2)
    before = indexed(tmp_path, [["एक"], ["दो"], ["तीन"]])
    after = indexed(tmp_path, [["एक"], ["दो"], ["तीन"], ["चार"]])
    assert after[f"{FOLDER}/editions-0.json"] == before[f"{FOLDER}/editions-0.json"]
    assert len(after[f"{FOLDER}/editions-1.json"]) == 2


def test_every_other_content_has_another_version(tmp_path):
    versions = {indexed(tmp_path, texts)[NAME]["version"] for texts in ([["एक"]], [["दो"]])}
    assert len(versions) == 2


def test_a_show_without_editions_has_an_index_without_words(tmp_path):
    files = indexed(tmp_path, [])
    assert files[NAME]["editions"] == 0
    assert files[f"{FOLDER}/words.json"] == {}


def test_a_part_is_named_in_ascii():
    assert name_part("कर") == "words-0915-0930.json"


def test_sentences_hold_the_text_and_its_words(tmp_path):
    one = make_entry(1, title="चाँद की ख़बर", author="मोहन", description="ख़ास बात")
    shows.described(tmp_path, [one], [["हिन्दी में  पढ़ाई।", "सच \u202e में"]])
    lines = (tmp_path / one.slug / "sentences.txt").read_text("utf-8").split("\n")
    assert lines[:3] == ["p1s1\tचाँद की ख़बर", "p2s1\tहिन्दी में पढ़ाई।", "p3s1\tसच \u202e में"]
    title, all_words = read_folded_words(tmp_path / one.slug)
    assert title == {"चांद", "की", "खबर"}
    assert all_words == title | {"हिंदी", "में", "पढाई", "सच", "मोहन", "खास", "बात"}


@pytest.mark.parametrize("content", ["", "p1s1\tक\n", "p1s1\tक\ntitle\tक\nwor", "title\tक\n"])
def test_sentences_that_are_not_whole_are_an_error_that_names_the_file(tmp_path, content):
    (tmp_path / "sentences.txt").write_text(content, "utf-8")
    with pytest.raises(StorageError, match=r"sentences\.txt: is damaged"):
        read_folded_words(tmp_path)


def test_announcements_are_not_found_in_every_edition(tmp_path):
    blocks = [
        (BlockKind.TITLE, 0, ["चाँद"]),
        (BlockKind.OPENING, 0, ["यह कृत्रिम स्वर है।"]),
        (BlockKind.CLOSING, 0, ["धन्यवाद।"]),
    ]
    staged.written(tmp_path / "sentences.txt", staged.outlined(blocks))
    text = (tmp_path / "sentences.txt").read_text("utf-8")
    assert text == "p1s1\tचाँद\ntitle\tचांद\nwords\tचांद\n"
