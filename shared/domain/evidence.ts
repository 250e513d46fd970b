import * as z from 'zod';
import { daysBetween, type Instant, type LocalDate } from './calendar.ts';
import type { Case, CaseCommit, CasePersonal } from './case.ts';
import { type Service, type Stage, stageOf } from './catalogue.ts';
import { type TurnedAwayReason, turnedAwayReasonSchema } from './file.ts';
import { type Language, phraseIn } from './language.ts';

/** The most things that one asking may list. */
export const MAX_ITEMS = 8;

const item = z.string();
const file = z.string();
const date = z.string();

/**
 * What can happen to the evidence of a case. What each item is stands in `personal.items` of the asking, by its id; why one
 * was not accepted in `personal.reasons`, and why one cannot be got in `personal.reason`.
 */
export const evidenceEvents = [
  /** Before items had ids an asking was one instruction, in `personal.instruction`. */
  z.object({ type: z.literal('evidenceAsked'), stage: z.string(), by: date, items: z.array(item).min(1).optional() }),
  /** The resident said, as they asked, that they have something to send. They need not. */
  z.object({ type: z.literal('itemOffered'), item }),
  z.object({ type: z.literal('itemUploaded'), item, file, media: z.string(), bytes: z.number().int() }),
  z.object({ type: z.literal('fileTurnedAway'), item, file, because: turnedAwayReasonSchema }),
  z.object({ type: z.literal('itemNotPossible'), item }),
  /** The resident says that they will bring it: it is not in yet. */
  z.object({ type: z.literal('itemPromised'), item }),
  /** Staff have it, or have seen it, at the counter. */
  z.object({ type: z.literal('itemBroughtIn'), item }),
  z.object({ type: z.literal('itemAccepted'), item }),
  z.object({ type: z.literal('itemRejected'), item, by: date }),
  z.object({ type: z.literal('evidenceDateChanged'), by: date }),
] as const;
export type EvidenceEvent = z.infer<(typeof evidenceEvents)[number]>;
/** Those that happen to one item. */
export type ItemEvent = Extract<EvidenceEvent, { item: string }>;

/**
 * - `needed`, `rejected`: the resident's turn; of a rejected one `reason` says why
 * - `in`, `brought-in`, `not-possible`: the officer's turn
 * - `offered`: nobody's: the resident may send it, and nobody waits for it
 * - `accepted`, `not-needed`: nobody's. `not-needed` is what was let go before it came
 */
export const itemStates = ['needed', 'in', 'accepted', 'rejected', 'not-possible', 'brought-in', 'not-needed', 'offered'] as const;
export type ItemState = (typeof itemStates)[number];

export type EvidenceFile = { id: string; media: string; bytes: number; at: Instant };
export type EvidenceItem = {
  id: string;
  /** In the officer's words; empty once it was erased. */
  instruction: string;
  state: ItemState;
  /** Why it was not accepted, or why the resident cannot get it. */
  reason?: string;
  /** Nobody asked for it: the resident offered it. */
  offered?: true;
  /** The resident said that they will bring it in. */
  promised?: boolean;
  /** Every file that came for it and may be opened, oldest first. */
  files: EvidenceFile[];
  /** The last file that could not be taken, until one can. */
  turnedAway?: { file: string; because: TurnedAwayReason; at: Instant };
};

/** All that was asked of a resident about one case, oldest first, under one date. */
export type Evidence = {
  /** Whether it is still asked for: the case has not gone on to another stage. */
  open: boolean;
  by: LocalDate;
  /** When the date was set, and by which commit: what is planned for this date names that commit. */
  since: Instant;
  planned: number;
  items: EvidenceItem[];
};

const THEIRS: readonly ItemState[] = ['needed', 'rejected'];
const TO_REVIEW: readonly ItemState[] = ['in', 'brought-in', 'not-possible'];

/** Whether the resident must still do something about an item. */
export const isOutstanding = ({ state }: Pick<EvidenceItem, 'state'>): boolean => THEIRS.includes(state);
/** Whether an officer has yet to say if it will do. */
export const isToReview = ({ state }: Pick<EvidenceItem, 'state'>): boolean => TO_REVIEW.includes(state);

/** Whether nothing is left for the resident to send, though an officer may not have looked at it. */
export const isAllIn = ({ items }: Pick<Evidence, 'items'>): boolean => !items.some(isOutstanding);

/** Whether something that was asked for has yet to come. */
export const isWaiting = (evidence: Evidence | undefined): evidence is Evidence => evidence?.open === true && !isAllIn(evidence);

/** Who must act next: where all that was asked for is in, the council, though the case stays at its stage until an officer has looked. */
export function actorOf(service: Service, state: Pick<Case, 'stage' | 'evidence'>): Stage['actor'] {
  const { actor } = stageOf(service, state.stage);
  return actor === 'resident' && state.evidence?.open && isAllIn(state.evidence) ? 'council' : actor;
}

/** Whether an officer has all of it on the table: the mark on the case in its team's queue. */
export const isReady = ({ evidence }: Pick<Case, 'evidence'>): boolean =>
  evidence?.open === true && wasAsked(evidence) && isAllIn(evidence);

/** Whether anything was asked for, besides what the resident offered. */
export const wasAsked = ({ items }: Pick<Evidence, 'items'>): boolean => items.some(({ offered }) => !offered);

/** The local date from which something is late: the day after the date that was named. */
export const isPast = ({ by }: Pick<Evidence, 'by'>, today: LocalDate): boolean => daysBetween(by, today) > 0;

/** What a text says was asked for: one thing in the officer's words, else how many. Empty where the words were erased. */
export function thingsSaid(instructions: readonly string[], language?: Language): string {
  return instructions.length > 1
    ? phraseIn(language, '{count} things').replace('{count}', String(instructions.length))
    : (instructions[0] ?? '').replace(/[\s.]+$/, '');
}

/** The things that a commit asked for, in the officer's words. */
export function thingsAsked({ events, personal }: Pick<CaseCommit, 'events' | 'personal'>): string[] {
  const asked = events.find((event) => event.type === 'evidenceAsked');
  const named = asked?.items?.map((id) => personal.items?.[id] ?? '') ?? [];
  return named.length > 0 ? named : [personal.instruction ?? ''];
}

/** Whether the resident may send a file of an item: until an officer has said that it will do, or has it at the counter. */
export function maySend({ evidence }: Pick<Case, 'evidence'>, { state }: Pick<EvidenceItem, 'state'>): boolean {
  return Boolean(evidence?.open) && (THEIRS.includes(state) || state === 'in' || state === 'not-possible' || state === 'offered');
}

/** What a commit asked for, in the officer's words and in their order. */
export function instructionsIn({ items, instruction }: CasePersonal): string[] {
  if (!items) return instruction ? [instruction] : [];
  return Object.entries(items)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, said]) => said);
}
