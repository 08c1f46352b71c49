"""Nothing in the data drives a terminal: every command runs on a pseudo-terminal with names, quotes, file names, options and
broken input full of escape sequences, and what arrives there holds no control character but line ends and tabs. Files and
pipes get the data as they are.
"""
import csv
import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.path.abspath(os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph")))
EVIL = "\x1b]0;owned\x07\x1b[31mred\x1b[2J\x9b5n\x90q\x9c\x08\x7f\u202edrawkcab\r"
passed = failed = 0


def expect(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"  FAILED {what}: {detail!r}"[:700])


def on_terminal(arguments, directory):
    """What a terminal gets, standard output and errors together, and the exit code."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(directory)
        os.environ.update(TERM="xterm-256color", COLUMNS="100")
        try:
            os.execv(PROGRAM, [PROGRAM, *arguments])
        finally:
            os._exit(127)
    out = b""
    while select.select([fd], [], [], 60)[0]:
        try:
            piece = os.read(fd, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.close(fd)
    return out, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def is_harmless(raw):
    text = raw.decode("utf-8", "surrogateescape")
    if any(0xDC80 <= ord(c) <= 0xDCFF for c in text) and b"%PDF" not in raw:
        return False
    text = re.sub("\r[0-9]+ [a-z]+\r\x1b\\[K", "", text).replace("\r\n", "\n")  # our own line of progress
    return not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def write_data(directory):
    os.makedirs(directory)
    quote = f"Ruritania {EVIL} supplies Freedonia with tea"
    with open(f"{directory}/brief.md", "w", encoding="utf-8", newline="") as file:
        file.write("---\ntitle: Tea\n---\n\n# Tea\n\nRuritania \x1b[31m supplies Freedonia with tea. Ruritania should help Freedonia.\n")
    with open(f"{directory}/entities.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "type", "label", "aliases", "description"])
        rows.writerow(["rur", "State", f"Ruritania {EVIL}", f"R {EVIL}", EVIL])
        rows.writerow(["fre", "State", f"Freedonia {EVIL}", "", EVIL])
    with open(f"{directory}/claims.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "subject", "relation", "object", "modality", "polarity", "voice", "quote", "note"])
        rows.writerow(["c1", "rur", "supplies", "fre", "asserted", "affirmed", f"(someone {EVIL})", "supplies Freedonia with tea", EVIL])
    return quote


def escaped(text):
    return "".join(c if " " < c < "\x7f" and c not in '"\\' else f"\\u{ord(c):04X}" for c in text)


def write_graph(path):
    ns, bg = "http://example.org/", "https://w3id.org/briefgraph/ns#"
    lines = []
    for name in ("a", "b", "c"):
        lines.append(f'<{ns}{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{bg}State> .')
        for p in ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://purl.org/dc/terms/identifier", bg + "confidence"):
            lines.append(f'<{ns}{name}> <{p}> "{name}{escaped(EVIL)}" .')
    for i, (s, o) in enumerate((("a", "b"), ("b", "c"), ("c", "a"))):
        c = f"{ns}claim{i}"
        rows = [("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"<{bg}Claim>"), ("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject", f"<{ns}{s}>"),
                ("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate", f"<{bg}{'opposes' if i else 'supports'}>"), ("http://www.w3.org/1999/02/22-rdf-syntax-ns#object", f"<{ns}{o}>"),
                (bg + "modality", f"<{bg}asserted>"), (bg + "polarity", f"<{bg}affirmed>"), (bg + "voiceLabel", f'"{escaped(EVIL)}"'), ("http://purl.org/dc/terms/identifier", f'"{escaped(EVIL)}{i}"')]
        lines += [f"<{c}> <{p}> {o} ." for p, o in rows]
    pathlib.Path(path).write_text("\n".join(lines) + "\n")


def main():
    listed = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout
    commands = re.findall(r"^  ([a-z]+) +\S", listed, re.M)
    expect("commands are listed", len(commands) >= 9, listed)
    with tempfile.TemporaryDirectory() as work:
        write_data(f"{work}/data")
        write_graph(f"{work}/graph.nt")
        evil_name = "na\x1b[31mme\x07.nt"
        pathlib.Path(work, evil_name).write_bytes(b'<http://x/s> <http://x/p> "ok" .\n<http://x/s> \x1b[31m\x9b\x07 bad .\n')
        pathlib.Path(work, "broken.csv").write_bytes(b'id,type,label\nx,St\x1b[31mate,"a\n')
        pathlib.Path(work, "raw.ttl").write_bytes('@prefix x: <http://x/> . x:a x:b "\u009b31m \\u001B[31m" ; x:c "\x1b[0m .\n'.encode())
        pathlib.Path(work, "text.md").write_text(f"Ruritania {EVIL} attacked Freedonia on Monday. Officials \x1b[31m said Pakistan should support India.\n")
        cases = [
            ["build", "data", "-o", "out", "-v", "--no-pictures"],
            ["build", "data", "-o", "o\x1b[31mut", "--no-pictures"],
            ["build", "no\x1b[31mne"],
            ["build", "data", "--theme", "\x1b[31m"],
            ["build", "data", "--export", "\x1b[31m"],
            ["extract", "text.md", "--format", "text"],
            ["extract", "text.md", "--format", "text", "--explain"],
            ["extract", "text.md", "--format", "jsonl"],
            ["extract", "text.md", "--format", "nq"],
            ["extract", "text.md", "--format", "conllu"],
            ["check", "graph.nt"],
            *[["check", "graph.nt", "--format", f] for f in ("csv", "json", "turtle")],
            *[["convert", "graph.nt", "--to", f] for f in ("nt", "nq", "ttl", "trig", "rdfxml")],
            ["convert", "raw.ttl"],
            *[["analyze", "graph.nt", "--format", f] for f in ("table", "csv", "json", "turtle")],
            *[["export", "graph.nt", "--format", f] for f in ("graphml", "graphml-yed", "gexf", "gexf-1.2", "cyjs", "cx2", "pajek", "ftm")],
            ["export", "graph.nt", "--format", "\x1b[31m"],
            ["draw", "graph.nt", "--format", "svg"],
            ["draw", "graph.nt", "--format", "dot"],
            ["draw", "graph.nt", "--view", "ego", "--center", "a\x1b[31m", "-o", "x.svg"],
            ["compare", "graph.nt", "out/data.nq"],
            ["eval", "--gold", "data", "data", "--errors"],
            ["\x1b[31m"],
            ["help", "\x1b[31m"],
        ]
        for command in commands:
            cases += [[command, "graph.nt"], [command, evil_name], [command, "no\x1b[31mne"], [command, "--\x1b[31m"], [command, "graph.nt", "raw.ttl"], [command, "broken.csv"]]
        for case in cases:
            out, code = on_terminal(case, work)
            expect(f"{case} ends", code in (0, 1, 2, 3), (code, out[-300:]))
            expect(f"{case} says something harmless", is_harmless(out), out)
        shown, _ = on_terminal(["analyze", "graph.nt"], work)
        expect("labels are still readable", b"a ]0;owned" in shown, shown)
        shown, _ = on_terminal(["analyze", "graph.nt", "--format", "csv"], work)
        expect("on a terminal escapes are written out", b"\\x1B]0;owned\\x07" in shown, shown)
        piped = subprocess.run([PROGRAM, "analyze", "graph.nt", "--format", "csv"], cwd=work, capture_output=True).stdout
        expect("a pipe gets data as they are", EVIL.encode() in piped, piped)
        subprocess.run([PROGRAM, "analyze", "graph.nt", "--format", "csv", "-o", "m.csv"], cwd=work, check=True)
        expect("a file gets data as they are", pathlib.Path(work, "m.csv").read_bytes() == piped)
    print(f"terminal: {passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


sys.exit(main())
