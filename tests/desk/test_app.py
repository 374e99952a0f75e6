"""What the desk answers: pages, refusals, and what it writes when it is asked to."""

from __future__ import annotations

import pytest
import regex

from audio.desk.desk import read_language
from audio.desk.pasted_text import arrange_paste
from audio.importing.ledger import Ledger, LedgerEntry, hash_text
from audio.records import Omission
from audio.work.messages import choose_language


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/script?article=a.md", 200), ("/show", 200), ("/script?article=b.md", 404),
     ("/site/feed.xml", 404), ("/static/app.py", 404), ("/text?article=a.docx", 404),
     ("/compare?article=a.md&other=../a.md", 422), ("/compare?article=a.md&other=earlier", 422)],
)  # fmt: skip
def test_what_cannot_be_shown_says_so_in_its_status(ask, path, status):
    assert ask(path).status == status


@pytest.mark.parametrize(
    ("path", "sent"),
    [("/correct?article=a.md", {}), ("/settings?article=a.md", {"values": {"bitrate": 1}}),
     ("/preview", {"text": "", "voice": "espeak"}), ("/preview", {"text": "हाँ", "speed": "x"}),
     ("/preview", {"text": "हाँ", "kind": "x"}),
     ("/draft?article=a.md", {"page": "../x", "fields": {"a": "b"}}),
     ("/take_back?article=a.md", {"kind": "text", "number": 7}), ("/correct", [])],
)  # fmt: skip
def test_what_is_not_understood_is_refused_in_one_line(ask, path, sent):
    told = ask(path, sent)
    assert told.status == 422
    assert told.data["error"]
    assert "\n" not in told.data["error"]


def test_a_title_is_changed_where_it_stands(ask, desk):
    version = desk.texts.read(desk.content / "a.md")
    form = {"title": "दूसरी ख़बर", "text": version.text, "digest": version.digest}
    assert ask("/save?article=a.md", form=form).status == 200
    text = (desk.content / "a.md").read_text("utf-8")
    assert text == "# दूसरी ख़बर\n\nEEZ और NATO की बात।\n"


def test_a_new_title_takes_no_text_away(ask, desk):
    version = desk.texts.read(desk.content / "a.md")
    form = {"title": "दूसरी ख़बर", "text": "नई दिल्ली\n\nEEZ की बात।\n", "digest": version.digest}
    assert ask("/save?article=a.md", form=form).status == 200
    text = (desk.content / "a.md").read_text("utf-8")
    assert text == '---\ntitle: "दूसरी ख़बर"\n---\n\nनई दिल्ली\n\nEEZ की बात।\n'


def test_an_article_that_cannot_be_read_can_be_mended(ask, desk):
    path = desk.content / "a.md"
    path.write_text("---\ntags: [\n---\n\nपाठ यहाँ है।\n", "utf-8")
    page = ask("/text?article=a.md")
    assert page.status == 200
    assert "tags: [" in page.text
    form = {"whole": "1", "text": "---\ntitle: क\n---\n\nपाठ यहाँ है।\n"}
    digest = desk.texts.read(path).digest
    assert ask("/save?article=a.md", form=form | {"digest": digest}).status == 200
    assert "title: क\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("शीर्षक यहाँ\nपहला वाक्य।\nदूसरा वाक्य।", "शीर्षक यहाँ\n\nपहला वाक्य।\n\nदूसरा वाक्य।"),
        ("शीर्षक यहाँ\r\nपहला।\r\n\r\nदूसरा।", "शीर्षक यहाँ\n\nपहला।\n\nदूसरा।"),
        ("# शीर्षक\n\nकविता की पंक्ति\nदूसरी पंक्ति", "# शीर्षक\n\nकविता की पंक्ति\nदूसरी पंक्ति"),
        ("शीर्षक\n- एक\n- दो\nअंत की बात।", "शीर्षक\n\n- एक\n- दो\n\nअंत की बात।"),
        ("शीर्षक\n===\n\nपाठ।", "शीर्षक\n===\n\nपाठ।"),
        ("---\ntitle: क\n---\nपाठ।", "---\ntitle: क\n---\nपाठ।"),
    ],
)
def test_lines_of_a_paste_are_paragraphs_where_nothing_else_parts_them(pasted, kept):
    assert arrange_paste(pasted) == kept


def test_a_form_takes_back_nothing_that_somebody_else_changed_meanwhile(ask, desk):
    path = desk.content / "a.md"
    path.write_text("---\nauthor: आशा\n---\n\n# ख़बर\n\nEEZ की बात।\n", "utf-8")
    digest = regex.search(r'name="digest" value="(\w+)"', ask("/text?article=a.md").text)[1]
    path.write_text("---\nauthor: रमा\nlexicon: [a.tsv]\n---\n\n# ख़बर\n\nEEZ की बात।\n", "utf-8")
    form = {"digest": digest, "title": "ख़बर", "author": "आशा", "text": "\n# ख़बर\n\nNATO की बात।\n"}
    told = ask("/save?article=a.md", form=form)
    assert told.data == {"beside": "", "merged": True}
    assert path.read_text("utf-8") == (
        "---\nauthor: रमा\nlexicon: [a.tsv]\n---\n\n# ख़बर\n\nNATO की बात।\n"
    )


def test_what_is_known_of_the_show_is_written_beside_what_an_editor_wrote(ask, desk):
    desk.config.write_text('# मेरी टिप्पणी\ntitle = "शो" # नाम\nbitrate = 96\n', "utf-8")
    link = "https://example.org/podcast/"
    told = ask("/show", form={"title": "शो", "link": link, "category": "News, Daily News"})
    assert told.data["lines"] == [f"The show's web address: {link}", "Category: News, Daily News"]
    assert desk.config.read_text("utf-8") == (
        '# मेरी टिप्पणी\ntitle = "शो" # नाम\nbitrate = 96\n'
        f'link = "{link}"\ncategory = ["News", "Daily News"]\n'
    )


def test_categories_are_called_by_their_hindi_names_and_kept_by_apples(ask, desk):
    desk.language = "hi"
    told = ask("/show", form={"category": "Sports News"})
    assert told.data["lines"] == ["श्रेणी: खेल समाचार"]
    assert 'category = "Sports News"\n' in desk.config.read_text("utf-8")
    page = ask("/show").text
    assert '<option value="Sports News" selected>समाचार › खेल समाचार</option>' in page
    assert page.count('name="category"') == 2
    assert ask("/show", form={"category": ""}).data["lines"] == ["श्रेणी: —"]


def test_a_wrong_address_of_the_show_changes_nothing_and_is_named(ask, desk):
    told = ask("/show", form={"link": "example"})
    assert told.status == 422
    assert told.data["error"].startswith(f"{desk.config}: link: cannot be")
    assert not desk.config.exists()


def test_a_voice_for_one_article_is_kept_in_that_article(ask, desk):
    told = ask("/settings?article=a.md", {"values": {"voice": "espeak:hi+f3"}, "here": True})
    assert told.data["file"] == "a.md"
    assert 'voice: "espeak:hi+f3"' in (desk.content / "a.md").read_text("utf-8")
    assert not desk.config.exists()
    assert desk.texts.undo(desk.content / "a.md")


def test_a_voice_for_the_show_tells_that_an_article_keeps_its_own(ask):
    ask("/settings?article=a.md", {"values": {"voice": "espeak:hi+f3"}, "here": True})
    told = ask("/settings?article=a.md", {"values": {"voice": "espeak:hi+m3"}})
    assert told.data["file"] == "show.toml"
    assert "espeak:hi+f3" in told.data["lines"][-1]


def test_what_no_article_can_have_for_itself_is_told_and_nothing_is_written(ask, desk):
    before = (desk.content / "a.md").read_text("utf-8")
    values = {"voice": "espeak:hi+f3", "voices.quote": "espeak:hi+m3", "speed": "1.2"}
    told = ask("/settings?article=a.md", {"values": values, "here": True})
    assert told.status == 422
    assert "Quotations: espeak:hi+m3, Speed: 1.2" in told.data["error"]
    assert (desk.content / "a.md").read_text("utf-8") == before
    assert not desk.config.exists()


def test_pauses_are_heard_before_they_are_kept(ask, desk):
    (desk.content / "b.md").write_text("# क\n\nएक वाक्य।\n\n## ख\n\nदो वाक्य।\n", "utf-8")
    chosen = {"voice": "espeak", "voices.heading": "", "speed": "1", "pauses.chapter": "0"}
    path, longer = "/preview_pauses?article=b.md", {**chosen, "pauses.chapter": "2"}
    sizes = [len(ask(path, {"values": values}).raw) for values in (chosen, longer)]
    assert 1.8 < (sizes[1] - sizes[0]) / 8000 < 2.1  # seconds at 64 kbit/s
    assert not desk.config.exists()


def test_what_was_left_out_is_taken_back_once_and_can_be_undone(ask, desk):
    path = desk.content / "a.md"
    path.write_text("# ख़बर\n\n<!-- छिपा वाक्य -->\n\nपाठ यहाँ है।\n", "utf-8")
    desk.left_out.keep("a.md", [Omission("कैप्शन यहाँ", "captions of pictures")])
    page = ask("/script?article=a.md").text
    assert "छिपा वाक्य" in page
    assert "कैप्शन यहाँ" in page
    for kind in ("text", "import"):
        assert ask("/take_back?article=a.md", {"kind": kind, "number": 0}).status == 200
    text = path.read_text("utf-8")
    assert text == "# ख़बर\n\nछिपा वाक्य\n\nपाठ यहाँ है।\n\nकैप्शन यहाँ\n"
    assert ask("/take_back?article=a.md", {"kind": "import", "number": 0}).status == 422
    assert "कैप्शन यहाँ</q>" not in ask("/script?article=a.md").text
    assert desk.texts.undo(path)
    assert "कैप्शन यहाँ</q>" in ask("/script?article=a.md").text


def test_a_reading_that_cannot_be_said_is_refused_by_no_place_in_a_file(ask):
    told = ask("/correct?article=a.md", {"written": "EEZ", "spoken": "x S"})
    assert told.data["error"].startswith("the spoken form “x S” holds")


@pytest.mark.parametrize("here", [True, False])
def test_a_correction_is_taken_back_with_all_that_it_changed(ask, desk, here):
    desk.config.write_text('title = "शो"\n', "utf-8")
    files = [desk.content / "a.md", desk.config]
    before = [path.read_bytes() for path in files]
    for spoken in ("ई ई ज़ेड इलाक़ा", "ईईज़ेड"):
        told = ask("/correct?article=a.md", {"written": "EEZ", "spoken": spoken, "here": here})
        changed = told.data["changed"]
        assert spoken in ask("/script?article=a.md").text
    assert len(changed) == 1  # the lexicon was named already
    assert ask("/undo_correction", {"changed": changed}).data["undone"]
    assert "ई ई ज़ेड इलाक़ा" in ask("/script?article=a.md").text
    named = "a.md" if here else "show.toml"
    assert ask("/undo_correction", {"changed": [*changed, named]}).data["undone"]
    assert [path.read_bytes() for path in files] == before


def test_nothing_outside_of_the_show_is_taken_back(ask):
    assert ask("/undo_correction", {"changed": ["../build/x"]}).status == 422


def test_of_a_source_that_has_changed_only_what_is_at_odds_has_to_be_chosen(ask, desk):
    path, imported = desk.content / "a.md", "# ख़बर\n\nएक।\n\nदो।\n\nतीन।\n"
    path.write_text(imported, "utf-8")
    desk.texts.save(path, imported.replace("एक", "मेरा"), desk.texts.read(path).digest)
    source = imported.replace("तीन", "नया")
    (desk.content / "a.md.new").write_text(source, "utf-8")
    ledger = Ledger(desk.content)
    ledger.entries["g"] = LedgerEntry("g", "a.md", hash_text(imported), hash_text(source))
    ledger.path.write_text(ledger.to_text(), "utf-8")
    page = ask("/compare?article=a.md&other=a.md.new").text
    chosen = regex.findall(r'value="(\w+)" required checked', page)
    assert chosen == ["ours", "theirs"]


def test_without_an_article_nothing_is_built_and_that_is_said(ask, desk):
    (desk.content / "a.md").unlink()
    told = ask("/build", {})
    assert (told.status, told.data["error"]) == (422, "there is no article yet; add one first")


def test_what_cannot_be_heard_leads_to_the_text_where_it_can_be_mended(ask, desk):
    (desk.content / "a.md").write_text("---\nlexicon: [b.tsv]\n---\n\n# क\n\nपाठ।\n", "utf-8")
    assert 'href="text?article=a.md"' in ask("/script?article=a.md").text
    assert ask("/text?article=a.md").status == 200
    assert 'href="text?article=b.md"' not in ask("/script?article=b.md").text


def test_a_date_to_come_is_told_in_the_shows_zone(ask, desk):
    (desk.content / "a.md").write_text("---\ndate: 2099-01-05 07:30\n---\n\n# क\n\nपाठ।\n", "utf-8")
    assert "2099-01-05, 07:30" in ask("/").text


def test_the_shelf_tells_what_waits_to_be_merged(ask, desk):
    assert "a.md.2.new" not in ask("/").text
    (desk.content / "a.md.2.new").write_text("# दूसरा\n", "utf-8")
    assert "compare?article=a.md&amp;other=a.md.2.new" in ask("/").text


def test_a_text_that_is_pasted_again_leads_to_the_article_that_is_there(ask, desk):
    made = [ask("/create", form={"text": "बारिश\nआज बारिश हुई।"}).data for _ in range(2)]
    assert made == [{"article": "barish.md", "is_new": new} for new in (True, False)]
    assert not (desk.content / "barish-2.md").exists()


def test_to_add_a_text_comes_before_to_give_it_up(ask):
    ask("/draft", {"page": "page01", "fields": {"text": "अधूरा"}})
    page = ask("/").text
    assert 0 < page.index("Add this text<") < page.index('data-do="drop_draft"')


def test_the_language_of_the_pages_is_remembered(ask, desk):
    assert "Articles" in ask("/").text
    ask("/language", {"language": "hi"})
    try:
        assert "लेख" in ask("/").text
        assert "ऐसा कोई लेख नहीं" in ask("/script?article=b.md").text
        assert read_language(desk.out) == "hi"
    finally:
        choose_language("en")
