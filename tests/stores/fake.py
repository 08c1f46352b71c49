#!/usr/bin/python3
"""A triple store that behaves well or badly, for tests of `briefgraph push`. Loopback only; ends by itself.

usage: fake.py DIRECTORY [MODE...]

Writes DIRECTORY/port when it listens (and port2 for the redirect's other server), DIRECTORY/log with a line for each
request: METHOD PATH status, and the first word of its Authorization header. Keeps triples as sets of lines; knows the
Graph Store Protocol at /data, counts and CONSTRUCT at /query, and what push sends to /update. Modes add up:

  basic, digest      want the user 'me' with the password 'sesame'
  bearer             want the token 'open'
  login-loop         Digest that is never content, and always says that the nonce was stale
  slow               wait a little before each answer
  hang               never answer                    trickle    answer a byte at a time, for ever
  garbage            answer what is no HTTP          endless    answer a body that does not end
  truncated          announce more than is sent      nothing    say 201 and store nothing
  bad-count          answer counts with HTML full of escape sequences
  busy               429 and Retry-After: 1, twice   patience   429 and Retry-After: 4000
  unavailable        503, twice                      down       503, always
  reset              break the connection in the middle of the second body, once
  reset-after        break it after the second body was stored, once
  elsewhere          307 to another port             moved      307 to another path here
  circle             307 to itself                   tls        with DIRECTORY/cert.pem and key.pem
  forbidden          403 with a long explanation     lossy      drops every triple that holds 'lose me'
"""
import hashlib
import http.server
import json
import os
import pathlib
import re
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.parse

DIRECTORY = pathlib.Path(sys.argv[1])
MODES = set(sys.argv[2:])
LIFETIME = 120
GRAPHS = {}
STATE = {"writes": 0, "refused": 0, "broken": False}
LOCK = threading.Lock()
LOG = open(DIRECTORY / "log", "w")


def scoped(lines, scope):
    """Blank nodes of each request are nodes of their own."""
    return {re.sub(r"_:(\w+)", rf"_:r{scope}x\1", line) for line in lines if line.strip()}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def note(self, status):
        with LOCK:
            LOG.write(f"{self.command} {self.path} {status} {self.headers.get('Authorization', '-').split()[0]}\n")
            LOG.flush()

    def answer(self, status, body=b"", kind="text/plain", headers=()):
        self.note(status)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def read_body(self, most=None):
        left = int(self.headers.get("Content-Length") or 0)
        data = b""
        while left > 0 and (most is None or len(data) < most):
            piece = self.rfile.read(min(left, 65536))
            if not piece:
                break
            data += piece
            left -= len(piece)
        return data

    def reset(self):
        """Close with RST, as a crash does."""
        self.note("reset")
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    # ---- logging in

    def digest_is_right(self, header):
        fields = dict(re.findall(r'(\w+)="?([^",]*)"?', header))
        md5 = lambda text: hashlib.md5(text.encode()).hexdigest()  # noqa: E731
        ha1, ha2 = md5(f"me:{fields.get('realm')}:sesame"), md5(f"{self.command}:{fields.get('uri')}")
        wanted = md5(":".join((ha1, fields.get("nonce", ""), fields.get("nc", ""), fields.get("cnonce", ""),
                               fields.get("qop", ""), ha2)))
        return fields.get("response") == wanted

    def admitted(self):
        header = self.headers.get("Authorization", "")
        if "login-loop" in MODES:
            way = 'Digest realm="r", qop="auth", nonce="%d", stale=true' % time.monotonic_ns()
        elif "basic" in MODES:
            if header == "Basic bWU6c2VzYW1l":
                return True
            way = 'Basic realm="r"'
        elif "digest" in MODES:
            if header.startswith("Digest ") and self.digest_is_right(header):
                return True
            way = 'Digest realm="r", qop="auth", nonce="abc"'
        elif "bearer" in MODES:
            if header == "Bearer open":
                return True
            way = "Bearer"
        else:
            return True
        self.read_body()
        self.answer(401, b"who are you?", headers=[("WWW-Authenticate", way)])
        return False

    # ---- misbehaving; True when that was the answer

    def misbehave(self):
        if "slow" in MODES:
            time.sleep(0.2)
        if "hang" in MODES:
            self.note("hang")
            time.sleep(LIFETIME)
        if "garbage" in MODES:
            self.read_body()
            self.note("garbage")
            self.wfile.write(b"\x1b[31m\x00\x07 nothing that you know\r\n" * 10)
            self.close_connection = True
            return True
        if MODES & {"trickle", "endless"}:
            self.read_body()
            self.note("endless")
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * (1 if "trickle" in MODES else 65536))
                    if "trickle" in MODES:
                        time.sleep(0.2)
            except OSError:
                self.close_connection = True
            return True
        if "truncated" in MODES and self.command != "HEAD":
            self.read_body()
            self.note("truncated")
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"cut ")
            self.close_connection = True
            return True
        if MODES & {"elsewhere", "moved", "circle"} and not self.path.startswith("/new"):
            self.read_body()
            to = (f"http://127.0.0.1:{(DIRECTORY / 'port2').read_text()}{self.path}" if "elsewhere" in MODES
                  else "/new" + self.path if "moved" in MODES else self.path)
            self.answer(307, headers=[("Location", to)])
            return True
        if self.command in ("PUT", "POST") and self.path.split("?")[0] in ("/data", "/update"):
            return self.misbehave_when_written()
        return False

    def misbehave_when_written(self):
        with LOCK:
            STATE["writes"] += 1
            number = STATE["writes"]
        if MODES & {"busy", "unavailable"} and STATE["refused"] < 2:
            STATE["refused"] += 1
            self.read_body()
            self.answer(429 if "busy" in MODES else 503, b"later",
                        headers=[("Retry-After", "1")] if "busy" in MODES else [])
            return True
        if MODES & {"down", "patience"}:
            self.read_body()
            self.answer(503 if "down" in MODES else 429, b"out of order",
                        headers=[("Retry-After", "4000")] if "patience" in MODES else [])
            return True
        if "forbidden" in MODES:
            self.read_body()
            self.answer(403, b"<html><h1>No \x1b[2J\x07entry</h1>" + b"because " * 10000)
            return True
        if "reset" in MODES and number >= 2 and not STATE["broken"]:
            STATE["broken"] = True
            self.read_body(1000)
            self.reset()
            return True
        return False

    # ---- behaving

    def graph(self):
        parameters = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query, keep_blank_values=True)
        return parameters["graph"][0] if "graph" in parameters else ""

    def store(self, graph, body, replace):
        with LOCK:
            lines = {line for line in body.decode().split("\n")}
            if "nothing" in MODES:
                return
            if "lossy" in MODES:
                lines = {line for line in lines if "lose me" not in line}
            STATE["scope"] = STATE.get("scope", 0) + 1
            new = scoped(lines, STATE["scope"])
            GRAPHS[graph] = new if replace else GRAPHS.get(graph, set()) | new

    def handle_any(self):
        if not self.admitted() or self.misbehave():
            return
        path = urllib.parse.urlsplit(self.path).path.removeprefix("/new")
        if path == "/data":
            self.handle_graph()
        elif path == "/query" and self.command == "POST":
            self.handle_query(urllib.parse.parse_qs(self.read_body().decode())["query"][0])
        elif path == "/update" and self.command == "POST":
            self.handle_update(self.read_body().decode())
        else:
            self.read_body()
            self.answer(404 if self.command != "HEAD" else 200)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = handle_any

    def handle_graph(self):
        graph = self.graph()
        if self.command in ("PUT", "POST"):
            self.store(graph, self.read_body(), self.command == "PUT")
            if "reset-after" in MODES and STATE["writes"] >= 2 and not STATE["broken"]:
                STATE["broken"] = True
                self.reset()
                return
            self.answer(201)
        elif self.command == "DELETE":
            with LOCK:
                known = GRAPHS.pop(graph, None) is not None
            self.answer(204 if known else 404)
        else:
            lines = GRAPHS.get(graph)
            body = "".join(line + "\n" for line in sorted(lines or ())).encode()
            self.answer(404 if lines is None else 200, body, "application/n-triples")

    def handle_query(self, text):
        graph = re.search(r"GRAPH <([^>]*)>", text)
        lines = GRAPHS.get(graph.group(1) if graph else "", set())
        if "CONSTRUCT" in text:
            self.answer(200, "".join(line + "\n" for line in sorted(lines)).encode(), "application/n-triples")
        elif "bad-count" in MODES:
            self.answer(200, b"<html>\x1b[31mred\x1b[0m \x00\xff\xfe 42 apples " + b"and more " * 1000, "text/html")
        else:
            n = {"type": "literal", "value": str(len(lines)), "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
            self.answer(200, json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [{"n": n}]}}).encode(),
                        "application/sparql-results+json")

    def handle_update(self, text):
        name = r"(?:GRAPH <([^>]*)>|DEFAULT)"
        data = re.search(rf"INSERT DATA \{{ ?(?:GRAPH <([^>]*)> \{{)?\n(.*?)\}}[ }}]*$", text, re.S)
        for operation in re.finditer(rf"DROP (?:SILENT )?{name}", text.split("INSERT")[0]):
            GRAPHS.pop(operation.group(1) or "", None)
        if data:
            self.store(data.group(1) or "", data.group(2).encode(), False)
        copy = re.search(rf"INSERT \{{ {name}? ?.*?WHERE \{{ GRAPH <([^>]*)>", text)
        if copy:
            GRAPHS[copy.group(1) or ""] = GRAPHS.pop(copy.group(2), set())
        self.answer(204)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def serve(name):
    server = Server(("127.0.0.1", 0), Handler)
    if "tls" in MODES:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(DIRECTORY / "cert.pem", DIRECTORY / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (DIRECTORY / (name + ".new")).write_text(str(server.server_address[1]))
    os.rename(DIRECTORY / (name + ".new"), DIRECTORY / name)


if "elsewhere" in MODES:
    serve("port2")
serve("port")
time.sleep(LIFETIME)
