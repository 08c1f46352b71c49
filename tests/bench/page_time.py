"""Called by page.sh: makes a graph of a given size (seeded), its page, and times what a person does with it."""
import os
import pathlib
import random
import statistics
import subprocess
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ACTORS, CLAIMS, ROUNDS = 2000, 20000, 7
PROGRAM = os.environ.get("BRIEFGRAPH", "build/briefgraph")
NS, RDF, SKOS = "https://w3id.org/briefgraph/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2004/02/skos/core#"
OA, DCTERMS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/"
TYPES = ("State", "Person", "Organization", "ArmedGroup", "GovernmentBody")
RELATIONS = (("supports", 1), ("opposes", -1), ("meets", 1), ("supplies", 1))


def lines(subject, pairs):
    return "".join(f"<{subject}> <{p}> {o} .\n" for p, o in pairs)


def graph(file):
    rng = random.Random(1)
    brief = "http://x.example/brief"
    file.write(lines(brief, ((RDF + "type", f"<{NS}PolicyBrief>"), (DCTERMS + "title", '"Large"'), (NS + "sha256", f'"{"0" * 64}"'))))
    for i in range(ACTORS):
        file.write(lines(f"http://x.example/entity/a{i}", ((RDF + "type", f"<{NS}{rng.choice(TYPES)}>"), (DCTERMS + "identifier", f'"a{i}"'),
                                                           (SKOS + "prefLabel", f'"Actor number {i} of the graph"'))))
    for k in range(CLAIMS):
        subject, object_ = min(int(rng.paretovariate(0.7)), ACTORS) - 1, rng.randrange(ACTORS)
        relation, sign = rng.choice(RELATIONS)
        passage = f"{brief}#char={k * 50},{k * 50 + 40}"
        file.write(lines(f"{brief}/claim/{k}", (
            (RDF + "type", f"<{NS}Claim>"), (DCTERMS + "identifier", f'"c{k}"'), (RDF + "subject", f"<http://x.example/entity/a{subject}>"),
            (RDF + "predicate", f"<{NS}{relation}>"), (RDF + "object", f"<http://x.example/entity/a{object_}>"),
            (NS + "modality", f"<{NS}{rng.choice(('asserted', 'recommended', 'possible', 'implied'))}>"), (NS + "polarity", f"<{NS}affirmed>"),
            (NS + "signValue", f'"{sign}"^^<http://www.w3.org/2001/XMLSchema#integer>'), (NS + "evidence", f"<{passage}>"))))
        file.write(lines(passage, ((OA + "hasSource", f"<{brief}>"), (NS + "locator", f'"Para {k // 10}"'), (OA + "hasSelector", f"<{passage}q>"))))
        file.write(lines(f"{passage}q", ((OA + "exact", f'"passage {k} with words in it"'), (OA + "start", f'"{k * 50}"'), (OA + "end", f'"{k * 50 + 40}"'))))


def browser(work):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                     "--window-size=1400,1000", f"--user-data-dir={work}/profile"):
        options.add_argument(argument)
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


TIMED = """const start = performance.now(); %s; return performance.now() - start;"""
FILTER = "const b = document.querySelector('#filter-form input'); b.checked = !b.checked; b.dispatchEvent(new Event('change', {bubbles: true}))"
SEARCH = "const s = document.getElementById('search'); s.value = 'passage 12'; s.dispatchEvent(new Event('input', {bubbles: true}))"
SELECT = "document.querySelector('#view-actors .node').dispatchEvent(new MouseEvent('click', {bubbles: true}))"


def main():
    with tempfile.TemporaryDirectory() as work:
        source, page = pathlib.Path(work) / "large.nt", pathlib.Path(work) / "large.html"
        with open(source, "w") as file:
            graph(file)
        start = time.monotonic()
        subprocess.run([PROGRAM, "report", "-q", source, "-o", page], check=True)
        print(f"{ACTORS} actors, {CLAIMS} claims: made in {time.monotonic() - start:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
        driver = browser(work)
        found = {"first paint": [], "filter": [], "search": [], "select": []}
        for _ in range(ROUNDS):
            driver.get("about:blank")
            driver.get(f"file://{page}")
            found["first paint"].append(driver.execute_script("return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            for name, code in (("filter", FILTER), ("search", SEARCH), ("select", SELECT)):
                found[name].append(driver.execute_script(TIMED % code))
        driver.quit()
        for name, times in found.items():
            print(f"{name:12} {statistics.median(times):7.0f} ms (median of {ROUNDS}, {min(times):.0f} to {max(times):.0f})")


main()
