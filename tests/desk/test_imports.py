"""What the desk says of articles that are brought to it."""

from __future__ import annotations

from audio.desk.imports import import_source


def test_a_private_address_is_refused_without_an_option_that_the_desk_has_not(tmp_path):
    result = import_source(tmp_path, "http://127.0.0.1:9/khabar.html")
    (said,) = result.said
    assert "no public address; the desk fetches from public addresses only" in said
    assert "--" not in said
