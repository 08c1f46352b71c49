"""What WCAG 2.2 asks beyond what axe-core sees, and what people expect of a page: copying, going back, tabs, zoom."""
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from _page import Page, actor_lines, check, claim_lines, equal, made, violations

VIEWS = ("actors", "recommendations", "issues", "balance", "around")
STATES = [f"#view={view}" for view in VIEWS] + ["#actor=china", "#view=around&actor=india", "#tie=pakistan|us", "#claim=c16", "#advice=R01a", "#passage=3",
                                                "#modality=possible&sign=-1", "#modality=none"]


# ---- what people expect ----

@check
def what_is_selected_can_be_copied(page):
    page.open()
    page.js("getSelection().selectAllChildren(document.querySelector('#findings li'))")
    ActionChains(page.driver).key_down(Keys.CONTROL).send_keys("c").key_up(Keys.CONTROL).perform()
    wanted = page.js("return getSelection().toString()")
    assert len(wanted) > 20
    equal(paste(page).strip(), wanted.strip())


def paste(page):
    page.js("document.getElementById('search').focus()")
    ActionChains(page.driver).key_down(Keys.CONTROL).send_keys("av").key_up(Keys.CONTROL).perform()
    return page.js("return document.getElementById('search').value")


@check
def a_table_is_copied_as_csv(page):
    page.open()
    button = page.one("#table-claims .more button[aria-label^=Copy]")
    page.js("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    page.wait("return document.getElementById('status').textContent === 'Claims copied as CSV.'")
    pasted = paste(page)
    assert pasted.startswith("Id,Subject,Relation,Object,"), pasted[:80]
    assert page.data()["claims"][-1]["i"] + "," in pasted


@check
def back_forward_and_reload_keep_what_is_shown(page):
    page.open()
    page.click("#actors-n-china")
    page.click("#tabs button[data-view=around]")
    page.driver.back()
    equal(page.hash(), "#actor=china")
    assert page.shows("view-actors")
    page.driver.back()
    equal(page.text("#panel h2"), "Nothing selected")
    page.driver.forward()
    page.driver.forward()
    assert page.shows("view-around") and page.text("#panel h2") == "China"
    page.driver.refresh()
    assert page.shows("view-around") and page.text("#panel h2") == "China"
    # An anchor of the page is a step too, and takes nothing away.
    page.js("location.hash = '#methods'")
    equal(page.text("#panel h2"), "China")
    page.driver.back()
    assert page.shows("view-around") and page.text("#panel h2") == "China"


@check
def two_tabs_do_not_meddle_with_each_other(page):
    page.open("#actor=china")
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    page.open("#view=issues&modality=recommended&actor=india")
    equal(page.text("#panel h2"), "India")
    assert page.shows("view-issues")
    assert page.count("#filter-form input[name=modality]:checked") == 1
    page.driver.switch_to.window(first)
    equal(page.text("#panel h2"), "China")
    equal(page.count("#filter-form input[name=modality]:not(:checked)"), 0)
    page.click("#actors-n-pakistan")
    page.driver.switch_to.window([handle for handle in page.driver.window_handles if handle != first][0])
    equal(page.text("#panel h2"), "India")
    page.driver.close()
    page.driver.switch_to.window(first)


@check
def addresses_that_say_nonsense_do_no_harm(page):
    for fragment in ("#view=__proto__", "#view=constructor&actor=toString", "#passage=length", "#passage=map", "#passage=-1", "#passage=99999", "#tie=%25E0%25A4%25A|x",
                     "#tie=china", "#claim=__proto__&from=NaN", "#type=valueOf&topic=hasOwnProperty", "#document=x&sign=9", "#=", "#actor=%", "#&&&", "#modality=.&voice=%00"):
        page.open(fragment)
        equal(page.count("html.ready"), 1)
        equal(page.js("return [...document.querySelectorAll('.view')].filter(v => !v.hidden).length"), 1)
        assert page.count("#panel h2") == 1, fragment


# ---- the keyboard does not get lost ----

@check
def focus_stays_where_something_was_chosen(page):
    page.open("#actor=china")
    page.js("[...document.querySelectorAll('#panel .claims button')].find(b => b.textContent !== 'China').focus()")
    page.press(Keys.ENTER)
    assert page.js("return document.activeElement.closest('#panel') !== null"), "the panel has lost the focus"
    page.open("#view=around&actor=china")
    page.js("document.querySelectorAll('#view-around .node')[1].focus()")
    name = page.js("return document.activeElement.getAttribute('aria-label')")
    page.press(Keys.ENTER)
    equal(page.text("#panel h2"), name)
    equal(page.js("return document.activeElement.getAttribute('aria-label')"), name)
    page.js("document.querySelector('#view-around .edge').focus()")
    page.press(Keys.ENTER)
    assert page.js("return document.activeElement.closest('#view-around') !== null"), "the map has lost the focus"
    page.open("#view=actors")
    more = page.js("const b = document.querySelector('#table-claims .more button'); b.focus(); return b.textContent")
    equal(more, "Show more rows")
    page.press(Keys.ENTER)
    assert page.js("return document.activeElement !== document.body"), "a button that went took the focus with it"


@check
def the_focus_is_seen_wherever_it_goes(page):
    """WCAG 2.2, 2.4.7 and 2.4.11: nothing covers it, and it shows."""
    for width in (1400, 320):
        if width == 320:
            page.browser.narrow(320, 640)
        try:
            page.open("#actor=china")
            page.js("document.getElementById('filters').open = true")
            hidden = page.js("""return (async () => {
              const hidden = [], frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              const places = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
              for (const element of places.filter((e, i) => e.checkVisibility() && e.getClientRects().length && (i < 60 || i % 25 === 0))) {
                element.focus({focusVisible: true});
                if (element.closest('svg')) await frame(); // the map follows
                const box = element.getBoundingClientRect(), inside = (low, high, most) => [Math.max(low, 0), Math.min(high, most)];
                const [left, right] = inside(box.left, box.right, innerWidth), [top, bottom] = inside(box.top, box.bottom, innerHeight);
                const seen = [0.1, 0.5, 0.9].some(x => [0.1, 0.5, 0.9].some(y => {
                  const at = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
                  return at && (element.contains(at) || at.contains(element));
                }));
                if (!(right > left && bottom > top && seen)) hidden.push([element.tagName, element.textContent.slice(0, 40), box.top, box.left]);
                const style = getComputedStyle(element);
                if (!element.closest('svg') && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)) hidden.push(['no outline', element.tagName, element.textContent.slice(0, 40)]);
              }
              return hidden; })()""")
            equal(hidden, [])
        finally:
            page.browser.wide()


@check
def the_map_moves_without_dragging(page):
    """WCAG 2.2, 2.5.7: a pointer that cannot drag, and 2.5.1: that cannot pinch."""
    page.open()
    view = "return document.querySelector('#view-actors svg.map').getAttribute('viewBox')"
    for title in ("Zoom in", "Move left", "Move right", "Move up", "Move down", "Zoom out"):
        before = page.js(view)
        page.one(f"#tools button[aria-label^='{title}']").click()
        assert page.js(view) != before, title


# ---- looks ----

TARGETS = """
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [role=option]')].filter(e => e.checkVisibility() && e.getClientRects().length && !e.closest('svg'));
  const target = e => (e.matches('input') && e.closest('label')) || e;
  const small = [];
  for (const element of all) {
    const box = target(element).getBoundingClientRect();
    if (box.width >= 24 && box.height >= 24) continue;
    // In a sentence, or so far from others that a circle of 24 pixels meets none.
    const inline = element.matches('a, button.plain') && element.closest('p, li, td, span, footer, h2');
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const crowded = all.some(other => {
      if (target(other) === target(element)) return false;
      const o = target(other).getBoundingClientRect();
      return Math.hypot(Math.max(o.left - x, 0, x - o.right), Math.max(o.top - y, 0, y - o.bottom)) < 12;
    });
    if (!inline && crowded) small.push([element.tagName, element.textContent.slice(0, 40), box.width, box.height]);
  }
  return small;"""


@check
def targets_are_large_enough(page):
    """WCAG 2.2, 2.5.8."""
    page.open("#actor=china")
    page.js("document.getElementById('filters').open = true")
    page.one("#search").send_keys("a")
    equal(page.js(TARGETS), [])
    page.browser.narrow(320, 640)
    try:
        page.open("#actor=china")
        equal(page.js(TARGETS), [])
    finally:
        page.browser.wide()


# Anything cut off: wider than the page, or than what holds it and does not scroll.
CUT = """
  const cut = [];
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || !e.checkVisibility()) continue;
    const box = e.getBoundingClientRect(), scrolls = e.closest('.wrap');
    if (!scrolls && box.width && box.right > innerWidth + 1 && box.left > -500) cut.push(['sticks out', e.tagName, e.className, e.textContent.slice(0, 40)]);
    const style = getComputedStyle(e), hides = style.overflowX === 'hidden' || style.overflowX === 'clip' || style.overflowY === 'hidden';
    if (hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) cut.push(['is cut', e.tagName, e.className, e.textContent.slice(0, 40)]);
    if (e.matches('button, th, label, legend, summary, h1, h2, h3') && !scrolls && e.scrollWidth > e.clientWidth + 1 && e.clientWidth) cut.push(['overflows', e.tagName, e.textContent.slice(0, 40)]);
  }
  if (document.documentElement.scrollWidth > innerWidth) cut.push(['the page scrolls sideways', document.documentElement.scrollWidth]);
  return cut.slice(0, 8);"""


@check
def nothing_is_lost_at_400_percent(page):
    """WCAG 2.2, 1.4.10: 400 % of a window of 1280 is one of 320."""
    page.open("#actor=china")
    seen = "return [...document.querySelectorAll('h1, h2, h3, button, select, input, summary, .legend li, #findings li')].filter(e => e.getClientRects().length && !e.closest('svg')).map(e => e.id + e.textContent)"
    wide = page.js(seen)
    page.browser.narrow(320, 256)
    try:
        page.open("#actor=china")
        # a narrow window has fewer rows at once
        page.js("for (const b of document.querySelectorAll('#tables .more button')) while (b.textContent === 'Show more rows' && !b.hidden) b.click()")
        equal(sorted(set(wide) - set(page.js(seen)) - {"Show more rows"}), [])
        for fragment in STATES:
            page.open(fragment)
            page.js("document.getElementById('filters').open = true")
            equal((fragment, page.js(CUT)), (fragment, []))
    finally:
        page.browser.wide()


@check
def text_may_be_spaced_out(page):
    """WCAG 2.2, 1.4.12."""
    for narrow in (False, True):
        if narrow:
            page.browser.narrow(320, 640)
        try:
            for fragment in ("#actor=china", "#view=recommendations&advice=R01a"):
                page.open(fragment)
                page.js("""const sheet = new CSSStyleSheet();
                  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
                  document.adoptedStyleSheets = [sheet];
                  document.getElementById('filters').open = true;""")
                equal((fragment, page.js(CUT)), (fragment, []))
        finally:
            page.browser.wide()


@check
def nothing_moves_for_those_who_want_no_motion(page):
    page.browser.media(prefers_reduced_motion="reduce")
    try:
        page.open("#actor=china")
        moving = page.js("""return [...document.querySelectorAll('*')].filter(e => {
          const s = getComputedStyle(e);
          return parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none' || s.scrollBehavior === 'smooth';
        }).map(e => e.tagName + '.' + e.getAttribute('class')).slice(0, 5)""")
        equal(moving, [])
        equal(page.js("return document.getAnimations().length"), 0)
    finally:
        page.browser.media()


@check
def forced_colours_lose_nothing(page):
    """What is pressed, chosen or marked is told by more than a colour that the system takes away."""
    page.browser.media(forced_colors="active")
    try:
        page.open("#view=actors&actor=china")
        differ = """const look = s => { const c = getComputedStyle(document.querySelector(s)); return [c.borderTopStyle, c.borderTopWidth, c.outlineStyle, c.outlineWidth, c.textDecorationLine, c.fontWeight].join(); };
                    return look(arguments[0]) !== look(arguments[1]);"""
        assert page.js(differ, "#tabs button[aria-pressed=true]", "#tabs button[aria-pressed=false]"), "the pressed button looks like the others"
        assert page.js(differ, "mark.on", "mark:not(.on)"), "a marked passage looks like the others"
        page.one("#search").send_keys("a", Keys.ARROW_DOWN)
        assert page.js(differ, "#hits li[aria-selected=true]", "#hits li[aria-selected=false]"), "the chosen hit looks like the others"
        page.js("document.querySelector('#tools button').focus({focusVisible: true})")
        assert page.js("return getComputedStyle(document.activeElement).outlineStyle !== 'none'")
        # Names on the map can be read on what is drawn below them.
        ratio = page.js("""
          const lum = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const node = document.querySelector('#view-actors .node'), a = lum(getComputedStyle(node.querySelector('text')).fill), b = lum(getComputedStyle(node.querySelector('ellipse, polygon, path')).fill);
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);""")
        assert ratio > 4.5, ratio
        page.shot("forced-colours")
    finally:
        page.browser.media()


# ---- axe-core, in every state ----

@check
def no_violation_of_axe(page):
    def look(name, parts=None, contrast=True):
        found = violations(page, parts, contrast)
        assert not found, (name, found)

    thorough = page.browser.name == "chromium"  # the states are the same in both: the slower browser sees some of them
    page.open("#actor=china")
    page.js("document.getElementById('filters').open = true")
    look("whole")
    for fragment in STATES[1:6] + ["#tie=pakistan|us", "#passage=3"] if thorough else STATES[4:6]:
        page.open(fragment)
        look(fragment, {"exclude": [["#text"], ["#tables"]]}, contrast=False)
    page.open()
    for words in ("pak", "zzzz"):
        page.one("#search").clear()
        page.one("#search").send_keys(words)
        look(words, {"include": [["#bar"]]})
    page.browser.narrow(320, 640)
    try:
        page.open("#view=recommendations&advice=R01a")
        page.js("document.getElementById('filters').open = true")
        look("phone", {"exclude": [["#text"], ["#tables" if not thorough else "#table-claims"]]}, contrast=False)
    finally:
        page.browser.wide()
    page.browser.media(prefers_color_scheme="dark")
    try:
        page.open("#actor=china&modality=asserted")
        look("dark", {"include": [["#explore"]], "exclude": [["#text"]]})
    finally:
        page.browser.media()
