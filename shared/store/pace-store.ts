import * as z from 'zod';
import { type Pace, type PaceRules, paceSchema, type Taken, take, taken } from '../domain/pace.ts';
import type { Urgency } from '../domain/text.ts';
import { paceKey } from './keys.ts';
import type { Table } from './table.ts';

const MAX_RACES = 10;
const revisionSchema = z.object({ revision: z.int() });
type Kept = { pace: Pace | undefined; revision: number };

export type PaceStore = ReturnType<typeof createPaceStore>;

/**
 * Keeps the one bucket that texts are taken from. Each taking is one Get and one conditional update of its item; of two at
 * once one reads and decides again. Where many race for long, nothing is taken: the text stays due, and is released later.
 */
export function createPaceStore(table: Table, { rules, now }: { rules: PaceRules; now: () => number }) {
  return {
    async read(): Promise<Pace | undefined> {
      return (await kept()).pace;
    },
    /** @returns how many parts may leave; see `take` of the domain */
    async take(wish: { parts: number; urgency: Urgency; whole?: boolean }): Promise<number> {
      let granted = 0;
      const done = await change((pace) => {
        const outcome = take(pace, wish, { rules, now: now() });
        granted = outcome.granted;
        return granted === 0 ? undefined : outcome.pace;
      });
      return done === 'done' ? granted : 0;
    },
    /** Puts right what was taken. What is lost when this fails is a few texts' worth of pace, never a text. */
    async correct(by: Taken): Promise<void> {
      if (by.tokens !== 0 || by.parts !== 0) await change((pace) => pace && taken(pace, by));
    },
  };

  async function change(decide: (pace: Pace | undefined) => Pace | undefined): Promise<'done' | 'nothing' | 'raced'> {
    for (let race = 0; race < MAX_RACES; race++) {
      const { pace, revision } = await kept();
      const next = decide(pace);
      if (!next) return 'nothing';
      const item = await table.update(paceKey, {
        expression: 'SET #tokens = :tokens, #refilledAt = :refilledAt, #month = :month, #parts = :parts, #revision = :next',
        condition: revision === 0 ? 'attribute_not_exists(#pk)' : '#revision = :revision',
        values: { ...next, next: revision + 1, ...(revision === 0 ? {} : { revision }) },
      });
      if (item !== 'refused') return 'done';
    }
    return 'raced';
  }

  async function kept(): Promise<Kept> {
    const item = await table.get(paceKey);
    return item ? { pace: paceSchema.parse(item), revision: revisionSchema.parse(item).revision } : { pace: undefined, revision: 0 };
  }
}
