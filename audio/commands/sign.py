"""``sign``: provenance (C2PA) into the sound of a built site."""

from __future__ import annotations

from pathlib import Path

import click

from audio.work.messages import translate

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("site", type=_FILE, default=Path("build/site"))
@click.option("--key", type=_FILE, required=True, help="Private key in PEM, without a password.")
@click.option("--cert", type=_FILE, required=True, help="Its certificates in PEM, yours first.")
def sign(site: Path, key: Path, cert: Path) -> int:
    """Sign the MP3 and M4A files of the built SITE: who published them, and that a machine speaks.

    What is signed already stays as it is; the next build keeps it, too.
    """
    from audio.provenance.credentials import load_credentials
    from audio.provenance.site import sign_site

    number = 0
    for file in sign_site(site, load_credentials(key, cert)):
        number += file.is_new
        if file.is_new:
            print(f"{file.path}  {translate(f'signed by {file.signer}')}", flush=True)
    told = "1 file signed" if number == 1 else f"{number} files signed"
    print(translate(told if number else "nothing to sign: all is signed already"))
    return 0
