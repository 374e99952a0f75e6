"""Clip orders for tests, and their clips: found in the store, or made."""

from __future__ import annotations

from pathlib import Path

from audio.clips.clip import find_clip, make_clip
from audio.clips.engine_loader import read_version
from audio.clips.orders import ClipOrder, Speaker
from audio.clips.scripts import Scripts, SpokenParagraph
from audio.engines.pronunciation import Pronunciation
from audio.records import Clip
from audio.settings import Sound, Voice
from audio.work.folder_store import FolderStore
from audio.work.store import Store

UNCHANGED = Pronunciation()
VOICE, SOUND = Voice(), Sound()


def order(scripts: Scripts, voice: Voice = VOICE, sound: Sound = SOUND) -> ClipOrder:
    version = read_version(voice, FolderStore(Path("unused")))
    speaker = Speaker.from_voice(voice, version, sound, UNCHANGED)
    return speaker.order(SpokenParagraph.from_scripts(scripts, UNCHANGED))


def clip(scripts: Scripts, store: Store, voice: Voice = VOICE, sound: Sound = SOUND) -> Clip:
    ordered = order(scripts, voice, sound)
    return find_clip(ordered, store) or make_clip(ordered, store)


def frames(made: Clip, store: Store) -> bytes:
    place = made.frames
    with store.get_shelf(place.kind).open(place.key, place.start) as file:
        return file.read(place.size)
