// Which claims count: the filters, combined.
import { data, MODALITIES, SIGNS, byId, sign, confidence, documentOf, voiceOf, label } from "./data.js";
import { el, $, count } from "./dom.js";
import { state, change } from "./state.js";

export let passing = new Set(); // indexes of claims
export let advicePassing = new Set();

const FIELDS = ["modality", "sign", "type", "topic", "voice", "from", "document"];
const chosen = (field, all) => (state[field] === undefined || state[field] === "" ? all : state[field].split("."));

// One claim against all filters.
const test = () => {
  const modalities = new Set(chosen("modality", MODALITIES).map((word) => MODALITIES.indexOf(word)));
  const signs = new Set(chosen("sign", ["1", "-1", "0"]).map(Number));
  const topic = state.topic ? byId.get(state.topic) : undefined;
  const from = Number(state.from || 0);
  const from_document = state.document ? data.documents.findIndex((d) => d.iri === state.document) : -1;
  const type = state.type || "";
  const common = (item, ends) =>
    confidence(item) >= from &&
    (topic === undefined || (item.x || []).includes(topic) || ends.includes(topic)) &&
    (from_document < 0 || documentOf(item) === from_document) &&
    (!type || ends.some((end) => data.entities[end]?.y === type));
  const heard = (claim) => {
    if (!state.voice) return true;
    if (state.voice === "author") return claim.v === undefined;
    return state.voice === "others" ? claim.v !== undefined : voiceOf(claim) === state.voice;
  };
  return {
    claim: (claim) =>
      modalities.has(claim.m) &&
      signs.has(sign(claim)) &&
      heard(claim) &&
      common(claim, [claim.s, claim.o]),
    advice: (advice) =>
      modalities.has(1) &&
      signs.has([1, -1, 0][advice.n || 0]) &&
      (!state.voice || state.voice === "author") &&
      common(advice, [...(advice.a || []), ...(advice.g || []), ...(advice.x || [])]),
  };
};

export const filterKey = () => FIELDS.map((f) => state[f] || "").join("\n");

// What the filters ask for: "hostile; recommended or possible; on Climate resilience".
export const filterWords = () => {
  const or = (field, words) => state[field] && chosen(field).map((value) => words.find(([v]) => String(v) === value)?.[1] || value).join(" or ");
  const named = (id) => (byId.has(id) ? label(byId.get(id)) : id);
  const voices = { author: "in the author's own voice", others: "not in the author's voice" };
  return [or("sign", SIGNS), or("modality", []), state.type && `with a ${state.type}`, state.topic && `on ${named(state.topic)}`,
    state.voice && (voices[state.voice] || `says ${state.voice}`), state.from && `confidence from ${state.from}`,
    state.document && (data.documents.find((d) => d.iri === state.document)?.title || state.document)].filter(Boolean).join("; ");
};

let applied = null;
export const applyFilters = () => {
  const key = filterKey();
  if (key === applied) return false;
  applied = key;
  const tests = test();
  passing = new Set();
  advicePassing = new Set();
  data.claims.forEach((claim, index) => tests.claim(claim) && passing.add(index));
  data.recommendations.forEach((advice, index) => tests.advice(advice) && advicePassing.add(index));
  return true;
};

export const filtered = () =>
  passing.size < data.claims.length || advicePassing.size < data.recommendations.length;

// ---- the form ----

const checks = (title, field, options) => {
  const boxes = options.map(([value, text]) =>
    el("label", null, el("input", { type: "checkbox", name: field, value }), text));
  return el("fieldset", null, el("legend", null, title), ...boxes);
};

const choice = (title, field, options) =>
  el("label", null, title, el("select", { name: field }, el("option", { value: "" }, "all"),
    ...options.map(([value, text]) => el("option", { value }, text))));

const distinct = (list) => [...new Set(list)].sort((a, b) => a.localeCompare(b, "en"));

export const buildFilters = () => {
  const topics = new Set(data.claims.flatMap((c) => c.x || []).concat(data.recommendations.flatMap((r) => r.x || [])));
  const used = distinct(data.claims.flatMap((c) => [c.s, c.o]).map((e) => data.entities[e]?.y).filter(Boolean));
  const voices = distinct(data.claims.filter((c) => c.v !== undefined).map(voiceOf));
  const parts = [
    checks("Modality", "modality", MODALITIES.filter((_, m) => data.claims.some((c) => c.m === m)).map((m) => [m, m])),
    checks("Tie", "sign", SIGNS),
    used.length > 1 && choice("Type of actor", "type", used.map((type) => [type, type])),
    topics.size && choice("Issue", "topic",
      [...topics].map((t) => [data.entities[t].i, label(t)]).sort((a, b) => a[1].localeCompare(b[1], "en"))),
    voices.length && choice("Voice", "voice", [["author", "the author's own"], ["others", "not the author's"], ...voices.map((v) => [v, v])]),
    data.documents.length > 1 && choice("Document", "document", data.documents.map((d) => [d.iri, d.title])),
    data.claims.some((c) => confidence(c) < 1) && choice("Confidence from", "from",
      ["0.5", "0.6", "0.7", "0.8", "0.9"].map((n) => [n, n])),
    el("button", { type: "button", onclick: () => change(Object.fromEntries(FIELDS.map((f) => [f, ""])), true) }, "Show all"),
  ];
  const form = $("filter-form");
  form.append(...parts.filter(Boolean));
  form.addEventListener("change", () => change(collect(form), true));
};

const collect = (form) => {
  const changes = {};
  for (const field of ["modality", "sign"]) {
    const boxes = [...form.querySelectorAll(`[name="${field}"]`)];
    const on = boxes.filter((box) => box.checked).map((box) => box.value);
    changes[field] = on.length === boxes.length ? "" : on.join(".") || "none";
  }
  for (const select of form.querySelectorAll("select")) changes[select.name] = select.value;
  return changes;
};

export const showFilters = () => {
  const form = $("filter-form");
  for (const box of form.querySelectorAll("input[type=checkbox]"))
    box.checked = !state[box.name] || state[box.name].split(".").includes(box.value);
  for (const select of form.querySelectorAll("select")) select.value = state[select.name] || "";
  $("filter-state").textContent = filtered()
    ? `(${passing.size} of ${count(data.claims.length, "claim")} and ${advicePassing.size} of ${count(data.recommendations.length, "recommendation")} pass)`
    : "(none set)";
};
