"""Importing: articles from where they are, to Markdown that an editor can correct.

source ─ read ▶ Article(s) ─ as_markdown ▶ file in ``content/``, told from what it was before
"""

from __future__ import annotations
