"""The words that hold a Hindi sentence together, and that no list of names has."""

from __future__ import annotations

CONNECTING_WORDS = frozenset({
    "का", "की", "के", "को", "में", "से", "पर", "ने", "और", "है", "हैं", "था", "थे", "थी", "हो", "तो",
    "भी", "ही", "कि", "यह", "वह", "इस", "उस", "जो", "नहीं", "एक", "लिए", "तक", "या",
})  # fmt: skip
"""No sentence or headline of six words does without all of them."""
