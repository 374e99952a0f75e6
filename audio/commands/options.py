"""The options that several commands take, the types of their values, and bundles of them."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, TypeVar, cast

import click

from audio.settings import PITCH, SPEED

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


class Factor(click.FloatRange):
    """A number in a range; what is no number is in none."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number. Raises ``click.BadParameter``."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value!r} is not a valid float range.", param, ctx)
        return number


class Size(click.ParamType):
    """A number of bytes, as ``500M`` or ``2G``."""

    name = "size"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | None:
        """The number of bytes. Raises ``click.BadParameter``."""
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


class Words(click.ParamType):
    """A text that is printed and spoken."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text. Raises ``click.BadParameter`` for bytes that are none."""
        from audio.readers.text.decoding import UNTYPED

        if UNTYPED.search(value):
            self.fail(f"{value!r} is no text", param, ctx)
        return value


class Day(click.ParamType):
    """A date, written as articles may have it."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day. Raises ``click.BadParameter``."""
        from audio.readers.article.dates import DATE_HINT, describe_unread, parse_date

        if isinstance(value, date):
            return value
        when = parse_date(value)
        if when is None:
            self.fail(f"{describe_unread(value)}; {DATE_HINT}", param, ctx)
        return when.date()


def add_options(*options: Decorator[Command]) -> Decorator[Command]:
    """Add ``options`` to a command, which gets the value of each; ``--help`` keeps their order."""

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def bundle(name: str, record: str, *options: Decorator[Any]) -> Decorator[Command]:
    """Add ``options`` to a command, which gets their values as one ``record`` called ``name``.

    ``record`` is written ``module:Class`` and imported when the command runs. The options are
    called as its fields are; a field without one keeps its default.
    """

    def add(command: Command) -> Command:
        @wraps(command)
        def call_with_record(**values: Any) -> Any:
            make = resolve_name(record)
            fields = inspect.signature(make).parameters
            own = {field: values.pop(field) for field in fields if field in values}
            return command(**values, **{name: make(**own)})

        return cast("Command", add_options(*options)(call_with_record))

    return add


READING = (
    click.option(
        "--lexicon",
        type=click.Path(path_type=Path),
        multiple=True,
        help="TSV of written and spoken forms; may be given again.",
    ),
    click.option("--glosses", is_flag=True, help="Say (NATO) again after its Hindi twin."),
    click.option("--exact-numbers", is_flag=True, help="Say 1.5 करोड़ with दशमलव, not as डेढ़ करोड़."),
)


def _refuse_empty(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """An empty address is that of a variable which was not set; ``None`` is no option at all."""
    if value == "":
        raise click.BadParameter("is empty")
    return value or ""


cluster = click.option(
    "--cluster",
    metavar="ADDRESS",
    callback=_refuse_empty,
    help="Let a Dask cluster do the work: tcp://HOST:8786 or its scheduler file.",
)
"""The option ``--cluster``."""

with_options = bundle(
    "options",
    "audio.settings:Options",
    click.option("--voice", metavar="ENGINE[:NAME]", help="Who speaks; see the voices command."),
    click.option(
        "--fallback", metavar="ENGINE[:NAME]", help="Who narrates all of it if the voice cannot."
    ),
    click.option("--speed", type=Factor(*SPEED), help="Times the voice's usual pace."),
    click.option("--pitch", type=click.IntRange(*PITCH), help="50 is the voice's own."),
    click.option(
        "--pronunciation",
        type=click.Path(path_type=Path),
        multiple=True,
        help="TSV of what an engine says wrongly; may be given again.",
    ),
    *READING,
)
"""Gives a command ``options``: what is said, and by whom."""

with_run_options = bundle(
    "run",
    "audio.commands.run_options:RunOptions",
    click.option("--jobs", type=click.IntRange(1, 256), help="Threads. Default: all cores."),
    click.option("--cache", metavar="DIR|s3://…", help="Folder of the clip store, or a bucket."),
    cluster,
    click.option(
        "--prune",
        type=Size(),
        metavar="SIZE",
        help="Afterwards give up what the store has not used for longest, down to SIZE (2G).",
    ),
    click.option("--quiet", is_flag=True, help="Print warnings and errors only."),
    click.option("--json", "as_json", is_flag=True, help="Print events, one JSON object a line."),
)
"""Gives a command ``run``: how it does its work and what is told of that."""

with_overrides = bundle(
    "overrides",
    "audio.readers.article.overrides:Overrides",
    click.option("--title", type=Words(), default="", help="In place of the article's own."),
    click.option("--author", type=Words(), default="", help="In place of the article's own."),
    click.option("--date", default="", help="In place of the article's own: 15/08/2025."),
    click.option("--image", type=click.Path(path_type=Path), help="A picture for the cover."),
)
"""Gives a command ``overrides``: what is said in place of the article's own."""

allow_private = click.option(
    "--allow-private", is_flag=True, help="Fetch from the own machine and network too."
)
strict = click.option(
    "--strict",
    "is_strict",
    is_flag=True,
    help="Refuse a source of which text would be lost for no known reason.",
)
captions = click.option("--captions", is_flag=True, help="Read the captions of pictures too.")
