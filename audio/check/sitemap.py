"""The check of the sitemap that a build made: it lists every edition, and nothing that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from audio.check.fault import Fault
from audio.check.feed_document import parse_document
from audio.check.links import follow_links
from audio.check.site import BuiltSite
from audio.show import sitemap


def check_sitemap(site: BuiltSite, folders: Iterable[str]) -> Iterator[Fault]:
    """Yield its faults, if there is one; ``folders`` are those of the editions in the show.

    One that the publisher keeps is not looked at. Raises ``OSError``.
    """
    if not site.base or not sitemap.is_ours(site.locate(sitemap.NAME)):
        return
    names = [name for name in sorted(site.files) if sitemap.FILE_NAME.fullmatch(name)]
    reached: set[str] = set()
    for name in names:
        try:
            root = parse_document(site.locate(name).read_bytes())
        except etree.XMLSyntaxError as error:
            yield Fault(name, f"is not well-formed XML: {error.msg}")
            return  # what it would list nobody can tell
        told = [each.text or "" for each in root.iter(f"{{{sitemap.NAMESPACE}}}loc")]
        found = follow_links(site, name, told, None)
        yield from found.faults
        reached.update(found.reached)
    for folder in folders if names else ():
        if f"{folder}/index.html" not in reached:
            yield Fault(sitemap.NAME, f"does not list {folder}/")
