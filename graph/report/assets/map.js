// The maps: what stands on them, pan and zoom, what is near to what is selected.
import { data, label, sign, lineOf, makesTie, claimById, adviceById, byId, claimsOf, adviceOf, tieOf, endsOf } from "./data.js";
import { el, $, count, say } from "./dom.js";
import { state, change, select } from "./state.js";
import { passing, advicePassing, filtered, filterKey, filterWords } from "./filter.js";

const TITLES = { actors: "Actors", recommendations: "Recommendations", issues: "Issues", balance: "Two blocs, computed", around: "Around one actor" };
export const views = Object.create(null); // by name: {svg, nodes, edges, home}

const pairKey = (a, b, s, line) => `${Math.min(a, b)} ${Math.max(a, b)} ${s} ${line}`;
const claimsByPair = new Map();
data.claims.forEach((claim, index) => {
  // What makes no tie stands on no line of the map of actors.
  for (const key of [makesTie(claim) ? pairKey(claim.s, claim.o, sign(claim), lineOf(claim)) : "", `${Math.min(claim.s, claim.o)} ${Math.max(claim.s, claim.o)}`]) {
    if (!claimsByPair.has(key)) claimsByPair.set(key, []);
    claimsByPair.get(key).push(index);
  }
});
export const claimsBetween = (a, b) => claimsByPair.get(`${Math.min(a, b)} ${Math.max(a, b)}`) || [];

// Claims and recommendations that a line stands for.
const meaning = (view, from, to, s, line) => {
  if (from < 0) return { advice: [-1 - from] };
  if (to < 0) return { advice: [-1 - to] };
  const exact = claimsByPair.get(pairKey(from, to, s, line));
  if (view === "actors" && exact) return { claims: exact };
  // What concerns an issue ties the actors of the claim to it.
  const [issue, actor] = data.entities[from].k ? [from, to] : [to, from];
  const on = (claimsOf.get(issue) || []).filter((c) => (data.claims[c].x || []).includes(issue) && [data.claims[c].s, data.claims[c].o].includes(actor));
  const about = (adviceOf.get(issue) || []).filter((r) => (adviceOf.get(actor) || []).includes(r));
  return { claims: [...new Set(claimsBetween(from, to).concat(data.entities[issue].k ? on : []))], about: data.entities[issue].k ? about : [] };
};

const describeTie = (item) => {
  if (item.advice) {
    const advice = data.recommendations[item.advice[0]];
    return `Recommendation ${advice.i}: ${advice.h || ""}`;
  }
  const advice = item.about?.length ? `, ${count(item.about.length, "recommendation")}` : "";
  return `${label(item.from)} and ${label(item.to)}: ${count(item.claims.length, "claim")}${advice}`;
};

const prepareView = (name) => {
  const svgElement = $(`view-${name}`)?.querySelector("svg.map");
  const map = data.maps[name];
  if (!svgElement || !map) return;
  const view = { name, svg: svgElement, nodes: [], edges: [], home: svgElement.getAttribute("viewBox"), note: $(`shown-${name}`).textContent };
  map.nodes.forEach(([id, what]) => {
    const element = document.getElementById(id);
    if (element && what !== null) view.nodes.push({ element, what });
  });
  const ends = map.nodes.map((node) => node[1]);
  for (const [number, from, to, s, line] of map.edges) {
    const element = document.getElementById(`${name}-t-e${number}`);
    if (!element || ends[from] === null || ends[to] === null) continue;
    view.edges.push({ element, from: ends[from], to: ends[to], ...meaning(name, ends[from], ends[to], s, line) });
  }
  makeReachable(view);
  views[name] = view;
  panAndZoom(view, name);
};

// Names and roles for those who do not see the map, and keys for those who use no mouse.
export const makeReachable = (view) => {
  const reach = (element, text, choose) => {
    element.setAttribute("tabindex", "-1");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", text);
    element.addEventListener("click", () => {
      view.clicked = !view.moved;
      if (!view.moved) choose();
    });
    element.addEventListener("focus", () => bringIn(view, element));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      view.clicked = true;
      choose();
    });
  };
  for (const node of view.nodes)
    reach(node.element, node.what < 0 ? `Recommendation ${data.recommendations[-1 - node.what].i}: ${data.recommendations[-1 - node.what].h || ""}` : label(node.what),
      () => (node.what < 0 ? select({ advice: data.recommendations[-1 - node.what].i }) : select({ actor: data.entities[node.what].i })));
  for (const edge of view.edges)
    reach(edge.element, describeTie(edge), () =>
      edge.advice ? select({ advice: data.recommendations[edge.advice[0]].i })
        : select({ tie: tieOf([edge.from, edge.to]) }));
  const items = view.nodes.concat(view.edges);
  if (items.length) items[0].element.setAttribute("tabindex", "0");
  view.svg.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = items.findIndex((item) => item.element === document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    let next = at;
    do next = (next + step + items.length) % items.length;
    while (items[next].element.classList.contains("out") && next !== at);
    items[at].element.setAttribute("tabindex", "-1");
    items[next].element.setAttribute("tabindex", "0");
    items[next].element.focus();
  });
};

// ---- pan and zoom, by the viewBox ----

const box = (view) => view.svg.getAttribute("viewBox").split(" ").map(Number);
const setBox = (view, [x, y, w, h]) => view.svg.setAttribute("viewBox", [x, y, w, h].map((n) => Math.round(n * 10) / 10).join(" "));

export const zoom = (view, factor, at) => {
  const [x, y, w, h] = box(view), home = view.home.split(" ").map(Number);
  const width = Math.min(Math.max(w * factor, home[2] / 40), home[2] * 2), by = width / w;
  const [px, py] = at || [x + w / 2, y + h / 2];
  setBox(view, [px - (px - x) * by, py - (py - y) * by, w * by, h * by]);
};

const point = (view, event) => {
  const matrix = view.svg.getScreenCTM().inverse();
  const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return [p.x, p.y];
};

export const panAndZoom = (view) => {
  const svgElement = view.svg, fingers = new Map();
  let from = null, gap = 0;
  svgElement.addEventListener("wheel", (event) => {
    // Without Ctrl or focus in the map the page scrolls.
    if (!event.ctrlKey && !svgElement.contains(document.activeElement)) return;
    event.preventDefault();
    zoom(view, event.deltaY > 0 ? 1.15 : 1 / 1.15, point(view, event));
  }, { passive: false });
  svgElement.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    from = { x: event.clientX, y: event.clientY };
    view.moved = false;
  });
  svgElement.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event);
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()], now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (gap) zoom(view, gap / now, point(view, { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }));
      gap = now;
      view.moved = true;
      return;
    }
    if (!view.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 5) return;
    if (!view.moved) svgElement.setPointerCapture(event.pointerId);
    view.moved = true;
    svgElement.classList.add("dragging");
    const scale = 1 / svgElement.getScreenCTM().a, [x, y, w, h] = box(view);
    setBox(view, [x - (event.clientX - from.x) * scale, y - (event.clientY - from.y) * scale, w, h]);
    from = { x: event.clientX, y: event.clientY };
  });
  const stop = (event) => {
    fingers.delete(event.pointerId);
    gap = 0;
    svgElement.classList.remove("dragging");
  };
  for (const kind of ["pointerup", "pointercancel", "pointerleave"]) svgElement.addEventListener(kind, stop);
};

const current = () => views[state.view] || views.actors;
export const reset = (view) => view.svg.setAttribute("viewBox", view.home);

// ---- what is seen at first, and after a change ----

const LEAST = 10.1; // pixels that the letters of a name need

// Where elements stand, in the units of the drawing.
const bounds = (view, elements) => {
  const inverse = view.svg.getScreenCTM().inverse();
  return elements.map((element) => {
    const r = element.getBoundingClientRect();
    const a = new DOMPoint(r.left, r.top).matrixTransform(inverse), b = new DOMPoint(r.right, r.bottom).matrixTransform(inverse);
    return [a.x, a.y, b.x, b.y];
  });
};

const hull = (boxes) => [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...boxes.map((b) => b[side])));

// Size of the part of the drawing that the frame shows when names can be read.
const readable = (view) => {
  const frame = view.svg.getBoundingClientRect();
  view.letters ||= view.nodes.flatMap((n) => [...n.element.querySelectorAll("text")]).map((t) => parseFloat(getComputedStyle(t).fontSize)).sort((a, b) => a - b).at(Math.floor(view.nodes.length / 2)) || 12;
  const scale = LEAST / view.letters;
  return [frame.width / scale, frame.height / scale];
};

// The part of the map with the best connected names; all of it where names can be read. A map much taller than its frame
// opens at its top.
const open = (view) => {
  reset(view);
  if (!view.svg.getBoundingClientRect().width || !view.nodes.length) return;
  const [x, y, w, h] = view.home.split(" ").map(Number), [wide, high] = readable(view);
  if (wide >= w && high >= h) return;
  if (wide >= 0.95 * w && h > 1.3 * high) {
    setBox(view, [x, y, w, (w * high) / wide]);
    return;
  }
  const boxes = bounds(view, view.nodes.map((n) => n.element));
  // squared, for a hub is worth more than the many that have few ties
  const weights = view.nodes.map((n) => view.edges.filter((e) => e.from === n.what || e.to === n.what).length ** 2);
  const within = (middle, low, size, part) => (part >= size ? low + (size - part) / 2 : Math.min(Math.max(middle - part / 2, low), low + size - part));
  let best = null;
  for (const from of boxes) {
    for (const to of boxes) {
      const left = within((from[0] + to[2]) / 2, x, w, wide), top = within((from[1] + to[3]) / 2, y, h, high);
      const held = boxes.reduce((sum, b, i) => sum + (b[0] >= left && b[1] >= top && b[2] <= left + wide && b[3] <= top + high ? weights[i] + 1 : 0), 0);
      if (!best || held > best.held) best = { held, box: [left, top, wide, high] };
    }
  }
  setBox(view, best.box);
};

// Bring elements to the middle, no larger than names need to be read.
const frameOn = (view, elements) => {
  if (!elements.length || !view.svg.getScreenCTM()) return reset(view);
  const [left, top, right, bottom] = hull(bounds(view, elements)), least = readable(view);
  const wide = Math.max(right - left + 60, Math.min(least[0], 900)), high = Math.max(bottom - top + 60, Math.min(least[1], 600));
  return setBox(view, [(left + right - wide) / 2, (top + bottom - high) / 2, wide, high]);
};

// What the keyboard reaches is moved into the frame: a name whole, a line in part.
const bringIn = (view, element) => {
  if (!view.svg.getScreenCTM()) return;
  const [x, y, w, h] = box(view), [[left, top, right, bottom]] = bounds(view, [element]);
  const apart = right < x || left > x + w || bottom < y || top > y + h;
  const whole = left >= x && right <= x + w && top >= y && bottom <= y + h;
  if (!apart && (whole || right - left >= w || bottom - top >= h)) return;
  setBox(view, [(left + right - w) / 2, (top + bottom - h) / 2, w, h]);
  // The browser scrolls to where it was before, some of them after this.
  requestAnimationFrame(() => element.scrollIntoView({ block: "nearest", inline: "nearest" }));
};

// What is selected; unless asked for, what could not be read then is shown as the map was at first.
const fit = (view, asked) => {
  const chosen = [...view.svg.querySelectorAll(".on, .near")];
  if (!chosen.length || !view.svg.getScreenCTM()) return reset(view);
  const [left, top, right, bottom] = hull(bounds(view, chosen)), least = readable(view);
  const tiny = right - left > 2 * least[0] || bottom - top > 2 * least[1];
  return tiny && !asked ? place(view) : frameOn(view, chosen);
};

// After filtering, what is left; else what is seen at first.
const place = (view) => {
  const alive = view.nodes.map((n) => n.element).filter((element) => !element.classList.contains("out"));
  view.placed = filterKey();
  if (filtered() && alive.length) frameOn(view, alive);
  else open(view);
};

const move = (dx, dy) => {
  const view = current(), [x, y, w, h] = box(view);
  setBox(view, [x + dx * w, y + dy * h, w, h]);
};

// ---- what is selected ----

const selection = () => {
  if (state.actor) return { entities: byId.has(state.actor) ? [byId.get(state.actor)] : [] };
  if (state.tie) return { tie: endsOf(state.tie) };
  if (state.claim && claimById.has(state.claim)) {
    const claim = data.claims[claimById.get(state.claim)];
    return { tie: [claim.s, claim.o], claim: claimById.get(state.claim) };
  }
  if (state.advice && adviceById.has(state.advice)) return { advice: adviceById.get(state.advice) };
  return {};
};

const mark = (view, chosen) => {
  const some = chosen.entities?.length || chosen.tie?.length || chosen.advice !== undefined;
  const isChosen = (what) => (what < 0 ? -1 - what === chosen.advice : (chosen.entities || chosen.tie || []).includes(what));
  const near = new Set();
  for (const edge of view.edges) {
    let on;
    if (chosen.tie) on = chosen.tie.includes(edge.from) && chosen.tie.includes(edge.to) && (chosen.claim === undefined || !edge.claims || edge.claims.includes(chosen.claim));
    else on = isChosen(edge.from) || isChosen(edge.to);
    edge.element.classList.toggle("on", Boolean(some && chosen.tie && on));
    edge.element.classList.toggle("near", Boolean(some && on));
    if (on) near.add(edge.from).add(edge.to);
  }
  // Whom a recommendation is addressed to stands on its card, and has no line to it.
  const asked = (what) => what < 0 && (chosen.entities || []).some((e) => (data.recommendations[-1 - what].a || []).includes(e));
  let found = false;
  for (const node of view.nodes) {
    const on = Boolean(some && isChosen(node.what));
    found ||= on || asked(node.what);
    node.element.classList.toggle("on", on);
    node.element.classList.toggle("near", on || near.has(node.what) || asked(node.what));
  }
  view.svg.classList.toggle("dimmed", Boolean(some && found));
};

// What no claim that passes the filters stands for is hidden.
const hide = (view) => {
  const alive = new Set();
  for (const edge of view.edges) {
    const some = (edge.claims || []).some((c) => passing.has(c)) || (edge.advice || edge.about || []).some((a) => advicePassing.has(a));
    edge.element.classList.toggle("out", !some);
    if (some) alive.add(edge.from).add(edge.to);
  }
  for (const node of view.nodes) {
    const some = node.what < 0 ? advicePassing.has(-1 - node.what) : alive.has(node.what) || !view.edges.some((e) => e.from === node.what || e.to === node.what);
    node.element.classList.toggle("out", !some);
  }
};

export const showView = (name) => {
  const known = views[name] ? name : "actors";
  for (const section of document.querySelectorAll(".view")) section.hidden = section.id !== `view-${known}`;
  for (const button of $("tabs").children) button.setAttribute("aria-pressed", String(button.dataset.view === known));
};

// What was chosen elsewhere is looked for on the map; what was clicked on it stays where it is.
let seen = "";
export const follow = () => {
  const chosen = [state.actor, state.tie, state.claim, state.advice, state.view].join("\n"), view = current();
  if (chosen !== seen && view && !view.clicked && chosen.trim() !== (state.view || "")) fit(view);
  seen = chosen;
  if (view) view.clicked = false;
};

// How much of everything stands on a map, in words; sums add up.
const tying = () => data.claims.map((_, index) => index).filter((index) => makesTie(data.claims[index]));
let allTies = null;
const describeActors = (view) => {
  allTies ||= tying();
  const tied = new Set(allTies.flatMap((c) => [data.claims[c].s, data.claims[c].o])), drawn = view.claims.size;
  const rest = allTies.length - drawn, others = tied.size - view.nodes.length;
  const left = rest ? ` Not drawn: ${count(rest, "claim")} of ${count(others, "less connected actor")}, which the tables and the search have.` : "";
  return `${view.nodes.length} of the ${count(tied.size, "actor")} with ties, and ${drawn} of the ${count(allTies.length, "claim")} that make ties, drawn as ${count(view.edges.length, "line")}.${left}`;
};

const describeFiltered = (view) => {
  const advice = [...view.advice].filter((a) => advicePassing.has(a)).length, claims = [...view.claims].filter((c) => passing.has(c)).length;
  const parts = [view.claims.size && `${claims} of the ${count(view.claims.size, "claim")}`, view.advice.size && `${advice} of the ${count(view.advice.size, "recommendation")}`].filter(Boolean);
  const nodes = view.nodes.filter((n) => !n.element.classList.contains("out")).length;
  return `Filtered: ${filterWords()}. Shown: ${parts.join(" and ")} of this map, between ${nodes} of its ${count(view.nodes.length, "name")}. ${claims + advice ? "A line keeps its label while one of its claims is left." : "What passes is beside the map, and in the tables."}`;
};

const describeView = (view) => {
  if (!view.name) return;
  view.claims ||= new Set(view.edges.flatMap((e) => e.claims || []));
  view.advice ||= new Set(view.edges.flatMap((e) => e.advice || e.about || []).concat(view.nodes.filter((n) => n.what < 0).map((n) => -1 - n.what)));
  $(`shown-${view.name}`).textContent = filtered() ? describeFiltered(view) : view.name === "actors" && view.edges.length ? describeActors(view) : view.note;
};

export const showSelection = (filterChanged) => {
  const chosen = selection(), seenNow = current();
  for (const view of Object.values(views)) {
    mark(view, chosen);
    if (!filterChanged && view.ready) continue;
    hide(view);
    describeView(view);
    view.ready = true;
  }
  if (seenNow && seenNow.placed !== filterKey()) place(seenNow);
  return chosen;
};

export const buildMaps = (around) => {
  for (const name of ["actors", "recommendations", "issues", "balance"]) prepareView(name);
  const button = (text, title, action) => el("button", { type: "button", title, "aria-label": title, onclick: action }, text);
  $("tools").append(
    ...[["←", "left", "a", -0.15, 0], ["→", "right", "d", 0.15, 0], ["↑", "up", "w", 0, -0.15], ["↓", "down", "s", 0, 0.15]].map(([sign, side, key, dx, dy]) =>
      button(sign, `Move ${side} (${key})`, () => move(dx, dy))),
    button("+", "Zoom in (+)", () => zoom(current(), 1 / 1.3)), button("−", "Zoom out (−)", () => zoom(current(), 1.3)),
    button("Whole", "Show the whole map (0)", () => reset(current())),
    button("Selected", "Fit what is selected", () => fit(current(), true)));
  if (document.fullscreenEnabled)
    $("tools").append(button("Full screen", "Fill the screen with the map", () => (document.fullscreenElement ? document.exitFullscreen() : $("stage").requestFullscreen())));
  for (const name of Object.keys(TITLES)) {
    if (name !== "around" && !views[name]) continue;
    const press = () => (name === "around" ? around() : change({ view: name }));
    $("tabs").append(el("button", { type: "button", "data-view": name, "aria-pressed": "false", onclick: press }, TITLES[name]));
  }
  $("stage").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      "+": () => zoom(current(), 1 / 1.3), "=": () => zoom(current(), 1 / 1.3), "-": () => zoom(current(), 1.3),
      0: () => reset(current()), w: () => move(0, -0.15), s: () => move(0, 0.15), a: () => move(-0.15, 0), d: () => move(0.15, 0),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    select({});
    say("Nothing is selected.");
  });
  addEventListener("beforeprint", () => Object.values(views).forEach(reset));
  addEventListener("afterprint", () => current() && place(current()));
};
