"""Credentials for signing: a private key and the chain of certificates that vouches for it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from audio.errors import InputError, Place, SettingsError, from_os

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_EXTRA = "pip install 'audio-edition[sign]'"


class Credentials(NamedTuple):
    """A key and its certificates, as PEM."""

    algorithm: str
    """As C2PA calls it (C2PA 2.1, 13.2.1): ``ES256``."""
    key: bytes
    chain: bytes
    """The signer's certificate first, then those that vouch for it."""


def load_credentials(key: Path, certificate: Path) -> Credentials:
    """Read both files and see that they belong together and are valid today.

    Raises ``InputError`` and ``SettingsError``.
    """
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError as error:
        raise InputError("signing is not installed", hint=_EXTRA) from error
    try:
        private = load_pem_private_key(_read(key), None)
    except (ValueError, TypeError) as error:
        raise SettingsError(
            "holds no private key without a password",
            where=Place(str(key)),
            hint="give a key in PEM, as PKCS 8",
        ) from error
    try:
        chain = x509.load_pem_x509_certificates(_read(certificate))
    except ValueError as error:
        raise SettingsError(
            "holds no certificate", where=Place(str(certificate)), hint="give a chain in PEM"
        ) from error
    where = Place(str(certificate))
    if chain[0].public_key() != private.public_key():
        raise SettingsError(
            f"its first certificate is not that of the key {key}",
            where=where,
            hint="give the certificate of this key first, then those that vouch for it",
        )
    now = datetime.now(UTC)
    if not chain[0].not_valid_before_utc <= now <= chain[0].not_valid_after_utc:
        raise SettingsError(
            f"is valid from {chain[0].not_valid_before_utc:%Y-%m-%d} to "
            f"{chain[0].not_valid_after_utc:%Y-%m-%d} only",
            where=where,
            hint="give a certificate that is valid today",
        )
    return Credentials(_name_algorithm(private, key), _read(key), _read(certificate))


def _name_algorithm(key: PrivateKeyTypes, path: Path) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return _CURVES[key.curve.name]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ED25519"
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        return "PS256"
    raise SettingsError(
        "is a key of a kind that C2PA does not know",
        where=Place(str(path)),
        hint="use one on the curve P-256, Ed25519, or RSA of 2048 bits and more",
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise from_os(error, str(path)) from error
