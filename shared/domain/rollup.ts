import * as z from 'zod';
import type { Fact } from './fact.ts';

const counted = z.record(z.string(), z.number().int());
const parts = ['sums', 'days', 'scores', 'callsLogged', 'callsAnswered'] as const;

/**
 * Facts folded so that they can be folded further: sums and counted distributions, never means or percentiles.
 * - `sums`: quantities by `type|channel|outcome|assisted`, an absent part empty, and `|detail` where there is one: `contact|web|request|`.
 * - `days`: how many of a type took that many calendar days: `{"decided|3": 12}`.
 * - `scores`: how many ratings of a channel gave that score: `{"web|5": 9}`.
 * - `callsLogged`, `callsAnswered`: telephone calls of each local day, as advisers logged them and as the telephone system
 *   counted them: which of the two is the volume is known only when the whole day is there.
 */
export const rollupSchema = z.object({
  sums: counted,
  days: counted,
  scores: counted,
  callsLogged: counted.default({}),
  callsAnswered: counted.default({}),
});
export type Rollup = z.infer<typeof rollupSchema>;

export const emptyRollup = (): Rollup => ({ sums: {}, days: {}, scores: {}, callsLogged: {}, callsAnswered: {} });

/** Folds facts, in any order. A fact of quantity 0 (one withdrawn, or moved elsewhere) leaves no trace. */
export function foldFacts(facts: Iterable<Fact>): Rollup {
  const rollup = emptyRollup();
  for (const fact of facts) {
    const { type, channel, outcome, day, days, score, quantity } = fact;
    if (quantity === 0) continue;
    add(rollup.sums, sumKey(fact), quantity);
    if (days !== undefined) add(rollup.days, `${type}|${days}`, quantity);
    if (score !== undefined) add(rollup.scores, `${channel ?? ''}|${score}`, quantity);
    if (type === 'contact' && channel === 'telephone' && outcome !== 'imported') add(rollup.callsLogged, day, quantity);
    if (type === 'calls' && outcome === 'answered') add(rollup.callsAnswered, day, quantity);
  }
  return rollup;
}

/** Folds rollups into one, in any order. */
export function mergeRollups(rollups: Iterable<Rollup>): Rollup {
  const merged = emptyRollup();
  for (const rollup of rollups) {
    for (const part of parts) for (const [key, quantity] of Object.entries(rollup[part])) add(merged[part], key, quantity);
  }
  return merged;
}

type Narrowed = {
  channels?: readonly string[] | undefined;
  outcomes?: readonly string[] | undefined;
  except?: readonly string[] | undefined;
  details?: readonly string[] | undefined;
  assisted?: true | undefined;
};

/** The quantity of a type of fact; narrowed to some channels, outcomes or details, to all outcomes except some, or to what was assisted, where that is said. */
export function sumOf({ sums }: Rollup, type: Fact['type'], { channels, outcomes, except, details, assisted }: Narrowed = {}): number {
  let total = 0;
  for (const [key, quantity] of Object.entries(sums)) {
    const [ofType, channel = '', outcome = '', wasAssisted, detail = ''] = key.split('|');
    const counts =
      ofType === type &&
      (channels?.includes(channel) ?? true) &&
      (outcomes?.includes(outcome) ?? true) &&
      !except?.includes(outcome) &&
      (details?.includes(detail) ?? true);
    if (counts && (!assisted || wasAssisted === 'assisted')) total += quantity;
  }
  return total;
}

/**
 * Calls that the telephone system counted and nobody logged, over the days of which it told; below nought where more were logged.
 * On those days the volume is what the system counted, so that no call counts twice.
 */
export function callsNotLogged({ callsLogged, callsAnswered }: Rollup): number {
  let total = 0;
  for (const [day, answered] of Object.entries(callsAnswered)) total += answered - (callsLogged[day] ?? 0);
  return total;
}

/** How many of a type of fact took each number of calendar days, shortest first. */
export function daysOf({ days }: Pick<Rollup, 'days'>, type: Fact['type']): { days: number; quantity: number }[] {
  return Object.entries(days)
    .flatMap(([key, quantity]) => {
      const [ofType, took] = key.split('|');
      return ofType === type ? [{ days: Number(took), quantity }] : [];
    })
    .sort((a, b) => a.days - b.days);
}

/** How many gave each score; of one channel, where that is said. */
export function scoresOf({ scores }: Rollup, channels?: readonly string[]): Record<1 | 2 | 3 | 4 | 5, number> {
  const found = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const [key, quantity] of Object.entries(scores)) {
    const [channel = '', score] = key.split('|');
    if (channels?.includes(channel) ?? true) found[Number(score) as keyof typeof found] += quantity;
  }
  return found;
}

function sumKey({ type, channel, outcome, assisted, detail }: Fact): string {
  return [type, channel ?? '', outcome ?? '', assisted ? 'assisted' : '', ...(detail ? [detail] : [])].join('|');
}

function add(counts: Record<string, number>, key: string, quantity: number): void {
  counts[key] = (counts[key] ?? 0) + quantity;
}
