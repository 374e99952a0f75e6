"""``voices``: what can speak, installed and sampled if asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.commands.streams import tell

if TYPE_CHECKING:
    from audio.engines import VoiceInfo


@click.command()
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
) -> int:
    """List every voice: its language, whether it needs the network, what to type to have it."""
    from audio import engines
    from audio.commands import voice_list

    if wanted:
        for name in wanted:
            print(f"{name}  {voice_list.install(name, tell)}", flush=True)
        return 0
    infos = engines.list_voices()
    shown = [(info, 0) for info in infos] if everything else voice_list.shorten(infos)
    if folder:
        return _sample([info for info, _ in shown], folder, online)
    for line in map(voice_list.format_json, infos) if as_json else voice_list.format_table(shown):
        print(line)
    return 0


def _sample(infos: list[VoiceInfo], folder: Path, online: bool) -> int:
    from audio.commands import voice_list
    from audio.commands.run_options import RunOptions

    run = RunOptions()
    failed = False
    with run.make_report() as report, run.open_maker(report) as maker:
        chosen = voice_list.find_speakers(infos, online=online)
        for sample in voice_list.make_samples(chosen, folder, maker):
            if sample.edition:
                report.add_edition(sample.voice, sample.edition, [sample.path], sample.seconds)
            elif sample.error:
                failed = True
                report.fail(sample.error, sample.voice)
    return int(failed)
