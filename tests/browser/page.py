"""The page in headless Chromium and Firefox, driven by Selenium: each path clicked through, by mouse and by keyboard; dark,
print, narrow; hostile names; the console and the Content-Security-Policy stay silent; axe-core, where it can be had, finds no
violation.

Needs Debian's python3-selenium, and chromium with chromium-driver, or firefox-esr. `--browser firefox` runs in that one only;
`--only WORD` runs the checks with that word in their names. Prints "page.py: N passed, N failed, N skipped".
"""
import argparse
import os
import json
import pathlib
import re
import subprocess
import sys
import time
import traceback

try:
    from selenium.webdriver.common.keys import Keys
except ImportError:
    print("skipped: python3-selenium is not installed")
    print("page.py: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)

from _browsers import browsers, missing
from _page import CHECKS, SHOTS, WORK, Page, Skip, actor_lines, check, claim_lines, equal, made, run
import _access  # their checks
import _hostile


# ---- the paths ----

@check
def what_goes_wrong_is_heard(page):
    wrong = WORK / "wrong.html"
    wrong.write_text("<!DOCTYPE html><meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'unsafe-inline'\">"
                     "<title>wrong</title><p style='color: red'>x</p><script>missing()</script>")
    page.driver.get(f"file://{wrong}")
    said = "\n".join(page.browser.said())
    assert "missing is not defined" in said and "style-src" in said, said


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
    assert page.count("#view-actors svg.map.dimmed") == 1
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
    assert f"{len(wanted)} of {len(data['claims'])} claims" in page.js("return document.getElementById('filter-state').textContent")
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
    header = "#table-actors thead th:nth-child(8)"
    column = "return [...document.querySelectorAll('#table-actors tbody td:nth-child(8)')].map(e => parseFloat(e.textContent))"
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
        if page.js("return document.activeElement.closest('#view-actors svg.map') !== null && document.activeElement.tagName === 'g'"):
            break
    else:
        raise AssertionError("the map cannot be reached by Tab")
    page.press(Keys.ARROW_RIGHT)
    name = page.js("return document.activeElement.getAttribute('aria-label')")
    page.press(Keys.ENTER)
    equal(page.text("#panel h2"), name)
    home = page.js("return document.querySelector('#view-actors svg.map').getAttribute('viewBox')")
    page.press("+")
    assert page.js("return document.querySelector('#view-actors svg.map').getAttribute('viewBox')") != home
    page.press("0")  # all of it
    whole = page.js("return document.querySelector('#view-actors svg.map').getAttribute('viewBox')")
    assert float(whole.split()[2]) > float(home.split()[2]), (whole, home)
    page.press(Keys.ESCAPE)
    equal(page.text("#panel h2"), "Nothing selected")


@check
def the_wheel_scrolls_the_page_unless_ctrl_is_held(page):
    page.open()
    code = """const svg = document.querySelector('#view-actors svg.map');
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
    page.browser.media(prefers_color_scheme="dark")
    try:
        page.open()
        equal(page.js("return getComputedStyle(document.body).backgroundColor"), "rgb(20, 24, 29)")
        for selector, back in (("p", "body"), (".counts", "body"), ("#view-actors text", "#view-actors .graph > polygon"),
                               ("#view-actors .edge text", "#view-actors .graph > polygon"), ("#findings a", "body"),
                               ("mark", "mark"), ("#panel .tags", "body"), ("#tables th button", "th")):
            ratio = contrast(page, selector, back)
            assert ratio >= 4.5, (selector, ratio)
        page.shot("dark")
    finally:
        page.browser.media()


@check
def a_printed_page_is_a_short_hand_out(page):
    page.open("#view=balance&actor=china")
    pdf = page.browser.pdf()
    (WORK / "page.pdf").write_bytes(pdf)
    if SHOTS:
        (pathlib.Path(SHOTS) / f"{page.browser.name}-page.pdf").write_bytes(pdf)
    pages = int(subprocess.run(["pdfinfo", WORK / "page.pdf"], check=True, capture_output=True, text=True).stdout.split("Pages:")[1].split()[0])
    assert 2 <= pages <= 4, pages
    text = subprocess.run(["pdftotext", "-layout", WORK / "page.pdf", "-"], check=True, capture_output=True, text=True).stdout
    assert "What the graph shows" in text and "Recommendations" in text and "Ties: those with most claims" in text
    assert "Nothing selected" not in text and "Filters" not in text and "Save as CSV" not in text and "Appendix" not in text
    assert page.count("#tables #table-ties") == 1  # where it was before


@check
def the_appendix_prints_each_passage_and_the_page_says_how_long_it_is(page):
    page.open()
    said = int(re.search(r"about (\d+) sheets? more", page.text("#sheets")).group(1))
    page.open("#print=all")
    (WORK / "all.pdf").write_bytes(page.browser.pdf())
    sheets = subprocess.run(["pdftotext", "-layout", WORK / "all.pdf", "-"], check=True, capture_output=True, text=True).stdout.split("\f")
    first = next(number for number, sheet in enumerate(sheets) if "Appendix: the passages" in sheet)
    assert abs(len(sheets) - 1 - first - said) <= 1, (len(sheets) - 1 - first, said)
    appendix = " ".join(sheets[first:])
    for item in page.data()["claims"] + page.data()["recommendations"]:
        assert re.search(rf"\b{re.escape(item['i'])}\b", appendix), item["i"]


@check
def nothing_sticks_out_on_a_phone_or_at_400_percent(page):
    # 400 % of a window of 1280 is one of 320 (WCAG 2.2, 1.4.10)
    page.browser.narrow(320, 640)
    try:
        page.open("#actor=china")
        wide = page.js("return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
                       " && !e.closest('.wrap') && !e.closest('svg')).map(e => e.tagName + '.' + e.className)")
        equal(wide, [])
        equal(page.js("return document.documentElement.scrollWidth <= innerWidth"), True)
        page.shot("phone")
    finally:
        page.browser.wide()


@check
def names_on_the_map_can_be_read_at_first_sight(page):
    page.open()
    letters = page.js("""
      const frame = document.querySelector('#view-actors svg.map').getBoundingClientRect(), scale = document.querySelector('#view-actors svg.map').getScreenCTM().a;
      return [frame.top, [...document.querySelectorAll('#view-actors .node')].filter(n => { const r = n.getBoundingClientRect();
        return r.left >= frame.left && r.right <= frame.right && r.top >= frame.top && r.bottom <= frame.bottom; })
        .map(n => Math.max(...[...n.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize) * scale)))];""")
    assert letters[0] < 600, letters[0]
    assert len(letters[1]) >= 8 and min(letters[1]) >= 10, letters[1]
    right = page.js("return [...document.querySelectorAll('#findings li')].map(li => li.getBoundingClientRect().right)")
    assert max(right) > 1200, right


@check
def claims_of_an_actor_are_grouped_and_the_groups_add_up(page):
    page.open("#actor=us")
    number = lambda text: int(re.search(r"\((\d+)", text).group(1))
    named = int(re.search(r"Named in (\d+) of", page.text("#panel .sum")).group(1))
    texts = page.js("return [...document.querySelectorAll('#panel h3')].map(h => h.textContent)")
    equal(sum(number(t) for t in texts if "(" in t), named)
    page.js("for (let b; (b = document.querySelector('#panel .groups > .more button'));) b.click()")
    groups = page.js("return [...document.querySelectorAll('#panel details')].map(d => [d.open, d.querySelector('summary').textContent, "
                     "[...d.querySelectorAll('h4')].map(h => h.textContent), d.querySelectorAll('[data-claim]').length])")
    assert len(groups) > 20 and sum(open_ for open_, *_ in groups) <= 2, len(groups)
    for _, title, ways, claims in groups:
        equal(number(title), claims)
        equal(sum(number(w) for w in ways), claims)
        equal(sum(int(n) for n in re.findall(r"(\d+) (?:friendly|hostile|neither|negated)", title)), claims)
    page.shot("groups")


@check
def tables_are_cards_on_a_phone_and_targets_are_large_enough(page):
    page.browser.narrow(390, 844)
    try:
        page.open("#actor=us")
        page.js("document.getElementById('filters').open = true")
        wide = page.js("return [...document.querySelectorAll('.wrap, .panel, .text, .stage')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className + e.scrollWidth)")
        equal(wide, [])
        titles = page.js("return [...document.querySelectorAll('#table-recommendations tbody tr:first-child td')].map(td => td.dataset.title)")
        assert "Action" in titles, titles
        small = page.js("""return [...document.querySelectorAll('button, summary, select, #findings a, .files a, #filter-form label, input[type=search]')]
          .filter(e => e.checkVisibility()).map(e => [e.textContent.slice(0, 30), e.getBoundingClientRect()]).filter(([, r]) => r.width && (r.width < 23.9 || r.height < 23.9))
          .map(([text, r]) => [text, r.width, r.height])""")
        equal(small, [])
        page.js("document.getElementById('table-recommendations').scrollIntoView()")
        page.shot("cards")
    finally:
        page.browser.wide()


@check
def the_same_is_counted_the_same_everywhere(page):
    page.open()
    data = page.data()
    numbers = lambda text: [int(n) for n in re.findall(r"\d+", text)]
    first, claims, between = [numbers(li) for li in page.js("return [...document.querySelectorAll('.counts li')].map(li => li.textContent)")]
    members = [e for e in data["entities"] if "m" in e]
    equal(first[:2], [len(data["recommendations"]), sum("r" not in e for e in members)])
    equal(first[3:], [sum("r" in e for e in members), sum(e.get("r") == 1 for e in members), sum(e.get("r") == 2 for e in members)])
    equal(claims[0], len(data["claims"]))
    equal(sum(claims[1:5]), claims[0])
    equal(claims[5], sum(c.get("n") == 1 for c in data["claims"]))
    equal(between[0], sum(between[1:-1]))
    equal(between[0] + between[-1], claims[0])
    shown, tied, drawn, tying, lines, rest, others = numbers(page.text("#shown-actors"))
    equal([shown + others, drawn + rest, tied, tying], [tied, tying, first[2], between[1]])
    equal(lines, len(data["maps"]["actors"]["edges"]))
    rows = page.js("return [...document.querySelectorAll('#table-ties tbody tr')].map(tr => [...tr.querySelectorAll('td.number')].map(td => Number(td.textContent)))")
    equal(sum(r[0] for r in rows), tying)
    for claims_, friendly, hostile, neither, stated, recommended, possible in rows:
        equal([friendly + hostile + neither, stated + recommended + possible], [claims_, claims_])
    finding = numbers(page.text("#findings li"))
    equal([finding[1], finding[3]], [tied - 1, tying])
    page.open("#actor=us")
    assert f"ties with {finding[0]} actors" in page.text("#panel"), page.text("#panel .tags")
    page.open("#tie=pakistan|us")
    summed = numbers(page.text("#panel .sum"))
    equal(summed[0], sum(summed[1:]))


@check
def each_actor_counts_what_names_it(page):
    page.open()
    data = page.data()
    claims = lambda index: sum(index in [c.get("s"), c.get("o"), c.get("v"), *c.get("x", []), *c.get("u", []), *c.get("q", [])] for c in data["claims"])
    wanted = [[e["i"], claims(index)] for index, e in enumerate(data["entities"]) if "m" in e]
    told = page.js("""const told = [], wait = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return (async () => { for (const [id] of arguments[0]) { location.hash = 'actor=' + encodeURIComponent(id); await wait();
        told.push([id, Number(document.querySelector('#panel .sum').textContent.match(/[0-9]+/)[0])]); } return told; })()""", wanted)
    equal(told, wanted)


@check
def what_somebody_says_is_told_as_theirs(page):
    page.open("#voice=others")
    reported = sum("v" in c for c in page.data()["claims"])
    assert reported > 1
    equal(page.js("return [...document.querySelectorAll('#panel .says')].filter(e => e.textContent.includes('According to ')).length"), reported)
    page.open("#claim=" + next(c["i"] for c in page.data()["claims"] if "v" not in c))
    assert "According to" not in page.text("#panel")


@check
def all_that_is_asked_of_an_actor_is_marked(page):
    page.open("#view=recommendations&actor=us")
    data = page.data()
    index = next(k for k, e in enumerate(data["entities"]) if e["i"] == "us")
    asked = {r["i"] for r in data["recommendations"] if index in r.get("a", [])}
    marked = page.js("return [...document.querySelectorAll('#view-recommendations .node.near')].map(n => n.getAttribute('aria-label').match(/^Recommendation ([^:]+)/)?.[1]).filter(Boolean)")
    assert asked <= set(marked), asked - set(marked)


@check
def a_click_anywhere_in_a_row_opens_it(page):
    page.open()
    page.js("document.querySelector('#table-recommendations tbody tr td:nth-child(5)').click()")
    assert page.text("#panel h2").startswith("Recommendation R"), page.text("#panel h2")


@check
def a_filtered_map_says_what_it_shows_and_fits_it(page):
    box = "return document.querySelector('#view-actors svg.map').getAttribute('viewBox')"
    page.open()
    before = page.js(box)
    page.open("#sign=-1")
    data = page.data()
    shown = page.text("#shown-actors")
    left, drawn, nodes, all_nodes = [int(n) for n in re.findall(r"\d+", shown)]
    assert "hostile" in shown and 0 < left < drawn and 0 < nodes < all_nodes, shown
    equal(nodes, page.count("#view-actors .node:not(.out)"))
    inside = page.js("""const f = document.querySelector('#view-actors svg.map').getBoundingClientRect();
      return [...document.querySelectorAll('#view-actors .node:not(.out)')].every(n => { const r = n.getBoundingClientRect();
        return r.left >= f.left && r.right <= f.right && r.top >= f.top && r.bottom <= f.bottom; })""")
    assert inside and page.js(box) != before
    ends = {c["i"] for c in data["claims"] if c.get("g") == -1}
    assert left <= len(ends)
    page.shot("refitted")


@check
def sentences_agree_and_tell_advice_from_fact(page):
    page.open()
    data = page.data()
    said = {}
    for actor in {c["s"] for c in data["claims"]}:
        page.js("location.hash = 'actor=' + encodeURIComponent(arguments[0])", data["entities"][actor]["i"])
        page.wait(f"return document.querySelector('#panel h2').textContent === {json.dumps(data['entities'][actor]['l'])}")
        page.js("for (let b; (b = document.querySelector('#panel .more button'));) b.click(); for (const d of document.querySelectorAll('#panel details')) d.open = true;")
        said.update(page.js("return Object.fromEntries([...document.querySelectorAll('#panel [data-claim]')].map(li => [li.dataset.claim, li.querySelector('.says').textContent]))"))
    plural = 0
    for claim in data["claims"]:
        words = re.sub(r"^According to [^,]+, ", "", said[claim["i"]]) if "v" in claim else said[claim["i"]]
        verb = words[len(data["entities"][claim["s"]]["l"]):].split()[0]
        if claim["m"] == 1:
            assert verb in ("should", "must", "could", "can"), words
        elif claim["m"] == 2:
            equal(verb, "may")
        elif data["entities"][claim["s"]].get("n"):
            plural += 1
            assert verb in ("are", "were", "have", "do") or not verb.endswith("s"), words
    assert plural > 1, plural
    assert page.text("#findings li").startswith("The United States has"), page.text("#findings li")


@check
def every_file_and_every_table_can_be_had(page):
    page.open()
    built = sorted(f.name for f in (WORK / "built").iterdir() if f.suffix != ".html")
    offered = page.js("return [...document.querySelectorAll('.files a')].map(a => a.getAttribute('href'))")
    equal(sorted(offered), built)
    for table, rows in (("recommendations", "recommendations"), ("claims", "claims"), ("ties", None), ("actors", None), ("issues", None)):
        got = page.js("""
          const made = [], keep = URL.createObjectURL, press = (word) => [...document.querySelectorAll(`#table-${arguments[0]} .more button`)].find(b => b.textContent === word).click();
          URL.createObjectURL = b => { made.push(b); return keep(b); };
          press('Save as CSV');
          URL.createObjectURL = keep;
          return made[0].text();""", table)
        import csv
        import io
        lines = list(csv.DictReader(io.StringIO(got.lstrip("\ufeff"))))
        assert lines, table
        if rows:
            equal(len(lines), len(page.data()[rows]))
        page.js("""window.copied = null; document.execCommand = () => { window.copied = document.querySelector('body > textarea').value; return true; };
          Object.defineProperty(navigator, 'clipboard', {value: {writeText: (text) => { window.copied = text; return Promise.resolve(); }}, configurable: true});
          [...document.querySelectorAll(`#table-${arguments[0]} .more button`)].find(b => b.textContent === 'Copy as CSV').click();""", table)
        page.wait("return window.copied !== null")
        equal(page.js("return window.copied").replace("\r\n", "\n").strip(), got.lstrip("\ufeff").replace("\r\n", "\n").strip())


# ---- other graphs ----

@check
def small_graphs_make_sense(page):
    three = "".join(actor_lines(i, n) for i, n in enumerate("ABC")) + claim_lines(1, "a0", "a1") + claim_lines(2, "a1", "a2", -1)
    other = Page(page.browser, made("three", three)).open()
    equal(other.count("#table-actors tbody tr"), 3)
    other.shot("three")
    empty = Page(page.browser, made("empty", "")).open()
    equal(empty.count("html.ready"), 1)
    plain = Page(page.browser, made("plain", "<http://x/a> <http://x/knows> <http://x/b> .\n")).open()
    equal(plain.count("#table-claims tbody tr"), 1)
    plain.click("#view-actors .node")
    assert plain.text("#panel h2") in ("a", "b")


def run_in(browser, function, page):
    """The reason why it was skipped, or "", or "failed"."""
    try:
        browser.said()
        function(page)
        said = browser.said()
        assert not said, f"the console says {said[:3]}"
    except Skip as reason:
        return str(reason)
    except Exception:  # one failure must not hide the others
        print(f"FAILED {function.__name__} in {browser.name}")
        traceback.print_exc(limit=3, file=sys.stdout)
        return "failed"
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", choices=[browser.name for browser in browsers()])
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    counts = {"": 0, "failed": 0, "skipped": 0}
    run("build", "-q", "data/us-pakistan", "-o", WORK / "built")
    for kind in browsers():
        if arguments.browser not in (None, kind.name):
            continue
        if missing(kind):
            print(f"skipped: {missing(kind)}")
            counts["skipped"] += 1
            continue
        start, browser = time.time(), kind(WORK)
        page = Page(browser, WORK / "built/us-pakistan.html")
        for function in CHECKS:
            if arguments.only not in function.__name__:
                continue
            began = time.time()
            result = run_in(browser, function, page)
            if os.environ.get("VERBOSE"):
                print(f"  {time.time() - began:5.1f} s  {function.__name__}")
            if result not in counts:
                print(f"skipped: {function.__name__} in {browser.name}: {result}")
                result = "skipped"
            counts[result] += 1
        browser.driver.quit()
        print(f"{browser.name}: {time.time() - start:.0f} s")
    print(f"page.py: {counts['']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


sys.exit(main())
