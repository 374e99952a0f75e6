// Pages of other sites, each with the article's text changed in several places: what of it they have not.

const ROWS = ["गाँव: रामपुर", "गाँव: सोनबरसा"];
/** By template, the beginnings of the sentences that it has not, or otherwise. */
export const UNLIT = {
  portal: ["ज़िलाधिकारी", "बिजली", "इसके बाद"],
  table: ["राहत", "मौसम", ...ROWS],
  blog: ["बाँध का पानी शहर", "बिजली", "इसके बाद", ...ROWS],
  strict: ["बाँध का पानी सोमवार", "हमने", "आगे की"],
  modern: ["ज़िलाधिकारी", "बिजली", "इसके बाद", ...ROWS],
  drawn: ["हमने", "आगे की", "बिजली", ...ROWS],
};
/** Those whose text a script makes. */
export const LATE = ["drawn", "modern"];
/** Letters, vowel signs and digits alone, as the player compares texts. */
export const fold = text => text.normalize("NFD").replace(/\u093c|[^\p{L}\p{M}\p{N}]/gu, "").toLowerCase();

/** What of a sentence of embed.json a page of the template shows, folded: of a row of a table its cells. */
export function seen(template, { text, shown = [0, text.length] }) {
  if (UNLIT[template].some(one => text.startsWith(one))) return "";
  return fold(shown.map((from, k) => (k % 2 ? "" : text.slice(from, shown[k + 1]))).join(""));
}
