"""What the rigs that are servers share: how they live and end, and the least of the platform that a login needs."""
import base64
import hashlib
import http.server
import json
import os
import random
import re
import signal
import socket
import sys
import threading
import urllib.parse

ORGANIZATION = "acme"


def free_port():
    """A port that nobody listens on, below those that the kernel hands out by itself."""
    while True:
        with socket.socket() as probe:
            port = random.randrange(20_000, 32_000)
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def end_on_signals():
    """From now on the first signal that asks for the end unwinds the program; those after it don't disturb that."""
    def end(*_):
        hold_signals()
        raise SystemExit
    for number in SIGNALS:
        signal.signal(number, end)


def hold_signals():
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def live(ready):
    """Print `ready` as one line of JSON, and return when stdin is closed."""
    print(json.dumps(ready), flush=True)
    while os.read(0, 65_536):
        pass
    hold_signals()


class Cut(Exception):
    """The connection is to be closed, with no more than what was written."""


class Server(http.server.ThreadingHTTPServer):
    """Serves on a free loopback port from its start on, and counts requests by method and path."""
    request_queue_size = 1024

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.lock = threading.Lock()
        self.counts = {}
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def count(self, what):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1

    def counted(self):
        with self.lock:
            return dict(self.counts)

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (Cut, ConnectionError)):
            super().handle_error(request, client_address)


class Platform(http.server.BaseHTTPRequestHandler):
    """The platform: who a token is, one organization, no sources. A rig adds its own paths in `own`."""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def account(self, token):
        """The account of a live access token as (user name, e-mail address, display name), else None."""
        raise NotImplementedError

    def own(self, method, path, query, body):
        """Answer a request for a path of the rig's own; None where it is none."""
        raise NotImplementedError

    def answer(self, status, content=None, fields=()):
        """An answer with `content` as JSON, or with no body."""
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        if content is not None:
            self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        return True

    def serve(self):
        parts = urllib.parse.urlsplit(self.path)
        if not parts.path.startswith("/rig/"):
            self.server.count(f"{self.command} {parts.path}")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self.own(self.command, parts.path, parts.query, body) or self.platform(self.command, parts.path)
        except Cut:
            # Nothing that is still in the buffer goes out.
            self.connection.shutdown(socket.SHUT_RDWR)
            raise

    do_GET = do_POST = do_PUT = do_DELETE = serve

    def platform(self, method, path):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        account = self.account(token) if scheme == "Bearer" else None
        if account is None:
            return self.answer(401, {"message": "The token is invalid.", "errorCode": "INVALID_TOKEN"},
                               [("WWW-Authenticate", 'Bearer error="invalid_token"')])
        organization = {"id": ORGANIZATION, "displayName": "Acme"}
        if (method, path) == ("POST", "/oauth/check_token"):
            names = dict(zip(("username", "email", "displayName"), account))
            return self.answer(200, {"authentication": names})
        if (method, path) == ("GET", "/rest/organizations"):
            return self.answer(200, {"items": [organization], "totalPages": 1, "totalEntries": 1})
        if (method, path) == ("GET", f"/rest/organizations/{ORGANIZATION}"):
            return self.answer(200, organization)
        if (method, path) == ("GET", f"/rest/organizations/{ORGANIZATION}/sources/pages"):
            return self.answer(200, {"sourceModels": [], "totalPages": 1, "totalEntries": 0})
        return self.answer(404, {"message": "There is no such thing.", "errorCode": "NOT_FOUND"})

    def log_message(self, *_):
        pass


def form(text):
    """The fields of a form or a query; of one that is there twice the last counts."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return dict(urllib.parse.parse_qsl(text, keep_blank_values=True))


def code_challenge_fits(challenge, verifier):
    """RFC 7636 section 4.6, S256."""
    if not re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier or ""):
        return False
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    return digest.rstrip(b"=").decode() == challenge
