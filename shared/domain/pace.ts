import * as z from 'zod';
import type { Urgency } from './text.ts';

/**
 * How fast a deployment may text, and for how much.
 * - `partsPerSecond`: what the number carries: a UK long code about ten (docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-mps.html)
 * - `pencePerPart`, `ceilingPounds`: the price of one part, and the most that a calendar month may cost
 */
export const paceRulesSchema = z.object({
  partsPerSecond: z.int().min(1).max(100),
  pencePerPart: z.number().positive(),
  ceilingPounds: z.int().positive(),
});
export type PaceRules = z.infer<typeof paceRulesSchema>;

/**
 * The one bucket that every text is taken from as it is released.
 * - `tokens`: thousandths of a part that may leave now; below zero after texts that could not wait. Whole numbers, so that
 *   refilling twice is exactly as refilling once
 * - `refilledAt`: epoch ms up to which it was refilled
 * - `month`, `parts`: the UTC month, in which AWS counts too, and the parts released in it
 */
export const paceSchema = z.object({ tokens: z.int(), refilledAt: z.int(), month: z.string(), parts: z.int() });
export type Pace = z.infer<typeof paceSchema>;

/** What is taken: `tokens` for the rate and `parts` for the month, which differ when a text is released a second time. */
export type Taken = { tokens: number; parts: number };

/** A minute's worth, which one run releases, and ten seconds for a run that comes late. */
const BURST_SECONDS = 70;
/** How far an urgent text may go ahead of the rate; bulk then waits until that is made good. */
const URGENT_DEBT_SECONDS = 60;
/** Two machines' clocks differ by less. A clock further back than this was put right, and counting begins anew from it. */
const SKEW_MS = 60_000;
const PER_PART = 1000;

/** The most parts that a month may carry for its money. */
export const ceilingParts = ({ pencePerPart, ceilingPounds }: PaceRules): number => Math.floor((ceilingPounds * 100) / pencePerPart);

/** The bucket at `now`, refilled for the time since it last was; a full one where there is none yet. */
export function refill(pace: Pace | undefined, rules: PaceRules, now: number): Pace {
  const month = new Date(now).toISOString().slice(0, 7);
  const most = rules.partsPerSecond * BURST_SECONDS * PER_PART;
  if (!pace) return { tokens: most, refilledAt: now, month, parts: 0 };
  // A clock put back gives nothing, and takes nothing: neither tokens nor another month's money.
  if (now < pace.refilledAt - SKEW_MS) return { ...pace, refilledAt: now, month };
  const refilledAt = Math.max(now, pace.refilledAt);
  const tokens = Math.min(most, pace.tokens + (refilledAt - pace.refilledAt) * rules.partsPerSecond);
  return month > pace.month ? { tokens, refilledAt, month, parts: 0 } : { ...pace, tokens, refilledAt };
}

/**
 * Takes as many of `parts` as there are, by how much of a hurry they are in: bulk only what has gathered, urgent texts up
 * to a minute ahead of it, codes always. Nobody takes more than the month's ceiling leaves.
 * @param whole all of them or none
 */
export function take(
  pace: Pace | undefined,
  { parts, urgency, whole = false }: { parts: number; urgency: Urgency; whole?: boolean },
  { rules, now }: { rules: PaceRules; now: number },
): { granted: number; pace: Pace } {
  const refilled = refill(pace, rules, now);
  const there = Math.floor(refilled.tokens / PER_PART + mayOwe(urgency, rules));
  const left = ceilingParts(rules) - refilled.parts;
  const most = Math.max(0, Math.min(parts, there, left));
  const granted = whole && most < parts ? 0 : most;
  return { granted, pace: taken(refilled, { tokens: granted, parts: granted }) };
}

const mayOwe = (urgency: Urgency, { partsPerSecond }: PaceRules): number =>
  ({ code: Number.POSITIVE_INFINITY, urgent: URGENT_DEBT_SECONDS * partsPerSecond, bulk: 0 })[urgency];

/** Puts right what was taken by guess, once it is known what was released: more with positive numbers, back with negative. */
export function taken(pace: Pace, { tokens, parts }: Taken): Pace {
  return { ...pace, tokens: pace.tokens - tokens * PER_PART, parts: Math.max(0, pace.parts + parts) };
}

/** How much of the month's money is spent, in whole per cent, rounded down. */
export function spentPercent(pace: Pace | undefined, rules: PaceRules, now: number): number {
  return Math.floor((refill(pace, rules, now).parts * 100) / ceilingParts(rules));
}
