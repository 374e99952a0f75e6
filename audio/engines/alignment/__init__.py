"""Forced alignment: when each word of a line is heard in a sound that a voice made of it.

The line's words become phonemes by espeak's rules (``pronounced_words.py``); frames of the sound
(``features.py``) are compared with what each phoneme sounds like (``acoustic_model.py``), and the
best way through all phonemes is found (``viterbi.py``), which also tells what was left out or said
twice. ``word_alignment.py`` is the way in.
"""
