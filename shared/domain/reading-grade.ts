import { syllable } from 'syllable';

/** Our council's texts are for everybody: what a child of eleven reads with ease. */
export const MAX_GRADE = 6;

/** Placeholders whose values say nothing of how the sentence around them reads, and are left out of its score. */
const NOT_SCORED = /\{(council|service|reference|date|link|rateLink|phone)\}:?/g;
/** A word with a scheme, or with a full stop between its letters. */
const ADDRESS = /\S*(?::\/\/|\p{L}\.\p{L})\S*/gu;
/** What an officer is expected to write there: the score needs words for it. */
const INSTRUCTION = 'your last 2 payslips';
const WORD = /[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu;

/**
 * The school grade (USA; an age of that plus five) at which a text is read with ease: Flesch-Kincaid, 0.39 words a sentence
 * + 11.8 syllables a word - 15.59 (Kincaid and others, Derivation of New Readability Formulas, US Navy, 1975). A number in digits is a word of one
 * syllable. Short texts of short words go below 0; one without words is 0.
 */
export function readingGrade(text: string): number {
  const sentences = text
    .split(/[.?!]+(?:\s|$)/)
    .map((sentence) => sentence.match(WORD) ?? [])
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/**
 * The grade of a template's own words: without the council, the service's name, reference, dates, links and numbers to call.
 * @param names what the service is called, where the template spells it out
 */
export function templateGrade(names: readonly string[], template: string): number {
  const own = names.reduce((text, name) => text.replaceAll(name, ' '), template);
  return readingGrade(own.replace(NOT_SCORED, ' ').replace(ADDRESS, ' ').replaceAll('{instruction}', INSTRUCTION));
}
