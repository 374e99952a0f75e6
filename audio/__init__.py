"""audio-edition: Hindi articles in, narrated audio editions out.

The names of ``__all__`` are what scripts may rely on. An article to files::

    from audio import Settings, narrate, open_maker, read

    with open_maker("clips") as maker:
        edition, files = narrate(read("article.md"), Settings(), ["article.mp3"], maker)
    print(edition.duration, [file.name for file in files])

What is said for a text, and the sentences of an article:

>>> from audio import Settings, normalize, read_text, segment
>>> normalize("2019 में ₹5.2 लाख करोड़").spoken
'दो हज़ार उन्नीस में पाँच दशमलव दो लाख करोड़ रुपये'
>>> article = read_text("# बारिश\\n\\nआज बारिश हुई। कल धूप होगी।")
>>> [sentence.text for paragraph in segment(article) for sentence in paragraph.sentences]
['बारिश', 'आज बारिश हुई।', 'कल धूप होगी।']

A setting that cannot be is refused when it is made:

>>> Settings(voice="espeak:hi+f3", formats=("mp3", "vtt")).voice.name
'hi+f3'
>>> Settings(voice="espeak:")
Traceback (most recent call last):
    ...
audio.errors.VoiceError: voice: 'espeak:' names no voice; use ENGINE[:NAME]

The names are loaded when they are first used, so that what needs only some starts fast.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio.clips.clip_maker import open_maker
    from audio.edition.explanation import explain
    from audio.edition.pipeline import narrate
    from audio.edition.preview import preview
    from audio.errors import EditionError
    from audio.normalize import Lexicon, normalize, tokenize
    from audio.readers import Reading, read, read_text
    from audio.segment import segment
    from audio.settings import Settings, Voice
    from audio.show.correction import correct
    from audio.show.withdrawal import (
        delete_article,
        list_deleted,
        release_article,
        restore_article,
        withdraw_article,
    )

__version__ = "0.1.0"

__all__ = [
    "EditionError",
    "Lexicon",
    "Reading",
    "Settings",
    "Voice",
    "__version__",
    "correct",
    "delete_article",
    "explain",
    "list_deleted",
    "narrate",
    "normalize",
    "open_maker",
    "preview",
    "read",
    "read_text",
    "release_article",
    "restore_article",
    "segment",
    "tokenize",
    "withdraw_article",
]

_HOMES = {
    "EditionError": "audio.errors",
    "Lexicon": "audio.normalize",
    "Reading": "audio.readers",
    "Settings": "audio.settings",
    "Voice": "audio.settings",
    "correct": "audio.show.correction",
    "delete_article": "audio.show.withdrawal",
    "explain": "audio.edition.explanation",
    "list_deleted": "audio.show.withdrawal",
    "narrate": "audio.edition.pipeline",
    "normalize": "audio.normalize",
    "open_maker": "audio.clips.clip_maker",
    "preview": "audio.edition.preview",
    "read": "audio.readers",
    "read_text": "audio.readers",
    "release_article": "audio.show.withdrawal",
    "restore_article": "audio.show.withdrawal",
    "segment": "audio.segment",
    "tokenize": "audio.normalize",
    "withdraw_article": "audio.show.withdrawal",
}


class _Package(ModuleType):
    """This package, whose functions ``normalize`` and ``segment`` keep their names.

    Python binds a subpackage to its name here once it is imported, which ``from audio.normalize
    import …`` does not need.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
