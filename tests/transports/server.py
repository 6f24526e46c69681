"""A server on loopback whose answers a test writes: feeds, queues, and all that can go wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request; `answer` answers it."""

    protocol_version = "HTTP/1.1"
    server: Server

    def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if status not in (204, 304):
            self.wfile.write(body)

    def handle_any(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        try:
            self.server.handler(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_DELETE = do_POST = handle_any

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """`asked` holds method, path and headers of each request, `handler` answers them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.handler: Handler = lambda exchange: exchange.answer(404)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def paths(self, method: str) -> list[str]:
        return [path for asked, path, _ in self.asked if asked == method]


class Queue:
    """A queue as wireQ keeps one: entries come again, each time with a new receipt, until one of
    their receipts is given back."""

    def __init__(self, *items: dict[str, Any], at_once: int = 10) -> None:
        self.items = dict(enumerate(items))
        self.at_once, self.given, self.deaf = at_once, 0, False

    def __call__(self, exchange: Exchange) -> None:
        if exchange.command == "GET":
            entries = [self._with_receipt(key) for key in list(self.items)[: self.at_once]]
            exchange.answer(200, json.dumps({"entries": entries}, ensure_ascii=False).encode())
        elif self.deaf:
            exchange.answer(500)
        else:
            key = int(exchange.path.rpartition("/")[2].split("-")[0])
            exchange.answer(204 if self.items.pop(key, None) else 410)

    def _with_receipt(self, key: int) -> dict[str, Any]:
        self.given += 1
        return self.items[key] | {"_wireq_receipt": f"{key}-{self.given}"}


def feed(*items: tuple[str, str], built: str = "Mon, 13 May 2024 10:00:00 GMT") -> bytes:
    """An RSS feed of these (guid, text)."""
    inner = "".join(
        f"<item><guid>{guid}</guid><title>Titel {guid}</title><description>{text}</description></item>"
        for guid, text in items
    )
    head = f"<title>Küstenblatt</title><language>de</language><lastBuildDate>{built}</lastBuildDate>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{inner}</channel></rss>'.encode()
