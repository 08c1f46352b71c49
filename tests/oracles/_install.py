"""What outside oracles need of PyPI, npm and Maven Central: one virtual environment (build/venv), one directory of npm
packages (build/npm), for all oracles. What is missing is installed, by one oracle at a time: they run side by side.

From a shell: _install.py npm NAME@VERSION... exits with 1 and says why when that cannot be done.
"""
import contextlib
import fcntl
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = ROOT / "build/venv"
NPM = ROOT / "build/npm"
SECONDS = 1500


@contextlib.contextmanager
def alone():
    (ROOT / "build").mkdir(exist_ok=True)
    with open(ROOT / "build/install.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def call(*command, cwd=None):
    """None, or why the command failed."""
    try:
        made = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if made.returncode == 0 else ((made.stderr or made.stdout).strip().splitlines() or ["?"])[-1]


def missing(directory, packages):
    return [p for p in packages if not (directory / "ready" / p.replace("/", "_")).exists()]


def done(directory, packages):
    (directory / "ready").mkdir(exist_ok=True)
    for package in packages:
        (directory / "ready" / package.replace("/", "_")).touch()


def python(*packages):
    """NAME==VERSION... into build/venv. None, or why that cannot be done."""
    with alone():
        wanted = missing(VENV, packages)
        if not wanted:
            return None
        problem = None if (VENV / "bin/pip").exists() else call("/usr/bin/python3", "-m", "venv", VENV)
        problem = problem or call(VENV / "bin/pip", "install", "-q", *wanted)
        if not problem:
            done(VENV, wanted)
        return problem


def use_python(*packages):
    """Go on under the Python of build/venv, with these packages. The reason when that cannot be done."""
    problem = python(*packages)
    if not problem and pathlib.Path(sys.prefix) != VENV:
        os.execv(VENV / "bin/python", [str(VENV / "bin/python"), *sys.argv])
    return problem


def npm(*packages):
    """NAME@VERSION... into build/npm/node_modules. None, or why that cannot be done."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "there is no Node (nodejs, npm)"
    with alone():
        wanted = missing(NPM, packages)
        if not wanted:
            return None
        NPM.mkdir(parents=True, exist_ok=True)
        if not (NPM / "package.json").exists():
            (NPM / "package.json").write_text("{}")
        problem = call("npm", "install", "--silent", "--no-audit", "--no-fund", *wanted, cwd=NPM)
        if not problem:
            done(NPM, wanted)
        return problem


def java(sources, out):
    """The packages of sources/pom.xml, and the programs beside it compiled into the directory `out`: the class path, and
    None; or None, and why that cannot be done."""
    if not all(shutil.which(p) for p in ("mvn", "javac", "java")):
        return None, "there is no Maven, or no Java development kit"
    path, programs = out / "classpath.txt", sorted(sources.glob("*.java"))
    stamp = max(p.stat().st_mtime for p in (*programs, sources / "pom.xml"))
    with alone():
        if not path.exists() or path.stat().st_mtime < stamp:
            out.mkdir(parents=True, exist_ok=True)
            found = out / "found.txt"
            problem = call("mvn", "-q", "-B", "-f", sources / "pom.xml", "dependency:build-classpath", f"-Dmdep.outputFile={found}")
            problem = problem or call("javac", "-cp", found.read_text().strip(), "-d", out, *programs)
            if problem:
                return None, problem
            found.rename(path)
    return f"{out}:{path.read_text().strip()}", None


if __name__ == "__main__":
    said = npm(*sys.argv[2:]) if sys.argv[1:2] == ["npm"] else "usage: _install.py npm NAME@VERSION..."
    if said:
        print(said)
    sys.exit(1 if said else 0)
