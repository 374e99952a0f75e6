"""Signing with real certificates, made here, of a real small site."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from lxml import etree
from mutagen.id3 import ID3

from audio.provenance.manifest import find_source_type, read_signature
from tests.conftest import TEXT

PEM = serialization.Encoding.PEM
NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


def name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "पत्र"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def certify(key, authority, subject: str, until: dt.datetime) -> x509.Certificate:
    """A certificate for ``key`` by the key ``authority``; its own where both are the same."""
    is_root = key is authority
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name("Root"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 3 * DAY)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root, key_cert_sign=is_root, crl_sign=is_root, **usage
            ),
            critical=True,
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()),
            critical=False,
        )
    )
    if not is_root:
        mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(mail, critical=False)
    return builder.sign(authority, hashes.SHA256())


def write_credentials(folder: Path, key, until: dt.datetime = NOW + 9 * DAY) -> list[str]:
    """Key and chain as files; the options that name them."""
    folder.mkdir()
    root = ec.generate_private_key(ec.SECP256R1())
    chain = [certify(key, root, "Desk", until), certify(root, root, "Root", NOW + 9 * DAY)]
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(PEM, *private))
    (folder / "cert.pem").write_bytes(b"".join(each.public_bytes(PEM) for each in chain))
    return ["--key", str(folder / "key.pem"), "--cert", str(folder / "cert.pem")]


@pytest.fixture
def credentials(tmp_path):
    return write_credentials(tmp_path / "keys", ec.generate_private_key(ec.SECP256R1()))


@pytest.fixture
def site(run, tmp_path):
    """A show of one short edition in MP3 and M4A, built in the folder in which ``run`` runs."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text(TEXT, "utf-8")
    (content / "show.toml").write_text(
        'title = "शो"\nlink = "https://a.example"\nemail = "a@a.example"\nvoice = "espeak"\n'
        'formats = ["mp3", "m4a"]\n',
        "utf-8",
    )
    assert run("build", "--quiet").code == 0
    return tmp_path / "build" / "site"


def read_sounds(site: Path) -> dict[str, bytes]:
    return {path.suffix: path.read_bytes() for path in site.glob("*/barish*.m*")}


def test_sound_is_signed_and_read_back_and_all_lengths_are_told(run, site, credentials):
    before = read_sounds(site)
    signed = run("sign", *credentials)
    assert signed.code == 0, signed.err
    assert signed.out.endswith("2 files signed\n")
    for path, media_type in (("mp3", "audio/mpeg"), ("m4a", "audio/mp4")):
        with next(site.glob(f"*/*.{path}")).open("rb") as file:
            signature = read_signature(file, media_type)
        assert (signature.signer, signature.is_valid) == ("पत्र, Desk", True)
        assert signature.voice == "espeak"
    after = read_sounds(site)
    audio = len(before[".mp3"]) - ID3(next(site.glob("*/*.mp3"))).size // 2
    assert after[".mp3"][-audio // 2 :] == before[".mp3"][-audio // 2 :]
    assert run("check").out.endswith("no faults\n")
    enclosure = etree.parse(site / "feed.xml").find(".//enclosure")
    assert int(enclosure.get("length")) == len(after[".mp3"])


def test_signing_again_and_building_again_leave_signed_files_as_they_are(run, site, credentials):
    run("sign", *credentials)
    before = read_sounds(site)
    again = run("build")
    assert "0 made, 1 unchanged" in again.out + again.err
    assert run("sign", *credentials).out == "nothing to sign: all is signed already\n"
    assert read_sounds(site) == before
    assert run("check").out.endswith("no faults\n")


@pytest.mark.usefixtures("site")
def test_a_renamed_article_stays_signed(run, credentials):
    Path("content/a.md").unlink()
    front, begin, rest = TEXT.partition("---\n") if TEXT.startswith("---") else ("", "", TEXT)
    text = f"---\nguid: a.md\n{rest}" if begin else f"---\nguid: a.md\n---\n\n{rest}"
    Path("content/b.md").write_text(front + text, "utf-8")
    run("build")
    run("sign", *credentials)
    again = run("build")
    assert "0 made, 1 unchanged" in again.out + again.err
    assert run("sign", *credentials).out == "nothing to sign: all is signed already\n"


def test_a_file_that_is_changed_after_signing_is_found(run, site, credentials):
    run("sign", *credentials)
    path = next(site.glob("*/*.mp3"))
    data = bytearray(path.read_bytes())
    data[-200] ^= 1
    path.write_bytes(data)
    assert "was changed after it was signed" in run("check").out


def test_a_copy_of_a_site_without_its_records_is_signed(run, site, credentials, tmp_path):
    copy = shutil.copytree(site, tmp_path / "copy" / "site")
    assert run("sign", str(copy), *credentials).code == 0
    listed = json.loads(next(copy.glob("*/edition.json")).read_bytes())["files"]
    sizes = {file["path"]: file["bytes"] for file in listed}
    path = next(copy.glob("*/*.mp3"))
    assert sizes[path.name] == path.stat().st_size


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda keys: (keys / "key.pem").write_text("x"), "key.pem: holds no private key"),
        (lambda keys: (keys / "cert.pem").write_text("x"), "cert.pem: holds no certificate"),
        (lambda keys: (keys / "cert.pem").unlink(), "cert.pem: No such file"),
    ],
)
def test_wrong_credentials_are_named_and_nothing_is_signed(run, tmp_path, change, said):
    options = write_credentials(tmp_path / "keys", ed25519.Ed25519PrivateKey.generate())
    change(tmp_path / "keys")
    result = run("sign", *options)
    assert result.code == 2
    assert said in result.err


def test_a_certificate_of_another_key_or_another_time_is_refused(run, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    old = write_credentials(tmp_path / "old", key, NOW - DAY)
    other = write_credentials(tmp_path / "other", ec.generate_private_key(ec.SECP256R1()))
    assert "is valid from" in run("sign", *old).err
    assert "is not that of the key" in run("sign", *old[:2], *other[2:]).err


def test_a_folder_without_editions_is_named(run, credentials):
    result = run("sign", "nothing", *credentials)
    assert (result.code, "has no editions" in result.err) == (2, True)


def test_a_neural_voice_is_told_from_one_of_rules():
    assert find_source_type("kokoro:hf_alpha").endswith("/trainedAlgorithmicMedia")
    assert find_source_type("espeak:hi+f3").endswith("/algorithmicMedia")
