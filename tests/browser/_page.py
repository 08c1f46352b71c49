"""The page as a test sees it, the checks that there are, and graphs that a test makes by hand."""
import json
import os
import pathlib
import subprocess
import tempfile
import time

from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
SHOTS = os.environ.get("SCREENSHOTS")  # a directory, to look at what the tests saw
WORK = pathlib.Path(tempfile.mkdtemp(prefix="briefgraph-page-"))


def run(*arguments):
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, cwd=ROOT)


class Page:
    def __init__(self, browser, path):
        self.browser, self.driver, self.path = browser, browser.driver, path

    def open(self, fragment=""):
        self.driver.get("about:blank")
        self.driver.get(f"file://{self.path}{fragment}")
        return self

    def js(self, code, *arguments):
        return self.driver.execute_script(code, *arguments)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.one(selector).text

    def count(self, selector):
        return self.js("return document.querySelectorAll(arguments[0]).length", selector)

    def click(self, selector):
        self.js("const e = document.querySelector(arguments[0]); e.scrollIntoView({block: 'center'});"
                "e.dispatchEvent(new MouseEvent('click', {bubbles: true}))", selector)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def wait(self, code):
        for _ in range(200):
            if self.js(code):
                return
            time.sleep(0.02)
        raise AssertionError(f"never came true: {code}")

    def shows(self, name):
        return self.js("return [...document.querySelectorAll('.view')].filter(v => !v.hidden).map(v => v.id).join()") == name

    def hash(self):
        return self.js("return location.hash")

    def data(self):
        return json.loads(self.js("return document.getElementById('data').textContent"))

    def shot(self, name):
        if SHOTS:
            self.driver.save_screenshot(os.path.join(SHOTS, f"{self.browser.name}-{name}.png"))


class Skip(Exception):
    pass


CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def equal(found, wanted):
    assert found == wanted, f"{found!r} is not {wanted!r}"


# ---- axe-core ----

def axe_source():
    """axe-core's source, installed once outside the repository's files."""
    cache = ROOT / "build/axe"
    file = cache / "package/axe.min.js"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        try:
            packed = subprocess.run(["npm", "pack", "--silent", "axe-core@4.10.3"], cwd=cache, capture_output=True, text=True, timeout=120)
            if packed.returncode == 0:
                subprocess.run(["tar", "-xzf", packed.stdout.split()[-1]], cwd=cache, check=True)
        except (OSError, subprocess.SubprocessError):
            return None
    return file.read_text() if file.exists() else None


def violations(page, parts=None, contrast=True):
    """What axe-core finds in what the page shows now: in all of it, or in {"include": [...], "exclude": [...]}. Looking at contrast
    takes four fifths of the time."""
    script = axe_source()
    if not script:
        raise Skip("axe-core is not to be had from npm")
    if not page.js("return typeof axe === 'object'"):
        page.js(script + "; window.axe = axe;")
    page.driver.set_script_timeout(180)  # a busy machine takes its time
    return page.driver.execute_async_script("""
      const [parts, contrast, done] = arguments;
      axe.run(parts || document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                                   rules: {'color-contrast': {enabled: contrast}}})
        .then(r => done(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])), e => done([String(e)]));""", parts, contrast)


# ---- graphs ----

NS, RDF, SKOS = "https://w3id.org/briefgraph/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2004/02/skos/core#"


def claim_lines(number, subject, object_, sign=1):
    relation = "supports" if sign > 0 else "opposes"
    c = f"<http://x.example/c{number}>"
    return "".join(f"{c} <{p}> {o} .\n" for p, o in (
        (RDF + "type", f"<{NS}Claim>"), (RDF + "subject", f"<http://x.example/{subject}>"), (RDF + "predicate", f"<{NS}{relation}>"),
        (RDF + "object", f"<http://x.example/{object_}>"), (NS + "modality", f"<{NS}asserted>"), (NS + "polarity", f"<{NS}affirmed>"),
        (NS + "signValue", f'"{sign}"^^<http://www.w3.org/2001/XMLSchema#integer>')))


def actor_lines(number, label):
    return f"<http://x.example/a{number}> <{RDF}type> <{NS}State> .\n<http://x.example/a{number}> <{SKOS}prefLabel> {json.dumps(label, ensure_ascii=False)} .\n"


def made(name, lines):
    """The page of a graph, made once for all browsers."""
    graph, page = WORK / f"{name}.nt", WORK / f"{name}.html"
    if not page.exists():
        graph.write_text(lines)
        run("report", "-q", graph, "-o", page)
    return page
