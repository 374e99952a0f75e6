"""How a Hindi word sounds by its spelling: which inherent vowels are said, and espeak's phonemes.

``spelling`` reads a word letter by letter, ``silence`` finds the vowels that nobody says,
``espeak_reading`` those that espeak leaves out by itself, ``mnemonics`` writes what is said in
espeak's phonemes, and ``word`` does all of it.
"""
