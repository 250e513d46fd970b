import type { LocalDate } from '../domain/calendar.ts';
import { type CallDay, callDayOf, callDaySchema } from '../domain/call-days.ts';
import type { CallsDay } from '../domain/calls.ts';
import { CALL_DAYS, callDayKey } from './keys.ts';
import type { Table } from './table.ts';

export type CallDayStore = ReturnType<typeof createCallDayStore>;

/** Keeps the list of days for which the telephone system told of its calls. */
export function createCallDayStore(table: Table) {
  return {
    /** Writes a queue's day unless a later state of it is there. One put. */
    async put(state: CallsDay): Promise<void> {
      const { sequence } = state;
      await table.put(
        { ...callDayKey(state), ...callDayOf(state), sequence },
        { expression: 'attribute_not_exists(#pk) OR #sequence < :sequence', values: { sequence } },
      );
    },
    /** Every queue's day from one to another, both with, in order of days. One Query. */
    async between(from: LocalDate, to: LocalDate): Promise<CallDay[]> {
      const found = table.query({
        expression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        // '~' sorts after every letter a queue's id may have
        values: { pk: CALL_DAYS, from, to: `${to}#~` },
        consistent: false,
      });
      const days: CallDay[] = [];
      for await (const item of found) days.push(callDaySchema.parse(item));
      return days;
    },
  };
}
