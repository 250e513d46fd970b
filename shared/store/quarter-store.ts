import * as z from 'zod';
import { type EnteredFigure, type Entry, enteredFigureSchema } from '../domain/entered-figure.ts';
import { type FrozenQuarter, frozenQuarterSchema } from '../domain/frozen-quarter.ts';
import { parseQuarter, type Quarter } from '../domain/quarter.ts';
import type { QuarterKept } from '../domain/quarter-report.ts';
import { rollupSchema } from '../domain/rollup.ts';
import { enteredFigureKey, frozenQuarterKey, QUARTERS, quarterRollupKey } from './keys.ts';
import type { Table } from './table.ts';

const rolledUpSchema = rollupSchema.extend({ service: z.string(), foldedAt: z.string() });

export type QuarterStore = ReturnType<typeof createQuarterStore>;

/** Keeps what a report is made from besides day rollups: quarter rollups, the figures owners entered, and frozen quarters. */
export function createQuarterStore(table: Table) {
  return {
    /** All that is kept of the quarters from the one to the other, both with. One Query, however many contacts there were. */
    async between(from: Quarter, to: Quarter): Promise<Map<Quarter, QuarterKept>> {
      const found = table.query({
        expression: '#pk = :pk AND #sk BETWEEN :first AND :last',
        // '~' sorts after every letter a service's id may have
        values: { pk: QUARTERS, first: quarterRollupKey(from, '').sk, last: quarterRollupKey(to, '~').sk },
        consistent: false,
      });
      const kept = new Map<Quarter, QuarterKept>();
      for await (const item of found) {
        const [slug = '', what = ''] = String(item['sk']).split('#');
        const quarter = parseQuarter(slug);
        if (!quarter) throw new Error('a quarter is kept under a key that names none');
        const { services, entered, ...rest } = kept.get(quarter) ?? { services: [], entered: [] };
        if (what === '!frozen') kept.set(quarter, { services, entered, frozen: frozenQuarterSchema.parse(item) });
        else if (what === '!entered') kept.set(quarter, { ...rest, services, entered: [...entered, enteredFigureSchema.parse(item)] });
        else {
          const { service, foldedAt, ...rollup } = rolledUpSchema.parse(item);
          kept.set(quarter, { ...rest, services: [...services, { service, foldedAt, rollup }], entered });
        }
      }
      return kept;
    },
    /**
     * Adds an entry to a figure: `stale` when somebody else entered it meanwhile. One put.
     * @param before the entries that the page showed
     */
    async enter(
      quarter: Quarter,
      { measure, entries: before }: EnteredFigure | { measure: string; entries: [] },
      entry: Entry,
    ): Promise<'done' | 'stale'> {
      const entries = [...before, entry];
      const unchanged =
        before.length === 0
          ? { expression: 'attribute_not_exists(#pk)' }
          : { expression: '#revision = :revision', values: { revision: before.length } };
      const done = await table.put({ ...enteredFigureKey(quarter, measure), measure, entries, revision: entries.length }, unchanged);
      return done === 'done' ? 'done' : 'stale';
    },
    /** Keeps a quarter as it was reported, for ever: `exists` when it was frozen before. One put. */
    async freeze(quarter: Quarter, frozen: FrozenQuarter): Promise<'frozen' | 'exists'> {
      const done = await table.put({ ...frozenQuarterKey(quarter), ...frozen }, { expression: 'attribute_not_exists(#pk)' });
      return done === 'done' ? 'frozen' : 'exists';
    },
  };
}
