"""Feeds: RSS, Atom and JSON Feed, item by item."""
