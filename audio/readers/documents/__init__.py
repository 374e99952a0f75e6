"""Readers of office documents and books: Word, OpenDocument, EPUB, PDF."""
