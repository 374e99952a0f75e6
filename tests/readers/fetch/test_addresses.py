from __future__ import annotations

import pytest

from audio.readers.fetch.addresses import is_public


@pytest.mark.tsv("addresses.tsv")
def test_only_the_internets_addresses_are_public(address: str, public: str, what: str) -> None:
    assert is_public(address) == (public == "yes"), what
