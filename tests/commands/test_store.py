"""What is kept, as the command line tells it; see also tests/test_store.py."""

import json
from pathlib import Path

import pytest
import regex


def holdings(run) -> dict[str, int]:
    done = run("store", "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    return {row["kind"]: row["files"] for row in rows}


@pytest.mark.usefixtures("content")
def test_a_build_keeps_a_clip_and_a_script_a_paragraph(run):
    run("build", "--quiet")
    found = holdings(run)
    assert found["clip"] == found["script"] > 4


@pytest.mark.usefixtures("content")
def test_a_store_pruned_to_nothing_holds_nothing(run):
    run("build", "--quiet")
    assert "given up" in run("store", "--prune", "0").out
    assert holdings(run) == {}


@pytest.mark.usefixtures("content")
def test_a_build_can_prune_its_store_and_says_what_it_gave_up(run):
    done = run("build", "--prune", "100K")
    assert "given up" in done.out
    assert sum(path.stat().st_size for path in Path("build/clips").rglob("*.*")) <= 100_000


@pytest.mark.parametrize("size", ["2X", "G", "-1", "nan", "inf", ""])
def test_a_size_that_is_none_is_refused(run, size):
    done = run("store", "--prune", size)
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_a_store_that_is_not_there_is_an_error(run):
    done = run("store", "nosuch")
    assert (done.code, "nosuch" in done.err) == (2, True)


def test_an_edit_makes_one_clip_and_keeps_the_others(run, article):
    run("narrate", str(article), "--quiet")
    article.write_text(article.read_text(encoding="utf-8") + "\n\nएक और बात।\n", encoding="utf-8")
    done = run("narrate", str(article), "--json")
    (edition,) = [e for e in map(json.loads, done.out.splitlines()) if e["event"] == "edition"]
    assert edition["clips_made"] == 1
    assert edition["clips_kept"] > 1


def test_what_a_killed_narration_left_beside_its_target_is_swept(run, article, tmp_path):
    left = tmp_path / f".{'0' * 16}.part"
    left.touch()
    assert run("narrate", str(article), "--quiet").code == 0
    assert not left.exists()


def test_a_folder_that_is_no_store_is_left_alone(run, tmp_path):
    (tmp_path / "docs" / "ab").mkdir(parents=True)
    done = run("store", "docs", "--prune", "0")
    assert (done.code, "no store" in done.err) == (2, True)
    assert [path.name for path in (tmp_path / "docs").rglob("*")] == ["ab"]


def test_a_speed_that_is_no_number_is_refused(run, article):
    assert run("narrate", str(article), "--speed", "nan").code == 2


@pytest.mark.usefixtures("content")
def test_articles_that_were_only_touched_are_not_made_again(run):
    run("build", "--quiet")
    Path("content/a.md").touch()
    for option in ([], ["--verify"]):
        assert "0 made, 2 unchanged" in run("build", *option).out


def events(done, kind: str) -> list[dict]:
    return [event for event in map(json.loads, done.out.splitlines()) if event["event"] == kind]


SAME = "लोगों ने राहत की साँस ली और घर लौटे।"


def test_paragraphs_that_say_the_same_share_one_clip(run, article):
    article.write_text("\n\n".join(["शीर्षक", *[SAME] * 12, "और एक।"]), encoding="utf-8")
    done = run("narrate", str(article), "--jobs", "4", "--json")
    (edition,) = events(done, "edition")
    assert (edition["clips_made"], edition["clips_kept"]) == (4, 11)
    assert [clip["kept"] for clip in events(done, "clip")] == [False] * 3 + [True] * 11 + [False]


def test_articles_that_say_the_same_share_one_clip(run, tmp_path):
    for name in "abcdef":
        path = tmp_path / "content" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"शीर्षक\n\n{SAME}\n", encoding="utf-8")
    (tmp_path / "content" / "show.toml").write_text('opening = ""\n', encoding="utf-8")
    done = run("build", "--jobs", "4", "--json")
    editions = events(done, "edition")
    assert sum(edition["clips_made"] for edition in editions) == 3
    assert sum(edition["clips_kept"] for edition in editions) == 15


def test_events_name_each_clip_and_say_what_was_made_and_copied(run, article):
    long = " ".join([SAME] * 30)
    article.write_text(f"शीर्षक\n\n{long}\n\n{SAME}", encoding="utf-8")
    done = run("narrate", str(article), "-o", "a.mp3", "-o", "a.vtt", "--json")
    clips = events(done, "clip")
    assert [(clip["paragraph"], clip.get("part")) for clip in clips] == [
        ("o1", None),
        ("p1", None),
        ("p2", 1),
        ("p2", 2),
        ("p3", None),
    ]
    assert [i for clip in clips for i in clip["sentences"]] == [
        "o1s1",
        "p1s1",
        *(f"p2s{number}" for number in range(1, 31)),
        "p3s1",
    ]
    (edition,) = events(done, "edition")
    for kept, total in ((True, edition["bytes_kept"]), (False, edition["bytes_made"])):
        assert sum(clip["bytes"] for clip in clips if clip["kept"] is kept) == total
    assert sum(clip["seconds"] for clip in clips) < edition["seconds"]
    for file in edition["files"]:
        assert file["bytes"] == Path(file["path"]).stat().st_size


def test_the_summary_tells_clips_bytes_and_seconds(run, article):
    run("narrate", str(article), "--quiet")
    last = run("narrate", str(article)).out.splitlines()[-1]
    assert regex.fullmatch(
        r"  0 clips made \(0 B\), 5 kept \(\d+\.\d kB\); took \d+\.\d s .*", last
    )
