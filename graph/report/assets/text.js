// The brief's own text, with the passages marked that claims rest on.
import { data, lineOf, restingOn } from "./data.js";
import { el, $, name } from "./dom.js";
import { state, select } from "./state.js";
import { passing, advicePassing } from "./filter.js";

const TAGS = { t: "h2", h: "h3", p: "p", i: "p", c: "p" };
const marks = []; // {element, passages}
let byDocument = null;

// Positions are code points; JavaScript counts UTF-16 units.
const cutter = (text) => {
  if (!/[\ud800-\udfff]/.test(text)) return (from, to) => text.slice(from, to);
  const points = Array.from(text);
  return (from, to) => points.slice(from, to).join("");
};

// Cut a block wherever a passage begins or ends; each piece knows the passages that cover it.
const pieces = (start, text, passages) => {
  const cut = cutter(text), length = /[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length;
  const borders = new Set([0, length]);
  for (const p of passages) {
    borders.add(Math.max(0, p.from - start));
    borders.add(Math.min(length, p.to - start));
  }
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, i) => ({
    text: cut(from, sorted[i + 1]),
    passages: passages.filter((p) => p.from - start <= from && p.to - start >= sorted[i + 1]).map((p) => p.number),
  }));
};

const choosePassage = (numbers) => {
  // The shortest passage is what one points at.
  const best = numbers.slice().sort((a, b) => data.evidence[a][2] - data.evidence[a][1] - (data.evidence[b][2] - data.evidence[b][1]))[0];
  select({ passage: String(best) });
};

// One stop for Tab; the arrows go from mark to mark.
const goTo = (from, step) => {
  const at = marks.findIndex((mark) => mark.element === from);
  let next = at;
  do next = (next + step + marks.length) % marks.length;
  while (marks[next].element.classList.contains("out") && next !== at);
  from.setAttribute("tabindex", "-1");
  marks[next].element.setAttribute("tabindex", "0");
  marks[next].element.focus();
};

const press = (event, passages) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === " ") choosePassage(passages);
  else if (step) goTo(event.currentTarget, step);
  else return;
  event.preventDefault();
};

const markOf = (piece) => {
  // Underlined as the lines of the maps are drawn: stated, recommended, or neither.
  const lines = piece.passages.flatMap((p) => restingOn.get(p)).map((r) => (r.claim === undefined ? 1 : lineOf(data.claims[r.claim])));
  const element = el("mark", { class: `line-${Math.min(...lines)}`, tabindex: marks.length ? "-1" : "0", role: "button", onclick: () => choosePassage(piece.passages),
    onkeydown: (event) => press(event, piece.passages) }, piece.text);
  marks.push({ element, passages: piece.passages });
  return element;
};

// A brief may be in a language that runs from right to left; the name of a place in it does not decide that.
const block = ([kind, start, text, place], passages, lang) => {
  const end = start + text.length;
  const here = passages.filter((p) => p.from < end && p.to > start);
  const parts = pieces(start, text, here).map((piece) => (piece.passages.length && piece.text.trim() ? markOf(piece) : piece.text));
  return el(TAGS[kind], { lang, dir: "auto" }, kind === "p" || kind === "i" || kind === "c" ? el("span", { class: "where", dir: "auto" }, place) : null, ...parts);
};

export const buildText = () => {
  byDocument = data.documents.map(() => []);
  data.evidence.forEach(([document, from, to], number) => {
    if (document !== null && restingOn.has(number)) byDocument[document].push({ number, from, to });
  });
  const section = $("text");
  data.documents.forEach((document, index) => {
    if (!document.blocks) return;
    const passages = byDocument[index].sort((a, b) => a.from - b.from);
    section.append(...(data.documents.length > 1 && document.blocks[0]?.[0] !== "t" ? [el("h2", null, name(document.title))] : []), ...document.blocks.map((b) => block(b, passages, document.language)));
  });
  section.hidden = !section.children.length;
  if (data.documents.length === 1 && data.documents[0].language) globalThis.document.querySelector("h1").lang = data.documents[0].language;
};

const lives = (number) => restingOn.get(number).some((r) => (r.claim !== undefined ? passing.has(r.claim) : advicePassing.has(r.advice)));

export const filterText = () => {
  for (const mark of marks) mark.element.classList.toggle("out", !mark.passages.some(lives));
};

// The passages of what is selected.
const selected = (chosen) => {
  if (/^\d+$/.test(state.passage)) return new Set([Number(state.passage)]);
  if (chosen.claim !== undefined) return new Set(data.claims[chosen.claim].e || []);
  if (chosen.advice !== undefined) return new Set(data.recommendations[chosen.advice].e || []);
  const between = (c) => chosen.tie && chosen.tie.includes(c.s) && chosen.tie.includes(c.o);
  const about = (c) => chosen.entities && (chosen.entities.includes(c.s) || chosen.entities.includes(c.o));
  if (!chosen.tie && !chosen.entities) return new Set();
  return new Set(data.claims.filter((c, index) => passing.has(index) && (between(c) || about(c))).flatMap((c) => c.e || []));
};

export const showPassages = (chosen) => {
  const numbers = selected(chosen);
  let first = null;
  for (const mark of marks) {
    const on = mark.passages.some((p) => numbers.has(p));
    mark.element.classList.toggle("on", on);
    if (on && !first) first = mark.element;
  }
  const section = $("text");
  // Only the text scrolls, not the page.
  if (first) section.scrollTop += first.getBoundingClientRect().top - section.getBoundingClientRect().top - section.clientHeight / 3;
};
