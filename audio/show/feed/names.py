"""The names of a feed's elements, in the namespaces that its root declares."""

from __future__ import annotations

from lxml import etree

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
"""Apple wants all prefixes declared at the root, and this spelling of its own address."""


def put(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Append a child called ``name``, such as ``title`` or ``itunes:author``; return it."""
    prefix, _, local = name.rpartition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
    child = etree.SubElement(parent, tag, attributes)
    if text:
        child.text = text
    return child


def put_html(parent: etree._Element, name: str, markup: str) -> None:
    """Append a child whose text is HTML, in a CDATA section as Apple asks."""
    # Escaped HTML has no bare ">", so the end of the section cannot stand in it.
    put(parent, name).text = etree.CDATA(markup)
