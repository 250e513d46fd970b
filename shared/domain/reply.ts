import type { Score } from './case.ts';
import { parseReference } from './reference.ts';

export type Reply = { kind: 'rating'; score: Score; comment?: string } | { kind: 'stop' } | { kind: 'start' } | { kind: 'other' };

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
]);
const STARTS: ReadonlySet<string> = new Set(['start', 'unstop', 'restart']);

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
]);

/** A score that ends where a word ends, the mark after it, the rest. */
const SCORED = /^([1-5]|one|two|three|four|five)(?![\p{L}\p{N}\p{M}])(\s*[-–—,:;.!)]*\s*)(.*)$/isu;
/** What makes an amount or a range of the figure before it: "2 bins", "4 out of 5", "3-week delay". */
const AMOUNT =
  /^(out|of|or|to|and|from|in|more|other|half|hundred|thousand|bins?|bags?|times?|people|persons?|weeks?|days?|hours?|hrs?|mins?|minutes?|months?|years?|am|pm|p|x|two|three|four|five|six|seven|eight|nine|ten)(?![\p{L}\p{N}])/iu;

/**
 * Reads what someone texted. A reply is a score, STOP or START only when that stands alone as whole words, a score
 * also with words after it, kept as its comment. Nothing is guessed: "6", "44", "10", "4/5", "thanks" and an emoji are `other`.
 */
export function readReply(body: string): Reply {
  const text = body
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .trim()
    .replace(/^["'“”‘’(]+\s*/, '');
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (isStop(words)) return { kind: 'stop' };
  if (STARTS.has(words)) return { kind: 'start' };
  return readScore(text) ?? { kind: 'other' };
}

/** "STOP 5" and "STOP K7M-Q2X1" are STOP too; "stop missing my bin" is not. */
function isStop(words: string): boolean {
  if (STOPS.has(words)) return true;
  const after = /^stop (.+)$/.exec(words)?.[1];
  return after !== undefined && (/^\d$/.test(after) || parseReference(after) !== undefined);
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
  return score && isComment(/\d/.test(figure), mark, comment) ? { kind: 'rating', score, comment: comment.trim() } : undefined;
}

/** Whether what follows a score is a comment on it, and not the rest of an amount, a range or a longer number. */
function isComment(inFigures: boolean, mark: string, comment: string): boolean {
  if (!/^["'“‘(]*[\p{L}\p{Extended_Pictographic}]/u.test(comment) || /^\d/.test(comment)) return false;
  const marked = mark.includes('\n') || !/^(\s*|-)$/.test(mark);
  return marked || (inFigures && !AMOUNT.test(comment));
}
