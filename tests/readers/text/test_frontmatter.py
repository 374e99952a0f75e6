from datetime import UTC, datetime, timedelta, timezone

import pytest

from audio.errors import SourceError
from audio.readers.text.front_matter_edit import set_front_matter
from audio.readers.text.frontmatter import split_front_matter

INDIA = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.tsv("frontmatter.tsv")
def test_wrong_front_matter_is_refused_with_its_place(yaml: str, where: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        split_front_matter(f"---\n{yaml}\n---\nपाठ।", "a.md")
    assert str(caught.value.where) == where
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-03-15", datetime(2024, 3, 15)),
        ('"2024-03-15"', datetime(2024, 3, 15)),
        ("२०२४-०३-१५", datetime(2024, 3, 15)),
        ("2024-03-15T18:30:00+05:30", datetime(2024, 3, 15, 18, 30, tzinfo=INDIA)),
        ("2024-03-15 18:30:00 +05:30", datetime(2024, 3, 15, 18, 30, tzinfo=INDIA)),
        ("2024-03-15T13:00:00Z", datetime(2024, 3, 15, 13, tzinfo=UTC)),
        ("6 अक्टूबर 2025", datetime(2025, 10, 6)),
        ("15/08/2025", datetime(2025, 8, 15)),
        ("05/08/2025", datetime(2025, 8, 5)),
        ("08/15/2025", datetime(2025, 8, 15)),
        ("August 15, 2025", datetime(2025, 8, 15)),
        ("१५ अगस्त २०२५, 07:30", datetime(2025, 8, 15, 7, 30)),
        ("15-08-2025 5:30 PM IST", datetime(2025, 8, 15, 17, 30, tzinfo=INDIA)),
        ("शुक्रवार, 15 अगस्त 2025", datetime(2025, 8, 15)),
        ("15/08/25", datetime(2025, 8, 15)),
        ("15.8.25, 9:45 PM", datetime(2025, 8, 15, 21, 45)),
        ("2025/08/15", datetime(2025, 8, 15)),
        ("2025-8-5", datetime(2025, 8, 5)),
        ("2025-8-15, 7:30", datetime(2025, 8, 15, 7, 30)),
        ("20250815", datetime(2025, 8, 15)),
        ("15 अगस्\u200dत 2025", datetime(2025, 8, 15)),
        ("15 अग॰ 2025", datetime(2025, 8, 15)),
        ("Fri, 15 Aug 2025 17:30:00 +0530", datetime(2025, 8, 15, 17, 30, tzinfo=INDIA)),
    ],
)
def test_dates_are_dates_or_times_with_or_without_a_zone(written: str, date: datetime) -> None:
    front, _ = split_front_matter(f"---\ndate: {written}\n---\n", "a.md")
    assert front.date is not None
    assert (front.date, front.date.tzinfo is None) == (date, date.tzinfo is None)


@pytest.mark.parametrize(
    ("written", "lexicon"),
    [("a.tsv", ("a.tsv",)), ("[a.tsv, b.tsv]", ("a.tsv", "b.tsv")), ("\n- a.tsv", ("a.tsv",))],
)
def test_a_lexicon_is_one_path_or_several(written: str, lexicon: tuple[str, ...]) -> None:
    front, _ = split_front_matter(f"---\nlexicon: {written}\n---\n", "a.md")
    assert front.lexicon == lexicon


def test_an_image_on_the_web_is_left_out_and_this_is_told() -> None:
    front, _ = split_front_matter("---\nimage: https://example.org/a.jpg\n---\n", "a.md")
    assert front.image == ""
    assert front.notes == (
        "line 2: the image is on the web and is left out; save it beside the article",
    )


def test_a_key_without_a_value_is_as_if_it_were_not_there() -> None:
    front, _ = split_front_matter("---\ntitle: क\nauthor:\n---\n", "a.md")
    assert front.author == ""


@pytest.mark.parametrize("key", ["updated", "lastmod", "modified"])
def test_the_day_of_a_correction_has_the_names_that_generators_give_it(key: str) -> None:
    front, _ = split_front_matter(f"---\ndate: 2024-03-15\n{key}: 16/03/2024\n---\n", "a.md")
    assert (front.updated, front.notes) == (datetime(2024, 3, 16), ())


def test_of_two_keys_that_tell_the_same_the_second_is_named_and_left_out() -> None:
    front, _ = split_front_matter("---\nupdated: 2024-03-16\nlastmod: 2024-03-17\n---\n", "a.md")
    assert front.updated == datetime(2024, 3, 16)
    assert front.notes == ("line 3: lastmod is left out: updated tells the same",)


@pytest.mark.parametrize(
    ("key", "hint"), [("titel", "did you mean title?"), ("layout", "known keys: author")]
)
def test_an_unknown_key_is_named_and_the_rest_is_read(key: str, hint: str) -> None:
    front, _ = split_front_matter(f"---\n{key}: क\ntitle: ख\n---\nपाठ।", "a.md")
    assert front.title == "ख"
    (note,) = front.notes
    assert note.startswith(f"line 2: unknown key '{key}' is left out; {hint}")


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "क"\ndate = 2025-08-15\ndraft = true\ntags = ["खेल", "भारत"]\n+++\nपाठ।',
        '{\n"title": "क",\n"date": "2025-08-15", "draft": true, "tags": ["खेल", "भारत"]}\nपाठ।',
        "---\ntitle: क\ndate: 15/8/2025\ndraft: yes\ntags: खेल, भारत\n---\nपाठ।",
    ],
    ids=["TOML", "JSON", "YAML"],
)
def test_three_languages_say_the_same(text: str) -> None:
    front, rest = split_front_matter(text, "a.md")
    assert (front.title, front.date, rest) == ("क", datetime(2025, 8, 15), "पाठ।")
    assert (front.is_draft, front.tags) == (True, ("खेल", "भारत"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('+++\ntitle = "क\n+++\n', "is not TOML"),
        ('+++\ntitle = "क"\n', "has no end"),
        ('{"title": "क"\n', "is not JSON"),
    ],
)
def test_broken_toml_and_json_are_refused(text: str, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        split_front_matter(text, "a.md")


@pytest.mark.parametrize(
    "text",
    [
        "---\nseason: 2\nepisode: १२\ntype: trailer\nexplicit: true\n---\nपाठ।",
        '+++\nseason = 2\nepisode = "12"\ntype = "trailer"\nexplicit = true\n+++\nपाठ।',
    ],
)
def test_an_article_tells_its_place_in_a_show(text: str) -> None:
    front, _ = split_front_matter(text, "a.md")
    told = (front.season, front.episode, front.episode_type, front.explicit, front.notes)
    assert told == (2, 12, "trailer", True, ())


@pytest.mark.parametrize("value", ["true", "yes"])
def test_an_article_can_be_kept_out_of_directories(value: str) -> None:
    front, _ = split_front_matter(f"---\nblock: {value}\n---\nपाठ।", "a.md")
    assert (front.is_blocked, front.notes) == (True, ())


@pytest.mark.parametrize(
    "text",
    [
        "---\nTitle: क\nDRAFT: true\nType: Trailer\nलेखक: राम\nदिनांक: 15/8/2025\n---\n",
        "---\nशीर्षक: क\nDraft: TRUE\ntype: TRAILER\nAuthor: राम\nDate: 2025-08-15\n---\n",
        '+++\nTitle = "क"\nDraft = true\ntype = "Trailer"\n"लेखक" = "राम"\nDate = 2025-08-15\n+++\n',
    ],
)
def test_keys_are_taken_in_any_case_and_in_hindi(text: str) -> None:
    front, _ = split_front_matter(text, "a.md")
    assert (front.title, front.author, front.date) == ("क", "राम", datetime(2025, 8, 15))
    assert (front.is_draft, front.episode_type, front.notes) == (True, "trailer", ())


@pytest.mark.parametrize("number", ["0", "दो", "1.5", "-1", "[1]", "true"])
def test_an_episode_that_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(SourceError, match="episode is no number; write episode: 1"):
        split_front_matter(f"---\nepisode: {number}\n---\n", "a.md")


def test_the_text_after_front_matter_is_given_back_whole() -> None:
    assert split_front_matter("---\ntitle: क\n---\nपाठ।\n---\nफिर।", "a.md")[1] == (
        "पाठ।\n---\nफिर।"
    )


def test_a_rule_of_dashes_is_not_front_matter() -> None:
    assert split_front_matter("---\n\nपाठ है।\n", "a.md")[1] == "---\n\nपाठ है।\n"


def test_front_matter_without_an_end_is_refused() -> None:
    with pytest.raises(SourceError, match="has no end"):
        split_front_matter("---\ntitle: क\n\nपाठ है।\n", "a.md")


def test_places_are_counted_past_blank_lines_before_the_fence() -> None:
    with pytest.raises(SourceError) as caught:
        split_front_matter("\n\n---\ndraft: 1\n---\n", "a.md")
    assert str(caught.value.where) == "a.md:4:8"


def test_hostile_nesting_is_refused() -> None:
    with pytest.raises(SourceError, match="not YAML"):
        split_front_matter(f"---\ntitle: {'[' * 5000}\n---\n", "a.md")


def test_a_site_generators_type_of_page_is_named_and_left_out() -> None:
    front, _ = split_front_matter("---\ntype: post\ntitle: क\n---\nपाठ।", "a.md")
    assert (front.title, front.episode_type) == ("क", "")
    assert front.notes == ("line 2: type 'post' is left out; use full, trailer, bonus",)


@pytest.mark.tsv("typed_values.tsv")
def test_a_value_is_read_as_it_was_typed(yaml: str, field: str, value: str) -> None:
    typed = yaml.replace("\\n", "\n").replace("{tab}", "\t")
    front, rest = split_front_matter(f"---\n{typed}\ntags: [क, ख]\n---\nपाठ।", "a.md")
    assert getattr(front, field) == value
    assert (front.tags, rest) == (("क", "ख"), "पाठ।")
    edited = set_front_matter(f"---\n{typed}\ntags: [क, ख]\n---\nपाठ।", {"tags": ["ग"]}, "a.md")
    assert edited == f'---\n{typed}\ntags: ["ग"]\n---\nपाठ।\n'


def test_items_that_yaml_would_misread_are_read_as_typed() -> None:
    front, _ = split_front_matter("---\ntags: [@क, #ख, 5]\n---\n", "a.md")
    assert front.tags == ("@क", "#ख", "5")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('+++\ntitle = "क"\nauthor = राम\n+++\n', "a.md:3:10: front matter is not TOML: Invalid"),
        ('\n{\n"title": "क",\n}\n', "a.md:4:1: front matter is not JSON"),
    ],
)
def test_the_place_of_what_breaks_toml_and_json_is_told(text: str, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        split_front_matter(text, "a.md")
    assert str(caught.value).startswith(told)
    assert "(at line" not in str(caught.value)


def test_what_yaml_takes_for_a_remark_behind_a_title_is_named() -> None:
    front, _ = split_front_matter("---\ntitle: 50% छूट # सच\n---\n", "a.md")
    assert front.title == "50% छूट"
    assert front.notes == ('line 2: “# सच” is left out as a remark; put all in "quotes"',)
