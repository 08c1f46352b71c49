// What is selected, in words: an actor or issue, a tie, a claim, a recommendation, a passage.
import { data, STRENGTHS, MODALITIES, byId, claimById, adviceById, claimsOf, adviceOf, restingOn, label, relation, signWord, voiceOf, confidence, measureIndex, endsOf } from "./data.js";
import { el, $, name, whole, count } from "./dom.js";
import { state, select, change } from "./state.js";
import { passing, advicePassing } from "./filter.js";
import { claimsBetween } from "./map.js";

const MOST_ITEMS = 60; // claims in the panel at once

const linked = (indexes) => indexes.flatMap((index, i) => [i ? ", " : "", link(index)]);
const link = (index) => el("button", { type: "button", class: "plain", onclick: () => index !== undefined && select({ actor: data.entities[index].i }) }, name(label(index)));

const quotes = (item) =>
  (item.e || []).map((number) => {
    const [document, , , quote, place] = data.evidence[number];
    const where = data.documents.length > 1 && document !== null ? `${data.documents[document].title}, ${place}` : place;
    const shown = data.documents[document]?.blocks;
    return el("blockquote", null, whole(`“${quote}”`), el("footer", null,
      shown ? el("button", { type: "button", class: "plain", onclick: () => change({ passage: String(number) }) }, where || "in the text") : where));
  });

const tags = (words) => el("p", { class: "tags" }, words.filter(Boolean).join(" · "));

export const claimItem = (index) => {
  const claim = data.claims[index];
  const about = (claim.x || []).length ? ["on ", ...linked(claim.x)] : [];
  return el("li", { "data-claim": claim.i, class: state.claim === claim.i ? "on" : null },
    el("span", { class: `says sign sign-${signWord(claim)}` }, link(claim.s), ` ${claim.n ? "not: " : ""}${relation(claim)} `, link(claim.o)),
    tags([MODALITIES[claim.m], STRENGTHS[claim.t || 0], claim.n ? "negated" : "", claim.v === undefined ? "" : `reported: says ${voiceOf(claim)}`, claim.d,
      confidence(claim) < 1 ? `confidence ${confidence(claim)}` : "", claim.z ? `by rule ${claim.z}` : "", `claim ${claim.i}`]),
    about.length ? el("p", { class: "tags" }, ...about) : null, quotes(claim));
};

// "must", "should not", "need not", "should consider", "should avoid".
const duty = (advice) => {
  if (advice.n === 2) return "need not";
  const word = { 0: "should", 1: "must", 2: "should", 3: "should consider", 4: "can" }[advice.t || 0];
  return advice.n !== 1 ? word : word === "can" || word === "should consider" ? "should avoid" : `${word} not`;
};

export const adviceItem = (index) => {
  const advice = data.recommendations[index];
  const who = (advice.a || []).length ? linked(advice.a) : ["Somebody"];
  return el("li", { "data-advice": advice.i, class: state.advice === advice.i ? "on" : null },
    el("span", { class: "says" }, ...who, ` ${duty(advice)}: `, whole(advice.h || "")),
    (advice.g || []).length ? el("p", { class: "tags" }, "toward ", ...linked(advice.g)) : null,
    (advice.p || []).length ? el("p", { class: "tags" }, "with ", ...linked(advice.p)) : null,
    (advice.x || []).length ? el("p", { class: "tags" }, "on ", ...linked(advice.x)) : null,
    (advice.u || []).length ? el("p", { class: "tags" }, "by ", ...linked(advice.u)) : null,
    tags([`recommendation ${advice.i}`, confidence(advice) < 1 ? `confidence ${confidence(advice)}` : "", advice.z ? `by rule ${advice.z}` : ""]), quotes(advice));
};

const items = (title, indexes, make) => {
  if (!indexes.length) return [];
  const more = indexes.length > MOST_ITEMS ? el("p", { class: "tags" }, `and ${indexes.length - MOST_ITEMS} more: see the table below`) : null;
  return [el("h3", null, title), el("ul", { class: "claims" }, ...indexes.slice(0, MOST_ITEMS).map(make)), more];
};

const body = (claims, advice, names = "") => {
  const shown = claims.filter((c) => passing.has(c)), asked = advice.filter((a) => advicePassing.has(a));
  const hidden = claims.length - shown.length + advice.length - asked.length;
  return [...items(count(shown.length, "claim") + names, shown, claimItem), ...items(count(asked.length, "recommendation"), asked, adviceItem),
    hidden ? el("p", { class: "tags" }, `${hidden} more ${hidden === 1 ? "is" : "are"} hidden by the filters.`) : null];
};

const partners = (index) => {
  const ends = (claimsOf.get(index) || []).map((c) => data.claims[c]).filter((c) => !c.n && (c.s === index || c.o === index));
  return new Set(ends.map((c) => (c.s === index ? c.o : c.s)).filter((other) => other !== index && data.entities[other]?.m)).size;
};

const actorPanel = (index) => {
  const entity = data.entities[index];
  const position = entity.m ? `tied to ${count(partners(index), "actor")}, betweenness ${entity.m[measureIndex("betweenness")].toFixed(3)}` : "";
  return [el("h2", null, name(label(index))),
    tags([entity.y, position]),
    entity.p ? el("p", { class: "tags" }, "part of ", ...linked(entity.p)) : null,
    entity.a ? el("p", { class: "tags" }, "also: ", name(entity.a.join("; "))) : null,
    entity.h ? el("p", null, whole(entity.h)) : null,
    entity.m && state.view !== "around" ? el("p", null, el("button", { type: "button", onclick: () => change({ view: "around", actor: entity.i }) }, "Draw what surrounds it")) : null,
    ...body(claimsOf.get(index) || [], adviceOf.get(index) || [], " about it, as an end, an issue, a means or a voice")];
};

const passagePanel = (number) => {
  const [document, , , quote, place] = data.evidence[number];
  const resting = restingOn.get(number) || [];
  return [el("h2", null, "What rests on this passage"), el("blockquote", null, whole(`“${quote}”`), el("footer", null, `${document === null ? "" : data.documents[document].title + ", "}${place}`)),
    ...body(resting.map((r) => r.claim).filter((c) => c !== undefined), resting.map((r) => r.advice).filter((a) => a !== undefined))];
};

const content = () => {
  if (state.actor && byId.has(state.actor)) return actorPanel(byId.get(state.actor));
  if (state.tie) {
    const [a, b] = endsOf(state.tie);
    if (b !== undefined) {
      const about = (adviceOf.get(a) || []).filter((r) => (adviceOf.get(b) || []).includes(r));
      const between = claimsBetween(a, b);
      const on = between.length ? between : (claimsOf.get(a) || []).filter((c) => (claimsOf.get(b) || []).includes(c));
      return [el("h2", null, name(label(a)), " and ", name(label(b))), ...body(on, about)];
    }
  }
  if (state.claim && claimById.has(state.claim)) {
    const claim = data.claims[claimById.get(state.claim)];
    return [el("h2", null, `Claim ${claim.i}`), el("ul", { class: "claims" }, claimItem(claimById.get(state.claim))), claim.w ? el("p", null, whole(claim.w)) : null];
  }
  if (state.advice && adviceById.has(state.advice)) {
    return [el("h2", null, `Recommendation ${state.advice}`), el("ul", { class: "claims" }, adviceItem(adviceById.get(state.advice)))];
  }
  if (/^\d+$/.test(state.passage) && data.evidence[state.passage]) return passagePanel(Number(state.passage));
  return [el("h2", null, "Nothing selected"),
    el("p", null, "Choose an actor or a tie on the map, a row of a table, or a marked passage, and its claims stand here, each with the words that it rests on."),
    el("p", { class: "tags" }, "Keys in the map: arrows go from one thing to the next, Enter selects, + − 0 zoom, w a s d move, Escape lets go. Ctrl and the wheel zoom.")];
};

export const showPanel = () => {
  const panel = $("panel"), focused = panel.contains(document.activeElement);
  panel.replaceChildren(...content().filter(Boolean));
  panel.scrollTop = 0;
  // What was pressed in it is gone.
  if (focused) panel.focus({ preventScroll: true });
};


