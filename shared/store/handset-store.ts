import type { HandsetCommit, HandsetState, Subject } from '../domain/handset.ts';
import { handsetStateSchema } from '../domain/handset.ts';
import { handsetStateKey, logPartition } from './keys.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Table } from './table.ts';

/** How far back a handset's log is read: past what a day brings, short of what a machine at the other end could pile up. */
const RECENT_ITEMS = 60;

/** What {@link HandsetStore.save} writes; what is left out of `lastText` stays. */
export type OnHandset = Pick<HandsetState, 'slot' | 'strays' | 'asks' | 'lastText'>;
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
    /**
     * Stops or restarts all texts; restarting lifts the mutes of single cases too. `older` when a later STOP or START is known
     * already; of two in one instant STOP wins.
     */
    async setStopped(handsetId: string, stopped: boolean, at: string): Promise<'done' | 'older'> {
      const item = await table.update(handsetStateKey(handsetId), {
        expression: `SET #stopped = :stopped, #consentAt = :at${stopped ? '' : ' REMOVE #mutes'}`,
        condition: `attribute_not_exists(#consentAt) OR #consentAt ${stopped ? '<=' : '<'} :at`,
        values: { stopped, at },
      });
      return item === 'refused' ? 'older' : 'done';
    },
    /**
     * Mutes one case on a handset, or lifts that. `older` when a later word about that case, or a later START, is known
     * already. The instant of the last word about a case has an attribute of its own, so that one update decides it.
     */
    async setMuted(handsetId: string, { reference, muted }: { reference: string; muted: boolean }, at: string): Promise<'done' | 'older'> {
      const word = `#muteAt_${reference}`;
      const item = await table.update(handsetStateKey(handsetId), {
        expression: `SET ${word} = :at ${muted ? 'ADD' : 'DELETE'} #mutes :one`,
        condition: `(attribute_not_exists(${word}) OR ${word} ${muted ? '<=' : '<'} :at) AND (attribute_not_exists(#consentAt) OR #consentAt ${muted ? '<=' : '<'} :at OR #stopped = :stopped)`,
        values: { at, one: new Set([reference]), stopped: true },
      });
      return item === 'refused' ? 'older' : 'done';
    },
    /** Starts all texts again from a case's page: other cases that are muted stay so. `older` when a later STOP or START is known already. */
    async restart(handsetId: string, reference: string, at: string): Promise<'done' | 'older'> {
      const item = await table.update(handsetStateKey(handsetId), {
        expression: `SET #stopped = :stopped, #consentAt = :at, #muteAt_${reference} = :at DELETE #mutes :one`,
        condition: 'attribute_not_exists(#consentAt) OR #consentAt < :at',
        values: { stopped: false, at, one: new Set([reference]) },
      });
      return item === 'refused' ? 'older' : 'done';
    },
    /**
     * Lets one request to rate through: `taken` when another subject was asked about in the days before `since`'s end. The
     * same subject again is let through again, so that a commit projected twice comes to the same. One conditional update.
     * @param since requests at or after this instant stand in the way
     */
    async reserveAsk(handsetId: string, subject: Subject, { at, since }: { at: string; since: string }): Promise<'reserved' | 'taken'> {
      const item = await table.update(handsetStateKey(handsetId), {
        expression: 'SET #askedAbout = :about, #askedAt = :at',
        condition: 'attribute_not_exists(#askedAt) OR #askedAt < :since OR #askedAbout = :about',
        values: { about: `${subject.kind}#${subject.id}`, at, since },
      });
      return item === 'refused' ? 'taken' : 'reserved';
    },
    /** Gives back the reservation of a request that never left. */
    async releaseAsk(handsetId: string, subject: Subject): Promise<void> {
      await table.update(handsetStateKey(handsetId), {
        expression: 'REMOVE #askedAbout, #askedAt',
        condition: '#askedAbout = :about',
        values: { about: `${subject.kind}#${subject.id}` },
      });
    },
    /**
     * Takes what `before` was decided from over into `after`: one conditional update. `stale` when it changed meanwhile, or
     * when the handset no longer takes the text: read and decide again.
     * @param claim for a claim: the case the text is about, and whether it is a code, which a handset that stopped or failed still gets
     */
    async save(
      handsetId: string,
      before: HandsetState,
      after: OnHandset,
      claim?: { reference?: string | undefined; code: boolean },
    ): Promise<'done' | 'stale'> {
      const { slot, strays, asks, lastText } = after;
      const asksConsent = claim !== undefined && !claim.code;
      const guards = asksConsent ? ['(attribute_not_exists(#stopped) OR #stopped = :no)', 'attribute_not_exists(#unreachable)'] : [];
      if (claim?.reference) guards.push('(attribute_not_exists(#mutes) OR NOT contains(#mutes, :reference))');
      const unchanged = before.revision === 0 ? 'attribute_not_exists(#revision)' : '#revision = :before';
      const item = await table.update(handsetStateKey(handsetId), {
        expression: `SET #strays = :strays, #asks = :asks, #revision = :next${slot ? ', #slot = :slot' : ''}${lastText ? ', #lastText = :lastText' : ''}${slot ? '' : ' REMOVE #slot'}`,
        condition: [unchanged, ...guards].join(' AND '),
        values: {
          ...{ strays, asks, slot, lastText, next: before.revision + 1 },
          ...(before.revision === 0 ? {} : { before: before.revision }),
          ...(asksConsent ? { no: false } : {}),
          ...(claim?.reference ? { reference: claim.reference } : {}),
        },
      });
      return item === 'refused' ? 'stale' : 'done';
    },
    /** Marks a handset that no text reaches; a failure of a text older than its last verification says nothing any more. */
    async markUnreachable(handsetId: string, unreachable: { at: string; because: string }): Promise<'done' | 'older'> {
      const item = await table.update(handsetStateKey(handsetId), {
        expression: 'SET #unreachable = :unreachable',
        condition: 'attribute_not_exists(#verifiedAt) OR #verifiedAt < :at',
        values: { unreachable, at: unreachable.at },
      });
      return item === 'refused' ? 'older' : 'done';
    },
    /** A code that was texted to the handset was typed back: it is in somebody's hands. */
    async verify(handsetId: string, at: string): Promise<void> {
      await table.update(handsetStateKey(handsetId), { expression: 'SET #verifiedAt = :at REMOVE #unreachable', values: { at } });
    },
  };
}
