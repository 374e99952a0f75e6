"""Sound: one paragraph's ``Speech`` is mastered, encoded and measured, and becomes a ``Clip``.

``mastering`` alone knows pydub, ``encoding`` LAME, ``loudness`` the meter and the limiter, and
``mpeg`` the frames that MP3 files are made of.
"""
