from __future__ import annotations

import pytest

from audio.writers.embed.matching import digest_text, find_bucket, fold_address, fold_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("क़ीमत: ₹5 लाख", "कीमत 5 लाख।"),
        ("मुख्\u200dय मंत्री", "मुख्यमंत्री"),
        ("NASA ने कहा", "“Nasa” ने कहा"),
        ("फ\u093cैसला", "फ़ैसला"),
        ("एक\u00a0दो", "एक दो"),
    ],
)
def test_what_differs_in_typing_alone_folds_to_the_same(one, other):
    assert fold_text(one) == fold_text(other)
    assert digest_text(one) == digest_text(other)


def test_a_vowel_sign_makes_another_text():
    assert digest_text("दिन") != digest_text("दीन")


def test_a_digest_is_the_crc_of_utf8():
    assert digest_text("123456789") == "cbf43926"


@pytest.mark.parametrize(
    ("address", "folded"),
    [
        ("https://www.Example.org/khabar/?id=5#top", "example.org/khabar?id=5"),
        ("http://example.org", "example.org"),
        ("https://example.org/%e0%a4%a8%E0%A4%A6%E0%A5%80/?a=%E0%A4%95", "example.org/नदी?a=क"),
        ("https://example.org/नदी/?a=क", "example.org/नदी?a=क"),
        ("https://www.नदी.example/a", "xn--j2bd7e.example/a"),
        ("दैनिक ख़बर", ""),
        ("mailto:a@example.org", ""),
    ],
)
def test_an_address_folds_to_what_links_to_it_share(address, folded):
    assert fold_address(address) == folded


def test_a_bucket_is_one_of_256():
    assert find_bucket("123456789") == "26"
