"""How much of an article each reader of web pages finds: precision and recall of its words.

The pages of ``tests/readers/web/site`` are served on the loopback and read as ``narrate URL``
reads them; beside each stands what plain trafilatura makes of the same pages, when it is
installed. Words are compared as multisets, letters and digits only. Then come the figures of the
account of our own reader: code points taken, left out for a reason, and lost for none; and as a
second opinion the passages of trafilatura's text that are in none of the three.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import regex

from audio.errors import EditionError
from audio.readers import Reading, read
from audio.readers.article.account import make_account
from audio.records import SourceAccount

SITE = Path("tests/readers/web/site")
FOLDERS = (SITE, SITE / "held_out")
"""Pages written with the rules; pages that were held out, whose faults have been mended since."""
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")


class Score(NamedTuple):
    """Of the words found, how many are the article's; of the article's, how many were found."""

    precision: float
    recall: float


def score(found: str, expected: str) -> Score:
    """The score of ``found``; nothing found is precise."""
    one, other = (Counter(WORD.findall(text)) for text in (found, expected))
    both = (one & other).total()
    return Score(both / max(1, one.total()), both / max(1, other.total()))


def site_of(folder: Path) -> type[BaseHTTPRequestHandler]:
    """Serves ``/name`` from ``name.html`` and ``/name/2`` from ``name-2.html``; says no charset."""
    pages = {path.stem: path for path in folder.rglob("*.html")}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = pages.get(self.path.strip("/").replace("/", "-"))
            body = path.read_bytes() if path else b""
            self.send_response(200 if path else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    return Site


class Texts(NamedTuple):
    """What one reader makes of a page."""

    text: str
    account: SourceAccount | None = None


def ours(url: str, _: bytes) -> Texts:
    """The text that this project reads."""
    try:
        article = read(url, Reading(allow_private=True))
    except EditionError as error:
        print(error, file=sys.stderr)
        return Texts("")
    return Texts(article.text, article.account)


def plain_trafilatura(_: str, page: bytes) -> Texts:
    """The text that trafilatura extracts, its title included."""
    import trafilatura
    from trafilatura.settings import Document

    document = trafilatura.bare_extraction(page, with_metadata=True)
    if not isinstance(document, Document):
        return Texts("")
    return Texts(f"{document.title or ''}\n{document.text or ''}")


def net(found: list[Texts]) -> str:
    """The figures of the account of ``found``, what each reader made of a page, ours first."""
    own, *others = found
    if own.account is None:
        return ""
    left_out = sum(len(omission.text) for omission in own.account.left_out)
    lost = sum(map(len, own.account.unexplained))
    missed = sum(
        len(make_account(other.text.split("\n"), own.text, own.account.left_out).unexplained)
        for other in others
    )
    return f"{own.account.taken:9}{left_out:9}{lost:6}" + f"{missed:9}" * bool(others)


def table(folder: Path, base: str, readers: dict[str, Callable[[str, bytes], Texts]]) -> None:
    """Print the scores of every page in ``folder``, and their means."""
    scores: dict[str, list[Score]] = {name: [] for name in readers}
    print(f"{folder.name:14}" + "".join(f"{name:^22}" for name in readers))
    columns = f"{'taken':>9}{'left out':>9}{'lost':>6}" + f"{'missed':>9}" * (len(readers) > 1)
    print(f"{'':14}" + f"{'precision':>11}{'recall':>11}" * len(readers) + columns)
    for path in sorted(folder.glob("*.txt")):
        expected = path.read_text("utf-8")
        page = path.with_suffix(".html").read_bytes()
        row = f"{path.stem:14}"
        found = [reader(f"{base}/{path.stem}", page) for reader in readers.values()]
        for name, texts in zip(readers, found, strict=True):
            scores[name].append(score(texts.text, expected))
            row += "".join(f"{part:11.3f}" for part in scores[name][-1])
        print(row + net(found))
    means = [[fmean(part) for part in zip(*rows, strict=True)] for rows in scores.values()]
    print(f"{'mean':14}" + "".join(f"{part:11.3f}" for pair in means for part in pair), end="\n\n")


def main() -> None:
    """Print the tables."""
    readers: dict[str, Callable[[str, bytes], Texts]] = {"audio-edition": ours}
    try:
        import trafilatura  # noqa: F401 - to see whether it is there
    except ImportError:
        print("trafilatura is not installed: its figures are left out", file=sys.stderr)
    else:
        readers["trafilatura"] = plain_trafilatura
    server = ThreadingHTTPServer(("127.0.0.1", 0), site_of(SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for folder in FOLDERS:
        table(folder, f"http://127.0.0.1:{server.server_port}", readers)
    server.shutdown()


if __name__ == "__main__":
    main()
