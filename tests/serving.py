"""A server on this machine, as tests have one for a while."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer


@contextmanager
def run_server(server: HTTPServer) -> Iterator[str]:
    """Have ``server`` answer, in a thread, at the address that this gives, while it lasts."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def serve(handler: type[BaseHTTPRequestHandler]) -> AbstractContextManager[str]:
    """Have requests answered by ``handler`` while this lasts; gives the address."""
    return run_server(ThreadingHTTPServer(("127.0.0.1", 0), handler))
