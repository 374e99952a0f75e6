"""Facts of Hindi that several stages need: aksharas, dates in words, letters in ASCII."""
