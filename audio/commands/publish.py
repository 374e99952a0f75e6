"""``publish``: a built site to where listeners find it."""

from __future__ import annotations

from pathlib import Path

import click

from audio.work.messages import translate


@click.command()
@click.argument("target", default="")
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
def publish(target: str, site: Path) -> int:
    """Send what has changed in the built SITE to TARGET, editions first, the feed last.

    TARGET is a bucket (s3://bucket/prefix, gs://, az://), a place that rsync knows
    (user@host:/var/www), or a folder; without it what content/show.toml names in publish_to.
    """
    from audio.errors import InputError
    from audio.settings.show_file import find_target
    from audio.work.bucket import is_bucket, refuse_other_address

    config = Path("content/show.toml")
    target = target or (find_target(config) if config.exists() else "")
    if not target:
        raise InputError("no target is named", hint="name one, or set publish_to in show.toml")
    if "://" in target:  # while rsync takes host:/folder
        refuse_other_address(target, others="rsync")
    number = 0
    if is_bucket(target):
        from audio.publishing.bucket import publish_to_bucket

        for file in publish_to_bucket(site, target):
            number += 1
            print(file.name, flush=True)
    else:
        from audio.publishing.rsync import publish_by_rsync

        for name in publish_by_rsync(site, target):
            number += 1
            print(name, flush=True)
    told = "1 file sent" if number == 1 else f"{number} files sent"
    print(translate(told if number else "nothing has changed"))
    return 0
