"""``store``: what a store of clips holds."""

from __future__ import annotations

from pathlib import Path

import click

from audio.commands.options import Size
from audio.errors import Place, SourceError
from audio.work.messages import translate


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("build/clips"))
@click.option(
    "--prune",
    "limit",
    type=Size(),
    metavar="SIZE",
    help="Give up what is unused for longest, to SIZE.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a kind.")
def store(folder: Path, limit: int | None, as_json: bool) -> None:
    """Tell what the store in FOLDER holds: clips, scripts and sound as received."""
    import json

    from audio.commands.event_report import EventReport
    from audio.commands.run_options import prune
    from audio.commands.text_report import TextReport
    from audio.work.folder_store import FolderStore
    from audio.work.report import format_count, format_size

    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "there is no such folder"
        raise SourceError(what, where=Place(str(folder)), hint="name a store's folder")
    kept = FolderStore(folder)
    if not kept.is_there:
        raise SourceError("is no store", where=Place(str(folder)), hint="name a store's folder")
    with EventReport() if as_json else TextReport() as report:
        prune(kept, limit, report)
    for holding in kept.count_holdings():
        if as_json:
            print(json.dumps(holding._asdict()))
        else:
            files = translate(format_count(holding.files, "file"))
            print(f"{holding.kind:10} {files:>14} {format_size(holding.size):>12}")
