"""The command line: parse, call, report. The only module that prints errors and exits.

Heavy modules are imported by the commands that need them, so that ``normalize`` starts fast.
"""

from __future__ import annotations

import gc
import logging
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import click

from audio import __version__
from audio.errors import EditionError, OutputError, SourceError, from_os
from audio.settings import Options

if TYPE_CHECKING:
    from audio.engines import VoiceInfo
    from audio.records import Article
    from audio.report import Report
    from audio.store import Store
    from audio.studio import Studio

Command = TypeVar("Command", bound=Callable[..., Any])


class _Factor(click.FloatRange):
    """A number in a range; what is no number is in none."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value!r} is not a valid float range.", param, ctx)
        return number


_VOICE_OPTIONS = (
    click.option("--voice", metavar="ENGINE[:NAME]", help="Who speaks; see the voices command."),
    click.option(
        "--fallback", metavar="ENGINE[:NAME]", help="Who narrates all of it if the voice cannot."
    ),
    click.option("--speed", type=_Factor(0.5, 2), help="Times the voice's usual pace."),
    click.option("--pitch", type=click.IntRange(0, 99), help="50 is the voice's own."),
    click.option(
        "--pronunciation",
        type=click.Path(path_type=Path),
        multiple=True,
        help="TSV of what an engine says wrongly; may be given again.",
    ),
)
_READING_OPTIONS = (
    click.option(
        "--lexicon",
        type=click.Path(path_type=Path),
        multiple=True,
        help="TSV of written and spoken forms; may be given again.",
    ),
    click.option("--glosses", is_flag=True, help="Say (NATO) again after its Hindi twin."),
)


class _Size(click.ParamType):
    """A number of bytes, as ``500M`` or ``2G``."""

    name = "size"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | None:
        if not isinstance(value, str):
            return cast("int | None", value)
        number, unit = value[:-1], value[-1:].upper()
        if unit not in _UNITS:
            number, unit = value, ""
        try:
            size = float(number)
        except ValueError:
            size = -1
        if not 0 <= size < float("inf"):
            self.fail(f"{value!r} is no size; write it as 500M or 2G", param, ctx)
        return round(size * _UNITS[unit])


_INTERRUPTED = "interrupted; what was made is kept, and a rerun goes on from there"
_GRACE = 4.0
"""Seconds to clean up in after an interrupt: a server may not answer for a minute."""
_USER_LIMIT = 5 * 10**9
"""Bytes: what ``narrate`` may keep in the user's cache folder."""
_LARGEST_INPUT = 110 * 10**6
"""Bytes taken from standard input."""
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_WORK_OPTIONS = (
    click.option("--jobs", type=click.IntRange(1, 256), help="Threads. Default: all cores."),
    click.option("--cache", type=click.Path(path_type=Path), help="Folder of the clip store."),
    click.option(
        "--prune",
        type=_Size(),
        metavar="SIZE",
        help="Afterwards give up what the store has not used for longest, down to SIZE (2G).",
    ),
    click.option("--quiet", is_flag=True, help="Print warnings and errors only."),
    click.option("--json", "as_json", is_flag=True, help="Print events, one JSON object a line."),
)


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="audio-edition")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def commands(debug: bool) -> None:
    """Turn Hindi articles into narrated audio editions."""
    del debug  # read by main, which must know before anything can fail


@commands.command()
@click.argument("article")
@click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    help="File to make (.mp3 .vtt .srt .json); may be given again.",
)
@click.option("--opening", is_flag=True, help="Say title, byline, date and synthetic voice first.")
@click.option("--allow-private", is_flag=True, help="Fetch from the own machine and network too.")
@_options(*_VOICE_OPTIONS, *_READING_OPTIONS, *_WORK_OPTIONS)
def narrate(
    article: str, outputs: tuple[Path, ...], opening: bool, allow_private: bool, **choices: Any
) -> None:
    """Narrate ARTICLE (a file, a web address, or - for standard input) to audio and transcripts."""
    from audio import edition
    from audio.settings import DEFAULT_OPENING, Settings, choose
    from audio.slug import slug

    options, work = _split(choices)
    settings = Settings(opening=DEFAULT_OPENING if opening else "")
    with _report(work) as report, _studio(work, report) as studio:
        began = time.perf_counter()
        read = _article(article, allow_private=allow_private)
        is_named = article != "-" and "://" not in article
        stem = Path(article).stem if is_named else slug(read.title)
        targets = list(dict.fromkeys(outputs)) or [Path(f"{stem}.mp3")]
        _keep_source(Path(article), targets)
        made, _ = edition.narrate(read, choose(settings, read, options), targets, studio)
        for note in read.notes:
            report.warning(f"{read.origin}: {note}")
        for row in sorted(made.lexicon.unmatched):
            report.warning(f"{row} is not in the article")
        report.made(read.origin, made, targets, time.perf_counter() - began)


def _article(source: str, *, allow_private: bool) -> Article:
    from audio import readers

    if source != "-":
        return readers.read(source, allow_private=allow_private)
    return readers.read_bytes(_standard_input(), "-", "")


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise SourceError("standard input is closed", where="-")
    data = sys.stdin.buffer.read(_LARGEST_INPUT + 1)
    if len(data) > _LARGEST_INPUT:
        raise SourceError(f"is larger than {_LARGEST_INPUT // 10**6} MB", where="standard input")
    return data


def _keep_source(source: Path, targets: list[Path]) -> None:
    """Raises ``OutputError`` before an article is replaced by its own edition."""
    for target in targets:
        if source.exists() and target.exists() and target.samefile(source):
            raise OutputError("is the article itself", where=str(target), hint="name another file")


@commands.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to",
    "content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="Folder of the articles.",
)
@click.option(
    "--split",
    type=click.Choice(["chapters"]),
    help="Make each chapter of a book an article of its own.",
)
@click.option("--dry-run", is_flag=True, help="Print the articles; write nothing.")
@click.option("--allow-private", is_flag=True, help="Fetch from the own machine and network too.")
@click.option(
    "--delay",
    type=click.FloatRange(0, 600),
    default=1.0,
    show_default=True,
    help="Seconds between two pages that a feed names on one server.",
)
def import_(  # noqa: PLR0913, PLR0917
    sources: tuple[str, ...],
    content: Path,
    split: str | None,
    dry_run: bool,
    allow_private: bool,
    delay: float,
) -> None:
    """Bring articles from web pages, feeds, EPUB, Word, ODT and PDF (or -) to CONTENT as Markdown.

    Importing again brings what is new; what an editor has changed since is kept.
    """
    from audio.importing.run import Import
    from audio.importing.sources import Wishes

    stdin = _standard_input() if "-" in sources else b""
    wishes = Wishes(split=bool(split), allow_private=allow_private, delay=delay)
    run = Import(content, wishes, lambda line: print(line, flush=True), _complain, is_dry=dry_run)
    if code := run.run(sources, stdin):
        sys.exit(code)


@commands.command()
@click.argument("content", type=click.Path(path_type=Path), default=Path("content"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
@click.option("--verify", is_flag=True, help="Compare what is published by content, not by time.")
@_options(*_VOICE_OPTIONS, *_READING_OPTIONS, *_WORK_OPTIONS)
def build(content: Path, out: Path, verify: bool, **choices: Any) -> None:
    """Narrate every article of CONTENT into a publishable site."""
    from audio.settings import DEFAULT_OPENING, Settings
    from audio.show import Show, idle_rows
    from audio.show_file import load_show

    options, work = _split(choices)
    config = content / "show.toml"
    settings = load_show(config) if config.exists() else Settings(opening=DEFAULT_OPENING)
    outcomes = []
    with _report(work) as report, _studio(work, report, out / "clips") as studio:
        for outcome in Show(content, out, settings, options, studio, verify).build():
            outcomes.append(outcome)
            outcome.tell(report)
        for row in idle_rows(outcomes):
            report.warning(f"{row} is in no article")
    if any(outcome.error for outcome in outcomes):
        sys.exit(1)


@commands.command()
@click.argument("site", type=click.Path(path_type=Path), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option(
    "--watch",
    "content",
    metavar="CONTENT",
    type=click.Path(path_type=Path),
    help="Build CONTENT now and on every change, and reload open pages.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
def serve(site: Path | None, host: str, port: int, content: Path | None, out: Path) -> None:
    """Serve SITE (if not named, the site in --out) to browsers and podcast apps."""
    from audio.feed.local import LocalFeed
    from audio.server.app import SiteApp
    from audio.server.live import Live
    from audio.server.run import Server, is_local, listen, run, served, url_of
    from audio.server.watch import Builder

    place = served(site, content, out)
    live = builder = None
    if content:
        live = Live()
        build = (sys.executable, "-m", "audio", "build", str(content), "--out", str(out))
        builder = Builder(content, out, build, live.changed, _complain)
    with listen(host, port) as listener:
        local = is_local(listener)
        if not local:
            _complain(f"warning: all who reach {host} can read {place}; there is no encryption")
        app = SiteApp(place, LocalFeed(place.parent), live, local)

        def announce() -> None:
            print(url_of(listener), flush=True)

        try:
            run(Server(app, announce, builder.run if builder else None), listener)
        except KeyboardInterrupt:
            sys.exit(130)


@commands.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
@click.option("--jobs", type=click.IntRange(1, 256), help="Editions at once. Default: all cores.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a fault.")
def check(site: Path, jobs: int | None, as_json: bool) -> None:
    """Verify the built SITE: links, lengths, timing, words, loudness, tags, pages and feed."""
    from audio.check.report import as_line, summary
    from audio.check.run import check as verify

    verdict = verify(
        site,
        jobs or os.cpu_count() or 1,
        lambda fault: print(as_line(fault, as_json=as_json), flush=True),
    )
    print(summary(verdict), file=sys.stderr if as_json else sys.stdout)
    if verdict.faults:
        sys.exit(1)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--explain", "form", flag_value="table", help="Print changes: class, rule, span.")
@click.option("--json", "form", flag_value="json", help="Print every line as a JSON object.")
@click.option("--coverage", "form", flag_value="coverage", help="Print what had to be guessed.")
@_options(*_READING_OPTIONS)
def normalize(
    file: Path | None, form: str | None, lexicon: tuple[Path, ...], glosses: bool
) -> None:
    """Print the spoken line for every Hindi line of FILE or standard input."""
    from audio import explanation
    from audio.normalize import tokenize
    from audio.readers.lexicon import read_lexicon

    rows = read_lexicon(lexicon)
    read = ((line, tokenize(line, rows, glosses=glosses)) for line in explanation.read_lines(file))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.writelines(explanation.FORMS[form or "text"](read))


@commands.command()
@click.option("--all", "everything", is_flag=True, help="List every voice of every engine.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a voice, of all.")
@click.option("--install", "wanted", metavar="VOICE", multiple=True, help="Install piper:NAME.")
@click.option(
    "--sample",
    "folder",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value=Path("samples"),
    metavar="[FOLDER]",
    help="Speak a sentence in every voice listed, as MP3.  [default: samples]",
)
@click.option("--online", is_flag=True, help="Sample the voices that need the network too.")
def voices(
    everything: bool, as_json: bool, wanted: tuple[str, ...], folder: Path | None, online: bool
) -> None:
    """List every voice: its language, whether it needs the network, what to type to have it."""
    from audio import engines
    from audio import voices as of_voices

    if wanted:
        for name in wanted:
            print(f"{name}  {of_voices.install(name, _complain)}", flush=True)
        return
    infos = engines.voices()
    shown = [(info, 0) for info in infos] if everything else of_voices.brief(infos)
    if folder:
        _sample([info for info, _ in shown], folder, online)
    elif as_json:
        for info in infos:
            print(of_voices.as_json(info))
    else:
        for line in of_voices.table(shown):
            print(line)


def _sample(infos: list[VoiceInfo], folder: Path, online: bool) -> None:
    from audio import voices as of_voices

    work = {"cache": None, "jobs": None, "prune": None, "quiet": False, "as_json": False}
    failed = False
    with _report(work) as report, _studio(work, report) as studio:
        chosen = of_voices.speakers(infos, online=online)
        for sample in of_voices.samples(chosen, folder, studio):
            if sample.edition:
                report.made(sample.voice, sample.edition, [sample.path], sample.seconds)
            elif sample.error:
                failed = True
                report.failure(sample.error, sample.voice)
    if failed:
        sys.exit(1)


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("build/clips"))
@click.option(
    "--prune", type=_Size(), metavar="SIZE", help="Give up what is unused for longest, to SIZE."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a kind.")
def store(folder: Path, prune: int | None, as_json: bool) -> None:
    """Tell what the store in FOLDER holds: clips, scripts and sound as received."""
    import json

    from audio.report import QuietReport, size
    from audio.store import Store

    if not folder.is_dir():
        raise SourceError("is not a folder", where=str(folder), hint="name a store's folder")
    kept = Store(folder)
    if not kept.is_there:
        raise SourceError("is no store", where=str(folder), hint="name a store's folder")
    _pruned(kept, prune, QuietReport())
    for holding in kept.holdings():
        if as_json:
            print(json.dumps(holding._asdict()))
        else:
            print(f"{holding.kind:10} {holding.files:8} files {size(holding.size):>12}")


def main() -> NoReturn:
    """Run the command and exit: 0 done, 1 something not made, 2 wrong input, 130 interrupted."""
    logging.basicConfig(format="audio-edition: warning: %(message)s", level=logging.WARNING)
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _terminate)
    # What is made in masses here refers to nothing that refers to it: looking for cycles after
    # every 700 new objects takes a tenth of the time of a long edition.
    gc.set_threshold(50_000, 20, 20)
    debug = "--debug" in sys.argv[1:]
    try:
        commands.main(prog_name="audio-edition", standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _complain(_INTERRUPTED)
        sys.exit(130)
    except click.ClickException as error:
        _complain(error.format_message().replace("\n", " "))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has had enough; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (EditionError, OSError) as error:
        if debug:
            raise
        fault = error if isinstance(error, EditionError) else from_os(error)
        _complain(str(fault))
        sys.exit(fault.exit_code)
    sys.exit(0)


def _terminate(number: int, _: object) -> NoReturn:
    """Leave through the context managers, so that nothing half-written stays behind."""
    _leave_within_seconds(128 + number)
    sys.exit(128 + number)


def _interrupt(number: int, _: object) -> NoReturn:
    """The same, for Ctrl-C; a second one leaves at once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _leave_within_seconds(128 + number)
    raise KeyboardInterrupt


def _leave_within_seconds(code: int) -> None:
    """Whatever a thread still waits for; the next build sweeps what that leaves behind."""

    def leave() -> None:
        if code == 128 + signal.SIGINT:
            _complain(_INTERRUPTED)
        os._exit(code)

    timer = threading.Timer(_GRACE, leave)
    timer.daemon = True
    timer.start()


def _complain(text: str) -> None:
    print(f"audio-edition: {text}", file=sys.stderr)


def _split(choices: dict[str, Any]) -> tuple[Options, dict[str, Any]]:
    """The choices about the voice, and those about the work."""
    names = ("voice", "fallback", "speed", "pitch", "pronunciation", "lexicon", "glosses")
    options = Options(**{name: choices.pop(name) for name in names})
    return options, choices


def _report(work: dict[str, Any]) -> Report:
    from audio.report import EventReport, QuietReport, TextReport

    if work["as_json"]:
        return EventReport()
    return QuietReport() if work["quiet"] else TextReport()


@contextmanager
def _studio(work: dict[str, Any], report: Report, cache: Path | None = None) -> Iterator[Studio]:
    """A studio whose store is pruned at the end: if asked, and the user's own store always."""
    from audio.studio import open_studio

    folder = work["cache"] or cache
    limit = work["prune"] if folder or work["prune"] is not None else _USER_LIMIT
    with open_studio(folder or _user_cache(), jobs=work["jobs"], report=report) as studio:
        yield studio
    _pruned(studio.store, limit, report)


def _pruned(store: Store, limit: int | None, report: Report) -> None:
    if limit is None:
        return
    given_up = store.prune(limit)
    if given_up is None:
        report.warning(f"{store.folder} is in use by another command and was not pruned")
    elif given_up.files:
        report.pruned(given_up)


def _user_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("audio-edition") / "clips"
