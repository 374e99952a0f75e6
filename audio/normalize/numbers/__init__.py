"""Numbers in Hindi words: cardinals, amounts, and how they agree with a noun."""
