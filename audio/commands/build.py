"""``build``: every article of a folder to a site."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audio.commands.options import bundle, with_options, with_run_options
from audio.errors import EditionError

if TYPE_CHECKING:
    from audio.commands.run_options import RunOptions
    from audio.settings import Options

log = logging.getLogger(__name__)


class BuildOptions(NamedTuple):
    """Where a show is built, and what of it."""

    out: Path
    verify: bool
    drafts: bool
    future: bool
    shard: tuple[int, int] | None
    """Which part of how many; `None` for all."""
    standby: bool
    """Load everything, and build when a line comes on standard input."""


class _ShardType(click.ParamType):
    """``3/64``: the third of 64 parts."""

    name = "K/N"

    def convert(
        self, value: object, param: click.Parameter | None, context: click.Context | None
    ) -> tuple[int, int]:
        """The shard. Raises ``click.BadParameter`` for what is none."""
        number, slash, count = str(value).partition("/")
        is_right = slash and number.isdecimal() and count.isdecimal()
        if not is_right or not 1 <= int(number) <= int(count):
            self.fail(f"{value!r} is no part of a number of parts; write 3/64", param, context)
        return int(number), int(count)


_OUT = click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True
)
_VERIFY = click.option(
    "--verify", is_flag=True, help="Compare what is published by content, not by time."
)
_DRAFTS = click.option("--drafts", is_flag=True, help="Narrate drafts (draft: true) too.")
_FUTURE = click.option("--future", is_flag=True, help="Narrate articles before their date.")


_SHARD = click.option(
    "--shard",
    type=_ShardType(),
    metavar="K/N",
    help="Make only the clips of a part of the articles, into a --cache that machines share.",
)
_STANDBY = click.option("--standby", is_flag=True, hidden=True)


@click.command()
@click.argument("content", type=click.Path(path_type=Path), default=Path("content"))
@bundle("wanted", f"{__name__}:BuildOptions", _OUT, _VERIFY, _DRAFTS, _FUTURE, _SHARD, _STANDBY)
@with_options
@with_run_options
def build(content: Path, wanted: BuildOptions, options: Options, run: RunOptions) -> int:
    """Narrate every article of CONTENT into a publishable site."""
    from audio.commands.show_settings import load_content_settings
    from audio.normalize.lexicon import find_row_file
    from audio.show.build import ShowBuilder
    from audio.show.outcome import IdleRows
    from audio.show.shard import Shard, ShardMaker

    rows, has_failed, is_partial = IdleRows(), False, False
    out, verify, drafts, future, shard, standby = wanted
    if standby and not _stand_by(content, options):
        return 0
    with run.make_report() as report, run.open_maker(report, out / "clips") as maker:
        settings = load_content_settings(content, options, report)
        if shard:
            part = Shard(*shard)
            making = ShardMaker(content, out, settings, options, maker, part, drafts, future)
            for outcome in making.make():
                outcome.tell(report, out)
                has_failed = has_failed or outcome.error is not None
            return int(has_failed)
        builder = ShowBuilder(content, out, settings, options, maker, verify, drafts, future)
        for outcome in builder.build():
            outcome.tell(report, out)
            rows.count(outcome)
            has_failed = has_failed or outcome.error is not None
            is_partial = is_partial or outcome.wait is not None
        # What could not be read may hold any row of a lexicon.
        for row in () if has_failed else rows.find():
            # Where some wait, it may be in one of them, or mistyped.
            what = "%s is in no article that is published" if is_partial else "%s is in no article"
            log.warning(what, row, extra={"sources": (find_row_file(row),)})
    return int(has_failed)


def _stand_by(content: Path, options: Options) -> bool:
    """Load what the build will need and wait; whether it is wanted, and not given up."""
    from audio.commands.show_settings import load_content_settings
    from audio.show.preparation import prepare_build
    from audio.work.report import QuietReport

    with suppress(EditionError, OSError):  # told by the build, if it is still so then
        prepare_build(load_content_settings(content, options, QuietReport()), options)
    return bool(sys.stdin.readline())
