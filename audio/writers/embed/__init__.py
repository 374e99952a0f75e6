"""What puts an edition's player on another page, such as the article's own on the newspaper's site.

``embed.js``, one file a show, needs ``embed.json`` of an edition: the text with its times. Who may
run no script of ours takes the edition's page in an ``<iframe>``, as publishing systems do that ask
``oembed.json`` (oEmbed 1.0).
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import rjsmin

SCRIPT = "embed.js"


@cache
def read_script() -> bytes:
    """The script that other pages load, without comments but the first, and without indentation."""
    source = resources.files(__name__).joinpath(SCRIPT).read_text("utf-8")
    return str(rjsmin.jsmin(source, keep_bang_comments=True)).encode()
