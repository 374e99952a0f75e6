"""What an edition's build record covers besides the article."""

from __future__ import annotations

import pytest

from audio.records import Show
from audio.settings import Options, Settings
from audio.show.build_records import digest_inputs


@pytest.mark.parametrize(("key", "is_anew"), [("email", False), ("author", True)])
def test_what_the_feed_alone_tells_makes_no_edition_anew(key, is_anew):
    before, after = (
        Settings(show=Show(**{key: value})) for value in ("a@example.org", "b@example.org")
    )
    assert (digest_inputs(before, Options()) != digest_inputs(after, Options())) is is_anew
