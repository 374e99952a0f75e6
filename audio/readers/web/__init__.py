"""Web pages: from bytes to the pieces of the one article that a page is about."""
