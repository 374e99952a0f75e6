"""Slugs of titles as they are said."""

from __future__ import annotations

import pytest

from audio.show.slugs import make_title_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("राष्ट्रपति का भाषण", "rashtrapati-ka-bhashan"),
        ("कमलनाथ और परिवहन मंत्री", "kamalnath-aur-parivahan-mantri"),
        ("नगरपालिका की बैठकों में", "nagarpalika-ki-baithakon-mein"),
        ("घनिष्ठता", "ghanishthta"),
        ("भारतीय जनता पार्टी", "bhartiya-janta-parti"),
        ("किसान आंदोलन 2024", "kisan-andolan-2024"),
        ("जनसंख्या", "jansankhya"),
        ("डॉ० राम", "doctor-ram"),
    ],
)
def test_a_slug_has_the_vowels_that_are_said(title, slug):
    assert make_title_slug(title) == slug
