"""A bucket on the loopback interface that speaks S3's protocol, and fails as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.serving import serve

EMPTY = '<?xml version="1.0"?><Error><Code>{0}</Code><Message>{0}</Message></Error>'


@dataclass
class Bucket:
    """What lies in it, by path, and what it is to do wrong."""

    url: str = ""
    things: dict[str, bytes] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)
    """Statuses of the next answers: 503, 429, or 0 for one that breaks off."""
    late: list[int] = field(default_factory=list)
    """The same of what is to be put: it is there then, and its answer is lost."""
    missing: str = "NoSuchKey"
    """What is said of a thing that is not there."""
    every: int = 0
    """Every how manyeth request is answered by 503; 0 for none."""
    asked: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
        }

    def choose_fault(self, line: str) -> int | None:
        with self.lock:
            self.asked.append(line)
            if self.faults:
                return self.faults.pop(0)
            return 503 if self.every and len(self.asked) % self.every == 0 else None


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fails(self) -> bool:
        fault = self.bucket.choose_fault(f"{self.command} {self.path}")
        if fault is not None:
            self.fail(fault)
        return fault is not None

    def fail(self, fault: int) -> None:
        if fault == 0:
            self.close_connection = True
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")
            self.wfile.flush()
            self.connection.close()
        else:
            self.answer(fault, EMPTY.format("SlowDown").encode())

    def do_GET(self) -> None:
        if self.fails():
            return
        parts = urlsplit(self.path)
        if "list-type" in parts.query:
            self.list_things(parts.path, parse_qs(parts.query).get("prefix", [""])[0])
            return
        found = self.bucket.things.get(self.path)
        if found is None:
            self.answer(404, EMPTY.format(self.bucket.missing).encode())
            return
        stamp = "Wed, 01 Jan 2025 00:00:00 GMT"
        self.answer(200, found, ETag=f'"{md5(found).hexdigest()}"', Last_Modified=stamp)

    def list_things(self, bucket: str, prefix: str) -> None:
        keys = (
            (path.removeprefix(f"{bucket}/"), data) for path, data in self.bucket.things.items()
        )
        rows = "".join(
            f"<Contents><Key>{key}</Key><Size>{len(data)}</Size>"
            f"<ETag>&quot;{md5(data).hexdigest()}&quot;</ETag>"
            "<LastModified>2025-01-01T00:00:00.000Z</LastModified></Contents>"
            for key, data in keys
            if key.startswith(prefix)
        )
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"
        self.answer(200, body.encode())

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.fails():
            return
        with self.bucket.lock:
            is_new = self.path not in self.bucket.things
            if is_new or self.headers.get("If-None-Match") != "*":
                self.bucket.things[self.path] = body
        if self.bucket.late:
            self.fail(self.bucket.late.pop(0))
        elif is_new or self.headers.get("If-None-Match") != "*":
            self.answer(200, ETag=f'"{md5(body).hexdigest()}"')
        else:
            self.answer(412, EMPTY.format("PreconditionFailed").encode())

    def do_DELETE(self) -> None:
        if not self.fails():
            self.bucket.things.pop(self.path, None)
            self.answer(204)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def open_bucket() -> Iterator[Bucket]:
    """A bucket that answers until the end."""
    made = Bucket()
    handler = type("BucketHandler", (Handler,), {"bucket": made})
    with serve(handler) as made.url:
        yield made
