"""What is mistyped, or stands in the way: one line that names it and says what to do; exit 2."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def told(run):
    """The one line that a command ends with, as wrong input; without the program's name."""

    def told(*arguments: str) -> str:
        done = run(*arguments)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
        return done.err.removeprefix("audio-edition: ").removesuffix("\n")

    return told


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("command", [["build"], ["narrate", "content/a.md"]])
def test_a_cache_that_is_a_file_is_named(told, command):
    Path("cache").touch()
    assert told(*command, "--cache", "cache") == "cache: is not a folder; name a store's folder"


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("cache", ["gcs://b/p", "https://b.example/p", "s3:/b/p"])
def test_a_cache_that_looks_like_a_bucket_is_named(told, cache):
    line = (
        f"--cache: {cache!r} is no bucket; write s3://bucket/prefix, gs://, az:// or file:///folder"
    )
    assert told("build", "--cache", cache) == line
    assert not Path(cache.partition("/")[0]).exists()


@pytest.mark.usefixtures("content")
def test_a_bucket_in_a_folder_without_a_root_is_named(told):
    line = "file://clips: names no folder; write file:///folder"
    assert told("build", "--cache", "file://clips") == line


@pytest.mark.usefixtures("content")
def test_the_empty_address_of_a_cluster_is_named(told):
    assert "is empty" in told("build", "--cluster", "")


@pytest.mark.usefixtures("content")
def test_build_records_that_are_a_folder_are_named(told):
    Path("build/records.jsonl").mkdir(parents=True)
    line = "build/records.jsonl: is a folder where a file is needed; move it away or name another"
    assert told("build") == line


@pytest.mark.usefixtures("content")
def test_an_output_folder_that_is_a_file_is_named(told):
    Path("build").mkdir()
    Path("build/site").touch()
    line = "build/site: is a file where a folder is needed; move it away or name another"
    assert told("build") == line


@pytest.mark.parametrize("name", ["folder", "folder.mp3", "."])
def test_a_folder_is_no_output(told, article, name):
    Path(name).mkdir(exist_ok=True)
    line = f"{name}: is a folder; name a file in it, as {Path(name) / 'article.mp3'}"
    assert told("narrate", str(article), "-o", name) == line


@pytest.mark.parametrize("name", ["", "espeak:"])
@pytest.mark.parametrize("option", ["--voice", "--fallback"])
@pytest.mark.usefixtures("content")
def test_a_voice_without_a_name_is_refused(told, option, name):
    line = f"{option}: {name!r} names no voice; use ENGINE[:NAME]"
    assert told("build", option, name) == line
    assert told("narrate", "content/a.md", option, name) == line


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ('voice = "flite"', "content/show.toml:3: voice"),
        ('fallback = "flite"', "content/show.toml:3: fallback"),
        ('\n[voices]\nheading = "flite"', "content/show.toml:5: voices.heading"),
        ('\n[voices]\nquote = "espeak"\nheading = "flite"', "content/show.toml:6: voices.heading"),
    ],
)
def test_a_voice_of_the_show_that_cannot_be_had_is_named_by_file_line_and_key(
    told, content, setting, place
):
    config = content / "show.toml"
    config.write_text(f'title = "शो"\nformats = ["mp3"]\n{setting}\n', encoding="utf-8")
    assert told("build").startswith(f"{place}: no engine is called 'flite'; there are edge, ")


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("option", ["--voice", "--fallback"])
def test_a_voice_asked_for_that_cannot_be_had_is_named_by_its_option(told, option):
    assert told("build", option, "flite").startswith(f"{option}: no engine is called 'flite'")


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("publish_to = \n", "content/show.toml:1:14: is not TOML: "),
        ("# \npublish_to = 5\n", "content/show.toml:2: publish_to: "),
    ],
)
def test_a_target_that_cannot_be_read_from_the_show_is_named(tmp_path, told, written, where):
    config = tmp_path / "content" / "show.toml"
    config.parent.mkdir()
    config.write_text(written, "utf-8")
    assert told("publish").startswith(where)


@pytest.mark.parametrize(
    ("command", "key", "name"),
    [("narrate", "image", "no.png"), ("narrate", "lexicon", "no.tsv"),
     ("explain", "lexicon", "no.tsv")],
)  # fmt: skip
def test_a_file_that_an_article_names_is_told_with_the_article(run, command, key, name):
    Path("own.md").write_text(f"---\n{key}: {name}\n---\n# नदी\n\nनदी आई।\n", encoding="utf-8")
    done = run(command, "own.md")
    assert done.code == 2
    assert f"own.md: {key}: {name}: " in done.err


@pytest.mark.parametrize("option", ["--title", "--author"])
def test_bytes_that_are_no_text_are_refused(told, article, option):
    line = f"Invalid value for '{option}': '\\udcff' is no text"
    assert told("narrate", str(article), option, "\udcff") == line
