"""Saving at the desk: versions, undo, and changes that meet."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from audio.desk.pictures import keep_picture
from audio.desk.script import list_offers
from audio.desk.texts import Texts, split_text
from audio.errors import SettingsError, SourceError

TEXT = "# बारिश\n\nआज बारिश हुई।\n"


def draw(side: int) -> bytes:
    file = io.BytesIO()
    Image.new("L", (side, side)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def texts(tmp_path):
    return Texts(tmp_path / "state")


def test_savings_are_taken_back_one_by_one(texts, article):
    for word in ("धूप", "ओले"):
        version = texts.read(article)
        assert not texts.save(article, f"# {word}\n\nआज।\n", version.digest).is_beside
    assert texts.undo(article)
    assert "धूप" in article.read_text("utf-8")
    assert texts.undo(article)
    assert article.read_text("utf-8") == TEXT
    assert not texts.undo(article)


def test_a_change_meanwhile_stays_and_the_text_lies_beside(texts, article):
    version = texts.read(article)
    article.write_text("# और\n\nकिसी का।\n", "utf-8")
    saved = texts.save(article, "# मेरा\n\nवाक्य।\n", version.digest)
    assert (saved.path.name, saved.is_beside) == ("a.md.new", True)
    assert "किसी का" in article.read_text("utf-8")


def test_what_two_have_changed_is_merged_and_either_can_be_had_back(texts, article):
    text = f"{TEXT}\nकल धूप होगी। परसों ओले।\n"
    article.write_text(text, "utf-8")
    version = texts.begin(article)
    theirs, mine = text.replace("परसों ओले", "परसों आँधी"), text.replace("कल धूप", "कल कोहरा")
    article.write_text(theirs, "utf-8")
    saved = texts.save(article, mine, version.digest)
    assert (saved.is_merged, saved.is_beside) == (True, False)
    merged = article.read_text("utf-8")
    assert merged == f"{TEXT}\nकल कोहरा होगी। परसों आँधी।\n"
    (kept,) = texts.find_merged(article).list()
    assert texts.undo(article)
    assert article.read_text("utf-8") == theirs
    assert texts.find_merged(article).bring_back(kept.name, article).read_text("utf-8") == mine


def test_of_what_is_at_odds_it_is_known_what_both_were_made_from(texts, article):
    version = texts.begin(article)
    article.write_text(TEXT.replace("बारिश हुई", "ओले गिरे"), "utf-8")
    saved = texts.save(article, TEXT.replace("बारिश हुई", "धूप थी"), version.digest)
    assert saved.is_beside
    assert "ओले" in article.read_text("utf-8")
    assert texts.find_base(article, saved.path.read_bytes()) == TEXT


def test_what_would_be_no_article_is_not_made_of_two(texts, article):
    text = "---\ndate: 2025-08-15\n---\n\n# क\n\nख।\n"
    article.write_text(text, "utf-8")
    version = texts.begin(article)
    article.write_text(text.replace("# क\n\n", ""), "utf-8")
    saved = texts.save(article, text.replace("ख।\n", ""), version.digest)
    assert saved.is_beside


def test_lines_end_as_they_did(texts, article):
    article.write_bytes(TEXT.replace("\n", "\r\n").encode())
    version = texts.read(article)
    texts.save(article, version.text.replace("आज", "कल"), version.digest)
    assert article.read_bytes() == TEXT.replace("\n", "\r\n").replace("आज", "कल").encode()


def test_a_second_conflict_leaves_the_first_ones_text_alone(texts, article):
    version = texts.read(article)
    article.write_text("# और\n\nकिसी का।\n", "utf-8")
    texts.save(article, "# मेरा\n\nपहला वाक्य।\n", version.digest)
    saved = texts.save(article, "# मेरा\n\nदूसरा वाक्य।\n", version.digest)
    assert saved.path.name == "a.md.2.new"
    assert "पहला वाक्य" in article.with_name("a.md.new").read_text("utf-8")


def test_undo_leaves_what_somebody_else_wrote_since(texts, article):
    texts.save(article, "# धूप\n\nआज।\n", texts.read(article).digest)
    article.write_text("# धूप\n\nआज। किसी और का वाक्य।\n", "utf-8")
    with pytest.raises(SourceError, match="changed by somebody else"):
        texts.undo(article)
    assert "किसी और का" in article.read_text("utf-8")
    assert texts.read_earlier(article) == TEXT
    assert not texts.read(article).can_undo


def test_undo_takes_back_no_saving_that_the_editor_has_not_seen(texts, article):
    texts.save(article, f"{TEXT}\nमेरा।\n", texts.begin(article).digest)
    seen = texts.read(article).digest
    texts.save(article, f"{TEXT}\nमेरा।\n\nउनका।\n", seen)
    with pytest.raises(SourceError, match="saved again since"):
        texts.undo(article, seen=seen)
    assert "उनका" in article.read_text("utf-8")
    assert texts.undo(article, seen=texts.read(article).digest)


def test_what_is_done_to_an_article_beside_its_text_is_taken_back_too(texts, article):
    with texts.keep_versions(article):
        article.write_text(f"---\nvoice: espeak\n---\n\n{TEXT}", "utf-8")
    assert texts.undo(article)
    assert article.read_text("utf-8") == TEXT


def test_a_version_that_is_merged_leaves_the_folder_and_can_be_brought_back(texts, article):
    beside = article.with_name("a.md.new")
    beside.write_text("# दूसरा\n", "utf-8")
    texts.put_away(article, beside)
    assert not beside.exists()
    beside.write_text("# तीसरा\n", "utf-8")
    (merged,) = texts.find_merged(article).list()
    assert texts.find_merged(article).bring_back(merged.name, article).name == "a.md.2.new"
    assert article.with_name("a.md.2.new").read_text("utf-8") == "# दूसरा\n"
    assert beside.read_text("utf-8") == "# तीसरा\n"
    assert texts.find_merged(article).list() == []


@pytest.mark.parametrize("name", ["../../a.md", "", "a.md.new"])
def test_only_what_was_merged_with_an_article_is_brought_back(texts, article, name):
    with pytest.raises(SourceError, match="is no version of the article"):
        texts.find_merged(article).bring_back(name, article)


def test_a_picture_takes_the_place_of_no_other(article):
    one, other = draw(700), draw(701)
    assert keep_picture(article, "x.PNG", one) == "a.png"
    assert keep_picture(article, "y.png", other) == "a-2.png"
    assert keep_picture(article, "z.png", one) == "a.png"
    assert article.with_name("a.png").read_bytes() == one


def test_what_is_no_picture_or_no_artwork_is_not_kept(article):
    for data in (b"1", draw(700)):
        with pytest.raises(SettingsError):
            keep_picture(article, "x.png", data, is_artwork=True)
    assert [path.name for path in article.parent.iterdir()] == ["a.md"]


def test_what_is_no_article_is_not_written(texts, article):
    version = texts.read(article)
    with pytest.raises(SourceError):
        texts.save(article, "---\ntags: [\n---\n\nपाठ।\n", version.digest)
    assert article.read_text("utf-8") == TEXT


def test_articles_of_one_title_get_names_of_their_own(texts, tmp_path):
    made = [texts.create(tmp_path, f"{TEXT}\n{day} को।\n").path.name for day in ("आज", "कल")]
    assert made == ["barish.md", "barish-2.md"]


def test_a_text_that_is_an_article_already_makes_no_second(texts, tmp_path):
    path, is_new = texts.create(tmp_path, TEXT)
    other = "# बारिश\n\nऔर।\n"
    path.write_text(f"---\nauthor: आशा\n---\n\n{TEXT}", "utf-8")
    assert is_new
    assert texts.create(tmp_path, TEXT) == (path, False)
    assert texts.create(tmp_path, other).path.name == "barish-2.md"


def test_a_word_document_is_no_text_to_edit(texts, tmp_path):
    with pytest.raises(SourceError, match="is no text"):
        texts.read(tmp_path / "a.docx")


def test_front_matter_and_text_are_parted():
    head, body = split_text("---\ntitle: क\n---\n\nपाठ।\n", "a.md")
    assert head + body == "---\ntitle: क\n---\n\nपाठ।\n"
    assert "title" not in body


def test_readings_of_letters_and_of_a_year_are_offered():
    assert next(list_offers("EEZ", "ई ई ज़ेड")) == "ई ई ज़ेड"
    offers = list(list_offers("1984", "उन्नीस सौ चौरासी"))
    assert "एक हज़ार नौ सौ चौरासी" in offers
    assert "एक नौ आठ चार" in offers
    assert len(offers) == len(set(offers))
