"""What the spoken words depend on, as one short string."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from audio import hindi

_SUFFIXES = (".py", ".tsv", ".txt")


def _compute_fingerprint() -> str:
    """A digest of every module and table that readings come from: it changes when one may."""
    digest = blake2b(digest_size=8)
    own, shared = Path(__file__).parent, Path(str(hindi.__file__)).parent
    files = (path for folder in (own, shared) for path in folder.rglob("*.*"))
    for path in sorted(path for path in files if path.suffix in _SUFFIXES):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


NORMALIZER_VERSION: str = _compute_fingerprint()
"""Changes with the tables and the rules; for the keys of whatever is kept of their results."""
