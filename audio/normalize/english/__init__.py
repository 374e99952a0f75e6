"""English words and names in Devanagari, as a Hindi speaker says them."""
