// Around one actor: drawn here, for any actor. Hostile ties to the left, friendly ones to the right, the rest below the
// shorter of the two; a row each, so that nothing overlaps.
import { data, claimsOf, relation, sign, lineOf, label, isActor } from "./data.js";
import { svg, $, count } from "./dom.js";
import { passing, filtered, filterWords } from "./filter.js";
import { views, makeReachable, panAndZoom } from "./map.js";

const ROW = 56, LINE = 15, WIDTH = 210, REACH = 460, MOST_NEIGHBOURS = 60;
const DASHES = ["", "6 3", "1 4"];
const COLOURS = { 1: "var(--friendly)", "-1": "var(--hostile)", 0: "var(--neutral)" };
const MARKERS = { 1: "ego-friendly", "-1": "ego-hostile", 0: "ego-neutral" };

// Neighbours with their claims in bundles of one sign, line and direction.
const neighbours = (center) => {
  const found = new Map();
  for (const index of claimsOf.get(center) || []) {
    const claim = data.claims[index];
    if (claim.s === claim.o || (claim.s !== center && claim.o !== center) || !passing.has(index)) continue;
    const other = claim.s === center ? claim.o : claim.s;
    if (other === undefined) continue;
    // What is denied or advised against is no tie: it says "not", and takes no side.
    const s = claim.n ? 0 : sign(claim), key = `${s} ${lineOf(claim)} ${claim.n || 0}`;
    if (!found.has(other)) found.set(other, { other, balance: 0, size: 0, bundles: new Map() });
    const neighbour = found.get(other);
    neighbour.balance += s;
    neighbour.size++;
    if (!neighbour.bundles.has(key)) neighbour.bundles.set(key, { s, line: lineOf(claim), negated: claim.n, claims: [], out: false, in: false });
    const bundle = neighbour.bundles.get(key);
    bundle.claims.push(index);
    if (claim.s === center || claim.b) bundle.out = true;
    if (claim.o === center || claim.b) bundle.in = true;
  }
  return [...found.values()].sort((a, b) => b.size - a.size || label(a.other).localeCompare(label(b.other), "en"));
};

const words = (bundle) => {
  const verbs = [...new Set(bundle.claims.map((c) => relation(data.claims[c])))];
  const text = verbs.join(" / "), not = bundle.negated ? "not: " : "";
  return not + (text.length <= 30 ? text : verbs.length > 1 || bundle.claims.length > 1 ? `${bundle.claims.length} claims` : text.slice(0, 29) + "…");
};

const wrap = (text, width, most) => {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  const kept = lines.slice(0, most).map((line) => (line.length > width + 4 ? line.slice(0, width + 3) + "…" : line));
  if (lines.length > most) kept[most - 1] += " …";
  return kept;
};

// A row is as high as its lines need.
const rowHeight = (neighbour) => Math.max(ROW, neighbour.bundles.size * LINE + 18);
const height = (list) => list.reduce((sum, neighbour) => sum + rowHeight(neighbour), 0);

const boxAt = (index, x, y, tall, center) => {
  const lines = wrap(label(index), 26, 2);
  const group = svg("g", { class: "node" });
  group.append(svg("rect", { x: x - WIDTH / 2, y: y - tall / 2, width: WIDTH, height: tall, rx: isActor(index) ? 4 : 18, fill: "var(--panel)", stroke: "var(--soft)", "stroke-width": center ? 3 : 1.3 }));
  lines.forEach((line, i) => {
    const text = svg("text", { x, y: y + 4.5 + (i - (lines.length - 1) / 2) * 15, "text-anchor": "middle", "font-size": 13, "font-weight": center ? "bold" : "normal", fill: "var(--ink)" });
    text.textContent = line;
    group.append(text);
  });
  return group;
};

const lineTo = (bundle, side, y, shift) => {
  const x1 = side * (WIDTH / 2 + 2), x2 = side * (REACH - WIDTH / 2 - 2), y1 = Math.max(-17, Math.min(17, shift)), y2 = y + shift;
  const middle = (x1 + x2) / 2;
  const group = svg("g", { class: "edge" });
  const colour = COLOURS[bundle.s];
  group.append(svg("path", {
    d: `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`, fill: "none", stroke: colour,
    "stroke-width": Math.min(1.5 + 0.6 * (bundle.claims.length - 1), 4.5), "stroke-dasharray": DASHES[bundle.line],
    "marker-end": bundle.out ? `url(#${MARKERS[bundle.s]})` : null, "marker-start": bundle.in ? `url(#${MARKERS[bundle.s]})` : null,
  }));
  // The label stands in the neighbour's own row, where no other line runs.
  const text = svg("text", { x: x2 - side * 10, y: y2 - 4, "text-anchor": side > 0 ? "end" : "start", "font-size": 11, fill: colour, stroke: "var(--paper)", "stroke-width": 3, "paint-order": "stroke" });
  text.textContent = words(bundle);
  group.append(text);
  return group;
};

const markers = () =>
  svg("defs", null, ...[["ego-friendly", "M0,0L8,4L0,8z", 1], ["ego-neutral", "M0,0L8,4L0,8L3,4z", 0], ["ego-hostile", "M6,0L8,0L8,8L6,8z", -1]].map(
    ([id, d, s]) => svg("marker", { id, viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" }, svg("path", { d, fill: COLOURS[s] }))));

const sidesOf = (list) => {
  const sides = { "-1": list.filter((n) => n.balance < 0), 1: list.filter((n) => n.balance > 0) };
  for (const neighbour of list.filter((n) => n.balance === 0)) (sides["-1"].length <= sides[1].length ? sides["-1"] : sides[1]).push(neighbour);
  return sides;
};

export const drawAround = (center) => {
  const section = $("drawing"), focused = section.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
  section.replaceChildren();
  delete views.around;
  if (center === undefined) return;
  const all = neighbours(center), list = all.slice(0, MOST_NEIGHBOURS), sides = sidesOf(list);
  const half = Math.max(height(sides["-1"]), height(sides[1]), ROW) / 2 + 10;
  const home = `${-REACH - WIDTH / 2 - 20} ${-half - 40} ${2 * REACH + WIDTH + 40} ${2 * half + 60}`;
  const root = svg("svg", { viewBox: home, preserveAspectRatio: "xMidYMin", role: "group", class: "map", "aria-label": `Around ${label(center)}` }, markers());
  const heading = (x, text, anchor) => {
    const t = svg("text", { x, y: -half - 12, "text-anchor": anchor, "font-size": 14, fill: "var(--soft)" });
    t.textContent = text;
    root.append(t);
  };
  heading(-REACH - WIDTH / 2, "Mostly hostile ⊣, or neither", "start");
  heading(REACH + WIDTH / 2, "Mostly friendly ▶, or neither", "end");
  const view = { svg: root, nodes: [], edges: [], home };
  const boxes = [];
  for (const side of [-1, 1]) {
    let y = -height(sides[side]) / 2;
    sides[side].forEach((neighbour) => {
      const room = rowHeight(neighbour);
      y += room / 2;
      const bundles = [...neighbour.bundles.values()];
      bundles.forEach((bundle, i) => {
        const element = lineTo(bundle, side, y, (i - (bundles.length - 1) / 2) * LINE);
        root.append(element);
        view.edges.push({ element, from: center, to: neighbour.other, claims: bundle.claims });
      });
      boxes.push([neighbour.other, boxAt(neighbour.other, side * REACH, y, Math.max(40, bundles.length * LINE + 4), false)]);
      y += room / 2;
    });
  }
  boxes.unshift([center, boxAt(center, 0, 0, 44, true)]);
  for (const [what, element] of boxes) {
    root.append(element);
    view.nodes.push({ element, what });
  }
  section.append(root);
  const claims = list.reduce((sum, n) => sum + n.size, 0);
  $("shown-around").textContent = `${label(center)}: ${claims} of the ${count(data.claims.length, "claim")} tie it to ${all.length > list.length ? `${list.length} of its ${all.length}` : list.length} neighbours (actors, issues, places, events), those with most claims first.${filtered() ? ` Filtered: ${filterWords()}.` : ""}`;
  views.around = view;
  makeReachable(view);
  panAndZoom(view);
  // What was pressed is drawn anew, elsewhere; when it is not drawn, what is in the middle stands for it.
  if (focused) ([...root.querySelectorAll("[role=button]")].find((element) => element.getAttribute("aria-label") === focused) || view.nodes[0].element).focus({ preventScroll: true });
};
