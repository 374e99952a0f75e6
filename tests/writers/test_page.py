"""The edition's page, as a file: complete, valid and harmless before any script runs."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.records import (
    BlockKind,
    Cue,
    Line,
    Paragraph,
    PublishedFile,
    Script,
    Sentence,
    Show,
    Span,
    SpokenWord,
    TextLink,
    WordCue,
)
from audio.settings import LABELS
from audio.writers import site
from audio.writers.site.links import SentenceLinks
from audio.writers.site.read_along import Stretch, find_stretches
from audio.writers.site.text import mark_up, replace_unwritable, strip_turns
from tests.writers import staged

KINDS = BlockKind
TEXTS = (
    (KINDS.OPENING, 0, ["आप सुन रहे हैं।"]),
    (KINDS.TITLE, 0, ["बैठक की ख़बर"]),
    (KINDS.PARAGRAPH, 0, ["पहला वाक्य यह है।", "Prime Minister ने 2019 में कहा।"]),
    (KINDS.HEADING, 2, ["आगे क्या होगा"]),
    (KINDS.ITEM, 1, ["एक"]),
    (KINDS.ITEM, 2, ["एक का पहला"]),
    (KINDS.ITEM, 3, ["और भीतर"]),
    (KINDS.ITEM, 1, ["दो"]),
    (KINDS.QUOTE, 0, ["किसी ने कहा।"]),
    (KINDS.HEADING, 3, ["भीतर का शीर्षक"]),
    (KINDS.IMAGE, 0, ["नदी के किनारे भीड़"]),
    (KINDS.CODE, 0, ["x = 1"]),
    (KINDS.CLOSING, 0, ["धन्यवाद।"]),
)
FILES = (
    PublishedFile("a.mp3", "audio/mpeg", 2_500_000, "0" * 64),
    PublishedFile("a.vtt", "text/vtt", 23_300, "0" * 64),
)
HOSTILE = (
    "</title></script><script>alert(1)</script>]]>&amp;\"'<!-- 🎉 क्\u200dष \u202eabc\u2066 \x07\x00"
)


def parsed(path: Path):
    """The document, which must hold no parse error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(path.read_text("utf-8"))


def page(folder: Path, texts=TEXTS, beside=FILES, name="a.html", show=None, **known):
    outline = staged.outlined(texts, show, **known)
    return parsed(staged.written(folder / name, outline, beside))


def by_id(document, name: str):
    (found,) = document.iterfind(f".//*[@id='{name}']")
    return found


def text_of(element) -> str:
    return "".join(element.itertext())


def test_every_sentence_stands_once_in_order_with_its_text(tmp_path):
    document = page(tmp_path)
    found = [(e.get("id"), text_of(e)) for e in document.iter() if e.get("data-t")]
    outline = staged.outlined(TEXTS)
    assert found == [(s.id, s.text) for p in outline.paragraphs for s in p.sentences]


def test_ids_are_unique(tmp_path):
    found = [element.get("id") for element in page(tmp_path).iter() if element.get("id")]
    assert len(found) == len(set(found))


def test_title_byline_date_audio_and_downloads_need_no_script(tmp_path):
    document = page(tmp_path, author="नीरज", published=datetime(2024, 6, 19))
    assert text_of(document.find(".//h1")) == "बैठक की ख़बर"
    about = text_of(document.find(".//dl"))
    assert "नीरज" in about
    assert "19 जून 2024" in about
    audio = document.find(".//audio")
    assert "controls" in audio.attrib
    assert audio.find("source").get("src") == "a.mp3"
    downloads = [a.get("href") for a in document.iter("a") if "download" in a.attrib]
    assert downloads == ["a.mp3", "a.vtt"]


@pytest.mark.parametrize(("image", "shown"), [("me.jpg", ["cover.jpg"]), ("", [])])
def test_the_articles_own_picture_is_shown_and_no_designed_cover(tmp_path, image, shown):
    cover = PublishedFile("cover.jpg", "image/jpeg", 90, "0")
    document = page(tmp_path, beside=[*FILES, cover], image=image)
    assert [picture.get("src") for picture in document.iter("img")] == shown


def test_what_other_sites_paste_is_no_download(tmp_path):
    texts = [PublishedFile(name, "text/plain", 90, "0") for name in ("a.txt", "embed.txt")]
    document = page(tmp_path, beside=[*FILES, *texts], name="index.html")
    downloads = [a.get("href") for a in document.iter("a") if "download" in a.attrib]
    assert downloads == ["a.mp3", "a.vtt", "a.txt"]


def test_links_to_files_are_navigation_and_no_words_of_the_edition(tmp_path):
    document = page(tmp_path)
    links = {a for a in document.iter("a") if "download" in a.attrib}
    inside = {
        a for name in ("nav", "audio") for place in document.iter(name) for a in place.iter("a")
    }
    assert links
    assert links <= inside


def test_the_synthetic_voice_is_named(tmp_path):
    document = page(tmp_path)
    (said,) = (p for p in document.iter("p") if p.get("class") == "disclosure")
    assert "कृत्रिम" in text_of(said)
    assert "espeak" in text_of(said)


def test_every_voice_is_named_and_the_one_that_was_asked_for(tmp_path):
    voices = ((KINDS.QUOTE, "piper:a"), (KINDS.HEADING, "espeak"))
    outline = replace(staged.outlined(TEXTS), voices=voices, instead_of="edge:b")
    document = parsed(staged.written(tmp_path / "a.html", outline, FILES))
    (said,) = (text_of(p) for p in document.iter("p") if p.get("class") == "disclosure")
    assert "espeak, piper:a।" in said
    assert "edge:b" in said


def test_chapters_lead_to_their_headings(tmp_path):
    nav = page(tmp_path).find(".//nav")
    links = [(a.get("href"), text_of(a.find("span"))) for a in nav.iter("a")]
    assert links == [
        ("#p1", "आप सुन रहे हैं।"),
        ("#p4", "आगे क्या होगा"),
        ("#p10", "भीतर का शीर्षक"),
    ]


def test_headings_keep_their_level(tmp_path):
    document = page(tmp_path)
    tags = {name: by_id(document, name).tag for name in ("p2", "p4", "p10")}
    assert tags == {"p2": "h1", "p4": "h2", "p10": "h3"}


def test_items_are_lists_inside_lists(tmp_path):
    (text,) = (e for e in page(tmp_path).iter("div") if e.get("id") == "text")
    outer = text.find("./div/ul")
    assert len(outer.findall("./li")) == 2
    assert len(outer.findall("./li[1]/ul/li/ul/li")) == 1


def test_an_item_between_two_levels_is_in_a_list_of_its_own(tmp_path):
    levels = [1, 3, 2, 1]
    texts = [(KINDS.TITLE, 0, ["शीर्षक"]), *((KINDS.ITEM, level, ["मद"]) for level in levels)]
    document = page(tmp_path, texts)
    assert len(document.findall(".//div[@id='text']/ul/li/ul")) == 2


def test_the_text_stands_in_parts_that_break_no_list(tmp_path):
    kinds = [KINDS.ITEM, *[KINDS.PARAGRAPH] * 9, *[KINDS.ITEM] * 3, KINDS.PARAGRAPH]
    document = page(tmp_path, [(KINDS.TITLE, 0, ["क"]), *((kind, 1, ["मद"]) for kind in kinds)])
    text = by_id(document, "text")
    parts = text.findall("./div[@class='part']")
    assert [len(part.findall("./div")) for part in parts] == [8, 2]
    assert len(parts[1].findall("./ul/li")) == 3
    assert len(text.findall("./ul/li")) == 1


def test_only_a_long_text_is_drawn_in_parts(tmp_path):
    def look(paragraphs: int) -> str | None:
        texts = [(KINDS.TITLE, 0, ["क"]), *[(KINDS.PARAGRAPH, 0, ["हाँ।"])] * paragraphs]
        return by_id(page(tmp_path, texts), "text").get("class")

    assert (look(100), look(300)) == (None, "long")


def test_times_are_milliseconds_of_the_cues(tmp_path):
    document = page(tmp_path)
    for _, cue in staged.cues(staged.outlined(TEXTS)):
        start, length = map(int, by_id(document, cue.script.sentence.id).get("data-t").split())
        assert abs(start - cue.start / 44.1) <= 0.5
        assert abs(start + length - cue.end / 44.1) <= 0.5


def test_words_spoken_for_one_written_word_are_one_stretch(tmp_path):
    numbers = by_id(page(tmp_path), "p3s2").get("data-w").split()
    assert numbers[12:16] == ["18", "22", "1223", "2423"]


def cue_of(text: str, *words: tuple[int, int, float, float]) -> Cue:
    sentence = Sentence("p1s1", Span(0, len(text)), text)
    said = tuple(
        WordCue(SpokenWord("x", Span(a, b)), round(s * 1000), round(e * 1000))
        for a, b, s, e in words
    )
    return Cue(Script(sentence, Line("", ()), tuple(w.word for w in said)), 0, 10_000, said)


def test_a_stretch_that_is_spoken_out_of_order_lights_up_whole():
    cue = cue_of(
        "अब ₹5.2 लाख में", (0, 2, 0, 1), (4, 7, 1, 2), (8, 11, 2, 3), (3, 4, 3, 4), (12, 15, 4, 5)
    )
    assert find_stretches(cue, 1000) == (
        Stretch(Span(0, 2), 0, 1000),
        Stretch(Span(3, 11), 1000, 4000),
        Stretch(Span(12, 15), 4000, 5000),
    )


def test_a_word_goes_out_in_a_breath_but_not_in_a_gap_nobody_hears():
    cue = cue_of("क ख ग", (0, 1, 0, 1), (2, 3, 1.06, 2), (4, 5, 2.061, 3), (4, 5, 4, 5))
    assert [(s.start, s.end) for s in find_stretches(cue, 1000)] == [
        (0, 1060),
        (1060, 2000),
        (2061, 5000),
    ]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20), st.integers(0, 500)), max_size=30)
)
def test_stretches_rise_and_hold_every_word(spans):
    said, at = [], 0.0
    for start, length, duration in spans:
        said.append((start, min(20, start + length), at, at + duration / 1000))
        at += duration / 1000
    found = find_stretches(cue_of("क" * 20, *said), 1000)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(a.end <= b.start for a, b in pairwise(found))
    for a, b, start, end in said:
        assert any(
            s.span.start <= a
            and b <= s.span.end
            and s.start <= start * 1000 + 1
            and end * 1000 - 1 <= s.end
            for s in found
        )


def test_offsets_count_utf_16_as_scripts_do(tmp_path):
    document = page(tmp_path, [(KINDS.TITLE, 0, ["🎉 जश्न 🎊 है"])])
    numbers = by_id(document, "p1s1").get("data-w").split()
    assert [numbers[i : i + 2] for i in range(0, len(numbers), 4)] == [
        ["0", "2"], ["3", "7"], ["8", "10"], ["11", "13"],
    ]  # fmt: skip


def test_hostile_text_is_shown_and_does_nothing(tmp_path):
    texts = [(KINDS.TITLE, 0, [HOSTILE]), (KINDS.PARAGRAPH, 0, [HOSTILE, HOSTILE])]
    show = Show(title=HOSTILE, copyright=HOSTILE)
    known = {"author": HOSTILE, "description": HOSTILE, "source": HOSTILE, "guid": HOSTILE}
    document = page(tmp_path, texts, show=show, **known)
    assert text_of(by_id(document, "p2s2")) == replace_unwritable(HOSTILE)
    scripts = [e for e in document.iter("script") if "json" not in e.get("type", "")]
    assert [text_of(script) for script in scripts] == [
        site.inline("shared.js", "player.js", "page.js")
    ]
    assert "alert" not in "".join(
        value for e in document.iter() for name, value in e.attrib.items() if name.startswith("on")
    )


def test_a_source_becomes_a_link_only_if_it_is_an_address(tmp_path):
    document = page(tmp_path, source="javascript:alert(1)")
    assert not [a for a in document.iter("a") if "alert" in a.get("href", "")]
    document = page(tmp_path, source="https://example.com/a?b=1&c=2")
    assert [a for a in document.iter("a") if a.get("href") == "https://example.com/a?b=1&c=2"]


def linked(text: str, words: str, address: str) -> TextLink:
    at = text.index(words)
    return TextLink(Span(at, at + len(words)), address)


def test_linked_words_are_links_in_their_sentence_and_its_text_stays(tmp_path):
    text = staged.outlined(TEXTS).article.text
    links = (
        linked(text, "पहला वाक्य", "https://example.org/?a=1&b=2"),
        linked(text, "Minister ने", "mailto:a@example.org"),
    )
    document = page(tmp_path, links=links)
    first, second = (by_id(document, name) for name in ("p3s1", "p3s2"))
    found = [(text_of(a), a.get("href"), a.get("rel")) for a in document.iterfind(".//span/a")]
    assert found == [
        ("पहला वाक्य", "https://example.org/?a=1&b=2", "noopener"),
        ("Minister ने", "mailto:a@example.org", "noopener"),
    ]
    assert [text_of(first), text_of(second)] == TEXTS[2][2]


def test_a_link_over_two_sentences_is_a_link_in_both(tmp_path):
    text = staged.outlined(TEXTS).article.text
    links = (linked(text, "यह है। Prime Minister", "https://example.org/"),)
    document = page(tmp_path, links=links)
    assert [text_of(a) for a in document.iterfind(".//span/a")] == ["यह है।", "Prime Minister"]


def test_what_is_announced_has_no_links_of_the_article():
    texts = [(KINDS.TITLE, 0, ["बैठक की ख़बर"]), (KINDS.PARAGRAPH, 0, ["एक।"])]
    outline = staged.outlined(texts, links=(TextLink(Span(0, 5), "https://example.org/"),))
    opening = Sentence("o1s1", Span(0, 8), "सुनिए अब")
    paragraph = Paragraph("o1", KINDS.OPENING, 0, (opening,))
    assert not SentenceLinks(outline.article, in_site=True).list_within(paragraph, opening)


@pytest.mark.parametrize(("name", "shown"), [("a.html", 0), ("index.html", 1)])
def test_only_in_a_site_is_there_a_link_to_another_edition(tmp_path, name, shown):
    text = staged.outlined(TEXTS).article.text
    links = (linked(text, "पहला वाक्य", "../b/"),)
    document = page(tmp_path, name=name, links=links)
    assert len([*document.iterfind(".//span/a[@href='../b/']")]) == shown


def test_the_policy_names_the_only_style_and_script(tmp_path):
    document = page(tmp_path)
    (policy,) = (e.get("content") for e in document.iter("meta") if e.get("http-equiv"))
    style, script = (
        text_of(document.find(".//style")),
        site.inline("shared.js", "player.js", "page.js"),
    )
    assert policy == site.make_policy(style, script)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_text_keeps_its_length_and_its_words(text):
    assert len(replace_unwritable(text)) == len(text)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    fragment = parser.parse(f"<!DOCTYPE html><title>x</title><pre>.{mark_up(text, 'hi')}</pre>")
    assert text_of(fragment.find(".//pre")) == "." + replace_unwritable(text)


@pytest.mark.parametrize(
    ("run", "language"),
    [("தமிழ் மொழி", "ta"), ("中国", "zh"), ("اردو", "ur"), ("Москва", "ru"), ("αβγ", "el")],
)
def test_a_run_in_another_script_is_marked_as_its_language(run, language):
    marked = mark_up(f"यहाँ {run} है।", "hi", in_xml=True)
    assert marked == f'यहाँ <span lang="{language}" xml:lang="{language}">{run}</span> है।'


@pytest.mark.parametrize(("run", "language"), [("π", "hi"), ("தமிழ்", "ta"), ("Москва", "ru")])
def test_a_quantity_and_what_is_of_the_texts_own_language_are_not_marked(run, language):
    assert mark_up(f"{run} (1)", language) == f"{run} (1)"


@pytest.mark.tsv("page_latin.tsv")
def test_runs_of_latin_letters_are_marked_as_english(text, marked):
    markup = str(mark_up(text, "hi")).replace('<span lang="en">', "[").replace("</span>", "]")
    assert markup == marked


def test_nothing_is_foreign_in_a_text_that_is_not_hindi():
    assert str(mark_up("Hello world", "en")) == "Hello world"


def test_turns_of_direction_are_named_and_held():
    markup = str(mark_up("क \u202eख", "hi"))
    assert markup == 'क <bdi class="turn" data-code="U+202E">\u202e</bdi>ख'
    assert strip_turns("क \u202eख\x07") == "क ख␇"


@pytest.mark.parametrize("language", LABELS)
def test_labels_are_there_in_every_language(language):
    assert all(site.read_labels(language).values())
    assert site.read_labels(language).keys() == site.read_labels("hi").keys()


def test_english_labels_are_marked_as_english(tmp_path):
    document = page(tmp_path, show=Show(labels="en"))
    assert document.get("lang") == "hi"
    player = by_id(document, "player")
    assert (player.get("lang"), player.get("aria-label")) == ("en", "Audio player")


def test_a_page_without_audio_says_so_and_runs_nothing(tmp_path):
    document = page(tmp_path, beside=())
    assert "ऑडियो फ़ाइल नहीं" in text_of(by_id(document, "player"))
    assert {script.get("type") for script in document.iter("script")} == {"application/ld+json"}


def test_only_a_page_of_a_show_leads_to_it(tmp_path):
    def links(name, address="https://example.org/"):
        document = page(tmp_path, name=name, show=Show(link=address))
        return {e.get("href") for e in document.iter() if e.get("href", "").startswith("..")}

    assert links("index.html") == {"../index.html", "../feed.xml", "../site.webmanifest"}
    assert links("index.html", address="") == {"../index.html", "../site.webmanifest"}
    assert not links("a.html")


def test_the_furniture_is_under_64_kb(tmp_path):
    outline = staged.outlined([(KINDS.TITLE, 0, ["क"])])
    assert staged.written(tmp_path / "index.html", outline, FILES).stat().st_size < 64_000


def test_labels_for_the_script_cannot_end_their_element():
    assert "<" not in json.dumps({k: v for k, v in site.read_labels("hi").items() if "<" in v})


def test_memory_does_not_grow_with_the_number_of_sentences(tmp_path):
    def peak(count: int) -> int:
        body = [(KINDS.PARAGRAPH, 0, ["एक दो तीन चार पाँच छह सात आठ नौ दस।"] * 5)] * count
        outline = staged.outlined([(KINDS.TITLE, 0, ["शीर्षक"]), *body])
        tracemalloc.start()
        staged.written(tmp_path / "a.html", outline, FILES)
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    peak(1)
    assert peak(600) - peak(60) < 400_000
