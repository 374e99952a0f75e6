"""The manifest of a sound file: what is claimed of it, put into it and read back."""

from __future__ import annotations

import json
from typing import Any, BinaryIO, NamedTuple

from audio import __version__
from audio.engines.source_types import find_source_type
from audio.errors import MakingError
from audio.provenance.credentials import Credentials

MEDIA_TYPES = ("audio/mpeg", "audio/mp4")
"""Types of files that can hold a manifest."""
_LABEL = b"c2pa"
_VALID = ("Valid", "Trusted")


class Claim(NamedTuple):
    """What is claimed of a file."""

    title: str
    voice: str
    """``ENGINE[:NAME]``."""
    engine_version: str


class Signature(NamedTuple):
    """What a signed file tells."""

    signer: str
    """Of the certificate: ``दैनिक पत्र, Audio Desk``."""
    voice: str
    is_valid: bool
    """Whether the file is as it was signed; whether its signer is to be trusted is another
    question, which lists of certificates answer."""


def sign_sound(
    source: BinaryIO, media_type: str, claim: Claim, credentials: Credentials, target: BinaryIO
) -> Signature:
    """Write ``source`` with a manifest into ``target``; return what that tells, read back.

    Raises ``MakingError``.
    """
    import c2pa

    info = c2pa.C2paSignerInfo(
        alg=c2pa.C2paSigningAlg[credentials.algorithm],
        sign_cert=credentials.chain,
        private_key=credentials.key,
        ta_url=None,
    )
    try:
        builder = c2pa.Builder(_describe(claim))
        builder.sign(c2pa.Signer.from_info(info), media_type, source, target)
    except c2pa.C2paError as error:
        raise MakingError(f"could not be signed: {error}") from error
    target.seek(0)
    signature = read_signature(target, media_type)
    if signature is None or not signature.is_valid:
        raise MakingError("could not be signed: its signature does not hold")
    return signature


def read_signature(file: BinaryIO, media_type: str) -> Signature | None:
    """The signature in ``file``; ``None`` for an unsigned one, and for a file of another kind.

    Raises ``ImportError`` without the extra.
    """
    import c2pa

    try:
        reader = c2pa.Reader(media_type, file)
    except c2pa.C2paError.ManifestNotFound:
        return None
    except c2pa.C2paError:
        # Raised too by what is no such file at all, of which nobody has signed anything.
        return Signature("", "", is_valid=False) if _holds_manifest(file) else None
    store = json.loads(reader.json())
    manifest = store["manifests"][store["active_manifest"]]
    told = manifest.get("signature_info", {})
    names = (told.get("issuer", ""), told.get("common_name", ""))
    voices = (
        action.get("softwareAgent", {}).get("name", "")
        for assertion in manifest.get("assertions", ())
        for action in assertion.get("data", {}).get("actions", ())
    )
    is_valid = reader.get_validation_state() in _VALID
    return Signature(", ".join(filter(None, names)), next(voices, ""), is_valid)


def _holds_manifest(file: BinaryIO) -> bool:
    """Whether the label of every manifest stands anywhere in ``file``."""
    file.seek(0)
    before = b""
    while piece := file.read(1 << 20):
        if _LABEL in before + piece:
            return True
        before = piece[1 - len(_LABEL) :]
    return False


def _describe(claim: Claim) -> dict[str, Any]:
    """The manifest's definition (C2PA 2.1, 18.15 actions): a machine created it."""
    created = {
        "action": "c2pa.created",
        "digitalSourceType": find_source_type(claim.voice),
        "softwareAgent": {"name": claim.voice, "version": claim.engine_version},
    }
    return {
        "claim_generator_info": [{"name": "audio-edition", "version": __version__}],
        "title": claim.title,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }
