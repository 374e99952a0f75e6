"""Fetching from the web: guarded addresses, bounded answers."""
