// Making elements. Text is always text: nothing here parses markup.

export const el = (name, attributes, ...children) => {
  const element = document.createElement(name);
  set(element, attributes);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
};

export const svg = (name, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(element, attributes);
  element.append(...children);
  return element;
};

const set = (element, attributes) => {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
};

export const $ = (id) => document.getElementById(id);

// A name from the data: its direction ends where it ends. Nobody reads a name of pages; a quote is given whole.
export const name = (text) => el("bdi", null, String(text).length > 300 ? String(text).slice(0, 299).replace(/[\ud800-\udbff]$/, "") + "…" : text);
export const whole = (text) => el("bdi", null, text);

export const say = (text) => {
  $("status").textContent = text;
};

const numbers = new Intl.NumberFormat("en");
export const count = (number, noun) => `${numbers.format(number)} ${noun}${number === 1 ? "" : "s"}`;
