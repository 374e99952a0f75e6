"""Readers of typed text: plain and Markdown, with front matter."""
