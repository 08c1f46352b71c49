"""Graphs that mean ill or are broken: what stands on their pages is inert and legible, and nothing goes wrong on them."""
import json
import os
import random
import re
import subprocess

from _page import NS, PROGRAM, RDF, SKOS, WORK, Page, actor_lines, check, claim_lines, equal, made, run

OA, DCTERMS, RDFS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/", "http://www.w3.org/2000/01/rdf-schema#"

NAMES = [
    "</script><script>alert(1)</script>", "<!--<script>", "--> ]]> ]]&gt; <![CDATA[", "<img src=x onerror=alert(2)>", "'\"><svg/onload=alert(6)>",
    "{{script}} {{data}} ${alert(3)} {{constructor.constructor('alert(4)')()}} %s %n \\u003c", "javascript:alert(5)", "data:text/html,<script>alert(7)</script>",
    "\u202eevil\u202c right-to-left \u2066 isolate", "\u202dleft \u200b\u200d\ufeffzero\u00adwidth\u2060", "W" * 10000, "word " * 2000, "\u0627\u0633\u0644\u0627\u0645 \u4e2d\u56fd 🇵🇰",
    "__proto__", "constructor", "toString", "hasOwnProperty", "0", "-1", "1e9", "NaN", "null", "undefined", "a.b|c d&e=f#g%2", " ", "Iran", "iran", "IRAN", "I\u0307ran", "\u0001\u0007\u001b[31m\u007f\u0085\u2028\u2029",
    "=HYPERLINK(\"http://x\")", "@SUM(1)", "\u0301\u0301\u0301" * 50 + "zalgo", "&lt;b&gt; &amp;amp; &#0; &nbsp;", "\ufdd0\uffff\U0010ffff", "e\u0301 vs \u00e9", "../../etc/passwd", "\\\\host\\share", "\n\nlines\r\nof\ttext",
]


def literal(text):
    """As N-Triples wants it; JSON escapes the same things, but writes what is above U+FFFF as two surrogates."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def iri(text):
    return "<" + re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda m: f"%{ord(m[0]):02X}", text) + ">"


def brief_lines(brief, name):
    pairs = [(RDF + "type", f"<{NS}PolicyBrief>"), (NS + "sha256", literal("0" * 64))]
    pairs += [(DCTERMS + field, literal(name)) for field in ("title", "issued", "publisher", "rights", "source", "creator")]
    return "".join(f"{brief} <{p}> {o} .\n" for p, o in pairs)


def everything_hostile():
    """One brief, and an actor, a claim, a recommendation and a passage for each name, with it in each field."""
    lines = brief_lines("<http://x.example/brief>", NAMES[0])
    count = len(NAMES)
    for i, name in enumerate(NAMES):
        text, entity, other = literal(name), iri(f"http://x.example/entity/{name[:40]}"), iri(f"http://x.example/entity/{NAMES[(i + 1) % count][:40]}")
        claim, advice, passage, selector = (f"<http://x.example/{kind}/{i}>" for kind in ("claim", "recommendation", "passage", "selector"))
        triples = [
            (entity, RDF + "type", f"<{NS}{('State', 'Person', 'Organization', 'Issue')[i % 4]}>"), (entity, DCTERMS + "identifier", literal(name[:200])),
            (entity, SKOS + "prefLabel", text), (entity, SKOS + "altLabel", text + "@en"), (entity, DCTERMS + "description", text), (entity, NS + "partOf", other),
            (claim, RDF + "type", f"<{NS}Claim>"), (claim, DCTERMS + "identifier", text), (claim, RDF + "subject", entity),
            (claim, RDF + "predicate", f"<{NS}{('supports', 'opposes', 'meets')[i % 3]}>"), (claim, RDF + "object", other), (claim, NS + "voice", entity),
            (claim, NS + "modality", f"<{NS}{('asserted', 'recommended', 'possible', 'implied')[i % 4]}>"), (claim, NS + "polarity", f"<{NS}affirmed>"),
            (claim, NS + "signValue", f'"{i % 3 - 1}"^^<http://www.w3.org/2001/XMLSchema#integer>'), (claim, NS + "time", text), (claim, NS + "origin", text),
            (claim, RDFS + "comment", text), (claim, SKOS + "note", text), (claim, NS + "topic", other), (claim, NS + "evidence", passage),
            (advice, RDF + "type", f"<{NS}Recommendation>"), (advice, DCTERMS + "identifier", text), (advice, NS + "addressee", entity),
            (advice, NS + "target", other), (advice, NS + "action", text), (advice, NS + "evidence", passage), (advice, NS + "polarity", f"<{NS}affirmed>"),
            (passage, OA + "hasSource", "<http://x.example/brief>"), (passage, NS + "locator", text), (passage, OA + "hasSelector", selector),
            (selector, OA + "exact", text), (selector, OA + "start", literal(str(i * 7))), (selector, OA + "end", literal(str(i * 7 + 5))),
        ]
        lines += "".join(f"{s} <{p}> {o} .\n" for s, p, o in triples)
    return lines


# Opens everything that the page can show, and says what could not be.
WALK = """
  const [most, done] = arguments, data = JSON.parse(document.getElementById('data').textContent), wrong = [];
  const panel = () => document.querySelector('#panel h2').textContent;
  const go = async hash => { location.hash = hash; await new Promise(requestAnimationFrame); await new Promise(r => setTimeout(r)); };
  const few = list => list.length > most ? list.filter((_, i) => i % Math.ceil(list.length / most) === 0) : list;
  const click = e => e.dispatchEvent(new MouseEvent('click', {bubbles: true}));
  (async () => {
    for (const button of document.querySelectorAll('#tabs button')) {
      click(button);
      for (const thing of few([...document.querySelectorAll('.view:not([hidden]) :is(.node, .edge)[role=button]')])) {
        click(thing);
        if (panel() === 'Nothing selected' ) wrong.push(['map', button.dataset.view, thing.getAttribute('aria-label').slice(0, 80)]);
      }
    }
    for (const entity of few(data.entities)) {
      await go('#actor=' + encodeURIComponent(entity.i));
      if (panel().replace(/…$/, '') !== (entity.l || entity.i).slice(0, panel().length - (panel().length === 300))) wrong.push(['actor', entity.i.slice(0, 80), panel().slice(0, 80)]);
      await go('#view=around&actor=' + encodeURIComponent(entity.i));
    }
    for (const button of few([...document.querySelectorAll('#tables td button')])) click(button);
    for (const [field, list] of [['claim', data.claims], ['advice', data.recommendations]])
      for (const item of few(list)) {
        await go('#' + field + '=' + encodeURIComponent(item.i));
        if (panel() === 'Nothing selected') wrong.push([field, item.i.slice(0, 80)]);
        for (let i = 0; i < 3; i++) { const b = document.querySelectorAll('#panel button')[i]; if (b) click(b); }
      }
    for (let i = 0; i < Math.min(most, data.evidence.length); i++) await go('#passage=' + i);
    await go('#');
    for (const box of document.querySelectorAll('#filter-form input, #filter-form select')) {
      if (box.type === 'checkbox') box.checked = false; else box.selectedIndex = box.options.length - 1;
      box.dispatchEvent(new Event('change', {bubbles: true}));
    }
    for (const button of document.querySelectorAll('#filter-form button, #tables th button')) click(button);
    const search = document.getElementById('search');
    for (const words of ['a', '<', '\\\\', '(', 'zz']) { search.value = words; search.dispatchEvent(new Event('input', {bubbles: true})); }
    search.value = ''; search.dispatchEvent(new Event('input', {bubbles: true}));
    await go('#');
    if (document.documentElement.scrollWidth > innerWidth) wrong.push(['wider than the window', document.documentElement.scrollWidth]);
    if (document.querySelector('img, iframe, object, embed, body style, #tables script, #panel script')) wrong.push(['markup came alive']);
    for (const a of document.querySelectorAll('a[href]')) if (!/^(#|https?:|[^:]*$)/.test(a.getAttribute('href'))) wrong.push(['address', a.getAttribute('href').slice(0, 80)]);
    done(wrong);
  })().catch(e => done([String(e), e.stack]));
"""


def walk(page, most=20):
    equal(page.count("html.ready"), 1)
    equal(page.driver.execute_async_script(WALK, most), [])


@check
def hostile_words_stay_inert_in_every_field(page):
    other = Page(page.browser, made("hostile", everything_hostile())).open()
    walk(other)
    other.open("#actor=__proto__")
    other.shot("hostile")


# ---- random ones ----

TRIPLE = re.compile(r"^(\S+) (\S+) (.*) \.$")


def subjects_of(triples):
    by_subject = {}
    for triple in triples:
        by_subject.setdefault(triple[0], []).append(triple)
    return by_subject


# A claim without one of these is no claim: the program says so and makes no page. Seldom, lest it make few.
NEEDED = tuple(f"<{NS}{name}>" for name in ("modality", "polarity", "strength", "status"))


def mutant(seed, lines):
    """A part of a graph, with words, names and links exchanged, doubled and left out."""
    rng = random.Random(seed)
    triples = [match.groups() for match in map(TRIPLE.match, lines) if match]
    by_subject = subjects_of(triples)
    keep = rng.choice((0.02, 0.1, 0.3))
    claims = {s for s in by_subject if "/claim/" in s or "/recommendation/" in s}
    triples = [t for t in triples if t[0] not in claims or random.Random(f"{seed} {t[0]}").random() < keep]
    nodes = sorted({t[0] for t in triples} | {t[2] for t in triples if t[2].startswith("<")})
    predicates = sorted({t[1] for t in triples})
    lost = set(rng.sample(predicates, rng.randrange(0, len(predicates) // 3))) if rng.random() < 0.5 else set()
    rate = rng.choice((0.005, 0.05, 0.3))
    renamed = {node: iri("http://x.example/entity/" + rng.choice(NAMES)[:30]) for node in nodes if "/entity/" in node and rng.random() < rate}
    out = []
    for s, p, o in triples:
        if p in NEEDED and rng.random() < 0.999:
            out.append((s, p, o))
            continue
        if p in lost:
            continue
        kind = rng.random() / rate
        if kind < 0.3 and o.startswith('"'):
            o = literal(rng.choice(NAMES)) + rng.choice(("", "@en", "@ur", "@x-private", "^^<http://www.w3.org/2001/XMLSchema#integer>", "^^<http://www.w3.org/2001/XMLSchema#decimal>"))
        elif kind < 0.5:
            o = rng.choice(nodes)
        elif kind < 0.6:
            s = rng.choice(nodes)
        elif kind < 0.7:
            p = rng.choice([p for p in predicates if p not in NEEDED])
        elif kind < 0.8:
            continue
        elif kind < 1:
            out.append((s, p, rng.choice(nodes)))
        out.append((renamed.get(s, s), p, renamed.get(o, o)))
    return "".join(f"{s} {p} {o} .\n" for s, p, o in out)


def mutants(numbers):
    """Numbers of the graphs of which the program made a page: it may refuse one, in words, but not crash."""
    lines = (WORK / "built/us-pakistan.nt").read_text().splitlines()
    for number in numbers:
        graph, page = WORK / f"mutant-{number}.nt", WORK / f"mutant-{number}.html"
        if not graph.exists():
            graph.write_text(mutant(number, lines))
            ran = subprocess.run([PROGRAM, "report", "-q", graph, "-o", page], capture_output=True, text=True)
            assert ran.returncode in (0, 1), (number, ran.returncode, ran.stderr[-2000:])
            assert ran.returncode == 0 or ran.stderr.strip(), (number, "refused without a word")
        if page.exists():
            yield number, page


@check
def pages_of_random_graphs_work(page):
    made_of = 0
    for number, path in mutants(range(int(os.environ.get("MUTANTS", 8)))):
        made_of += 1
        try:
            walk(Page(page.browser, path).open(), most=8)
            equal(page.browser.said(), [])
        except Exception as error:
            raise AssertionError(f"of graph {number} ({path}): {error}") from error
    assert made_of > 3, made_of


# ---- incomplete ones ----

X, FOAF = "http://x.example/", "http://xmlns.com/foaf/0.1/"


def without(word, lines):
    return "".join(line + "\n" for line in lines.splitlines() if word not in line)


def incomplete():
    """By name: a graph, and words that its page has to show."""
    one, two = claim_lines(1, "a1", "a2"), claim_lines(2, "a2", "a3", -1)
    friends = "".join(f"<http://{a}.example/#me> <{RDF}type> <{FOAF}Person> .\n<http://{a}.example/#me> <{FOAF}name> \"Name {a}\" .\n"
                      f"<http://{a}.example/#me> <{FOAF}knows> <http://{b}.example/#me> .\n" for a, b in zip("abcd", "bcda"))
    return {
        "nothing": ("", "0 actors"),
        "no-claim": ("".join(actor_lines(i, f"Actor {i}") for i in range(3)) + brief_lines(f"<{X}brief>", "A brief"), "Actor 2"),
        "no-types": (one + two, "a3"),
        "no-object": (without("#object", one) + actor_lines(1, "Left"), "Left"),
        "no-subject": (without("#subject", one) + actor_lines(2, "Right"), "Right"),
        "words-as-object": (one.replace(f"<{X}a2>", '"a thing in words"'), "a thing in words"),
        "itself": (one.replace("a2>", "a1>") + actor_lines(1, "Self"), "Self"),
        "no-passage": (one + f"<{X}c1> <{NS}evidence> <{X}nowhere> .\n", "1 claim"),
        "one-name": (friends, "Name d"),
        "literals": (f'<{X}a> <{X}p> "v" .\n<{X}b> <{X}p> "v"@ur .\n', "0 actors"),
        "blank": ("_:a <http://x/knows> _:b .\n_:b <http://x/knows> _:a .\n", "2 actors"),
        "bare-advice": (f"<{X}r1> <{RDF}type> <{NS}Recommendation> .\n<{X}r1> <{NS}polarity> <{NS}affirmed> .\n" + one, "1 recommendation"),
        "two-with-one-id": (one.replace("/c1>", "/x/c1>") + one.replace("supports", "opposes") + actor_lines(1, "Both") + actor_lines(2, "Other"), "c1-2"),
        "long": (one + actor_lines(1, "x" * 1000000) + actor_lines(2, "Short"), "Short"),
    }


@check
def incomplete_graphs_make_sense(page):
    for name, (lines, words) in incomplete().items():
        try:
            other = Page(page.browser, made(name, lines)).open()
            assert words in other.js("return document.body.innerText"), f"no {words!r} on it"
            walk(other, most=4)
            equal(page.browser.said(), [])
        except Exception as error:
            raise AssertionError(f"of the graph {name!r}: {error}") from error


@check
def persons_with_one_local_name_are_kept_apart(page):
    other = Page(page.browser, made("one-name", incomplete()["one-name"][0])).open()
    for entity in other.data()["entities"]:
        other.open(f"#actor={entity['i']}")
        equal(other.text("#panel h2"), entity["l"])
        others = other.js("return [...document.querySelectorAll('#panel .claims .says')].map(e => e.textContent)")
        assert len(others) == 2 and all(entity["l"] in says for says in others), others


@check
def a_claim_without_modality_is_refused_in_words(page):
    graph = WORK / "no-modality.nt"
    graph.write_text(without("modality", claim_lines(1, "a1", "a2")))
    ran = subprocess.run([PROGRAM, "report", "-q", graph, "-o", WORK / "no-modality.html"], capture_output=True, text=True)
    assert ran.returncode == 1 and "has no known modality" in ran.stderr and not (WORK / "no-modality.html").exists(), ran


# ---- other languages, many documents ----

def brief_in(language, title, words, names):
    folder = WORK / language
    folder.mkdir(exist_ok=True)
    (folder / "brief.md").write_text(f"---\ntitle: {title}\ndate: 2024-02\nlanguage: {language}\nlicense: CC-BY-4.0\n---\n\n# {title}\n\n" + "\n\n".join(words) + "\n")
    (folder / "entities.csv").write_text("id,type,label,aliases,part_of,wikidata,description\n" + "".join(f"e{i},State,{name},,,,\n" for i, name in enumerate(names)))
    (folder / "claims.csv").write_text("id,subject,relation,object,modality,polarity,voice,strength,time,topics,instrument,cites,quote,status,note\n"
                                       + "".join(f'c{i},e{i},{("supports", "opposes")[i % 2]},e{i + 1},asserted,affirmed,author,,,,,,"{text[:-1]}",accepted,\n' for i, text in enumerate(words)))
    (folder / "recommendations.csv").write_text("id,addressee,action,target,partner,topics,instrument,strength,polarity,quote,note\n")
    page = folder / "out" / f"{language}.html"
    if not page.exists():
        run("build", "-q", folder, "-o", folder / "out")
    return page


@check
def briefs_in_urdu_and_chinese_read_as_they_should(page):
    urdu = brief_in("ur", "دریاؤں کا پانی", ["ایران نے پاکستان کی تجویز کی حمایت کی (Indus Waters Treaty, 1960)۔", "چین نے اس کی مخالفت کی۔"], ["ایران", "پاکستان", "چین"])
    chinese = brief_in("zh", "河水与邻国", ["伊朗支持巴基斯坦的提议。", "中国表示反对。"], ["伊朗", "巴基斯坦", "中国"])
    for path, language, direction in ((urdu, "ur", "rtl"), (chinese, "zh", "ltr")):
        other = Page(page.browser, path).open("#claim=c0")
        found = other.js("return [...document.querySelectorAll('#text > *')].map(e => [e.lang, getComputedStyle(e).direction])")
        assert len(found) >= 3 and all(item == [language, direction] for item in found), found
        equal(other.js("return [document.querySelector('h1').lang, getComputedStyle(document.querySelector('h1')).direction]"), [language, direction])
        equal(other.js("return document.querySelector('#panel blockquote').lang"), language)
        assert other.count("#text mark.on") == 1
        walk(other, most=5)
        other.shot(language)
    other = Page(page.browser, chinese).open()
    other.one("#search").send_keys("巴基")
    assert "巴基斯坦" in other.text("#hits li")
