"""Clips: a paragraph spoken, mastered, encoded, measured and audited, or found in the store."""
