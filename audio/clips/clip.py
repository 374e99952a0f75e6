"""A clip: found in the store, where an unchanged paragraph still is, or made.

Speak, master, encode, measure, audit. Both functions need nothing but an order and a store, so
that a worker can be another thread, another process or another computer.
"""

from __future__ import annotations

import numpy as np

from audio.clips.audit import check_length, check_sound
from audio.clips.clip_store import get_clip, put_clip
from audio.clips.engine_loader import load_engine
from audio.clips.orders import ClipOrder
from audio.engines import ENGINES, Engine
from audio.errors import Place, SpeechError
from audio.records import NOWHERE, Clip, Mark, Speech, Timing
from audio.settings import Sound
from audio.sound import encoding, loudness, mastering, mpeg
from audio.sound.coding import encode, get_coded, put_coded
from audio.sound.loudness import Samples
from audio.sound.true_peak import find_true_peak
from audio.work.store import Store


def find_clip(order: ClipOrder, store: Store) -> Clip | None:
    """The clip from the store, if it is there in every coding; it was audited when it was made."""
    if any(get_coded(order.key, coding, store) is None for coding in order.codings):
        return None
    return get_clip(order.key, store)


def make_clip(order: ClipOrder, store: Store) -> Clip:
    """A new clip, which is now in the store. Raises ``EditionError``; of speech, by sentence.

    One that was there, but not in every coding, stays as it is if it is spoken the same again.
    """
    engine = load_engine(order.voice, order.engine_version, store)
    mastered = _master(_speak(order, engine), order.sound)
    clip = get_clip(order.key, store)
    if clip is None or clip.timings != tuple(map(_shift, mastered.timings)):
        clip = _encode_clip(order, mastered, engine, store)
    for coding in order.codings:
        frames = encode(mastered.samples, order.sound.rate, coding)
        put_coded(order.key, frames, coding, store)
    return clip


def _encode_clip(
    order: ClipOrder, mastered: mastering.Mastered, engine: Engine, store: Store
) -> Clip:
    """The clip as MP3, measured, audited and kept."""
    frames = _encode(mastered.samples, order.sound)
    decoded = _decode(frames, order)
    clip = _measure(mastered, decoded, order.sound)
    check_length(order.scripts, clip, engine.band, order.voice.speed)
    if ENGINES[order.voice.engine].audible:
        check_sound(order.scripts, clip, decoded)
    return put_clip(order.key, clip, frames, store)


def _speak(order: ClipOrder, engine: Engine) -> Speech:
    """What the engine says. Raises ``SpeechError`` about the sentence that it failed at."""
    try:
        return engine.speak(order.lines)
    except SpeechError as error:
        error.locate(sentence=order.scripts[error.line_index].sentence.id)
        raise


def _master(speech: Speech, sound: Sound) -> mastering.Mastered:
    return mastering.master(
        speech,
        sound.rate,
        sound.pauses.sentence,
        target=sound.loudness,
        ceiling=sound.ceiling,
    )


def _encode(samples: Samples, sound: Sound) -> bytes:
    # Whole frames, so that no clip's length depends on how an encoder rounds.
    short = -len(samples) % mpeg.SAMPLES
    padded = np.concatenate([samples, np.zeros(short, np.int16)])
    return encoding.encode(padded, sound.rate, sound.bitrate)


def _decode(frames: bytes, order: ClipOrder) -> Samples:
    """What a player makes of the frames."""
    decoded = encoding.decode(frames)
    count = mpeg.count_frames(len(frames), order.sound.rate, order.sound.bitrate)
    if len(decoded) != count * mpeg.SAMPLES:
        raise SpeechError(
            f"{count} frames decode to {len(decoded)} samples",
            where=Place(sentence=order.scripts[0].sentence.id),
        )
    return decoded


def _measure(mastered: mastering.Mastered, decoded: Samples, sound: Sound) -> Clip:
    return Clip(
        frames=NOWHERE,
        rate=sound.rate,
        samples=len(decoded),
        timings=tuple(_shift(timing) for timing in mastered.timings),
        levels=loudness.count_levels(loudness.measure(decoded, sound.rate)),
        true_peak=find_true_peak(decoded),
    )


def _shift(timing: Timing) -> Timing:
    """Where the sentence is heard once it was encoded and decoded."""
    late = encoding.DELAY
    words = tuple(Mark(mark.start + late, mark.end + late) for mark in timing.words)
    return timing._replace(start=timing.start + late, end=timing.end + late, words=words)
