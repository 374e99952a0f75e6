"""What a message says of a place, and how a place becomes known."""

import pytest

from audio.errors import EditionError, Place, SpeechError, VoiceError, locate_errors


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(), ""),
        (Place("a.md"), "a.md"),
        (Place("-"), "standard input"),
        (Place("a.md", 3), "a.md:3"),
        (Place("a.md", 3, 14), "a.md:3:14"),
        (Place("-", 3), "standard input:3"),
        (Place(sentence="p3s2"), "p3s2"),
        (Place("a.md", sentence="p3s2"), "a.md: p3s2"),
        (Place(option="--voice"), "--voice"),
        (Place("show.toml", 5, option="voices.quote"), "show.toml:5: voices.quote"),
    ],
)
def test_a_place_is_shown_by_what_is_known_of_it(place, shown):
    assert (str(place), bool(place)) == (shown, bool(shown))


@pytest.mark.parametrize(("offset", "line", "column"), [(0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 2, 3)])
def test_an_offset_has_a_line_and_a_column(offset, line, column):
    assert Place.from_offset("a.md", "कख\nगघङ", offset) == Place("a.md", line, column)


def test_what_is_known_of_a_place_stays_when_more_is_told():
    error = EditionError("is wrong", where=Place(sentence="p3s2"), hint="mend it")
    assert str(error) == "p3s2: is wrong; mend it"
    assert str(error.locate(source="a.md", sentence="p1s1")) == "a.md: p3s2: is wrong; mend it"
    assert str(error.locate(source="b.md")) == "a.md: p3s2: is wrong; mend it"


def test_only_errors_of_a_kind_are_located():
    for error, shown in ((SpeechError("is mute"), "a.md: is mute"), (VoiceError("is so"), "is so")):
        with pytest.raises(type(error)) as caught, locate_errors(SpeechError, source="a.md"):
            raise error
        assert str(caught.value) == shown
