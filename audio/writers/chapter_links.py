"""Chapter links: the page that a chapter leads to, where its heading is a link."""

from __future__ import annotations

from urllib.parse import urljoin

from audio.records import Edition


def list_chapter_links(edition: Edition) -> tuple[str, ...]:
    """By chapter the address that its heading leads to, empty for none.

    It is whole where the show has an address or the heading gives it whole; else it stays as it is:
    from the edition's folder in the site, `../kisan-andolan/`.
    """
    outline, base = edition.outline, edition.outline.show.link
    # All folders of a site stand beside one another: whose this is makes no difference.
    folder = f"{base.rstrip('/')}/edition/" if base else ""
    headings = [one for one in outline.paragraphs if outline.opens_chapter(one)]
    before = [""] * (len(edition.chapters) - len(headings))
    return (*before, *(urljoin(folder, one.link) if one.link else "" for one in headings))
