"""Phonemes: from words to how they are said, for the voices that are given phonemes."""
