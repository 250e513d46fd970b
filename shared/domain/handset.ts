import * as z from 'zod';
import { scoreSchema } from './case.ts';
import type { Commit } from './commit.ts';

/** What a text rates, or asks about: one case or one contact. */
export const subjectSchema = z.object({ kind: z.enum(['case', 'contact']), id: z.string() });
export type Subject = z.infer<typeof subjectSchema>;

export const handsetEventSchema = z.discriminatedUnion('type', [
  /** A text came in that asks for nothing we do by ourselves: staff read it. */
  z.object({ type: z.literal('received'), about: subjectSchema.optional(), answer: z.boolean() }),
  z.object({ type: z.literal('rated'), subject: subjectSchema, score: scoreSchema }),
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('restarted') }),
]);
export type HandsetEvent = z.infer<typeof handsetEventSchema>;
/** The number, to answer to, and what it wrote. */
export const handsetPersonalSchema = z.object({ number: z.string().optional(), body: z.string().optional() });
export type HandsetPersonal = z.infer<typeof handsetPersonalSchema>;
/** `cause` is the inbound message's id, so that one delivered three times is taken once. */
export type HandsetCommit = Commit<HandsetEvent, HandsetPersonal>;

/** A rating asked for by text, open to a reply. `messageId` is the carrier's, once it has taken the text. */
const askSchema = z.object({ subject: subjectSchema, messageId: z.string().optional(), at: z.string() });
export type Ask = z.infer<typeof askSchema>;

/**
 * The one item of a handset: stopped or not, and what it was lately asked to rate.
 * - `consentAt`: when the last STOP or START reached the network, so that an older one delivered late changes nothing
 * - `revision`: counts the changes of `asks`, so that two texts leaving at once lose none
 */
export const handsetStateSchema = z.object({
  stopped: z.boolean().default(false),
  consentAt: z.string().optional(),
  asks: z.array(askSchema).default([]),
  revision: z.number().int().default(0),
});
export type HandsetState = z.infer<typeof handsetStateSchema>;

const ASKS_KEPT = 10;
const ASK_OPEN_DAYS = 30;
const DAY_MS = 86_400_000;

const isOf = (subject: Subject) => (ask: Ask) => ask.subject.kind === subject.kind && ask.subject.id === subject.id;

/** The asks with one more, in place of an earlier one about the same subject; the newest ten are kept. */
export function withAsk(asks: readonly Ask[], ask: Ask): Ask[] {
  return [...withoutAsk(asks, ask.subject), ask].slice(-ASKS_KEPT);
}

/** The asks less one that never went. */
export function withoutAsk(asks: readonly Ask[], subject: Subject): Ask[] {
  return asks.filter((each) => !isOf(subject)(each));
}

/**
 * Which ask a reply answers: the one that the network says it follows, else the newest. An ask stays open for 30 days,
 * answered or not, so that a later rating replaces an earlier one.
 */
export function openAsk(asks: readonly Ask[], now: number, previousMessageId?: string): Ask | undefined {
  const open = asks.filter((ask) => now - Date.parse(ask.at) < ASK_OPEN_DAYS * DAY_MS);
  const named = previousMessageId === undefined ? undefined : open.find((ask) => ask.messageId === previousMessageId);
  return named ?? open.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1);
}
