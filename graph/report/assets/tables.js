// Tables of everything: sortable, a page of rows at a time, to be copied or saved as CSV.
import { data, tieOf, MODALITIES, STRENGTHS, ROLES, label, labels, relation, sign, signWord, voiceOf, lineOf, makesTie, confidence, claimsOf, adviceOf } from "./data.js";
import { partners } from "./panel.js";
import { el, svg, $, name, say, count } from "./dom.js";
import { select } from "./state.js";
import { passing, advicePassing } from "./filter.js";

const PAGE = matchMedia("(max-width: 40em)").matches ? 20 : 100; // rows; on a phone each is a card
const NAMES = { degree: "ties out and in", strengthAll: "claims, out and in", betweenness: "betweenness", harmonicCloseness: "closeness", pageRank: "PageRank", constraint: "constraint", community: "community", bloc: "bloc" };
const places = (item) => [...new Set((item.e || []).map((number) => data.evidence[number][4]))].join("; ");
const passages = (item) => (item.e || []).map((number) => data.evidence[number][3]).join(" | ");

const actorTable = () => {
  const rows = data.entities.map((entity, index) => index).filter((index) => data.entities[index].m);
  const columns = [
    { title: "Actor", value: (i) => label(i), open: (i) => ({ actor: data.entities[i].i }) },
    { title: "Type", value: (i) => data.entities[i].y || "" },
    { title: "Counts as", value: (i) => ROLES[data.entities[i].r || 0] },
    { title: "Actors tied to", number: true, value: (i) => partners(i).size, bar: true },
    { title: "Part of", value: (i) => labels(data.entities[i].p).join("; ") },
    ...data.measures.map((measure, k) => ({ title: NAMES[measure] || measure, number: true, value: (i) => (measure === "bloc" ? data.entities[i].m[k] || null : data.entities[i].m[k]), bar: measure !== "community" && measure !== "bloc" })),
  ];
  const named = rows.filter((i) => data.entities[i].r).length;
  return { id: "actors", title: named ? `Actors (${rows.length - named}), and who is only named (${named})` : `Actors (${rows.length})`, file: "Actors", all: rows, columns, sort: 5 + data.measures.indexOf("betweenness") };
};

// The map of actors as a table: a row for each two that have a tie.
const tieTable = () => {
  const pairs = new Map();
  data.claims.forEach((claim, index) => {
    if (!makesTie(claim)) return;
    const key = `${Math.min(claim.s, claim.o)} ${Math.max(claim.s, claim.o)}`;
    if (!pairs.has(key)) pairs.set(key, { ends: [claim.s, claim.o].sort((a, b) => label(a).localeCompare(label(b), "en")), claims: [] });
    pairs.get(key).claims.push(index);
  });
  const all = [...pairs.values()];
  const number = (title, test, bar) => ({ title, number: true, bar, value: (pair) => pair.claims.reduce((sum, c) => sum + (passing.has(c) && test(data.claims[c]) ? 1 : 0), 0) });
  return {
    id: "ties", title: "Ties", all, counts: true, sort: 2, keep: (pair) => pair.claims.some((c) => passing.has(c)),
    columns: [
      { title: "Between", value: (pair) => label(pair.ends[0]), open: (pair) => ({ tie: tieOf(pair.ends) }) },
      { title: "and", value: (pair) => label(pair.ends[1]) },
      number("Claims", () => true, true), number("friendly", (c) => sign(c) > 0), number("hostile", (c) => sign(c) < 0), number("neither", (c) => !sign(c)),
      number("stated as fact", (c) => lineOf(c) === 0), number("recommended", (c) => lineOf(c) === 1), number("possible, implied or reported", (c) => lineOf(c) === 2),
    ],
  };
};

const claimTable = () => ({
  id: "claims", title: "Claims", all: data.claims.map((_, index) => index), passes: () => passing, sort: 0,
  columns: [
    { title: "Id", value: (i) => data.claims[i].i, open: (i) => ({ claim: data.claims[i].i }) },
    { title: "Subject", value: (i) => label(data.claims[i].s) },
    { title: "Relation", value: (i) => (data.claims[i].n ? "not: " : "") + relation(data.claims[i]) },
    { title: "Object", value: (i) => label(data.claims[i].o) },
    { title: "Tie", value: (i) => signWord(data.claims[i]) },
    { title: "Modality", value: (i) => MODALITIES[data.claims[i].m] },
    { title: "Voice", value: (i) => voiceOf(data.claims[i]) || "author" },
    ...(data.claims.some((c) => confidence(c) < 1) ? [{ title: "Confidence", number: true, value: (i) => confidence(data.claims[i]) }] : []),
    { title: "Place", value: (i) => places(data.claims[i]) },
    { title: "Passage", value: (i) => passages(data.claims[i]), only: "csv" },
  ],
});

const adviceTable = () => ({
  id: "recommendations", title: "Recommendations", all: data.recommendations.map((_, index) => index), passes: () => advicePassing, sort: 0,
  columns: [
    { title: "Id", value: (i) => data.recommendations[i].i, open: (i) => ({ advice: data.recommendations[i].i }) },
    { title: "Addressee", value: (i) => labels(data.recommendations[i].a).join("; ") },
    { title: "Strength", value: (i) => (data.recommendations[i].n === 2 ? "" : STRENGTHS[data.recommendations[i].t || 0]) },
    { title: "Do or avoid", value: (i) => ["do", "avoid", "not needed"][data.recommendations[i].n || 0] },
    { title: "Action", value: (i) => data.recommendations[i].h || "" },
    { title: "Toward", value: (i) => labels(data.recommendations[i].g).join("; ") },
    { title: "With", value: (i) => labels(data.recommendations[i].p).join("; ") },
    { title: "Issue", value: (i) => labels(data.recommendations[i].x).join("; ") },
    { title: "Place", value: (i) => places(data.recommendations[i]) },
    { title: "Passage", value: (i) => passages(data.recommendations[i]), only: "csv" },
  ],
});

const issueTable = () => {
  const rows = data.entities.map((_, index) => index).filter((index) => data.entities[index].k);
  return {
    id: "issues", title: "Issues", all: rows, counts: true, sort: 1,
    columns: [
      { title: "Issue", value: (i) => label(i), open: (i) => ({ actor: data.entities[i].i }) },
      { title: "Claims", number: true, value: (i) => (claimsOf.get(i) || []).filter((c) => passing.has(c)).length, bar: true },
      { title: "Recommendations", number: true, value: (i) => (adviceOf.get(i) || []).filter((a) => advicePassing.has(a)).length, bar: true },
    ],
  };
};

// ---- CSV ----

// A spreadsheet would take such a cell for a formula: an apostrophe in front keeps it text.
const cell = (value) => {
  let text = String(value ?? "");
  if (typeof value !== "number" && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv = (table) => {
  const rows = [table.columns.map((c) => cell(c.title)), ...sorted(table).map((row) => table.columns.map((c) => cell(c.value(row))))];
  return rows.map((row) => row.join(",") + "\r\n").join("");
};

const save = (table) => {
  const address = URL.createObjectURL(new Blob(["\ufeff" + csv(table)], { type: "text/csv" }));
  el("a", { href: address, download: `${table.id}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say(`${table.file || table.title} saved as CSV.`);
};

const copy = async (table) => {
  const text = csv(table);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page opened from a file may not use the clipboard that way.
    const area = el("textarea", null, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`${table.file || table.title} copied as CSV.`);
};

// ---- rows ----

const collator = new Intl.Collator("en", { numeric: true });
const compare = (a, b) => {
  if (typeof a === "number" || typeof b === "number") return (a ?? -Infinity) - (b ?? -Infinity);
  return collator.compare(String(a), String(b));
};

// Sorting thousands of rows takes longer than a filter may: the order of all is kept until another column is chosen.
const inOrder = (table) => {
  const key = `${table.sort} ${table.down}`;
  if (table.orderKey !== key || table.counts) {
    const column = table.columns[table.sort], direction = table.down ? -1 : 1;
    table.order = table.all.map((row) => [column.value(row), row]).sort(column.number ? (a, b) => direction * ((a[0] ?? -Infinity) - (b[0] ?? -Infinity)) : (a, b) => direction * compare(a[0], b[0])).map((pair) => pair[1]);
    table.orderKey = key;
  }
  return table.order;
};

const sorted = (table) => {
  const test = table.passes ? ((set) => (row) => set.has(row))(table.passes()) : table.keep;
  return test ? inOrder(table).filter(test) : inOrder(table);
};

const meter = (value, most) =>
  svg("svg", { class: "meter", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { width: most > 0 ? Math.max(0, (100 * value) / most) : 0, height: 4 }));

const inWords = (number) => (Number.isInteger(number) ? number.toLocaleString("en") : number.toFixed(3));

const cellOf = (column, row, most) => {
  const value = column.value(row);
  if (column.number) return el("td", { class: "number", role: "cell", "data-title": column.title }, value === null ? "–" : inWords(value), column.bar && value !== null ? meter(value, most) : null);
  if (column.open) return el("td", { role: "cell", "data-title": column.title }, el("button", { type: "button", class: "plain", onclick: () => pick(column.open(row)) }, name(value)));
  return el("td", { role: "cell", "data-title": column.title, class: value === "" ? "empty" : null }, name(value));
};

// A click anywhere in a row opens what its link opens, unless words of it are being selected.
const pickRow = (event) => {
  if (!event.target.closest("button, a") && !String(getSelection())) event.currentTarget.querySelector("button.plain")?.click();
};

const pick = (what) => {
  select(what);
  $("explore").scrollIntoView();
  $("panel").focus({ preventScroll: true });
};

const fill = (table) => {
  const rows = sorted(table), columns = table.columns.filter((c) => c.only !== "csv");
  const most = columns.map((c) => (c.bar ? rows.reduce((m, row) => Math.max(m, c.value(row) ?? 0), 0) : 0));
  table.body.replaceChildren(...rows.slice(0, table.shown).map((row) => el("tr", { role: "row", onclick: pickRow }, ...columns.map((c, k) => cellOf(c, row, most[k])))));
  const hidden = table.all.length - rows.length;
  table.state.textContent = `${rows.length > table.shown ? `${table.shown} of ${count(rows.length, "row")}` : count(rows.length, "row")}${hidden ? `; ${hidden} hidden by the filters` : ""}`;
  table.moreButton.hidden = rows.length <= table.shown;
  table.head.forEach((th, k) => th.setAttribute("aria-sort", table.columns[table.sort] !== columns[k] ? "none" : table.down ? "descending" : "ascending"));
};

const make = (table) => {
  table.shown = PAGE;
  table.down = Boolean(table.columns[table.sort].number);
  const columns = table.columns.filter((c) => c.only !== "csv");
  table.head = columns.map((column) => el("th", { scope: "col", role: "columnheader" }, el("button", { type: "button", onclick: () => {
    const index = table.columns.indexOf(column);
    table.down = table.sort === index ? !table.down : Boolean(column.number);
    table.sort = index;
    fill(table);
  } }, column.title)));
  table.body = el("tbody", { role: "rowgroup" });
  table.state = el("span");
  table.moreButton = el("button", { type: "button", onclick: () => {
    const first = table.shown;
    table.shown += 5 * PAGE;
    fill(table);
    // Nobody who pressed it should be thrown back to the top of the page.
    if (table.moreButton.hidden) table.body.children[first]?.querySelector("button")?.focus();
  } }, "Show more rows");
  return el("section", { id: `table-${table.id}` }, el("h2", { id: `title-${table.id}` }, table.title),
    el("div", { class: "wrap", tabindex: "0", role: "region", "aria-labelledby": `title-${table.id}` }, el("table", { role: "table", "aria-labelledby": `title-${table.id}` }, el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...table.head)), table.body)),
    el("p", { class: "more" }, table.state, table.moreButton, el("button", { type: "button", "aria-label": `Copy ${table.file || table.title} as CSV`, onclick: () => copy(table) }, "Copy as CSV"),
      el("button", { type: "button", "aria-label": `Save ${table.file || table.title} as CSV`, onclick: () => save(table) }, "Save as CSV")));
};

let tables = [];
export const buildTables = () => {
  tables = [data.recommendations.length && adviceTable(), data.claims.some(makesTie) && tieTable(), actorTable(), data.claims.length && claimTable(), data.entities.some((e) => e.k) && issueTable()].filter(Boolean);
  $("tables").append(...tables.map(make));
};

// Those that the filters change.
export const fillTables = () => {
  for (const table of tables) if (table.passes || table.counts || !table.orderKey) fill(table);
};
