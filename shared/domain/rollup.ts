import * as z from 'zod';
import type { Fact } from './fact.ts';

const counted = z.record(z.string(), z.number().int());

/**
 * Facts folded so that they can be folded further: sums and counted distributions, never means or percentiles.
 * - `sums`: quantities by `type|channel|outcome|assisted`, an absent part empty: `contact|web|request|`.
 * - `days`: how many decisions took that many calendar days: `{"3": 12}`.
 * - `scores`: how many ratings gave that score: `{"5": 9}`.
 */
export const rollupSchema = z.object({ sums: counted, days: counted, scores: counted });
export type Rollup = z.infer<typeof rollupSchema>;

/** Folds facts, in any order. A fact of quantity 0 (one withdrawn, or moved elsewhere) leaves no trace. */
export function foldFacts(facts: Iterable<Fact>): Rollup {
  const rollup: Rollup = { sums: {}, days: {}, scores: {} };
  for (const fact of facts) {
    if (fact.quantity === 0) continue;
    add(rollup.sums, sumKey(fact), fact.quantity);
    if (fact.days !== undefined) add(rollup.days, String(fact.days), fact.quantity);
    if (fact.score !== undefined) add(rollup.scores, String(fact.score), fact.quantity);
  }
  return rollup;
}

/** Folds rollups into one, in any order. */
export function mergeRollups(rollups: Iterable<Rollup>): Rollup {
  const merged: Rollup = { sums: {}, days: {}, scores: {} };
  for (const rollup of rollups) {
    for (const part of ['sums', 'days', 'scores'] as const) {
      for (const [key, quantity] of Object.entries(rollup[part])) add(merged[part], key, quantity);
    }
  }
  return merged;
}

type Narrowed = { channels?: readonly string[]; outcomes?: readonly string[]; assisted?: true };

/** The quantity of a type of fact; narrowed to some channels or outcomes, or to what was assisted, where that is said. */
export function sumOf({ sums }: Rollup, type: Fact['type'], { channels, outcomes, assisted }: Narrowed = {}): number {
  let total = 0;
  for (const [key, quantity] of Object.entries(sums)) {
    const [ofType, channel = '', outcome = '', wasAssisted] = key.split('|');
    const counts = ofType === type && (channels?.includes(channel) ?? true) && (outcomes?.includes(outcome) ?? true);
    if (counts && (!assisted || wasAssisted === 'assisted')) total += quantity;
  }
  return total;
}

function sumKey({ type, channel, outcome, assisted }: Fact): string {
  return [type, channel ?? '', outcome ?? '', assisted ? 'assisted' : ''].join('|');
}

function add(counts: Record<string, number>, key: string, quantity: number): void {
  counts[key] = (counts[key] ?? 0) + quantity;
}
