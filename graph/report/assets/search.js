// Search as one types: actors and issues with their aliases, then passages and recommendations.
import { data, restingOn, label } from "./data.js";
import { el, $, name } from "./dom.js";
import { select } from "./state.js";

const MOST_HITS = 12;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let entries = null;
let hits = [];
let at = -1;

const buildIndex = () => [
  ...data.entities.map((entity, i) => ({ text: plain([label(i), ...(entity.a || [])].join(" \n ")), rank: entity.m ? 0 : 1, show: label(i), kind: entity.y || "", go: { actor: entity.i } })),
  ...data.recommendations.map((advice) => ({ text: plain(advice.h || ""), rank: 2, show: advice.h || "", kind: `recommendation ${advice.i}`, go: { advice: advice.i } })),
  ...data.evidence.map(([, , , quote, place], number) => ({ text: plain(quote), rank: 3, show: `“${quote}”`, kind: place, go: { passage: String(number) }, number })).filter((entry) => restingOn.has(entry.number)),
];

const lookUp = (words) => {
  entries ||= buildIndex();
  const wanted = plain(words).trim();
  if (!wanted) return [];
  const found = [];
  for (const entry of entries) {
    const where = entry.text.indexOf(wanted);
    if (where >= 0) found.push({ entry, score: entry.rank * 10 + (where === 0 ? 0 : /\w/.test(entry.text[where - 1]) ? 2 : 1) });
  }
  return found.sort((a, b) => a.score - b.score || a.entry.show.length - b.entry.show.length).slice(0, MOST_HITS).map((f) => f.entry);
};

const closeHits = () => {
  $("hits").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
  at = -1;
};

const choose = (entry) => {
  closeHits();
  select(entry.go);
  $("panel").focus({ preventScroll: true });
};

const showHits = () => {
  hits = lookUp($("search").value);
  at = -1;
  const shorten = (text) => (text.length > 90 ? text.slice(0, 89) + "…" : text);
  const none = $("search").value.trim() && !hits.length;
  $("hits").replaceChildren(...(none ? [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found")] : []),
    ...hits.map((entry, i) => el("li", { role: "option", id: `hit-${i}`, "aria-selected": "false", onpointerdown: (event) => {
      event.preventDefault();
      choose(entry);
    } }, name(shorten(entry.show)), " ", el("small", null, entry.kind))));
  $("hits").hidden = !hits.length && !none;
  $("search").setAttribute("aria-expanded", String(!$("hits").hidden));
};

const highlight = (to) => {
  const options = [...$("hits").children];
  options[at]?.setAttribute("aria-selected", "false");
  at = (to + hits.length) % hits.length;
  options[at].setAttribute("aria-selected", "true");
  options[at].scrollIntoView({ block: "nearest" });
  $("search").setAttribute("aria-activedescendant", `hit-${at}`);
};

export const startSearch = () => {
  const input = $("search");
  input.addEventListener("input", showHits);
  input.addEventListener("focus", () => input.value && showHits());
  input.addEventListener("blur", closeHits);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !$("hits").hidden) {
      event.preventDefault();
      closeHits();
    } else if (event.key === "Enter" && hits.length && !$("hits").hidden) choose(hits[Math.max(at, 0)]);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length && !$("hits").hidden) {
      event.preventDefault();
      highlight(event.key === "ArrowDown" ? at + 1 : at < 0 ? hits.length - 1 : at - 1);
    }
  });
};
