import * as z from 'zod';
import { scoreSchema } from './case.ts';
import type { Commit } from './commit.ts';
import { attemptSchema } from './slot.ts';

/** What a text rates, or asks about: one case or one contact. */
export const subjectSchema = z.object({ kind: z.enum(['case', 'contact']), id: z.string() });
export type Subject = z.infer<typeof subjectSchema>;

export const handsetEventSchema = z.discriminatedUnion('type', [
  /** A text came in that asks for nothing we do by ourselves: staff read it. */
  z.object({ type: z.literal('received'), about: subjectSchema.optional(), answer: z.boolean() }),
  z.object({ type: z.literal('rated'), subject: subjectSchema, score: scoreSchema }),
  /** With a reference, only the texts about that case. */
  z.object({ type: z.literal('stopped'), reference: z.string().optional() }),
  z.object({ type: z.literal('restarted'), reference: z.string().optional() }),
  z.object({ type: z.literal('helpAsked'), answer: z.boolean() }),
  /** Without a reference when none could be read: it is answered as one about an unknown case. */
  z.object({ type: z.literal('statusAsked'), reference: z.string().optional(), answer: z.boolean() }),
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
 * The one item of a handset: stopped or not, what is on its way to it, and what it was lately asked to rate.
 * - `consentAt`: when the last STOP or START reached the network, so that an older one delivered late changes nothing
 * - `mutes`: references of the cases it takes no texts about
 * - `slot`, `strays`: what is on its way; see `slot.ts`
 * - `unreachable`: a text failed for good; only codes are sent until one is typed back, at `verifiedAt`
 * - `revision`: counts the changes of `slot`, `strays` and `asks`, so that of two workers at once one reads and decides again
 */
export const handsetStateSchema = z.object({
  stopped: z.boolean().default(false),
  consentAt: z.string().optional(),
  /** Kept as a set, which DynamoDB adds to and takes from in place. */
  mutes: z
    .set(z.string())
    .default(new Set())
    .transform((references) => [...references]),
  slot: attemptSchema.optional(),
  strays: z.array(attemptSchema).default([]),
  unreachable: z.object({ at: z.string(), because: z.string() }).optional(),
  verifiedAt: z.string().optional(),
  asks: z.array(askSchema).default([]),
  /** The case that the last text was about, rating or not: what a text that says nothing else is about. */
  lastText: z.object({ subject: subjectSchema, at: z.string() }).optional(),
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

/** What a text that is no rating may be about: the ask it follows, else the case that was texted about last, within the same 30 days. */
export function aboutOf(
  { asks, lastText }: Pick<HandsetState, 'asks' | 'lastText'>,
  now: number,
  previousMessageId?: string,
): Subject | undefined {
  const ask = openAsk(asks, now, previousMessageId);
  if (!lastText || now - Date.parse(lastText.at) >= ASK_OPEN_DAYS * DAY_MS) return ask?.subject;
  const follows = ask && ((previousMessageId !== undefined && ask.messageId === previousMessageId) || ask.at >= lastText.at);
  return follows ? ask.subject : lastText.subject;
}
