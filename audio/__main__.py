"""``python -m audio``: the same as ``audio-edition``."""

from audio.cli import main

main()
