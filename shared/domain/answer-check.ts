import type { Answer } from './answers.ts';
import { plainFigures } from './plain-figures.ts';

/** What is wrong with an answer: which part of it (a date's `day`, an address's `line1`), and a sentence that says what to do. */
export type AnswerError = { part?: string; message: string };
/** `value` is undefined when an optional question was left empty. */
export type AnswerCheck = { kind: 'accepted'; value: Answer | undefined } | { kind: 'refused'; errors: AnswerError[] };

export const accepted = (value: Answer | undefined): AnswerCheck => ({ kind: 'accepted', value });
export const refused = (...errors: AnswerError[]): AnswerCheck => ({ kind: 'refused', errors });

/** Nothing at all, spaces, or an empty list. */
export function isEmpty(candidate: unknown): boolean {
  return (
    candidate === undefined ||
    candidate === null ||
    (typeof candidate === 'string' && candidate.trim() === '') ||
    (Array.isArray(candidate) && candidate.length === 0)
  );
}

/** Control characters other than a line break have no place in an answer. */
export function tidy(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').trim();
}

/** What was typed into a box of one line, in our figures. Undefined for what is no text. */
export function oneLine(candidate: unknown): string | undefined {
  return typeof candidate === 'string' ? tidy(plainFigures(candidate)).replace(/\s+/g, ' ') : undefined;
}

/** The named parts of an answer in several boxes; none for what has no parts. */
export function partsOf(candidate: unknown): Record<string, unknown> {
  return typeof candidate === 'object' && candidate !== null ? (candidate as Record<string, unknown>) : {};
}
