"""Signing of a built site: each edition's sound, and what tells of its length, one by one.

``edition.json`` and the feed name lengths and digests of files, the build's records too, so that
the next build keeps a signed edition that has not changed. An edition is written in the order
sound, ``edition.json``, record; the feed comes last. What is signed already stays as it is.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from audio.errors import MakingError, Place, SourceError
from audio.provenance.credentials import Credentials
from audio.provenance.manifest import MEDIA_TYPES, Claim, read_signature, sign_sound
from audio.show.build_records import RECORDS, BuildRecords, FileState
from audio.work.publication import Publication, publish_file

_EDITION = "edition.json"
_PIECE = 1 << 20
"""Bytes that are read at a time."""


class SignedFile(NamedTuple):
    """A sound file of a site, signed now or before."""

    path: Path
    signer: str
    is_new: bool


def sign_site(site: Path, credentials: Credentials) -> Iterator[SignedFile]:
    """Sign the sound of every edition in ``site``; yield each file when it is in its place.

    Raises ``SourceError`` where there is no site, ``MakingError`` and ``OSError``.
    """
    folders = sorted(path.parent for path in site.glob(f"*/{_EDITION}"))
    if not folders:
        raise SourceError(
            "has no editions", where=Place(str(site)), hint="build first: audio-edition build"
        )
    path = site.parent / RECORDS
    records = BuildRecords(path) if path.exists() else None
    for folder in folders:
        yield from _sign_edition(folder, credentials, records)
    for feed in sorted(site.glob("feed*.xml")):
        _correct_feed(feed, site)


def _sign_edition(
    folder: Path, credentials: Credentials, records: BuildRecords | None
) -> Iterator[SignedFile]:
    place = folder / _EDITION
    text = place.read_text(encoding="utf-8")
    try:
        told = json.loads(text)
        claim = Claim(told["title"], told["voice"], told["engine_version"])
        files = [(file["path"], file["type"]) for file in told["files"]]
    except (ValueError, KeyError, TypeError) as error:
        raise MakingError("cannot be read", where=Place(str(place)), hint="build again") from error
    sounds = [(name, kind) for name, kind in files if kind in MEDIA_TYPES]
    changed: dict[str, FileState] = {}
    signed: list[SignedFile] = []
    with Publication() as publication:
        for name, media_type in sounds:
            path = folder / name
            with path.open("rb") as source:
                known = read_signature(source, media_type)
                if known and known.is_valid:
                    signed.append(SignedFile(path, known.signer, is_new=False))
                    continue
                source.seek(0)
                with publication.open(path) as target:
                    try:
                        made = sign_sound(source, media_type, claim, credentials, target)
                    except MakingError as error:
                        raise error.locate(source=str(path)) from error
                    digest = _digest(target)
                    changed[name] = FileState(name, target.seek(0, SEEK_END), 0, digest)
            signed.append(SignedFile(path, made.signer, is_new=True))
        if changed:
            publication.write(place, _correct_edition(text, told, changed).encode())
        publication.release()
    if changed and records:
        _correct_record(folder, changed, records)
    yield from signed


def _digest(file: BinaryIO) -> str:
    """SHA-256 of all of ``file``, in hexadecimal digits."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _correct_edition(text: str, told: Mapping[str, Any], changed: Mapping[str, FileState]) -> str:
    """``edition.json`` with the new lengths and digests, all else to the byte as before."""
    for file in told["files"]:
        if state := changed.get(file["path"]):
            before = json.dumps(file, ensure_ascii=False, indent=1).replace("\n", "\n  ")
            after = json.dumps(
                {**file, "bytes": state.size, "sha256": state.sha256}, ensure_ascii=False, indent=1
            ).replace("\n", "\n  ")
            if text.count(before) != 1:
                raise MakingError(
                    f"does not list {file['path']} as a build does", hint="build again"
                )
            text = text.replace(before, after)
    return text


def _correct_record(folder: Path, changed: Mapping[str, FileState], records: BuildRecords) -> None:
    out = folder.parent.parent
    record = records.find_folder(folder.name)
    if record is None:
        return
    files = tuple(_renew(state, folder, changed, out) for state in record.files)
    entry = replace(
        record.entry,
        files=tuple(
            file._replace(size=state.size, sha256=state.sha256)
            if (state := changed.get(file.name))
            else file
            for file in record.entry.files
        ),
    )
    records.add(replace(record, files=files, entry=entry))


def _renew(
    state: FileState, folder: Path, changed: Mapping[str, FileState], out: Path
) -> FileState:
    path = out / state.path
    if path.parent == folder and (path.name in changed or path.name == _EDITION):
        return FileState.from_path(path, under=out)
    return state


def _correct_feed(path: Path, site: Path) -> None:
    """Give every enclosure the length and the digest of its file."""
    before = path.read_bytes()
    feed = etree.fromstring(before)
    for element in feed.iter("enclosure", "{*}alternateEnclosure"):
        named = element.find("{*}source")
        address = element.get("url") or (named.get("uri") if named is not None else "")
        folder, name = unquote(urlsplit(address or "").path).split("/")[-2:]
        file = site / folder / name
        if not file.is_file():
            continue
        element.set("length", str(file.stat().st_size))
        digest = element.find("{*}integrity")
        if digest is not None:
            with file.open("rb") as opened:
                sha256 = hashlib.file_digest(opened, "sha256").digest()
            digest.set("value", f"sha256-{base64.b64encode(sha256).decode()}")
    after = etree.tostring(feed, xml_declaration=True, encoding="UTF-8")
    if after != before:
        publish_file(path, after)
