import type { Address } from './answers.ts';
import type { Case, CaseCommit } from './case.ts';
import { type Service, stageOf, textTemplate } from './catalogue.ts';
import { isQuiet } from './imported.ts';
import { stageEntered } from './texts-due.ts';

/**
 * Why something is written rather than texted: the case has no mobile (a landline is none); the resident asked for letters, or for
 * no texts, or none about this case; texts to the number fail for good; or the case has another number, or none, than when a text was made.
 */
export const letterReasons = ['no-mobile', 'prefers-letters', 'stopped', 'muted', 'unreachable', 'number-changed'] as const;
export type LetterReason = (typeof letterReasons)[number];

/**
 * The lines of a resident's address, as an envelope has them; undefined where the case has none that can be used. It is the answer
 * to the service's question of type address, which an import fills from its own columns.
 */
export function addressOf(service: Service, { answers }: Pick<Case, 'answers'>): string[] | undefined {
  const question = service.questions.find((each) => each.type === 'address');
  const { line1, line2, town, postcode } = (question ? (answers[question.id] ?? {}) : {}) as Partial<Address>;
  // Without a postcode, or anything before it, a letter does not arrive.
  if (!line1?.trim() || !postcode?.trim()) return undefined;
  return [line1, line2, town, postcode.toUpperCase()].map((line) => line?.trim() ?? '').filter(Boolean);
}

/**
 * Whether, and why, a case's news goes by letter from the start. A service may leave letters to those who ask for them.
 * A number that stopped or fails shows itself only when a text was tried.
 */
export function writesBecause(service: Service, { reachBy, textable }: Pick<Case, 'reachBy' | 'textable'>): LetterReason | undefined {
  if (reachBy === 'letter') return 'prefers-letters';
  return textable || service.letters === 'on-request' ? undefined : 'no-mobile';
}

/** Whether a letter may stand in for a text of this service that did not arrive. */
export const mayWrite = (service: Service, { reachBy }: Pick<Case, 'reachBy'>): boolean =>
  reachBy === 'letter' || service.letters !== 'on-request';

/** The stage that a commit entered, where residents are told of it: what a text, or a letter in its place, is about. */
export function newsOf(service: Service, { fastTrack }: Pick<Case, 'fastTrack'>, commit: CaseCommit): string | undefined {
  const entered = isQuiet(commit) ? undefined : stageEntered(commit);
  return entered && textTemplate(service, stageOf(service, entered.stage), fastTrack) !== undefined ? entered.stage : undefined;
}

/** A case to which no text is made: its resident asked for letters. */
export function withoutMobile(state: Case): Case {
  const { mobile: _, ...rest } = state;
  return rest;
}
