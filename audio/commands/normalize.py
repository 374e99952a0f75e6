"""``normalize``: the spoken line for every written one."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from audio.commands.options import READING, add_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--explain", "form", flag_value="table", help="Print changes: class, rule, span.")
@click.option("--json", "form", flag_value="json", help="Print every line as a JSON object.")
@click.option("--coverage", "form", flag_value="coverage", help="Print what had to be guessed.")
@click.option(
    "--phonemes", "form", flag_value="phonemes", help="Print how Kokoro and piper say sentences."
)
@add_options(*READING)
def normalize(
    file: Path | None,
    form: str | None,
    lexicon: tuple[Path, ...],
    glosses: bool,
    exact_numbers: bool,
) -> None:
    """Print the spoken line for every Hindi line of FILE or standard input."""
    from audio.commands import explanation
    from audio.normalize import Style, tokenize
    from audio.readers.lexicon import read_lexicon

    rows, style = read_lexicon(lexicon), Style(glosses, exact_numbers)
    read = ((line, tokenize(line, rows, style)) for line in explanation.read_lines(file))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.writelines(explanation.FORMS[form or "text"](read))
