"""How files of a site are damaged: bytes, frames, tags, JSON and text, one thing at a time."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import regex
from mutagen import id3
from PIL import Image

from audio.sound import encoding, mpeg

A = "pul-5-2-lakh"
"""The folder of the edition with chapters."""
B = "dusra-lekh"
"""The folder of the short one."""
Change = Callable[[Path], None]
SILENCE = encoding.make_silent_frame(44_100, 96)


def put(path: Path, data: bytes) -> None:
    """Not through the link that the undamaged site shares."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def of_bytes(change: Callable[[bytes], bytes]) -> Change:
    return lambda path: put(path, change(path.read_bytes()))


def of_text(change: Callable[[str], str]) -> Change:
    def damage(path: Path) -> None:
        before = path.read_bytes().decode()
        after = change(before)
        assert after != before, "nothing was damaged"
        put(path, after.encode())

    return damage


def swap(old: str, new: str, count: int = 1) -> Change:
    return of_text(lambda text: text.replace(old, new, count))


def rewrite(pattern: str, new: str | Callable[[regex.Match[str]], str]) -> Change:
    """The first match, wherever the engine put it in time: ``@`` stands for a clock."""
    found = regex.compile(pattern.replace("@", r"\d\d:\d\d:\d\d[.,]\d{3}"))
    return of_text(lambda text: found.sub(new, text, count=1))


def later(pattern: str, milliseconds: int) -> Change:
    """The clock, or the number of milliseconds, that is the group of ``pattern``, moved."""

    def move(found: regex.Match[str]) -> str:
        start, end = (at - found.start() for at in found.span(1))
        return f"{found[0][:start]}{_moved(found[1], milliseconds)}{found[0][end:]}"

    return rewrite(pattern, move)


def _moved(moment: str, milliseconds: int) -> str:
    if moment.isdigit():
        return str(int(moment) + milliseconds)
    hours, minutes, seconds, thousandths = map(int, regex.split("[:.,]", moment))
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths + milliseconds
    hours, minutes, seconds = total // 3_600_000, total // 60_000 % 60, total // 1000 % 60
    return f"{hours:02}:{minutes:02}:{seconds:02}{moment[8]}{total % 1000:03}"


def write(data: bytes) -> Change:
    return lambda path: put(path, data)


def remove(path: Path) -> None:
    path.unlink()


def half(path: Path) -> None:
    data = path.read_bytes()
    put(path, data[: len(data) // 2])


def like(other: str) -> Change:
    """Put the file of the other edition in its place."""

    def damage(path: Path) -> None:
        put(path, (path.parents[1] / other).read_bytes())

    return damage


def of_json(change: Callable[[Any], object]) -> Change:
    def damage(path: Path) -> None:
        data = json.loads(path.read_text("utf-8"))
        before = json.dumps(data)
        change(data)
        assert json.dumps(data) != before, "nothing was damaged"
        put(path, json.dumps(data, ensure_ascii=False, indent=1).encode())

    return damage


def in_archive(name: str, change: Callable[[bytes], bytes]) -> Change:
    """Change a file in a zip archive."""

    def damage(path: Path) -> None:
        made = io.BytesIO()
        with ZipFile(path) as before, ZipFile(made, "w") as after:
            for entry in before.namelist():
                data = before.read(entry)
                after.writestr(entry, change(data) if entry == name else data)
        put(path, made.getvalue())

    return damage


def sentence(identity: str, change: Callable[[dict[str, Any]], object]) -> Change:
    return of_json(lambda data: change(next(s for s in data["sentences"] if s["id"] == identity)))


def moved(item: dict[str, Any], seconds: float) -> None:
    """A sentence with its words, at another time."""
    for each in (item, *item["words"]):
        each["start"] = round(each["start"] + seconds, 6)
        each["end"] = round(each["end"] + seconds, 6)


# --- sound -------------------------------------------------------------------------------


def parted(data: bytes) -> tuple[bytes, list[bytes]]:
    """The tag, and the frames with the Info frame first."""
    size = sum(
        (byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True)
    )
    at = 10 + size
    return data[:at], [data[at + s.start : at + s.end] for s in mpeg.split_frames(data[at:])]


def of_frames(change: Callable[[list[bytes]], object]) -> Change:
    """Change the list of frames in place; the Info frame is number 0."""

    def damage(path: Path) -> None:
        tag, frames = parted(path.read_bytes())
        before = list(frames)
        change(frames)
        assert frames != before, "nothing was damaged"
        put(path, tag + b"".join(frames))

    return damage


def frame_at(seconds: float) -> int:
    """Number of the frame that is heard then, the Info frame counted."""
    return 1 + int(seconds * 44_100) // mpeg.SAMPLES


def of_frame(seconds: float, change: Callable[[bytearray], object]) -> Change:
    def damage(frames: list[bytes]) -> None:
        frame = bytearray(frames[frame_at(seconds)])
        change(frame)
        frames[frame_at(seconds)] = bytes(frame)

    return of_frames(damage)


def flip(at: int, bit: int = 1) -> Callable[[bytearray], object]:
    def damage(data: bytearray) -> None:
        data[at] ^= bit

    return damage


def put_at(at: int, new: bytes) -> Callable[[bytearray], object]:
    def damage(data: bytearray) -> None:
        data[at : at + len(new)] = new

    return damage


def of_samples(change: Callable[[np.ndarray], np.ndarray]) -> Change:
    """Encode the sound anew; it stays as loud and where it was, but for the change."""

    def damage(path: Path) -> None:
        tag, frames = parted(path.read_bytes())
        sound = encoding.decode(b"".join(frames[1:])).astype(np.float64)
        pcm = np.clip(change(sound), -32_768, 32_767).astype(np.int16)
        made = encoding.encode(pcm[encoding.DELAY :], 44_100, 96)
        new = [made[s.start : s.end] for s in mpeg.split_frames(made)][: len(frames) - 1]
        new += [SILENCE] * (len(frames) - 1 - len(new))
        body = b"".join(new)
        toc = [len(body) * percent // 100 for percent in range(100)]
        info = mpeg.make_info_frame(SILENCE, len(new), len(body), toc)
        put(path, tag + info + body)

    return damage


def between(start: float, end: float, change: Callable[[np.ndarray], np.ndarray]) -> Change:
    """Change the samples from ``start`` to ``end`` seconds."""

    def damage(sound: np.ndarray) -> np.ndarray:
        sound = sound.copy()
        place = slice(int(start * 44_100), int(end * 44_100))
        sound[place] = change(sound[place])
        return sound

    return of_samples(damage)


def of_tags(change: Callable[[id3.ID3], object], version: int = 3) -> Change:
    def damage(path: Path) -> None:
        put(path, path.read_bytes())
        tags = id3.ID3(path)
        change(tags)
        tags.save(path, v2_version=version)

    return damage


def picture(kind: str, mode: str, size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, None).save(buffer, kind)
    return buffer.getvalue()


# --- seals -------------------------------------------------------------------------------


def reseal(site: Path) -> None:
    """Make lengths and digests right again, so that the damage itself must be found."""
    for folder in (A, B):
        described = site / folder / "edition.json"
        data = json.loads(described.read_text("utf-8"))
        for file in data["files"]:
            path = site / folder / file["path"]
            if not path.is_file():
                continue
            content = path.read_bytes()
            if file["type"] == "audio/mpeg":
                feed = (site / "feed.xml").read_text("utf-8")
                new = feed.replace(f'length="{file["bytes"]}"', f'length="{len(content)}"')
                put(site / "feed.xml", new.encode())
            file["bytes"] = len(content)
            file["sha256"] = hashlib.sha256(content).hexdigest()
        put(described, json.dumps(data, ensure_ascii=False, indent=1).encode())
