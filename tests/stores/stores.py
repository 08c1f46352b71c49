#!/usr/bin/python3
"""Real triple stores for tests: started on loopback, with a directory and ports of their own, and stopped afterwards.

As a module (add tests/stores to sys.path):

    import stores
    stores.NAMES                          # ("virtuoso", "fuseki", "oxigraph", "rdf4j", "blazegraph")
    stores.missing("fuseki")              # None, or why it cannot run here, in words
    with stores.run("fuseki") as store:   # a fresh, empty store in a temporary directory; removed at the end
        store.query(text)                 # SPARQL query -> parsed SPARQL JSON results
        store.update(text)                # SPARQL Update
        store.load(nquads_path)           # add a file of N-Quads with the store's own means, quickly
        store.url                         # what `briefgraph push --store URL --preset NAME` takes
        store.query_url                   # SPARQL endpoint; store.user and store.password where it wants them (else None)
        store.restart(); store.kill()     # stop in order and start again; SIGKILL (then store.start())

From a shell:

    stores.py install [NAME...]           # put what is missing into build/stores (Maven Central) and build/venv (PyPI)
    stores.py missing NAME                # exit code 1, and why, when it cannot run here
    stores.py start NAME DIRECTORY        # prints NAME=value lines: STORE_URL QUERY_URL UPDATE_URL STORE_USER STORE_PASSWORD
    stores.py stop DIRECTORY              # in order; the directory stays, and `start` finds the data again

A store that wants a password has it in store.password: Virtuoso (digest), Fuseki (basic; run("fuseki", auth="digest")), RDF4J
Server (basic, by Jetty).
Oxigraph and Blazegraph know no passwords.
"""
import argparse
import base64
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/oracles"))
import _install  # noqa: E402

PROGRAMS = ROOT / "build/stores"
OXIGRAPH = ROOT / "build/venv/bin/oxigraph"
OXIGRAPH_VERSION = "0.5.13"
FUSEKI = PROGRAMS / "jena-fuseki-server-4.10.0.jar"
BLAZEGRAPH = PROGRAMS / "blazegraph-jar-2.1.4.jar"
RDF4J = PROGRAMS / "rdf4j"  # classes of our launcher, and the class path
ARTIFACTS = {FUSEKI: "org.apache.jena:jena-fuseki-server:4.10.0", BLAZEGRAPH: "com.blazegraph:blazegraph-jar:2.1.4"}
JENA = PROGRAMS / "apache-jena-4.10.0"  # its loaders; for tests of bulk files only
START_SECONDS = 300  # recovery after a kill, on a busy machine
PASSWORD = "sesame-7f"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Store:
    """What all have in common. A subclass says how to start the process and where its endpoints are."""
    name = None
    user = None
    password = None
    java = False

    def __init__(self, directory, **options):
        self.directory = pathlib.Path(directory).resolve()
        self.directory.mkdir(parents=True, exist_ok=True)
        self.options = options
        self.process = None
        ports = self.directory / "ports.json"
        if not ports.exists():
            ports.write_text(json.dumps([free_port(), free_port()]))
        self.port, self.port2 = json.loads(ports.read_text())
        self.base = f"http://127.0.0.1:{self.port}"
        self.prepare()

    def prepare(self):
        pass

    def command(self):
        raise NotImplementedError

    def first_start(self):
        pass

    # ---- life

    def start(self):
        log = open(self.directory / "server.log", "ab")
        self.process = subprocess.Popen(self.command(), cwd=self.directory, stdout=log, stderr=log,
                                        stdin=subprocess.DEVNULL, start_new_session=True)
        log.close()
        (self.directory / "pid").write_text(str(self.process.pid))
        (self.directory / "name").write_text(self.name)
        self.wait()
        if not (self.directory / "started").exists():
            self.first_start()
            (self.directory / "started").touch()
        return self

    def wait(self):
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                self.http("GET", self.query_url + "?query=" + urllib.parse.quote("ASK {}"), timeout=5)
                return
            except urllib.error.HTTPError as e:
                if e.code == 401:  # up, but its password is not set yet
                    return
                time.sleep(0.1)
            except OSError:
                time.sleep(0.1)
        tail = (self.directory / "server.log").read_text(errors="replace")[-2000:]
        self.kill()
        raise RuntimeError(f"{self.name} did not start: {tail}")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process = None

    def kill(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def restart(self):
        self.stop()
        return self.start()

    # ---- talk

    def http(self, method, url, body=None, content_type=None, accept=None, timeout=120):
        request = urllib.request.Request(url, data=body, method=method)
        if content_type:
            request.add_header("Content-Type", content_type)
        if accept:
            request.add_header("Accept", accept)
        handlers = [urllib.request.ProxyHandler({})]
        if self.user:
            if self.options.get("auth", self.auth) == "digest":
                passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
                passwords.add_password(None, url, self.user, self.password)
                handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
            else:
                word = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
                request.add_header("Authorization", "Basic " + word)
        with urllib.request.build_opener(*handlers).open(request, timeout=timeout) as answer:
            return answer.read()

    def query(self, text, timeout=120):
        body = urllib.parse.urlencode({"query": text}).encode()
        return json.loads(self.http("POST", self.query_url, body, "application/x-www-form-urlencoded",
                                    "application/sparql-results+json", timeout))

    def update(self, text, timeout=120):
        body = urllib.parse.urlencode({"update": text}).encode()
        self.http("POST", self.update_url, body, "application/x-www-form-urlencoded", timeout=timeout)

    def counts(self):
        """Number of triples in each named graph, by its IRI."""
        rows = self.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")["results"]["bindings"]
        return {row["g"]["value"]: int(row["n"]["value"]) for row in rows if "g" in row}

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


class Virtuoso(Store):
    name, user, auth = "virtuoso", "dba", "digest"
    password = "dba"  # until first_start has set ours

    @staticmethod
    def missing():
        return None if shutil.which("virtuoso-t") else "Debian's virtuoso-opensource is not installed"

    def prepare(self):
        self.query_url = self.base + "/sparql"
        self.update_url = self.base + "/sparql-auth"
        self.graph_url = self.base + "/sparql-graph-crud-auth"
        self.url = self.base
        if (self.directory / "started").exists():
            self.password = PASSWORD
        (self.directory / "virtuoso.ini").write_text(f"""[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{self.port2}
DirsAllowed = /
NumberOfBuffers = 60000
MaxDirtyBuffers = 45000
CheckpointInterval = 60
ServerThreads = 20
[HTTPServer]
ServerPort = 127.0.0.1:{self.port}
ServerThreads = 10
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 2000000
MaxQueryExecutionTime = 300
""")

    def command(self):
        # A killed server leaves its lock behind.
        (self.directory / "virtuoso.lck").unlink(missing_ok=True)
        return ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]

    def sql(self, text, timeout=300):
        done = subprocess.run(["isql-vt", f"127.0.0.1:{self.port2}", "dba", self.password, "VERBOSE=OFF", f"exec={text}"],
                              capture_output=True, text=True, timeout=timeout)
        if done.returncode != 0 or "*** Error" in done.stdout + done.stderr:
            raise RuntimeError((done.stdout + done.stderr).strip())
        return done.stdout

    def first_start(self):
        self.sql(f"user_set_password('dba', '{PASSWORD}')")
        self.password = PASSWORD

    def load(self, path):
        path = pathlib.Path(path).resolve()
        self.sql(f"ld_dir('{path.parent}', '{path.name}', 'urn:x-default:'); rdf_loader_run(); checkpoint;")


class Fuseki(Store):
    name, user, password, auth, java = "fuseki", "writer", PASSWORD, "basic", True

    @staticmethod
    def missing():
        if not FUSEKI.exists():
            return "jena-fuseki-server is not there (stores.py install fuseki)"
        return None if shutil.which("java") else "java is not installed"

    def prepare(self):
        self.url = self.base + "/ds"
        self.query_url, self.update_url, self.graph_url = self.url + "/query", self.url + "/update", self.url + "/data"
        (self.directory / "db").mkdir(exist_ok=True)
        (self.directory / "passwords").write_text(f"{self.user}: {self.password}\n")

    def command(self):
        (self.directory / "db/tdb.lock").unlink(missing_ok=True)
        return ["java", "-Xmx2g", "-jar", FUSEKI, "--localhost", f"--port={self.port}", "--passwd=passwords",
                "--auth=" + self.options.get("auth", self.auth), "--update", "--tdb2", "--loc=db", "/ds"]

    def load(self, path):
        self.http("POST", self.url, pathlib.Path(path).read_bytes(), "application/n-quads", timeout=300)


class Oxigraph(Store):
    name = "oxigraph"

    @staticmethod
    def missing():
        return None if OXIGRAPH.exists() else "oxigraph is not there (stores.py install oxigraph)"

    def prepare(self):
        self.url = self.base
        self.query_url, self.update_url, self.graph_url = self.base + "/query", self.base + "/update", self.base + "/store"

    def command(self):
        return [OXIGRAPH, "serve", "--location", "db", "--bind", f"127.0.0.1:{self.port}"]

    def load(self, path):
        self.http("POST", self.base + "/store", pathlib.Path(path).read_bytes(), "application/n-quads", timeout=300)


class Rdf4j(Store):
    """RDF4J Server: GraphDB speaks the same REST interface."""
    name, user, password, auth, java = "rdf4j", "writer", PASSWORD, "basic", True

    @staticmethod
    def missing():
        if not (RDF4J / "classpath.txt").exists():
            return "RDF4J Server is not there (stores.py install rdf4j)"
        return None if shutil.which("java") else "java is not installed"

    def prepare(self):
        self.url = self.query_url = self.base + "/rdf4j-server/repositories/briefgraph"
        self.update_url = self.url + "/statements"
        self.graph_url = self.url + "/rdf-graphs/service"

    def command(self):
        path = f"{RDF4J}:{ROOT / 'tests/stores/rdf4j'}:{(RDF4J / 'classpath.txt').read_text().strip()}"
        return ["java", "-Xmx2g", "-cp", path, "Server", str(self.port), "data", "briefgraph", self.user, self.password]

    def load(self, path):
        self.http("POST", self.update_url, pathlib.Path(path).read_bytes(), "application/n-quads", timeout=300)


class Blazegraph(Store):
    name, java = "blazegraph", True

    @staticmethod
    def missing():
        if not BLAZEGRAPH.exists():
            return "the jar of blazegraph is not there (stores.py install blazegraph)"
        return None if shutil.which("java") else "java is not installed"

    def prepare(self):
        self.url = self.base + "/blazegraph"
        self.query_url = self.update_url = self.url + "/sparql"
        self.graph_url = None
        # On Java 9 and later it looks for its own resources among those of Java itself: give it a copy there.
        if not (self.directory / "resources").exists():
            with zipfile.ZipFile(BLAZEGRAPH) as jar:
                jar.extractall(self.directory / "resources",
                               [n for n in jar.namelist() if n.startswith("war/") or n in ("jetty.xml", "RWStore.properties")])
        (self.directory / "store.properties").write_text("""\
com.bigdata.journal.AbstractJournal.file=blazegraph.jnl
com.bigdata.journal.AbstractJournal.bufferMode=DiskRW
com.bigdata.rdf.store.AbstractTripleStore.quads=true
com.bigdata.rdf.store.AbstractTripleStore.statementIdentifiers=false
com.bigdata.rdf.store.AbstractTripleStore.textIndex=false
com.bigdata.rdf.store.AbstractTripleStore.axiomsClass=com.bigdata.rdf.axioms.NoAxioms
com.bigdata.rdf.sail.truthMaintenance=false
""")

    def command(self):
        return ["java", "-Xmx2g", "--patch-module", f"java.base={self.directory}/resources", "-Djetty.host=127.0.0.1",
                f"-Djetty.port={self.port}", "-Dbigdata.propertyFile=store.properties", "-jar", BLAZEGRAPH]

    def load(self, path):
        # It reads N-Quads as ASCII: what is beyond becomes U+FFFD, byte by byte, unless it is escaped.
        text = pathlib.Path(path).read_text(encoding="utf-8")
        body = re.sub(r"[^\x00-\x7f]", lambda c: "\\U%08X" % ord(c[0]), text).encode("ascii")
        self.http("POST", self.query_url, body, "text/x-nquads", timeout=300)


CLASSES = {c.name: c for c in (Virtuoso, Fuseki, Oxigraph, Rdf4j, Blazegraph)}
NAMES = tuple(CLASSES)


def missing(name):
    return CLASSES[name].missing()


@contextlib.contextmanager
def run(name, **options):
    with tempfile.TemporaryDirectory(prefix=f"briefgraph-{name}-", ignore_cleanup_errors=True) as directory:
        store = CLASSES[name](directory, **options)
        try:
            yield store.start()
        finally:
            store.stop()


# ---- installing

def call(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=900)
    if done.returncode != 0:
        raise RuntimeError(((done.stderr or done.stdout).strip().splitlines() or ["failed"])[-1])


def install(name):
    """Fetch what is missing. Debian's packages are the business of .ci/packages stores."""
    PROGRAMS.mkdir(parents=True, exist_ok=True)
    if name == "oxigraph" and not OXIGRAPH.exists():
        problem = _install.python("oxigraph==" + OXIGRAPH_VERSION)
        if problem:
            raise RuntimeError(problem)
    for jar, artifact in ARTIFACTS.items():
        if name in jar.name and not jar.exists():
            call("mvn", "-q", "-B", "dependency:copy", "-Dartifact=" + artifact, f"-DoutputDirectory={PROGRAMS}")
    if name == "fuseki" and not JENA.exists():
        call("mvn", "-q", "-B", "dependency:copy", "-Dartifact=org.apache.jena:apache-jena:4.10.0:tar.gz",
             f"-DoutputDirectory={PROGRAMS}")
        call("tar", "-xzf", f"{JENA}.tar.gz", "-C", PROGRAMS)
        os.remove(f"{JENA}.tar.gz")
    if name == "rdf4j":  # the server comes as Java packages, of which a small launcher of ours makes a server
        problem = _install.java(ROOT / "tests/stores/rdf4j", RDF4J)[1]
        if problem:
            raise RuntimeError(problem)
    why = missing(name)
    if why:
        raise RuntimeError(why)


def running(directory):
    """The store that `stores.py start` left running in this directory."""
    directory = pathlib.Path(directory)
    return (directory / "name").read_text(), int((directory / "pid").read_text())


def stop_pid(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        for _ in range(600):
            time.sleep(0.1)
            os.kill(pid, 0)
        os.kill(pid, signal.SIGKILL)


def main():
    parser = argparse.ArgumentParser(description="Triple stores for tests.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("install").add_argument("names", nargs="*")
    commands.add_parser("missing").add_argument("name", choices=NAMES)
    start = commands.add_parser("start")
    start.add_argument("name", choices=NAMES)
    start.add_argument("directory")
    commands.add_parser("stop").add_argument("directory")
    arguments = parser.parse_args()
    if arguments.command == "install":
        failed = 0
        for name in arguments.names or NAMES:
            try:
                install(name)
                print(f"{name}: installed")
            except (RuntimeError, subprocess.TimeoutExpired, OSError) as e:
                print(f"{name}: cannot be installed: {e}")
                failed = 1
        return failed
    if arguments.command == "missing":
        why = missing(arguments.name)
        if why:
            print(why)
        return 1 if why else 0
    if arguments.command == "start":
        store = CLASSES[arguments.name](arguments.directory).start()
        for key, value in (("STORE_URL", store.url), ("QUERY_URL", store.query_url), ("UPDATE_URL", store.update_url),
                           ("STORE_USER", store.user or ""), ("STORE_PASSWORD", store.password or "")):
            print(f"{key}={value}")
        return 0
    stop_pid(running(arguments.directory)[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
