import { instantOf } from '../domain/calendar.ts';
import { type CallsCommit, callsLog, decideCalls, foldCalls, type RowBecomes } from '../domain/calls.ts';
import type { CallsProfile } from '../domain/calls-profile.ts';
import type { CallsRow } from '../domain/calls-row.ts';
import type { Import, Progress } from '../domain/import.ts';
import type { Fault } from '../domain/import-row.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

type Deps = { logs: LogStore; now: () => number };
/** What came of some rows. */
export type TakenCalls = { tally: Pick<Progress, 'added' | 'corrected' | 'same' | 'late' | 'commits'>; faults: Fault[] };

/** Other writers of one queue's day at one moment. */
const MAX_RACES = 5;
/** Days that are written at once. */
const AT_ONCE = 16;

/**
 * Takes a hundred half hours: those of one queue and day together, with one Query of its log and, where anything is new and
 * somebody has said yes, one conditional put.
 */
export function createTakeCalls({ logs, now }: Deps) {
  return async (
    rows: readonly CallsRow[],
    { profile, file, apply }: { profile: CallsProfile; file: Pick<Import, 'id' | 'at'>; apply: boolean },
  ): Promise<TakenCalls> => {
    const taken: TakenCalls = { tally: { added: 0, corrected: 0, same: 0, late: 0, commits: 0 }, faults: [] };
    const days = [...Map.groupBy(rows, callsIdOf).values()];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let mine = days[next++]; mine; mine = days[next++]) {
        const { became, written } = await takeDay(mine, { profile, file, apply });
        if (written) taken.tally.commits++;
        for (const [index, each] of became.entries()) {
          if (each !== 'twice') taken.tally[each]++;
          else taken.faults.push({ line: mine[index]?.line ?? 1, column: profile.columns.queue, reason: 'twice' });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return taken;
  };

  async function takeDay(
    rows: readonly CallsRow[],
    { profile, file, apply }: { profile: CallsProfile; file: Pick<Import, 'id' | 'at'>; apply: boolean },
  ): Promise<{ became: RowBecomes[]; written: boolean }> {
    const { queue = '', day = '', service } = rows[0] ?? {};
    const log = callsLog({ queue, day });
    const of = { queue, day, file: file.id, given: file.at, ...(service ? { service } : {}) };
    for (let race = 0; race < MAX_RACES; race++) {
      const commits = await logs.load(log);
      const { event, became } = decideCalls(foldCalls(commits), rows, of);
      if (!event || !apply) return { became, written: false };
      const commit: CallsCommit = nextCommit(log, commits.length, {
        at: instantOf(now()),
        by: { kind: 'client', id: profile.source },
        events: [event],
        personal: {},
      });
      const done = await logs.append(commit);
      if (done === 'appended') return { became, written: true };
      if (done === 'too-large') throw new Error('a day of calls is too large to keep');
    }
    throw new Error('a day of calls kept changing');
  }
}

const callsIdOf = ({ queue, day }: CallsRow): string => callsLog({ queue, day }).id;
