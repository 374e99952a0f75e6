"""What a request gets: whole, in part, compressed, or the word that nothing changed."""

from __future__ import annotations

import gzip
import os
import socket
import time
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from audio.server import conditions
from audio.server.app import SiteApp
from audio.server.conditions import ResponseValidators
from audio.work.publication import replace_folder
from tests.server.conftest import AUDIO, WORDS, open_files, serving

MP3, JSON = "/barish/barish.mp3", "/barish/edition.json"
STATE = ResponseValidators('"tag"', 1_000_000.5)


def headers_of(**named: str) -> Headers:
    return Headers({name.replace("_", "-"): value for name, value in named.items()})


def test_file_comes_whole(site):
    answer = site.ask(MP3)
    assert (answer.status, answer.body) == (200, AUDIO)
    assert answer.headers["content-length"] == str(len(AUDIO))


def test_ranges_are_offered(site):
    assert site.ask(MP3).headers["accept-ranges"] == "bytes"


def test_head_says_what_get_would_and_sends_nothing(site):
    get, head = site.ask(MP3), site.ask(MP3, "HEAD")
    assert head.body == b""
    assert [h for h in head.headers.items() if h[0] != "date"] == [
        h for h in get.headers.items() if h[0] != "date"
    ]


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/nothing", "/barish"])
def test_head_has_no_body(site, path):
    answer = site.send(
        f"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    )
    assert answer.partition(b"\r\n\r\n")[2] == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
def test_other_methods_are_not_allowed(site, method):
    answer = site.ask(MP3, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_nobody_guesses_types(site):
    assert site.ask(MP3).headers["x-content-type-options"] == "nosniff"


@pytest.mark.tsv("ranges.tsv")
def test_range(header, expected, site):
    answer = site.ask(MP3, Range=header)
    if expected == "all":
        assert (answer.status, answer.body) == (200, AUDIO)
    elif expected == "none":
        assert (answer.status, answer.body) == (416, b"")
        assert answer.headers["content-range"] == f"bytes */{len(AUDIO)}"
    else:
        first, last = map(int, expected.split("-"))
        assert (answer.status, answer.body) == (206, AUDIO[first : last + 1])
        assert answer.headers["content-range"] == f"bytes {expected}/{len(AUDIO)}"
        assert answer.headers["content-type"] == "audio/mpeg"


def test_head_has_no_ranges(site):
    answer = site.ask(MP3, "HEAD", Range="bytes=0-9")
    assert (answer.status, answer.headers["content-length"]) == (200, str(len(AUDIO)))


def test_empty_file_has_no_range(site):
    assert site.ask("/empty.mp3", Range="bytes=0-").status == 416


def test_empty_file_comes_whole(site):
    answer = site.ask("/empty.mp3")
    assert (answer.status, answer.headers["content-length"]) == (200, "0")


def test_thousand_ranges_get_the_file_once(site):
    answer = site.ask(MP3, Range="bytes=" + ",".join(f"{n}-" for n in range(1000)))
    assert (answer.status, len(answer.body)) == (200, len(AUDIO))


def test_two_range_headers_get_the_file(site):
    answer = site.send(
        b"GET %b HTTP/1.0\r\nRange: bytes=0-1\r\nRange: bytes=2-3\r\n\r\n" % MP3.encode()
    )
    assert answer.endswith(AUDIO)


def test_parts_make_the_whole(site):
    parts = [
        site.ask(MP3, Range=f"bytes={n}-{n + 99999}").body for n in range(0, len(AUDIO), 100000)
    ]
    assert b"".join(parts) == AUDIO


def test_range_goes_on_when_the_file_is_the_same(site):
    etag = site.ask(MP3).headers["etag"]
    assert site.ask(MP3, Range="bytes=10-19", If_Range=etag).status == 206


def test_range_starts_anew_when_the_file_is_another(site):
    answer = site.ask(MP3, Range="bytes=10-19", If_Range='"other"')
    assert (answer.status, answer.body) == (200, AUDIO)


@pytest.mark.parametrize(
    ("condition", "goes_on"),
    [
        ('"tag"', True),
        ('W/"tag"', False),
        ('"tag", "more"', False),
        ("tag", False),
        (formatdate(1_000_000, usegmt=True), True),
        (formatdate(1_000_001, usegmt=True), False),
        (formatdate(999_999, usegmt=True), False),
        ("", False),
    ],
)
def test_if_range(condition, goes_on):
    headers = headers_of(range="bytes=1-2", if_range=condition)
    span = conditions.parse_range(headers, 9, STATE, now=1_000_100)
    assert (span is not None) == goes_on


def test_date_of_this_second_is_no_proof_of_sameness():
    headers = headers_of(range="bytes=1-2", if_range=STATE.last_modified)
    assert conditions.parse_range(headers, 9, STATE, now=1_000_000.9) is None


@pytest.mark.parametrize("header", ['"{}"', 'W/"{}"', '"x", "{}"', '"a,b" , W/"{}"', "*"])
def test_known_tag_is_not_sent_again(site, header):
    etag = site.ask(MP3).headers["etag"]
    answer = site.ask(MP3, If_None_Match=header.format(etag.strip('"')))
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)


@pytest.mark.parametrize("header", ['"x"', "", '"', "x", '"x', "W/"])
def test_unknown_tag_gets_the_file(site, header):
    assert site.ask(MP3, If_None_Match=header).status == 200


def test_known_date_is_not_sent_again(site):
    since = site.ask(MP3).headers["last-modified"]
    assert site.ask(MP3, If_Modified_Since=since).status == 304


def test_older_date_gets_the_file(site):
    assert site.ask(MP3, If_Modified_Since=formatdate(0, usegmt=True)).status == 200


def test_tag_is_stronger_than_date(site):
    since = site.ask(MP3).headers["last-modified"]
    assert site.ask(MP3, If_None_Match='"x"', If_Modified_Since=since).status == 200


@pytest.mark.parametrize("date", ["yesterday", "", "Mon, 99 Foo 9999 99:99:99 GMT", "0" * 500])
def test_date_that_is_none_is_ignored(site, date):
    assert site.ask(MP3, If_Modified_Since=date).status == 200


def test_date_of_another_zone_is_the_same_moment():
    headers = headers_of(if_modified_since="Mon, 12 Jan 1970 19:16:40 +0530")
    assert conditions.is_known(headers, STATE)


def test_wrong_if_match_fails(site):
    assert site.ask(MP3, If_Match='"x"').status == 412


def test_right_if_match_gets_the_range(site):
    etag = site.ask(MP3).headers["etag"]
    assert site.ask(MP3, If_Match=etag, Range="bytes=0-9").status == 206


def test_weak_tag_never_matches_strongly():
    assert not conditions.may_answer(headers_of(if_match='W/"tag"'), STATE)


def test_if_unmodified_since_before_the_change_fails(site):
    assert site.ask(MP3, If_Unmodified_Since=formatdate(0, usegmt=True)).status == 412


@given(st.text(st.characters(max_codepoint=255)))
def test_any_header_can_be_read(value):
    names = ("range", "if_range", "if_match", "if_none_match", "if_modified_since")
    headers = headers_of(**dict.fromkeys((*names, "if_unmodified_since", "accept_encoding"), value))
    assert conditions.may_answer(headers, STATE) in (True, False)
    assert conditions.is_known(headers, STATE) in (True, False)
    assert conditions.is_gzip_allowed(headers) in (True, False)
    conditions.parse_range(headers, 9, STATE, now=0)


@given(st.integers(0, 50), st.none() | st.integers(0, 60), st.integers(1, 40))
def test_range_is_what_slicing_gives(first, last, size):
    header = f"bytes={first}-{'' if last is None else last}"
    span = conditions.parse_range(headers_of(range=header), size, STATE, now=0)
    if isinstance(span, range):
        wanted = list(range(size))[first : None if last is None else last + 1]
        assert list(span) == wanted


@pytest.mark.tsv("encodings.tsv")
def test_accept_encoding(header, expected):
    assert conditions.is_gzip_allowed(headers_of(accept_encoding=header)) == (expected == "yes")


def test_text_is_compressed_for_whoever_takes_it(site):
    answer = site.ask(JSON, Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < len(WORDS) // 10
    assert gzip.decompress(answer.body).decode() == WORDS


def test_text_is_plain_for_whoever_does_not_say(site):
    answer = site.ask(JSON)
    assert answer.headers["content-encoding"] is None
    assert answer.body.decode() == WORDS


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_caches_know_that_text_comes_in_two_forms(site, encoding):
    assert site.ask(JSON, Accept_Encoding=encoding).headers["vary"] == "Accept-Encoding, Origin"


def test_audio_is_not_compressed(site):
    answer = site.ask(MP3, Accept_Encoding="gzip")
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == (None, "Origin")


def test_short_text_is_not_compressed(site):
    assert site.ask("/", Accept_Encoding="gzip").headers["content-encoding"] is None


def test_range_of_text_is_not_compressed(site):
    answer = site.ask(JSON, Accept_Encoding="gzip", Range="bytes=0-9")
    assert (answer.status, answer.headers["content-encoding"]) == (206, None)
    assert answer.body == WORDS.encode()[:10]


def test_compressed_and_plain_text_have_tags_of_their_own(site):
    tags = {site.ask(JSON, Accept_Encoding=name).headers["etag"] for name in ("gzip", "br")}
    assert len(tags) == 2


def test_compressed_text_is_not_continued_with_plain_bytes(site):
    etag = site.ask(JSON, Accept_Encoding="gzip").headers["etag"]
    answer = site.ask(JSON, Accept_Encoding="gzip", Range="bytes=10-", If_Range=etag)
    assert (answer.status, answer.body.decode()) == (200, WORDS)


def test_known_compressed_text_is_not_sent_again(site):
    etag = site.ask(JSON, Accept_Encoding="gzip").headers["etag"]
    answer = site.ask(JSON, Accept_Encoding="gzip", If_None_Match=etag)
    assert (answer.status, answer.headers["vary"]) == (304, "Accept-Encoding, Origin")


def test_head_of_compressed_text_does_not_give_another_length(site):
    assert site.ask(JSON, "HEAD", Accept_Encoding="gzip").headers["content-length"] is None


def put(place, letter: bytes, seconds: int = 1_000_000) -> None:
    """An edition of one letter, longer than what sockets hold, in place of the one there was."""
    with replace_folder(place) as new:
        (new / "a.mp3").write_bytes(letter * 16_000_000)
        os.utime(new / "a.mp3", (seconds, seconds))


def test_edition_replaced_while_it_is_sent_is_sent_whole(tmp_path):
    put(tmp_path / "e", b"a")
    with (
        serving(SiteApp(tmp_path)) as client,
        socket.create_connection(("127.0.0.1", client.port), timeout=60) as connection,
    ):
        connection.sendall(b"GET /e/a.mp3 HTTP/1.0\r\n\r\n")
        got = connection.recv(1000)
        put(tmp_path / "e", b"b")
        got += b"".join(iter(lambda: connection.recv(1 << 20), b""))
        assert got.endswith(b"\r\n\r\n" + b"a" * 16_000_000)


def test_edition_replaced_between_ranges_starts_anew(tmp_path):
    put(tmp_path / "e", b"a")
    with serving(SiteApp(tmp_path)) as client:
        etag = client.ask("/e/a.mp3", Range="bytes=0-9").headers["etag"]
        put(tmp_path / "e", b"b")  # of the same size, at the same time
        answer = client.ask("/e/a.mp3", Range="bytes=10-19", If_Range=etag)
    assert (answer.status, len(answer.body), answer.body[:1]) == (200, 16_000_000, b"b")


def test_client_that_leaves_does_not_keep_the_file_open(tmp_path):
    put(tmp_path / "e", b"a")
    with serving(SiteApp(tmp_path)) as client:
        with socket.create_connection(("127.0.0.1", client.port), timeout=60) as connection:
            connection.sendall(b"GET /e/a.mp3 HTTP/1.0\r\n\r\n")
            connection.recv(1000)
        deadline = time.monotonic() + 60
        while tmp_path / "e" / "a.mp3" in open_files() and time.monotonic() < deadline:
            client.ask("/")
        assert tmp_path / "e" / "a.mp3" not in open_files()


def test_made_file_knows_the_host_it_was_asked_from(site):
    answer = site.ask("/feed.xml", Host="localhost:8123")
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert b"<link>http://localhost:8123/</link>" in answer.body


def test_made_file_knows_an_ipv6_host(site):
    assert b"<link>http://[::1]:80/</link>" in site.ask("/feed.xml", Host="[::1]:80").body


def test_made_file_is_not_sent_again(site):
    etag = site.ask("/feed.xml").headers["etag"]
    assert site.ask("/feed.xml", If_None_Match=etag).status == 304


def test_made_file_has_a_length_for_head(site):
    get, head = site.ask("/feed.xml"), site.ask("/feed.xml", "HEAD")
    assert head.headers["content-length"] == str(len(get.body))


def test_published_file_is_not_made(tmp_path):
    (tmp_path / "feed.xml").write_text("published")
    with serving(SiteApp(tmp_path, makers={"feed.xml": lambda _: b"made"})) as client:
        assert client.ask("/feed.xml").body == b"published"


@pytest.mark.parametrize(
    "host", ["localhost", "a.localhost:80", "127.0.0.1:1", "[::1]", "10.0.0.9"]
)
def test_own_names_are_answered(site, host):
    assert site.ask("/", Host=host).status == 200


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "127.0.0.1.nip.io:80"])
def test_name_that_was_pointed_here_is_not_answered(site, host):
    assert site.ask("/", Host=host).status == 421


@pytest.mark.parametrize("host", ["a/b", 'a"b', "<b>", "a@b", "a:b", "[::1", "a:99999999", "-->"])
def test_host_that_is_none_is_refused(site, host):
    assert site.ask("/feed.xml", Host=host).status == 400


def test_public_server_answers_to_any_name(root):
    with serving(SiteApp(root, local=False)) as client:
        assert client.ask("/", Host="example.org").status == 200


def test_line_that_is_no_request_is_refused(site):
    assert site.send(b"\x00\x01\x02 nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_endless_request_line_is_refused(site):
    assert site.send(b"GET /" + b"a" * 30_000).startswith(b"HTTP/1.1 400")


def test_slow_client_does_not_keep_others_waiting(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as slow:
        slow.sendall(b"GET / HT")
        assert site.ask("/").status == 200


@pytest.mark.parametrize("path", [MP3, JSON, "/nothing"])
@pytest.mark.parametrize(
    ("origin", "read"),
    [
        ("http://localhost:3000", True),
        ("http://127.0.0.1:8080", True),
        ("https://paper.localhost", True),
        ("http://[::1]:9", True),
        ("https://paper.example", False),
        ("http://192.0.2.7", False),
        ("http://localhost.example", False),
        ("http://localhost@paper.example", False),
        ("null", False),
    ],
)
def test_pages_that_this_machine_serves_may_read_it(site, path, origin, read):
    answer = site.ask(path, Origin=origin, Range="bytes=0-9")
    assert answer.headers["access-control-allow-origin"] == (origin if read else None)


def test_pages_of_all_origins_may_read_what_is_served_to_others(root):
    with serving(SiteApp(root, local=False)) as site:
        assert site.ask(JSON).headers["access-control-allow-origin"] == "*"
