"""The installer against a server on this machine that has the layout of piper's own."""

import hashlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from piper import download_voices

from audio.engines.piper import install, voices
from audio.errors import MakingError, VoiceError
from tests.engines import tiny_voice
from tests.serving import run_server

NAME = tiny_voice.NAME


class Server(ThreadingHTTPServer):
    """Answers from ``files``; ``fault`` spoils every answer whose path ends so."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = {}
        self.fault = ("", "")
        self.asked = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        content = self.server.files.get(path)
        suffix, kind = self.server.fault
        if suffix and path.endswith(suffix):
            if kind == "gone":
                self.close_connection = True
                return
            if kind in ("500", "404"):
                content = None
            if kind == "html":
                content = b"<!DOCTYPE html>"
        self.send_response(int(kind) if content is None and kind else 200 if content else 404)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(
            (content or b"")[: 100 if kind == "cut" and path.endswith(suffix) else None]
        )

    def log_message(self, *_):
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    model = tiny_voice.make(tmp_path / "published")
    digest = hashlib.md5(model.read_bytes()).hexdigest()
    place = f"hi/hi_IN/tiny/low/{NAME}"
    index = {NAME: {"files": {f"{place}.onnx": {"size_bytes": 1, "md5_digest": digest}}}}
    server = Server()
    server.files = {
        "/voices.json": json.dumps(index).encode(),
        f"/{place}.onnx": model.read_bytes(),
        f"/{place}.onnx.json": model.with_name(model.name + ".json").read_bytes(),
    }
    layout = "{lang_family}/{lang_code}/{voice_name}/{voice_quality}"
    name = "{lang_code}-{voice_name}-{voice_quality}{extension}"
    with run_server(server) as base:
        monkeypatch.setattr(download_voices, "VOICES_JSON", f"{base}/voices.json?download=true")
        monkeypatch.setattr(download_voices, "URL_FORMAT", f"{base}/{layout}/{name}?download=true")
        yield server


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    path = tmp_path / "voices"
    monkeypatch.setenv("AUDIO_EDITION_VOICES", str(path))
    return path


@pytest.mark.usefixtures("server")
def test_an_installed_voice_is_found_by_its_name(folder):
    model = install.install(NAME)
    assert model.parent == folder / NAME
    assert voices.find_choice(NAME).model == voices.find_choice("").model == model
    assert not [path for path in folder.iterdir() if path.name != NAME]


@pytest.mark.usefixtures("server")
def test_a_voice_that_is_damaged_is_replaced(folder):
    model = install.install(NAME)
    model.write_bytes(b"")
    assert install.install(NAME).stat().st_size > 0
    assert [path.name for path in folder.iterdir()] == [NAME]


@pytest.mark.parametrize("kind", ["500", "404", "gone", "cut", "html"])
@pytest.mark.parametrize("suffix", ["voices.json", ".onnx", ".onnx.json"])
def test_a_fault_on_the_way_is_one_line_and_leaves_nothing(server, folder, suffix, kind):
    server.fault = (suffix, kind)
    with pytest.raises(MakingError) as caught:
        install.install(NAME)
    assert str(caught.value).startswith(f"piper:{NAME}: cannot be installed: ")
    assert "\n" not in str(caught.value)
    assert not folder.exists() or not list(folder.iterdir())


def test_a_voice_that_is_there_stays_when_another_download_fails(server, folder):
    before = install.install(NAME).read_bytes()
    server.fault = (".onnx", "cut")
    with pytest.raises(MakingError):
        install.install(NAME)
    assert voices.find_choice(NAME).model.read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [NAME]


@pytest.mark.parametrize("name", ["hi_IN-nosuch-low", "rohan", "../../etc/hi_IN-x-low", ""])
def test_a_voice_piper_does_not_offer_is_an_error_that_names_those_it_does(server, name):
    with pytest.raises(VoiceError, match=f"Hindi: piper:{NAME}"):
        install.install(name)
    assert server.asked == ["/voices.json"]


def test_without_a_server_it_fails_at_once(server, folder):
    server.shutdown()
    server.server_close()
    with pytest.raises(MakingError, match="Connection refused; try again"):
        install.install(NAME)
    assert not folder.exists()
