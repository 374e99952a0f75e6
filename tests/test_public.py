import doctest
import inspect
from pathlib import Path

import pytest
import regex

import audio
from audio import EditionError, Settings, narrate, normalize, open_maker, read, read_text, segment
from audio.cli import program

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def article(tmp_path):
    source = tmp_path / "article.md"
    source.write_text("# बारिश की ख़बर\n\nआज बारिश हुई।\n", encoding="utf-8")
    return read(source)


@pytest.fixture
def maker(tmp_path):
    with open_maker(str(tmp_path / "clips")) as maker:
        yield maker


def test_the_public_names_are_sorted_and_true():
    assert audio.__all__ == sorted(audio.__all__)
    assert not [name for name in audio.__all__ if inspect.ismodule(getattr(audio, name))]


def test_a_function_keeps_its_name_when_its_package_is_imported():
    from audio.normalize import order
    from audio.segment import find_sentences

    assert order.HANDLERS
    assert find_sentences
    assert audio.normalize("2 km").spoken == normalize("2 km").spoken == "दो किलोमीटर"
    assert segment(read_text("# एक\n\nदो।"))[1].id == "p2"


def test_a_path_in_an_articles_place_is_told(maker):
    for call in (lambda: segment("a.md"), lambda: narrate("a.md", Settings(), "a.mp3", maker)):
        with pytest.raises(EditionError, match="is no article; give an Article"):
            call()


def test_what_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nosuch"):
        _ = audio.nosuch


def test_the_examples_of_the_package_are_true():
    assert doctest.testmod(audio).failed == 0


@pytest.mark.parametrize("code", regex.findall(r"(?s)```python\n(.*?)```", README))
@pytest.mark.usefixtures("article")
def test_what_the_readme_shows_of_python_runs(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README", "exec"), {})
    assert list(tmp_path.glob("*.mp3"))


def test_the_readme_has_a_row_for_every_command():
    rows = regex.findall(r"(?m)^\| `audio-edition (\w+)", README)
    assert sorted(rows) == program.list_commands(program.context_class(program))


def test_the_readme_names_every_variable_of_the_environment():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "audio").rglob("*.py"))
    named = set(regex.findall(r"\bAUDIO_EDITION_[A-Z_]+", code))
    assert named
    assert named <= set(regex.findall(r"\bAUDIO_EDITION_[A-Z_]+", README))


def test_a_script_can_narrate_an_article(article, maker, tmp_path):
    edition, files = narrate(article, Settings(), [tmp_path / "a.mp3"], maker)
    assert edition.sentence_count == 3
    assert [file.name for file in files] == ["a.mp3"]
    assert (tmp_path / "a.mp3").stat().st_size > 1000


def test_targets_may_be_text_and_one_needs_no_list(article, maker, tmp_path):
    silent = Settings(voice="silence")
    assert len(narrate(article, silent, str(tmp_path / "a.vtt"), maker).files) == 1
    assert len(narrate(article, silent, [str(tmp_path / "b.vtt")], maker).files) == 1


def test_what_narrate_returns_is_printed_in_a_few_lines(article, maker, tmp_path):
    done = narrate(article, Settings(voice="silence"), tmp_path / "a.mp3", maker)
    assert len(repr(done)) < 10_000


def test_a_setting_takes_a_voice_by_its_name():
    settings = Settings(voice="espeak:hi+f3", fallback="silence")
    assert (settings.voice.name, settings.fallback.engine) == ("hi+f3", "silence")


@pytest.mark.parametrize("voice", ["", "espeak:", ":x"])
def test_a_name_that_names_no_voice_is_refused_at_once(voice):
    with pytest.raises(EditionError, match=r"voice: .*names no voice; use ENGINE"):
        Settings(voice=voice)
