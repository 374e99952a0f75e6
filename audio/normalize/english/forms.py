"""Forms of a word that a table lists: plurals, possessives, -ing, -ed and joined words."""

from __future__ import annotations

from audio import regex

_SIBILANT = regex.compile(r"(स|ज़|श|च|ज|क्स)$")
_CONSONANT = regex.compile(r"[क-ह]़?$")
_HISSED = regex.compile(r"(?:[sxz]|ch|sh)es$")
_MEN = {"man": "मैन", "men": "मेन"}
"""How the end of serviceman and servicemen is said."""
_SHORTEST_BEFORE_MAN = 4
_DOUBLED = regex.compile(r"([bdgklmnprtvz])\1$")


def find_stems(word: str) -> list[tuple[str, str]]:
    """The words in small letters that ``word`` may be a form of, each with its ending."""
    bare = word.removesuffix("'")
    plurals = ("'s", "s") if not bare.endswith("ss") else ()
    found = [(bare.removesuffix(ending), "s") for ending in plurals if bare.endswith(ending)]
    if bare.endswith("ies"):
        found.append((bare[:-3] + "y", "s"))
    if _HISSED.search(bare):
        found.append((bare[:-2], "s"))
    for ending in ("ing", "ed", "er"):
        if bare.endswith(ending) and len(bare) > len(ending) + 2:
            stem = bare.removesuffix(ending)
            found += [(stem, ending), (stem + "e", ending)]
            if _DOUBLED.search(stem):
                found.append((stem[:-1], ending))
    for ending in _MEN:
        if bare.endswith(ending) and len(bare) >= len(ending) + _SHORTEST_BEFORE_MAN:
            found.append((bare.removesuffix(ending), ending))
    return found


def inflect(spoken: str, ending: str) -> str:
    """A stem as spoken with one of its endings: गूगल + s → गूगल्स, बैंक + ing → बैंकिंग."""
    if ending in _MEN:
        return spoken + _MEN[ending]
    consonant = _CONSONANT.search(spoken) is not None
    if ending == "ing":
        return spoken + ("िंग" if consonant else "इंग")
    if ending == "er":
        return spoken + ("र" if consonant else "अर")
    if ending == "ed":
        return spoken + _choose_past_ending(spoken, consonant)
    if _SIBILANT.search(spoken):
        return spoken + "ेज़"
    return spoken + ("्स" if consonant else "ज़")


def _choose_past_ending(spoken: str, consonant: bool) -> str:
    if spoken[-1] in "टड":
        return "ेड"
    return "्ड" if consonant else "ड"
