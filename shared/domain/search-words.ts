/** Small words that are in every sentence and find nothing, and what every service could begin with. Written as {@link wordsIn} gives them. */
const SAID_OF_ALL: ReadonlySet<string> = new Set(
  [
    ...['a', 'about', 'am', 'an', 'and', 'any', 'are', 'as', 'at', 'be', 'been', 'but', 'by', 'can', 'cannot', 'cant', 'did', 'do'],
    ...['does', 'dont', 'for', 'from', 'get', 'go', 'has', 'have', 'how', 'i', 'if', 'im', 'in', 'is', 'it', 'its', 'ive', 'me', 'my'],
    ...['need', 'no', 'not', 'of', 'on', 'or', 'our', 'please', 'so', 'some', 'someone', 'that', 'the', 'their', 'them', 'there', 'they'],
    ...['this', 'to', 'too', 'up', 'us', 'want', 'was', 'we', 'were', 'what', 'when', 'where', 'who', 'why', 'will', 'with', 'you'],
    ...['your', 'apply', 'application', 'ask', 'claim', 'form', 'report', 'request', 'service', 'tell'],
  ].map(stemOf),
);

/**
 * The words of what somebody typed or a service says, so that words that mean the same are the same: without case, accents,
 * apostrophes, plurals, `-ing` or `-ed`, and in Arabic without the article. `Bins` and `bin`, `parking` and `park` are one.
 */
export function wordsIn(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640'’]/gu, '')
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf);
}

/** Whether a word, as {@link wordsIn} gives it, tells one service from another. */
export const tells = (word: string): boolean => !SAID_OF_ALL.has(word);

function stemOf(word: string): string {
  if (/^ال.{3,}$/.test(word)) return word.slice(2);
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const one = word.replace(/ies$|(?<=s|x|z|ch|sh)es$|(?<=[^s])s$/, (end) => (end === 'ies' ? 'y' : ''));
  const root = one.replace(/(?<=\w{3})(?:ing|ed)$/, '');
  // `dumping` to `dump`, `tipping` to `tip`, but `missing` to `miss`; `noise` and `noises`, `moving` and `move`.
  return root.replace(/([bdgmnprt])\1$/, '$1').replace(/(?<=\w{3})e$/, '');
}

/** Whether two words differ by one letter: one wrong, one missing, one too many, or two that changed places. */
export function isSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1 || typed === meant) return false;
  let same = 0;
  while (same < typed.length && typed[same] === meant[same]) same++;
  const [a, b] = [typed.slice(same), meant.slice(same)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || swapped;
}
