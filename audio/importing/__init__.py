"""Importing: articles from where they are, to Markdown that an editor can correct.

source ─ read ▶ Article(s) ─ write Markdown ▶ merge with the file in ``content/``
"""

from __future__ import annotations
