// What is selected, in words: an actor or issue, a tie, a claim, a recommendation, a passage.
import { data, STRENGTHS, MODALITIES, SIGNS, ROLES, byId, claimById, adviceById, claimsOf, adviceOf, restingOn, label, sign, signWord, lineOf, makesTie, counts, confidence, measureIndex, endsOf } from "./data.js";
import { el, $, name, whole, count } from "./dom.js";
import { predicate, attribution } from "./wording.js";
import { state, select, change } from "./state.js";
import { passing, advicePassing, filtered } from "./filter.js";
import { claimsBetween } from "./map.js";

const MOST_ITEMS = 60; // of a list at once; more on demand
const MOST_GROUPS = 12;
const MANY = 8; // claims, beyond which only the first group is open

const linked = (indexes) => indexes.flatMap((index, i) => [i ? ", " : "", link(index)]);
const link = (index) => el("button", { type: "button", class: "plain", onclick: () => index !== undefined && select({ actor: data.entities[index].i }) }, name(label(index)));

const quotes = (item) =>
  (item.e || []).map((number) => {
    const [document, , , quote, place] = data.evidence[number];
    const where = data.documents.length > 1 && document !== null ? `${data.documents[document].title}, ${place}` : place;
    const shown = data.documents[document]?.blocks;
    return el("blockquote", { lang: data.documents[document]?.language }, whole(`“${quote}”`), el("footer", { lang: "en" },
      shown ? el("button", { type: "button", class: "plain", onclick: () => change({ passage: String(number) }) }, where || "in the text") : where));
  });

const tags = (words) => el("p", { class: "tags" }, words.filter(Boolean).join(" · "));

export const claimItem = (index) => {
  const claim = data.claims[index];
  const about = (claim.x || []).length ? ["on ", ...linked(claim.x)] : [];
  return el("li", { "data-claim": claim.i, class: state.claim === claim.i ? "on" : null },
    el("span", { class: `says sign sign-${signWord(claim)}` }, attribution(claim), link(claim.s), ` ${predicate(claim)} `, link(claim.o)),
    tags([MODALITIES[claim.m] + (claim.t ? ` (${STRENGTHS[claim.t]})` : ""), claim.n ? "negated" : "", claim.v === undefined ? "" : "reported", claim.d,
      confidence(claim) < 1 ? `confidence ${confidence(claim)}` : "", claim.z ? `by rule ${claim.z}` : "", `claim ${claim.i}`]),
    about.length ? el("p", { class: "tags" }, ...about) : null, quotes(claim));
};

// "must", "should not", "need not", "should consider", "should avoid".
export const duty = (advice) => {
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

// ---- lists and groups ----

// The first of a list, and a button for more of it.
const growing = (parent, all, most, make) => {
  let shown = 0;
  const more = el("li", { class: "more" }, el("button", { type: "button", onclick: () => grow() }));
  const grow = () => {
    const next = all.slice(shown, shown + most).map((item, i) => make(item, shown + i));
    parent.append(...next);
    shown += next.length;
    more.remove();
    if (shown < all.length) {
      more.firstChild.textContent = `Show ${Math.min(most, all.length - shown)} more of ${all.length}`;
      parent.append(more);
    }
    return next;
  };
  grow();
  return parent;
};

const listOf = (indexes, make) => growing(el("ul", { class: "claims" }), indexes, MOST_ITEMS, make);

const items = (title, indexes, make) => (indexes.length ? [el("h3", null, title), listOf(indexes, make)] : []);

// Firmest first: stated, then recommended, then possible, implied or reported; within these as in the brief.
const firmest = (a, b) => lineOf(data.claims[a]) - lineOf(data.claims[b]) || Boolean(data.claims[a].n) - Boolean(data.claims[b].n) || a - b;

// "3 friendly, 2 hostile, 1 denied": what is denied or advised against takes no side.
const sides = (indexes) => {
  const parts = SIGNS.map(([value, word]) => [indexes.filter((i) => !data.claims[i].n && sign(data.claims[i]) === value).length, word]);
  parts.push([indexes.filter((i) => data.claims[i].n).length, "negated"]);
  return parts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(", ");
};

const group = (key, list) => {
  const groups = new Map();
  for (const index of list) {
    const k = key(data.claims[index], index);
    if (!groups.has(k)) groups.set(k, []);
    groups.get(k).push(index);
  }
  return [...groups];
};

// The claims of two, by who does it to whom.
const directions = (index, list, level = "h4") => {
  const way = (claim) => (claim.b ? 1 : claim.s === index ? 0 : 2);
  const titles = [(c) => `${label(c.s)} → ${label(c.o)}`, (c) => `${label(index)} ↔ ${label(c.s === index ? c.o : c.s)}`, (c) => `${label(c.s)} → ${label(c.o)}`];
  const ways = group(way, list).sort((a, b) => a[0] - b[0]);
  return ways.flatMap(([w, found]) => [el(level, null, name(titles[w](data.claims[found[0]])), ` (${found.length})`), listOf(found.sort(firmest), claimItem)]);
};

const fold = (open, title, list, content) => {
  const details = el("details", { class: "group", open }, el("summary", null, name(title), ` (${list.length}: ${sides(list)})`));
  let filled = false;
  const fillIn = () => {
    if (!filled) details.append(...content());
    filled = true;
  };
  // What is closed is there for find-in-page too, unless it is much.
  if (open || list.length <= MOST_ITEMS) fillIn();
  else details.addEventListener("toggle", fillIn);
  return details;
};

const counterparts = (title, index, list, few) => {
  if (!list.length) return [];
  const groups = group((c) => (c.s === index ? c.o : c.s), list).sort((a, b) => b[1].length - a[1].length || label(a[0]).localeCompare(label(b[0]), "en"));
  const make = ([other, claims], at) => el("li", null, fold(few || at === 0, label(other), claims, () => directions(index, claims)));
  return [el("h3", null, `${title} (${list.length}: ${sides(list)})`), growing(el("ul", { class: "groups" }), groups, MOST_GROUPS, make)];
};

const split = (list, test) => [list.filter((i) => test(data.claims[i])), list.filter((i) => !test(data.claims[i]))];

const claimGroups = (index, list) => {
  const [ends, aside] = split(list, (c) => c.s === index || c.o === index);
  const [actors, things] = split(ends, (c) => counts(c.s === index ? c.o : c.s));
  const few = list.length <= MANY;
  return [...counterparts("With other actors", index, actors, few), ...counterparts("With issues, events, places and others", index, things, few),
    ...(aside.length ? [el("h3", null, `As an issue, a means or a voice (${aside.length}: ${sides(aside)})`), listOf(aside.sort(firmest), claimItem)] : [])];
};

const pass = (claims, advice) => [claims.filter((c) => passing.has(c)), advice.filter((a) => advicePassing.has(a))];

const withHidden = (claims, advice, make) => {
  const [shown, asked] = pass(claims, advice), hidden = claims.length - shown.length + advice.length - asked.length;
  return [...make(shown), ...items(count(asked.length, "recommendation"), asked, adviceItem),
    hidden ? el("p", { class: "tags" }, `${hidden} more ${hidden === 1 ? "is" : "are"} hidden by the filters.`) : null];
};

const body = (claims, advice) => withHidden(claims, advice, (shown) => items(count(shown.length, "claim"), shown.sort(firmest), claimItem));

// Those that a tie leads to, as the page counts them.
export const partners = (index) => {
  const ties = (claimsOf.get(index) || []).map((c) => data.claims[c]).filter((c) => makesTie(c) && (c.s === index || c.o === index));
  return new Set(ties.map((c) => (c.s === index ? c.o : c.s)));
};

const actorPanel = (index) => {
  const entity = data.entities[index];
  const betweenness = () => `betweenness ${entity.m[measureIndex("betweenness")].toFixed(3)}`;
  const position = !entity.m ? "" : entity.r ? ROLES[entity.r] : `ties with ${count(partners(index).size, "actor")} · ${betweenness()}`;
  const claims = claimsOf.get(index) || [], advice = adviceOf.get(index) || [];
  return [el("h2", null, name(label(index))),
    tags([entity.y, position]),
    entity.p ? el("p", { class: "tags" }, "part of ", ...linked(entity.p)) : null,
    entity.a ? el("p", { class: "tags" }, "also: ", name(entity.a.join("; "))) : null,
    entity.h ? el("p", null, whole(entity.h)) : null,
    entity.m && state.view !== "around" ? el("p", null, el("button", { type: "button", onclick: () => change({ view: "around", actor: entity.i }) }, "Draw what surrounds it")) : null,
    el("p", { class: "sum" }, `Named in ${claims.length} of the ${count(data.claims.length, "claim")}${advice.length ? ` and ${advice.length} of the ${count(data.recommendations.length, "recommendation")}` : ""}.`),
    ...withHidden(claims, advice, (shown) => claimGroups(index, shown))];
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
      const listed = (shown) => (between.length ? [el("p", { class: "sum" }, `${count(shown.length, "claim")}${shown.length ? `: ${sides(shown)}` : ""}.`), ...directions(a, shown, "h3")] : items(count(shown.length, "claim"), shown.sort(firmest), claimItem));
      return [el("h2", null, name(label(a)), " and ", name(label(b))), ...withHidden(on, about, listed)];
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
  if (filtered()) return [el("h2", null, "What the filters let pass"), ...body([...passing], [...advicePassing])];
  return [el("h2", null, "Nothing selected"),
    el("p", null, "Choose an actor or a tie on the map, a row of a table, or a marked passage, and its claims stand here, each with the words that it rests on."),
    el("p", { class: "tags" }, "The map opens where most ties are: drag it, or use its buttons; “Whole” shows all of it. Keys in the map: arrows go from one thing to the next, Enter selects, + − 0 zoom, w a s d move, Escape lets go. Ctrl and the wheel zoom.")];
};

export const showPanel = () => {
  const panel = $("panel"), focused = panel.contains(document.activeElement);
  panel.replaceChildren(...content().filter(Boolean));
  panel.scrollTop = 0;
  // What was pressed in it is gone.
  if (focused) panel.focus({ preventScroll: true });
};


