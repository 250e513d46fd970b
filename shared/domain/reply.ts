import type { Score } from './case.ts';
import type { OtherLanguage } from './language.ts';
import { plainFigures } from './plain-figures.ts';
import { parseReference, type Reference } from './reference.ts';

/**
 * What a text asks of us. STOP and START with a reference are about that case alone; STATUS without one that can be read
 * is answered as one about an unknown case.
 */
export type Reply =
  | { kind: 'rating'; score: Score; comment?: string }
  | { kind: 'stop' | 'start' | 'status'; reference?: Reference }
  | { kind: 'help' }
  | { kind: 'other' };

const STOPS: ReadonlySet<string> = new Set([
  'stop',
  'stop all',
  'stopall',
  'please stop',
  'stop please',
  'stop texts',
  'stop texting',
  'stop texting me',
  'stop messages',
  'unsubscribe',
  'quit',
  'end',
  'cancel',
  'opt out',
  'optout',
  'stopio',
  'stopiwch',
  'peidiwch',
  'توقف',
  'إيقاف',
  'ايقاف',
  'أوقف',
]);
const STARTS: ReadonlySet<string> = new Set([
  'start',
  'unstop',
  'restart',
  'start all',
  'please start',
  'start please',
  'start texts',
  'dechrau',
  'cychwyn',
  'ابدأ',
  'ابدا',
  'بدء',
]);
const HELPS: ReadonlySet<string> = new Set(['help', 'info', 'help please', 'please help', 'help me', 'cymorth', 'مساعدة']);
const STATUSES: ReadonlySet<string> = new Set(['status', 'status please', 'statws', 'الحالة']);

/** Whole replies that mean a score: the number as a word, or what our texts say that it means. */
const SCORES: ReadonlyMap<string, Score> = new Map([
  ['5', 5],
  ['five', 5],
  ['excellent', 5],
  ['4', 4],
  ['four', 4],
  ['good', 4],
  ['3', 3],
  ['three', 3],
  ['fair', 3],
  ['2', 2],
  ['two', 2],
  ['poor', 2],
  ['1', 1],
  ['one', 1],
  ['very poor', 1],
  ['pump', 5],
  ['ardderchog', 5],
  ['pedwar', 4],
  ['da', 4],
  ['tri', 3],
  ['gweddol', 3],
  ['dau', 2],
  ['gwael', 2],
  ['un', 1],
  ['gwael iawn', 1],
  ['خمسة', 5],
  ['ممتاز', 5],
  ['أربعة', 4],
  ['اربعة', 4],
  ['جيد', 4],
  ['ثلاثة', 3],
  ['مقبول', 3],
  ['اثنان', 2],
  ['سيئ', 2],
  ['واحد', 1],
  ['سيئ جدا', 1],
]);

/** Words of Welsh alone; what is written in Arabic letters is taken for Arabic. */
const WELSH: ReadonlySet<string> = new Set(['stopio', 'stopiwch', 'peidiwch', 'dechrau', 'cychwyn', 'cymorth', 'statws']);

/** The language that somebody texted us in, where their words tell: to answer in. */
export function languageOf(body: string): OtherLanguage | undefined {
  if (/\p{Script=Arabic}/u.test(body)) return 'ar';
  return WELSH.has(wordsOf(body).split(' ')[0] ?? '') ? 'cy' : undefined;
}

/** A score that ends where a word ends, the mark after it, the rest. */
const SCORED = /^([1-5]|one|two|three|four|five)(?![\p{L}\p{N}\p{M}])(\s*[-–—,:;.!)]*\s*)(.*)$/isu;
/** What makes an amount or a range of the figure before it: "2 bins", "4 out of 5", "3-week delay". */
const AMOUNT =
  /^(out|of|or|to|and|from|in|more|other|half|hundred|thousand|bins?|bags?|times?|people|persons?|weeks?|days?|hours?|hrs?|mins?|minutes?|months?|years?|am|pm|p|x|two|three|four|five|six|seven|eight|nine|ten)(?![\p{L}\p{N}])/iu;

/**
 * Reads what someone texted. STOP, START, HELP and STATUS count only when they stand alone as whole words, or with one
 * reference after them; a score also with words after it, kept as its comment. Nothing is guessed: "6", "44", "10",
 * "4/5", "thanks" and an emoji are `other`. `docs/adr/0038` has the whole table.
 */
export function readReply(body: string): Reply {
  const text = plainFigures(body)
    .trim()
    .replace(/^["'“”‘’(]+\s*/, '');
  return readKeyword(wordsOf(text)) ?? readScore(text) ?? { kind: 'other' };
}

/** The text's words and numbers in small letters, a space between each. */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** "STOP 5" is STOP as well; "STOP K7M-Q2X1" is about that case; "stop missing my bin" is neither. */
function readKeyword(words: string): Reply | undefined {
  if (STOPS.has(words)) return { kind: 'stop' };
  if (STARTS.has(words)) return { kind: 'start' };
  if (HELPS.has(words)) return { kind: 'help' };
  if (STATUSES.has(words)) return { kind: 'status' };
  const [, keyword = '', rest = ''] = /^(\S+) (.+)$/.exec(words) ?? [];
  const kind = keywordOf(keyword);
  if (!kind) return undefined;
  // Of letters alone, only as we write it: "missing" is M1SS1NG to the parser, and may be somebody's reference.
  const reference = /\d/.test(rest) || !/[oil]/.test(rest) ? parseReference(rest) : undefined;
  if (reference) return { kind, reference };
  if (kind === 'stop') return /^\d$/.test(rest) ? { kind } : undefined;
  return kind === 'status' && looksLikeReference(rest) ? { kind } : undefined;
}

/** The word that a reference may follow, in any of our languages. */
function keywordOf(word: string): 'stop' | 'start' | 'status' | undefined {
  if (word === 'stop' || word === 'start' || word === 'status') return word;
  if (!WELSH.has(word) && !/\p{Script=Arabic}/u.test(word)) return undefined;
  return STOPS.has(word) ? 'stop' : STARTS.has(word) ? 'start' : STATUSES.has(word) ? 'status' : undefined;
}

/** A reference with a slip in it: one or two groups with a figure among them, "k7m q2xx", and not "of 2 bins". */
function looksLikeReference(words: string): boolean {
  return /^[a-z0-9]{3,4} ?[a-z0-9]{3,5}$/.test(words) && /\d/.test(words) && /[a-z]/.test(words);
}

function readScore(text: string): Reply | undefined {
  const alone = SCORES.get(
    text
      .toLowerCase()
      .replace(/[\s.!,;:)"'“”‘’]+$/u, '')
      .replace(/\s+/g, ' '),
  );
  if (alone) return { kind: 'rating', score: alone };
  const [, figure = '', mark = '', comment = ''] = SCORED.exec(text) ?? [];
  const score = SCORES.get(figure.toLowerCase());
  if (!score || !isComment(/\d/.test(figure), mark, comment)) return undefined;
  // "5 STOP": someone who says STOP must not be texted again, whatever else they said.
  const said = readKeyword(wordsOf(comment));
  return said?.kind === 'stop' ? said : { kind: 'rating', score, comment: comment.trim() };
}

/** Whether what follows a score is a comment on it, and not the rest of an amount, a range or a longer number. */
function isComment(inFigures: boolean, mark: string, comment: string): boolean {
  if (!/^["'“‘(]*[\p{L}\p{Extended_Pictographic}]/u.test(comment) || /^\d/.test(comment)) return false;
  const marked = mark.includes('\n') || !/^(\s*|-)$/.test(mark);
  return marked || (inFigures && !AMOUNT.test(comment));
}
