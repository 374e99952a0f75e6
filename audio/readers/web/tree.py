"""A page's markup to a tree without what is never read: scripts, menus, forms, hidden parts."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.web.declared_text import DeclaredText
from audio.readers.web.folded_text import FoldedText, is_hidden, is_question, show
from audio.readers.web.players import PLAYERS, replace_player
from audio.readers.web.removals import Removals, drop

MOST = 300_000
"""Elements of a page; the longest reports and encyclopedia articles have 50,000."""
DEEPEST = 1000
"""Elements inside each other; pages of careless sites that never close a tag reach 300."""
_MUTE = {
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
    "canvas", "map", "audio", "video", "source", "track", "form", "button", "select", "input",
    "textarea", "option", "datalist", "label", "dialog", "menu", "nav", "aside",
    "amp-ad", "amp-embed", "amp-sidebar", "amp-social-share", "amp-consent", "amp-sticky-ad",
    "amp-iframe", "amp-user-notification", "amp-auto-ads", "amp-analytics", "amp-state",
    "amp-list", "amp-next-page", "amp-video", "amp-youtube", "amp-lightbox", "amp-story-player",
    "amp-web-push-widget", "marquee",
}  # fmt: skip
"""Elements of which nothing is read. `form` is not among them where it holds the whole page."""
_CODE = (
    "script", "style", "template", "noscript", "svg", "canvas", "select", "datalist", "textarea",
    "title",
)  # fmt: skip
_HIDDEN_PARTS = "hidden parts and menus"
SIDE_BOXES = "boxes beside the text"
_BOX, _BOX_SHARE = 60, 0.7
"""Code points of prose in such a box, and how much of its text is that, and not links."""
_SIDE_PARTS = "forms, side columns and players"
_WRAPPERS = frozenset({"form", "label", "aside", "marquee"})
"""Of those, the ones that careless pages put around what they say."""
_ROLES = {
    "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert",
    "alertdialog", "menu", "toolbar",
}  # fmt: skip
_XML_DECLARATION = regex.compile(r"^\s*+<\?xml[^>]*+>")
_CONTROL = regex.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
    r"|&#(?:0*+(?:[0-8]|1[124-9]|2[0-9]|3[01]|127)|x0*+(?:[0-8bcef]|1[0-9a-f]|7f|fff[ef]))(?![0-9a-f]);?",
    regex.IGNORECASE,
)
_TAG = regex.compile(r"<[A-Za-z!]")
_MOST_ATTRIBUTES = 1000
"""Of one element: the parser's time grows with their square."""
_QUOTED = regex.compile(r"""=\s*+(?:"[^"<>]*+"|'[^'<>]*+')""")
_LONG_TAG = regex.compile(rf"<[A-Za-z][^<>]{{{4 * _MOST_ATTRIBUTES},}}+")


def parse_page(text: str, origin: str) -> HtmlElement:
    """The root of the page, with all that it holds.

    Raises:
        SourceError: it has no markup, or is nested too deeply.
    """
    if not _TAG.search(text):
        raise SourceError("is no web page: it holds no markup", where=Place(origin))
    if _is_laden(text):
        what = f"has an element with more than {_MOST_ATTRIBUTES} attributes"
        raise SourceError(what, where=Place(origin))
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # lxml takes control characters from a page, but does not give them back to one.
    clean = _CONTROL.sub(" ", _XML_DECLARATION.sub("", text))
    data = clean.encode("utf-8", "replace")
    try:
        root = document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise SourceError("is an empty page", where=Place(origin)) from error
    limited = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    if sum(1 for _ in root.iter()) > MOST:
        raise SourceError(f"has more than {MOST:,} elements", where=Place(origin))
    if limited or _measure_depth(root) > DEEPEST:
        raise SourceError(f"is nested more than {DEEPEST} deep", where=Place(origin))
    return root


def _is_laden(text: str) -> bool:
    """Whether an element has so many attributes that parsing it takes minutes."""
    bare = _QUOTED.sub("=", _drop_scripts(text))
    return any(len(tag[0].split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(bare))


def _drop_scripts(text: str) -> str:
    """``text`` without the insides of scripts, in which `<` is no tag's."""
    lower = text.lower() if text.isascii() else text.replace("SCRIPT", "script")
    kept: list[str] = []
    at = 0
    while (start := lower.find("<script", at)) >= 0:
        end = lower.find("</script", start)
        kept.append(text[at:start])
        at = end if end >= 0 else len(text)
    return "".join([*kept, text[at:]])


def strip_code(root: HtmlElement) -> None:
    """Take out of the tree what no reader of the page sees as text: scripts, its title."""
    for element in list(root.iter(*_CODE)):
        drop(element)


def prune(root: HtmlElement, removals: Removals, declared: str = "") -> None:
    """Take out of the tree what is never read; what wraps most of the page stays.

    So does the rest of a story that is hidden behind a button; ``declared`` is the story's text as
    the page's data give it. Where a player stood, a picture stands.
    """
    weights = weigh(root)
    most = 0.4 * weights.get(root, 0)
    folds, own = FoldedText(root, declared), DeclaredText(declared)
    unwanted: list[HtmlElement] = []
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if folds.hold(element):
            show(element)
        elif element.tag == "aside" and own.hold(element):
            continue
        elif element.tag in {"button", "label"} and is_question(element):
            element.tag = "div"
        elif _is_mute(element) and not (_may_wrap(element) and weights.get(element, 0) > most):
            unwanted.append(element)
            walker.skip_subtree()
    for element in unwanted:
        if element.tag in PLAYERS:
            replace_player(element)
        else:
            removals.remove(element, _name_part(element, weights.get(element, 0)))


def _name_part(element: HtmlElement, prose: int) -> str:
    """What ``element``, which holds so many code points of ``prose``, is left out as."""
    if element.tag == "aside" and prose >= _BOX:
        length = sum(len(text.strip()) for text in element.itertext())
        return SIDE_BOXES if prose >= _BOX_SHARE * length else _SIDE_PARTS
    return _SIDE_PARTS if element.tag in _MUTE else _HIDDEN_PARTS


def weigh(root: HtmlElement) -> dict[HtmlElement, int]:
    """The code points of text in each element that are no link's."""
    weights: dict[HtmlElement, int] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        if not isinstance(element.tag, str) or element.tag in {"a", "script", "style", "noscript"}:
            continue
        own = len((element.text or "").strip())
        for child in element:
            own += weights.get(child, 0) + len((child.tail or "").strip())
        weights[element] = own
    return weights


def _is_mute(element: HtmlElement) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return False
    if tag in _MUTE or element.get("role", "") in _ROLES:
        return True
    if tag in {"html", "body"}:
        return False
    return is_hidden(element)


def _may_wrap(element: HtmlElement) -> bool:
    return element.tag in _WRAPPERS or element.tag not in _MUTE


def _measure_depth(root: HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
