"""What puts an edition's player on another page, such as the article's own on the newspaper's site.

``embed.js``, one file a show, needs ``embed.json`` of an edition: the text with its times. Who may
run no script of ours has ``embed.html``, a plain player for an ``<iframe>``, which publishing
systems find by ``oembed.json`` (oEmbed 1.0).
"""

from __future__ import annotations

from importlib import resources

SCRIPT = "embed.js"


def read_script() -> bytes:
    """The script that other pages load."""
    return resources.files(__name__).joinpath(SCRIPT).read_bytes()
