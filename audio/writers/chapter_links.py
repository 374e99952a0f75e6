"""What chapters lead to: the page that a heading links to, and the picture under it."""

from __future__ import annotations

from urllib.parse import urljoin

from audio.records import Edition
from audio.writers.pictures import name_chapter_pictures


def list_chapter_links(edition: Edition) -> tuple[str, ...]:
    """The address that each chapter's heading leads to, empty for none.

    It is whole where the show has an address or the heading gives it whole; else it stays as it is:
    from the edition's folder in the site, `../kisan-andolan/`.
    """
    outline, base = edition.outline, edition.outline.show.link
    # All folders of a site stand beside one another: whose this is makes no difference.
    folder = f"{base.rstrip('/')}/edition/" if base else ""
    headings = [one for one in outline.paragraphs if outline.opens_chapter(one)]
    before = [""] * (len(edition.chapters) - len(headings))
    return (*before, *(urljoin(folder, one.link) if one.link else "" for one in headings))


def list_picture_addresses(edition: Edition) -> tuple[str, ...]:
    """The address of each chapter's picture, empty for none.

    It is whole where the show has an address; else it is the file's name, beside the chapters'.
    """
    article, base = edition.outline.article, edition.outline.show.link
    names = name_chapter_pictures(article)
    folder = f"{base.rstrip('/')}/{article.slug}/" if base and article.slug else ""
    count = sum(edition.outline.opens_chapter(one) for one in edition.outline.paragraphs)
    before = len(edition.chapters) - count
    return tuple(
        f"{folder}{names[number]}" if number in names else "" for number in range(-before, count)
    )
