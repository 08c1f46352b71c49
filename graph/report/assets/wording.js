// Claims as English sentences. Relations are labelled in the third person ("attacks", "is a rival of"); what is advised or
// possible must not read like a fact, and names in the plural take plural verbs.
import { data, relation, voiceOf } from "./data.js";

const base = (verb) => {
  if (/(ss|sh|ch|x|zz|o)es$/.test(verb)) return verb.slice(0, -2);
  if (/[^aeiou]ies$/.test(verb) && verb.length > 4) return verb.slice(0, -3) + "y";
  return /[^su]s$/.test(verb) ? verb.slice(0, -1) : verb;
};
const forms = (verb) => {
  if (verb === "is") return { plural: "are", bare: "be", not: ["is not", "are not"] };
  if (verb === "was") return { plural: "were", bare: "have been", not: ["was not", "were not"] };
  const bare = verb === "has" ? "have" : base(verb);
  return { plural: bare, bare, not: [`does not ${bare}`, `do not ${bare}`] };
};

// The word before the verb that a claim's modality and strength call for; empty for what is stated or implied.
const auxiliary = (claim) => {
  if (claim.m === 2) return "may";
  return claim.m === 1 ? { 0: "should", 1: "must", 2: "should", 3: "could", 4: "can" }[claim.t || 0] : "";
};

// Who says so, before the sentence; nothing when it is the author.
export const attribution = (claim) => (claim.v === undefined ? "" : `According to ${voiceOf(claim)}, `);

// "attacks", "attack", "does not displace", "should aid", "may not be a rival of".
export const predicate = (claim) => {
  const [first, ...rest] = relation(claim).split(" "), plural = data.entities[claim.s]?.n, help = auxiliary(claim);
  const known = /^(is|was|has|[a-z]+[^su]s|[a-z]+(ss|sh|ch|x)es)$/.test(first);
  // Two verbs in one label, or another grammar: as it stands.
  if (!known || /\b(or|and)\b/.test(relation(claim))) return [help && `${help}:`, claim.n ? "not:" : "", relation(claim)].filter(Boolean).join(" ");
  const verb = forms(first);
  let word = plural ? verb.plural : first;
  if (help) word = `${help} ${claim.n ? "not " : ""}${verb.bare}`;
  else if (claim.n) word = verb.not[plural ? 1 : 0];
  return [word, ...rest].join(" ");
};
