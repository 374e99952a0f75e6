"""Whether a part of a page stands for the rest of an article that only subscribers read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from audio.readers.web.known_words import ElementRole, find_roles

_MANY = 20
"""Elements called a gate that are looked at."""
_SIBLINGS = 500
_BADGE = 12
"""Code points: a shorter one is but a badge, as `प्रीमियम` is, and asks for nothing."""
_REST = 0.25
"""Of a page's text: where so much follows, the article goes on after what is called a gate."""


def stands_for_rest(
    root: HtmlElement, furniture: Sequence[HtmlElement], weights: Mapping[HtmlElement, int]
) -> bool:
    """Whether one of the ``furniture`` is a gate: it says something, and little follows it."""
    gates = (element for element in furniture if ElementRole.GATED in find_roles(element))
    most = _REST * weights.get(root, 0)
    return any(
        weights.get(gate, 0) >= _BADGE and _weigh_following(gate, weights) <= most
        for gate in islice(gates, _MANY)
    )


def _weigh_following(element: HtmlElement, weights: Mapping[HtmlElement, int]) -> int:
    return sum(
        weights.get(other, 0)
        for around in (element, *element.iterancestors())
        for other in islice(around.itersiblings(), _SIBLINGS)
    )
