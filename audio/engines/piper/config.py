"""What the JSON beside a voice says, held to what piper and its models need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from piper import PiperConfig
from piper.config import PhonemeType
from piper.const import BOS, EOS, PAD

from audio.errors import Place, VoiceError


def make_config(settings: dict[str, Any], where: str) -> PiperConfig:
    """The settings as piper takes them. Raises ``VoiceError`` naming ``where`` they stand."""
    try:
        config = PiperConfig.from_dict(settings)
    except KeyError as fault:
        raise VoiceError(
            f"is not a piper voice's JSON: it has no {fault.args[0]!r}",
            where=Place(where),
            hint="install the voice again",
        ) from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise VoiceError(f"is not a piper voice's JSON ({fault!r})", where=Place(where)) from fault
    for name, fits in _FITS.items():
        value = getattr(config, name)
        if not fits(value):
            shown = f"{value!r:.80}"
            raise VoiceError(f"is not a piper voice's JSON: {name} is {shown}", where=Place(where))
    if config.phoneme_type not in (PhonemeType.ESPEAK, PhonemeType.TEXT):
        raise VoiceError(
            f"its phonemes are {config.phoneme_type.value}, not Hindi's", where=Place(where)
        )
    return config


def _is_id_map(value: object) -> bool:
    """Whether every phoneme has its ids, and the marks that piper itself puts in are there."""
    if not isinstance(value, dict) or not {BOS, EOS, PAD} <= value.keys():
        return False
    return all(
        isinstance(ids, list) and ids and all(isinstance(one, int) for one in ids)
        for ids in value.values()
    )


_FITS: dict[str, Callable[[Any], bool]] = {
    "espeak_voice": lambda it: isinstance(it, str),
    "hop_length": lambda it: isinstance(it, int) and it > 0,
    "length_scale": lambda it: isinstance(it, int | float) and 0.1 <= it <= 10,
    "num_speakers": lambda it: isinstance(it, int) and it > 0,
    "phoneme_id_map": _is_id_map,
    "sample_rate": lambda it: isinstance(it, int) and 8_000 <= it <= 96_000,
    "speaker_id_map": lambda it: isinstance(it, dict),
}
"""What must hold of a voice's settings, by their names in ``PiperConfig``."""
