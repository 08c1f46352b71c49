// What is shown, kept in the address: a link shows the same view. Changes by a click make a step that the back button
// undoes; typing in filters does not.

const fields = ["view", "actor", "tie", "claim", "advice", "passage", "modality", "sign", "type", "topic", "voice", "from", "document", "print"];
const listeners = [];
export let state = {};

const read = () => {
  const parameters = new URLSearchParams(location.hash.slice(1));
  state = {};
  for (const field of fields) if (parameters.has(field)) state[field] = parameters.get(field);
};

const write = () => {
  const parts = fields.filter((field) => state[field]).map((field) => `${field}=${encodeURIComponent(state[field])}`);
  return "#" + parts.join("&");
};

export const listen = (listener) => listeners.push(listener);
const tell = () => listeners.forEach((listener) => listener(state));

export const change = (changes, quietly = false) => {
  Object.assign(state, changes);
  const address = write();
  if (address === (location.hash || "#")) return;
  try {
    if (quietly) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  } catch {
    // Browsers allow some hundred steps a minute; the page goes on without.
  }
  tell();
};

// Select one thing; everything else that was selected is let go.
export const select = (changes) =>
  change({ actor: "", tie: "", claim: "", advice: "", passage: "", ...changes });

export const start = () => {
  const again = () => {
    // An anchor of the page itself, such as #methods, is none of ours.
    if (location.hash.length > 1 && !location.hash.includes("=")) return;
    read();
    tell();
  };
  addEventListener("hashchange", again);
  addEventListener("popstate", again);
  again();
  if (!Object.keys(state).length) tell();
};
