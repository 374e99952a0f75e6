"""Which paths lead to something, and to what."""

from __future__ import annotations

import http.client
import os
import socket
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.server.content import SiteFolder, split_path
from audio.server.media_types import find_media_type
from tests.server.conftest import AUDIO, PAGE, open_files


@pytest.mark.tsv("media_types.tsv")
def test_name_tells_the_media_type(name, expected):
    assert find_media_type(name).name == expected


@pytest.mark.tsv("refused_paths.tsv")
def test_path_finds_nothing(path, site):
    answer = site.ask(path.replace("\\\\", "\\"))
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_root_is_the_shows_page(site):
    assert site.ask("/").body.decode() == PAGE


def test_folder_is_its_page(site):
    assert site.ask("/barish/").body.decode() == PAGE


def test_folder_without_slash_is_redirected_there(site):
    answer = site.ask("/barish")
    assert (answer.status, answer.headers["location"]) == (301, "/barish/")


def test_redirect_keeps_the_query(site):
    assert site.ask("/barish?t=83").headers["location"] == "/barish/?t=83"


def test_redirect_keeps_escapes(site):
    assert site.ask("/b%61rish").headers["location"] == "/b%61rish/"


def test_query_does_not_change_what_is_found(site):
    assert site.ask("/barish/barish.mp3?download=../x").body == AUDIO


def test_escaped_letters_are_the_letters(site):
    assert site.ask("/b%61rish/b%61rish.mp3").body == AUDIO


def test_name_in_devanagari_is_found(site, root):
    (root / "ख़बर.txt").write_text("हाँ")
    assert site.ask("/%E0%A4%96%E0%A4%BC%E0%A4%AC%E0%A4%B0.txt").status == 200


def test_link_within_the_site_is_followed(site):
    assert site.ask("/again.mp3").body == AUDIO


def test_missing_page_is_told_in_hindi(site):
    answer = site.ask("/nothing")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'lang="hi"' in answer.body.decode()
    assert "नहीं मिला" in answer.body.decode()


def test_missing_page_has_no_validity_of_its_own(site):
    etag = site.ask("/nothing").headers["etag"]
    assert site.ask("/nothing", If_None_Match=etag).status == 404


def test_missing_page_has_no_ranges(site):
    assert site.ask("/nothing", Range="bytes=0-3").status == 404


def test_very_long_name_finds_nothing(site):
    assert site.ask("/" + "a" * 5000).status == 404


def test_very_deep_path_finds_nothing(site):
    assert site.ask("/a" * 5000).status == 404


def test_pipe_is_not_waited_for(site, root):
    os.mkfifo(root / "pipe.mp3")
    assert site.ask("/pipe.mp3").status == 404


def test_socket_is_not_served(tmp_path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        assert SiteFolder(tmp_path).open(("s",)) is None


def test_folder_in_place_of_a_page_is_not_served(site, root):
    (root / "odd" / "index.html").mkdir(parents=True)
    assert site.ask("/odd/").status == 404


@pytest.mark.parametrize("names", [("bare",), ("bare", ""), ("out.txt",)])
def test_what_is_not_served_is_not_left_open(root, names):
    assert SiteFolder(root).open(names) is None
    assert not {root / "bare", root.parent / "secret.txt"} & open_files()


def test_site_may_be_a_link_that_is_moved(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name.txt").write_text(name)
    site = SiteFolder(tmp_path / "site")
    for name in ("one", "two"):
        (tmp_path / "new").symlink_to(tmp_path / name)
        (tmp_path / "new").replace(tmp_path / "site")
        with site.open(("name.txt",)).file as file:
            assert file.read().decode() == name


@given(st.binary(max_size=60))
def test_names_never_lead_out(path):
    names = split_path(b"/" + path)
    if names is not None:
        joined = os.path.normpath("/".join(("/site", *names)))
        assert joined == "/site" or joined.startswith("/site/")
        assert "\0" not in joined


@given(
    st.lists(
        st.text(
            st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/\\."), min_size=1
        )
    )
)
def test_names_come_back_from_their_path(names):
    path = "/" + "/".join(quote(name, safe="") for name in names)
    assert split_path(path.encode()) == (tuple(names) or ("",))


def test_whole_url_as_target_is_its_path(site):
    answer = site.send(
        b"GET http://127.0.0.1/barish/barish.mp3 HTTP/1.1\r\n"
        b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    assert answer.endswith(AUDIO)


def test_asterisk_as_target_finds_nothing(site):
    answer = site.send(b"GET * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 404")


def test_client_without_a_host_is_served(site):
    assert site.send(b"GET /barish/barish.mp3 HTTP/1.0\r\n\r\n").endswith(AUDIO)


def test_response_headers_cannot_be_injected_by_a_path(site):
    answer = site.ask("/barish%0d%0aX-Injected:yes")
    assert answer.headers["x-injected"] is None


def test_connection_is_kept_for_the_next_request(site):
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    for _ in range(3):
        connection.request("GET", "/barish/barish.mp3")
        assert connection.getresponse().read() == AUDIO
    connection.close()
