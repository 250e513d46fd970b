import type { Ask, HandsetCommit, HandsetState } from '../domain/handset.ts';
import { handsetStateSchema } from '../domain/handset.ts';
import { handsetStateKey, logPartition } from './keys.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Table } from './table.ts';

/** How far back a handset's log is read: past what a day brings, short of what a machine at the other end could pile up. */
const RECENT_ITEMS = 60;

export type HandsetStore = ReturnType<typeof createHandsetStore>;

/** Keeps the one item of each handset, beside its log. */
export function createHandsetStore(table: Table) {
  return {
    /** Where a handset stands; a handset never heard of is neither stopped nor asked. One consistent get. */
    async state(handsetId: string): Promise<HandsetState> {
      return handsetStateSchema.parse((await table.get(handsetStateKey(handsetId))) ?? {});
    },
    /** The state and the latest commits, in order. One consistent Query: the state's key sorts right after the commits'. */
    async recent(handsetId: string): Promise<{ state: HandsetState; commits: HandsetCommit[] }> {
      const log = { kind: 'handset', id: handsetId } as const;
      const { sk } = handsetStateKey(handsetId);
      const found = table.query({
        expression: '#pk = :pk AND #sk <= :sk',
        values: { pk: logPartition(log), sk },
        descending: true,
        limit: RECENT_ITEMS,
      });
      const items = (await all(found)).reverse();
      const commits = items
        .filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) }))
        .map((item) => parseCommit(log, item));
      return { state: handsetStateSchema.parse(items.find((item) => item['sk'] === sk) ?? {}), commits };
    },
    /** Stops or restarts texts. `older` when a later STOP or START is known already; of two in one instant STOP wins. */
    async setStopped(handsetId: string, stopped: boolean, at: string): Promise<'done' | 'older'> {
      const item = await table.update(handsetStateKey(handsetId), {
        expression: 'SET #stopped = :stopped, #consentAt = :at',
        condition: `attribute_not_exists(#consentAt) OR #consentAt ${stopped ? '<=' : '<'} :at`,
        values: { stopped, at },
      });
      return item === 'refused' ? 'older' : 'done';
    },
    /** Writes the asks over those of `before`; `stale` when they changed meanwhile. */
    async saveAsks(handsetId: string, before: HandsetState, asks: readonly Ask[]): Promise<'done' | 'stale'> {
      const item = await table.update(handsetStateKey(handsetId), {
        expression: 'SET #asks = :asks, #revision = :next',
        condition: before.revision === 0 ? 'attribute_not_exists(#revision)' : '#revision = :before',
        values: { asks, next: before.revision + 1, ...(before.revision === 0 ? {} : { before: before.revision }) },
      });
      return item === 'refused' ? 'stale' : 'done';
    },
  };
}
