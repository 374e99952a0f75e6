"""The command line: parse, call, report. The only module that reports errors and exits.

A command is imported when it is asked for, and heavy modules when it runs, so that ``normalize``
starts fast.
"""

from __future__ import annotations

import atexit
import gc
import inspect
import io
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from copy import copy
from importlib import import_module
from keyword import iskeyword
from typing import NoReturn

import click

from audio import __version__
from audio.commands.streams import WarningFormatter, tell
from audio.errors import EditionError, from_os
from audio.work.messages import LANGUAGES, choose_language, translate

_INTERRUPTED = "interrupted; what was made is kept, and a rerun goes on from there"
_COMMANDS = (
    *("bind", "build", "bulletin", "check", "desk", "explain", "import"),
    *("narrate", "normalize", "publish", "serve", "sign", "store", "voices"),
)
_KINDS = ("[OPTIONS]", "COMMAND [ARGS]...", "FLOAT RANGE", "INTEGER RANGE", " PATH", " TEXT")
"""What click calls a command's parts and the values of options."""
_GRACE = 4.0
"""Seconds to clean up in after an interrupt: a server may not answer for a minute."""


def _choose(context: click.Context, _: click.Parameter, language: str | None) -> None:
    if language and not context.resilient_parsing:
        choose_language(language)
        _translate_help(context.command)


def _translate_help(command: click.Command) -> None:
    """Let a command tell of itself in the language that was chosen, paragraph by paragraph."""
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    command.help = "\n\n".join(translate(" ".join(one.split())) for one in paragraphs)
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = translate(option.help)


_LANGUAGE = click.Option(
    ["--lang"],
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_choose,
    help="Language of what is told. Default: the locale's.",
)


class _HelpPage(click.HelpFormatter):
    """Help with its headings, and what click itself says in it, in the language of messages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of the command."""
        super().write_usage(prog, _name_kinds(args), prefix or f"{translate('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        """``Options``, ``Commands``."""
        super().write_heading(translate(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *spacing: int) -> None:
        """The options or commands, each with what it does."""
        default = translate("default")
        told = [
            (_name_kinds(name), translate(text).replace("[default: ", f"[{default}: "))
            for name, text in rows
        ]
        super().write_dl(told, *spacing)


def _name_kinds(names: str) -> str:
    """``names`` of a command's parts, with what kind each is in the language of messages."""
    for kind in _KINDS:
        names = names.replace(kind, translate(kind))
    return names


class _Context(click.Context):
    formatter_class = _HelpPage


class _Program(click.Group):
    """The commands: each is a module of ``audio.commands`` with a function of the same name."""

    context_class = _Context

    def list_commands(self, _: click.Context) -> list[str]:
        """The names of all commands."""
        return list(_COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command called ``name``, if there is one."""
        if name not in _COMMANDS:
            return None
        place = f"{name}_" if iskeyword(name) else name
        command: click.Command = getattr(import_module(f"audio.commands.{place}"), place)
        if _LANGUAGE not in command.params:
            command.params.append(_LANGUAGE)
        told = copy(command)
        told.params = [copy(param) for param in command.params]
        told.context_class = _Context
        _translate_help(told)
        return told


@click.group(
    cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="audio-edition", help="Show the version and exit.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def program(debug: bool) -> None:
    """Turn Hindi articles into narrated audio editions."""
    del debug  # read by main, which must know before anything can fail


program.params.append(_LANGUAGE)


def main() -> NoReturn:
    """Run the command and exit: 0 done, 1 something not made, 2 wrong input, 130 interrupted."""
    choose_language(_find_language(sys.argv[1:]))
    _translate_help(program)
    for stream in (sys.stdout, sys.stderr):
        # Windows gives a pipe the encoding of some old locale, which cannot hold Hindi.
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(encoding="utf-8")
    warnings = logging.StreamHandler()
    warnings.setFormatter(WarningFormatter())
    logging.basicConfig(handlers=[warnings], level=logging.WARNING)
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _terminate)
    # What is made in masses here refers to nothing that refers to it: looking for cycles after
    # every 700 new objects takes a tenth of the time of a long edition.
    gc.set_threshold(10_000, 10, 10)
    # Nor at the end, when everything goes: that takes a tenth of the time of a short command.
    atexit.register(gc.freeze)
    # No matrix here is large enough for threads: starting them takes longer than the rest of
    # numpy's start. Who set the number has other plans.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    debug = "--debug" in sys.argv[1:]
    try:
        sys.exit(program.main(prog_name="audio-edition", standalone_mode=False) or 0)
    except (click.Abort, KeyboardInterrupt):
        tell(_INTERRUPTED)
        sys.exit(130)
    except click.ClickException as error:
        tell(error.format_message().replace("\n", " "))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has had enough; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (EditionError, OSError) as error:
        if debug:
            raise
        fault = error if isinstance(error, EditionError) else from_os(error)
        tell(str(fault))
        sys.exit(fault.exit_code)


def _find_language(arguments: Sequence[str]) -> str | None:
    """What ``--lang`` says, wherever it stands: what is wrong elsewhere is told in it, too."""
    for at, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        value = value or next(iter(arguments[at + 1 :]), "")
        if name == "--lang" and value in LANGUAGES:
            return value
    return None


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
            tell(_INTERRUPTED)
        os._exit(code)

    timer = threading.Timer(_GRACE, leave)
    timer.daemon = True
    timer.start()
