// The page as a whole: everything follows the state.
import { data, byId, isActor, measureIndex, label, claimById, adviceById } from "./data.js";
import { $, say, count } from "./dom.js";
import { state, listen, start, change } from "./state.js";
import { applyFilters, buildFilters, showFilters, filtered, filterWords, passing } from "./filter.js";
import { buildMaps, follow, showView, showSelection } from "./map.js";
import { drawAround } from "./ego.js";
import { showPanel } from "./panel.js";
import { buildText, filterText, showPassages } from "./text.js";
import { buildTables, fillTables } from "./tables.js";
import { startSearch } from "./search.js";
import { buildHandout, showSheets } from "./handout.js";

// The actor whose surroundings are drawn: the selected one, else the best connected.
const center = () => {
  const wanted = byId.get(state.actor);
  if (wanted !== undefined && isActor(wanted)) return wanted;
  const degree = measureIndex("degree");
  let best;
  data.entities.forEach((entity, index) => {
    if (entity.m && (best === undefined || entity.m[degree] > data.entities[best].m[degree])) best = index;
  });
  return best;
};

const describe = () => {
  if (state.actor && byId.has(state.actor)) return `${label(byId.get(state.actor))} is selected.`;
  if (state.claim && claimById.has(state.claim)) return `Claim ${state.claim} is selected.`;
  if (state.advice && adviceById.has(state.advice)) return `Recommendation ${state.advice} is selected.`;
  if (state.tie) return "A tie is selected.";
  return filtered() ? `${passing.size} of ${count(data.claims.length, "claim")} shown: ${filterWords()}.` : "";
};

const showAll = () => {
  const changed = applyFilters();
  if (state.view === "around") drawAround(center());
  showView(state.view || "actors");
  const chosen = showSelection(changed);
  showPanel();
  if (changed) {
    showFilters();
    filterText();
    fillTables();
    showSheets();
  }
  showPassages(chosen);
  follow();
  say(describe());
};

document.documentElement.classList.add("ready");
for (const id of ["bar", "filters", "tools", "side"]) $(id).hidden = false;
buildFilters();
buildMaps(() => change({ view: "around" }));
buildText();
buildTables();
startSearch();
buildHandout();
$("findings").addEventListener("click", (event) => {
  if (event.target.closest("a")?.hash.includes("=")) setTimeout(() => $("explore").scrollIntoView());
});
listen(showAll);
start();
