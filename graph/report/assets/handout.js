// What is printed: a short hand-out, and, when asked for, an appendix with the passage of each claim and recommendation that
// it names by its id.
import { data, MODALITIES, label, labels } from "./data.js";
import { el, $, name, count } from "./dom.js";
import { predicate, attribution } from "./wording.js";
import { passing, advicePassing, filtered, filterWords } from "./filter.js";
import { duty } from "./panel.js";
import { state, change } from "./state.js";

const MOST_ENTRIES = 2000;
const LETTERS = 7000; // on a sheet, as printed by Chromium

const passagesOf = (item) => (item.e || []).flatMap((number) => [" ", name(`“${data.evidence[number][3]}”`), ` (${data.evidence[number][4]})`]);

const claimEntry = (claim) => el("p", null, el("b", null, claim.i), " ", name(`${attribution(claim)}${label(claim.s)} ${predicate(claim)} ${label(claim.o)}`),
  `. ${MODALITIES[claim.m]}${claim.v === undefined ? "" : ", reported"}.`, ...passagesOf(claim));
const adviceEntry = (advice) => el("p", null, el("b", null, advice.i), " ", name(`${labels(advice.a).join(", ") || "Somebody"} ${duty(advice)}: ${advice.h || ""}`), ".", ...passagesOf(advice));

const chosenItems = () => [
  data.recommendations.filter((_, index) => advicePassing.has(index)), data.claims.filter((_, index) => passing.has(index))];

// The first sheet has room for the strongest ties, as a table.
const toFirstSheet = () => {
  const ties = $("table-ties");
  if (!ties) return;
  const home = document.createComment("ties");
  ties.replaceWith(home);
  document.querySelector("header").append(ties);
  addEventListener("afterprint", () => home.replaceWith(ties), { once: true });
};

// Not before it is printed: for most readers it is never made.
const fillAppendix = () => {
  const section = $("appendix");
  section.replaceChildren();
  section.hidden = state.print !== "all";
  if (section.hidden) return;
  const [advice, claims] = chosenItems(), some = claims.slice(0, MOST_ENTRIES);
  section.append(el("h2", null, "Appendix: the passages"),
    el("p", null, `${count(advice.length, "recommendation")} and ${some.length < claims.length ? `the first ${some.length} of ` : ""}${count(claims.length, "claim")}, each with the words that it rests on${filtered() ? `; filtered: ${filterWords()}` : ""}.`),
    el("div", { class: "entries" }, ...advice.map(adviceEntry), ...some.map(claimEntry)));
};

const sheets = () => {
  const length = (item) => 60 + (item.h || "").length + (item.e || []).reduce((sum, number) => sum + data.evidence[number][3].length + data.evidence[number][4].length + 5, 0);
  const [advice, claims] = chosenItems();
  return Math.max(1, Math.round([...advice, ...claims.slice(0, MOST_ENTRIES)].reduce((sum, item) => sum + length(item), 0) / LETTERS));
};

const printWith = (what) => {
  change({ print: what }, true);
  window.print();
};

const saveData = () => {
  const address = URL.createObjectURL(new Blob([document.getElementById("data").textContent], { type: "application/json" }));
  el("a", { href: address, download: "page-data.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

export const buildHandout = () => {
  $("handout").hidden = false;
  $("handout").append(
    el("button", { type: "button", onclick: () => printWith("") }, "Print the hand-out"),
    el("button", { type: "button", onclick: () => printWith("all") }, "Print it with all passages"),
    el("span", { id: "sheets" }),
    el("button", { type: "button", onclick: saveData }, "Save the data of this page as JSON"));
  addEventListener("beforeprint", () => {
    fillAppendix();
    toFirstSheet();
  });
};

export const showSheets = () => {
  $("sheets").textContent = `(the passages take about ${count(sheets(), "sheet")} more)`;
};
