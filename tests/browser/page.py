"""The page in headless Chromium, driven by Selenium: each path clicked through, by mouse and by keyboard; dark, print, narrow;
hostile names; the console and the Content-Security-Policy stay silent; axe-core, where it can be had, finds no violation.

Needs Debian's chromium, chromium-driver and python3-selenium. Prints "page.py: N passed, N failed, N skipped".
"""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
SHOTS = os.environ.get("SCREENSHOTS")  # a directory, to look at what the tests saw

try:
    from selenium import webdriver
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    print("skipped: python3-selenium is not installed")
    print("page.py: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
if not (os.path.exists(CHROMIUM) and os.path.exists(DRIVER)):
    print("skipped: chromium or chromium-driver is not installed")
    print("page.py: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)

WORK = pathlib.Path(tempfile.mkdtemp(prefix="briefgraph-page-"))


def run(*arguments):
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, cwd=ROOT)


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                     "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
                     "--window-size=1400,1000", f"--user-data-dir={WORK / 'profile'}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    try:
        from selenium.webdriver.chrome.service import Service
        return webdriver.Chrome(service=Service(DRIVER), options=options)
    except TypeError:
        return webdriver.Chrome(executable_path=DRIVER, options=options)


class Page:
    def __init__(self, driver, path):
        self.driver, self.path = driver, path

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

    def hash(self):
        return self.js("return location.hash")

    def data(self):
        return json.loads(self.js("return document.getElementById('data').textContent"))

    def quiet(self):
        """What the console said since the last call: errors, warnings, reports of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def shot(self, name):
        if SHOTS:
            self.driver.save_screenshot(os.path.join(SHOTS, name + ".png"))


CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def equal(found, wanted):
    assert found == wanted, f"{found!r} is not {wanted!r}"


# ---- the paths ----

@check
def the_page_opens_and_says_nothing_on_the_console(page):
    page.open()
    equal(page.count("html.ready"), 1)
    assert page.count("#findings li") >= 3
    page.shot("opened")


@check
def every_map_comes_up_alone(page):
    page.open()
    for name in ("recommendations", "issues", "balance", "around", "actors"):
        page.click(f"#tabs button[data-view={name}]")
        shown = page.js("return [...document.querySelectorAll('.view')].filter(v => !v.hidden).map(v => v.id)")
        equal(shown, [f"view-{name}"])
        assert f"view={name}" in page.hash()
        page.shot(f"view-{name}")


@check
def an_actor_on_the_map_lists_its_claims_and_dims_the_rest(page):
    page.open()
    data = page.data()
    number = next(i for i, e in enumerate(data["entities"]) if e["i"] == "china")
    page.click("#actors-n-china")
    equal(page.text("#panel h2"), data["entities"][number]["l"])
    wanted = [c["i"] for c in data["claims"] if number in (c.get("s"), c.get("o"), c.get("v"))
              or number in c.get("x", []) + c.get("u", []) + c.get("q", [])]
    equal(sorted(page.js("return [...document.querySelectorAll('#panel [data-claim]')].map(e => e.dataset.claim)")), sorted(wanted))
    assert page.count("#view-actors svg.dimmed") == 1
    neighbours = {c["s"] for c in data["claims"] if c.get("o") == number} | {c["o"] for c in data["claims"] if c.get("s") == number}
    near = page.js("return [...document.querySelectorAll('#view-actors .node.near')].map(e => e.getAttribute('aria-label'))")
    assert set(near) <= {data["entities"][n]["l"] for n in neighbours | {number}}, near
    assert len(near) > 2
    assert page.count("#text mark.on") > 0
    page.shot("china")


@check
def a_tie_lists_the_claims_that_it_stands_for_each_with_its_passage(page):
    page.open()
    data = page.data()
    edge = data["maps"]["actors"]["edges"][0]
    ends = [data["maps"]["actors"]["nodes"][edge[k]][1] for k in (1, 2)]
    page.click(f"#actors-t-e{edge[0]} path")
    claims = page.js("return [...document.querySelectorAll('#panel [data-claim]')].map(e => e.dataset.claim)")
    wanted = [c["i"] for c in data["claims"] if {c.get("s"), c.get("o")} == set(ends)]
    equal(sorted(claims), sorted(wanted))
    quotes = page.js("return [...document.querySelectorAll('#panel blockquote bdi')].map(e => e.textContent)")
    by_id = {c["i"]: c for c in data["claims"]}
    equal(quotes, ["“" + data["evidence"][e][3] + "”" for c in claims for e in by_id[c]["e"]])


@check
def a_mark_shows_what_rests_on_it_and_a_claim_scrolls_to_its_mark(page):
    page.open()
    assert page.count("#text mark") > 50
    page.click("#text mark")
    assert "passage=" in page.hash()
    assert page.count("#panel [data-claim], #panel [data-advice]") >= 1
    data = page.data()
    last = data["claims"][-1]["i"]
    page.open(f"#claim={last}")
    box = page.js("const m = document.querySelector('#text mark.on').getBoundingClientRect(), t = document.querySelector('#text').getBoundingClientRect();"
                  "return [m.top >= t.top - 1, m.top < t.bottom]")
    equal(box, [True, True])
    marked = page.js("return [...document.querySelectorAll('#text mark.on')].map(m => m.textContent).join('')")
    quotes = [data["evidence"][e][3] for e in data["claims"][-1]["e"]]
    assert all(q[:20] in marked for q in quotes), (marked, quotes)


@check
def filters_combine_and_are_in_the_address(page):
    page.open("#modality=recommended&sign=1")
    data = page.data()
    wanted = [c["i"] for c in data["claims"] if c["m"] == 1 and c.get("g") == 1]
    assert 0 < len(wanted) < len(data["claims"])
    page.js("document.querySelector('#table-claims .more button').hidden || document.querySelector('#table-claims .more button').click()")
    equal(page.count("#table-claims tbody tr"), len(wanted))
    assert f"{len(wanted)} claims of {len(data['claims'])}" in page.js("return document.getElementById('filter-state').textContent")
    # untick one more box by hand
    page.click("#filters summary")
    page.click("#filter-form input[value=recommended]")
    assert "modality=none" in page.hash(), page.hash()
    equal(page.count("#table-claims tbody tr"), 0)
    page.click("#filter-form button")
    assert page.hash() in ("", "#"), page.hash()
    assert page.count("#view-actors .edge.out") == 0
    page.open("#modality=possible")
    assert page.count("#view-actors .edge.out") > 20
    page.shot("filtered")


@check
def search_finds_actors_by_alias_and_words_of_the_brief(page):
    page.open()
    box = page.one("#search")
    box.send_keys("beijing")
    assert "China" in page.text("#hits li")
    page.press(Keys.ENTER)
    equal(page.hash(), "#actor=china")
    box.clear()
    quote = page.data()["evidence"][5][3]
    box.send_keys(quote[:25].lower())
    assert any(quote[:20] in li.text for li in page.all("#hits li")), [li.text for li in page.all("#hits li")]
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert "passage=" in page.hash() or "advice=" in page.hash()
    box.clear()
    box.send_keys("zzzz no such thing")
    equal(page.text("#hits li"), "Nothing found")


@check
def back_undoes_a_choice(page):
    page.open()
    page.click("#actors-n-china")
    page.click("#actors-n-india")
    equal(page.text("#panel h2"), "India")
    page.driver.back()
    equal(page.text("#panel h2"), "China")


@check
def tables_sort_and_give_csv(page):
    page.open()
    header = "#table-actors thead th:nth-child(6)"
    column = "return [...document.querySelectorAll('#table-actors tbody td:nth-child(6)')].map(e => parseFloat(e.textContent))"
    equal(page.js("return document.querySelector(arguments[0]).getAttribute('aria-sort')", header), "descending")
    values = page.js(column)
    equal(values, sorted(values, reverse=True))
    page.click(header + " button")
    values = page.js(column)
    equal(values, sorted(values))
    data = page.data()
    text = page.js("""
      let made; const keep = URL.createObjectURL; URL.createObjectURL = b => { made = b; return keep(b); };
      [...document.querySelectorAll('#table-claims .more button')].find(b => b.textContent === 'Save as CSV').click();
      URL.createObjectURL = keep; return made.text();""")
    import csv
    import io
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    equal(len(rows), len(data["claims"]))
    equal({r["Id"] for r in rows}, {c["i"] for c in data["claims"]})


@check
def everything_by_keyboard(page):
    page.open()
    page.press(Keys.TAB)
    equal(page.js("return document.activeElement.className"), "skip")
    page.press(Keys.ENTER)
    for _ in range(60):  # from the skip link on to the first thing on the map
        page.press(Keys.TAB)
        if page.js("return document.activeElement.closest('#view-actors svg') !== null && document.activeElement.tagName === 'g'"):
            break
    else:
        raise AssertionError("the map cannot be reached by Tab")
    page.press(Keys.ARROW_RIGHT)
    name = page.js("return document.activeElement.getAttribute('aria-label')")
    page.press(Keys.ENTER)
    equal(page.text("#panel h2"), name)
    home = page.js("return document.querySelector('#view-actors svg').getAttribute('viewBox')")
    page.press("+")
    assert page.js("return document.querySelector('#view-actors svg').getAttribute('viewBox')") != home
    page.press("0")
    equal(page.js("return document.querySelector('#view-actors svg').getAttribute('viewBox')"), home)
    page.press(Keys.ESCAPE)
    equal(page.text("#panel h2"), "Nothing selected")


@check
def the_wheel_scrolls_the_page_unless_ctrl_is_held(page):
    page.open()
    code = """const svg = document.querySelector('#view-actors svg');
      const event = new WheelEvent('wheel', {deltaY: 100, ctrlKey: arguments[0], bubbles: true, cancelable: true, clientX: 400, clientY: 700});
      return !svg.dispatchEvent(event);"""
    equal(page.js(code, False), False)
    equal(page.js(code, True), True)


@check
def text_can_be_selected_and_found(page):
    page.open()
    page.js("const p = document.querySelector('#text p'); getSelection().selectAllChildren(p)")
    assert len(page.js("return getSelection().toString()")) > 20
    quote = page.data()["evidence"][0][3][:30]
    assert page.js("getSelection().removeAllRanges(); return window.find(arguments[0])", quote)


# ---- looks ----

def contrast(page, selector, background_of):
    """Ratio of the colours of an element and of what it stands on (WCAG 2.2, relative luminance)."""
    return page.js("""
      const parse = c => c.match(/[\\d.]+/g).map(Number).slice(0, 3);
      const lum = c => { const [r, g, b] = parse(c).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                         return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const e = document.querySelector(arguments[0]), s = getComputedStyle(e), back = getComputedStyle(document.querySelector(arguments[1]));
      const a = lum(e instanceof SVGElement ? s.fill : s.color), b = lum(back.fill && arguments[1].includes('polygon') ? back.fill : back.backgroundColor);
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);""", selector, background_of)


@check
def dark_is_dark_and_legible(page):
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    try:
        page.open()
        equal(page.js("return getComputedStyle(document.body).backgroundColor"), "rgb(20, 24, 29)")
        for selector, back in (("p", "body"), (".counts", "body"), ("#view-actors text", "#view-actors .graph > polygon"),
                               ("#view-actors .edge text", "#view-actors .graph > polygon"), ("#findings a", "body")):
            ratio = contrast(page, selector, back)
            assert ratio >= 4.5, (selector, ratio)
        page.shot("dark")
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@check
def a_printed_page_is_a_short_hand_out(page):
    page.open("#view=balance&actor=china")
    pdf = page.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False, "paperWidth": 8.27, "paperHeight": 11.69})
    (WORK / "page.pdf").write_bytes(base64.b64decode(pdf["data"]))
    if SHOTS:
        (pathlib.Path(SHOTS) / "page.pdf").write_bytes(base64.b64decode(pdf["data"]))
    pages = int(subprocess.run(["pdfinfo", WORK / "page.pdf"], check=True, capture_output=True, text=True).stdout.split("Pages:")[1].split()[0])
    assert 2 <= pages <= 4, pages
    text = subprocess.run(["pdftotext", "-layout", WORK / "page.pdf", "-"], check=True, capture_output=True, text=True).stdout
    assert "What the graph shows" in text and "Recommendations" in text


@check
def nothing_sticks_out_on_a_phone_or_at_400_percent(page):
    # 400 % of a window of 1280 is one of 320 (WCAG 2.2, 1.4.10)
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": True})
    try:
        page.open("#actor=china")
        wide = page.js("return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
                       " && !e.closest('.wrap') && !e.closest('svg')).map(e => e.tagName + '.' + e.className)")
        equal(wide, [])
        equal(page.js("return document.documentElement.scrollWidth <= innerWidth"), True)
        page.shot("phone")
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@check
def no_violation_of_axe(page):
    script = axe()
    if not script:
        raise Skip("axe-core is not to be had (npm, or PyPI's axe-playwright-python)")
    for fragment in ("", "#actor=china", "#view=recommendations", "#view=around&actor=india"):
        page.open(fragment)
        page.js("document.getElementById('filters').open = true")
        page.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
        result = page.driver.execute_cdp_cmd("Runtime.evaluate", {
            "expression": "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                          ".then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])))",
            "awaitPromise": True, "returnByValue": True})
        violations = json.loads(result["result"]["value"])
        assert not violations, (fragment, violations)


# ---- other graphs ----

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
    graph, page = WORK / f"{name}.nt", WORK / f"{name}.html"
    graph.write_text(lines)
    run("report", "-q", graph, "-o", page)
    return page


@check
def hostile_names_stay_inert_and_legible(page):
    names = ["</script><script>alert(1)</script>", "<img src=x onerror=alert(2)>", "{{script}} ${alert(3)} {{constructor.constructor('alert(4)')()}}",
             "\u202eevil\u202c right-to-left", "javascript:alert(5)", "W" * 10000, "'\"><svg/onload=alert(6)>", "\u0627\u0633\u0644\u0627\u0645 \u4e2d\u56fd 🇵🇰"]
    lines = "".join(actor_lines(i, name) for i, name in enumerate(names))
    lines += "".join(claim_lines(i, f"a{i}", f"a{(i + 1) % len(names)}", 1 if i % 2 else -1) for i in range(len(names)))
    other = Page(page.driver, made("hostile", lines)).open()
    equal(other.count("html.ready"), 1)
    equal(other.count("img, body script script, #table-actors script"), 0)
    equal(other.js("return [...document.querySelectorAll('a[href^=\"javascript:\" i]')].length"), 0)
    for i in range(len(names)):
        other.open(f"#actor=a{i}")
        equal(other.js("return document.querySelector('#panel h2').textContent"), names[i])
    assert other.js("return document.documentElement.scrollWidth <= innerWidth")
    other.shot("hostile")


@check
def small_graphs_make_sense(page):
    three = "".join(actor_lines(i, n) for i, n in enumerate("ABC")) + claim_lines(1, "a0", "a1") + claim_lines(2, "a1", "a2", -1)
    other = Page(page.driver, made("three", three)).open()
    equal(other.count("#table-actors tbody tr"), 3)
    other.shot("three")
    empty = Page(page.driver, made("empty", "")).open()
    equal(empty.count("html.ready"), 1)
    plain = Page(page.driver, made("plain", "<http://x/a> <http://x/knows> <http://x/b> .\n")).open()
    equal(plain.count("#table-claims tbody tr"), 1)
    plain.click("#view-actors .node")
    assert plain.text("#panel h2") in ("a", "b")


class Skip(Exception):
    pass


def axe():
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


def main():
    run("build", "-q", "data/us-pakistan", "-o", WORK / "built")
    driver = start()
    page = Page(driver, WORK / "built/us-pakistan.html")
    passed = failed = skipped = 0
    for function in CHECKS:
        try:
            page.quiet()
            function(page)
            said = page.quiet()
            assert not said, f"the console says {said[:3]}"
            passed += 1
        except Skip as reason:
            print(f"skipped: {function.__name__}: {reason}")
            skipped += 1
        except Exception:  # one failure must not hide the others
            print(f"FAILED {function.__name__}")
            traceback.print_exc(limit=3, file=sys.stdout)
            failed += 1
    driver.quit()
    print(f"page.py: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


sys.exit(main())
