import type { Case, CaseCommit } from '../domain/case.ts';
import { isEnd, type Service, stageOf } from '../domain/catalogue.ts';
import { forgetAt } from '../domain/erasure.ts';
import { actorOf, isReady } from '../domain/evidence.ts';
import { lyingOf } from '../domain/lying.ts';
import { cellOf } from '../domain/place.ts';
import { forgetShard, placePartition, summaryKey, teamQueue, teamQueueRank } from './keys.ts';
import type { Table } from './table.ts';

/** Of a case tied to a person: the officer it goes to by name, if any, and the sequence of the person's commit that says so. */
type Whose = { assignedTo?: string | undefined; personSequence?: number };
/** The HMAC of the number that a case was asked from: while it is there the case is on that number's list. */
type AskedFrom = { asker?: string | undefined };

export type SummaryStore = ReturnType<typeof createSummaryStore>;

/** Keeps the one summary of each case, which the lists are indexes over. */
export function createSummaryStore(table: Table) {
  return {
    /** Writes the summary of a case unless a later one is there. An ended case leaves its team's queue, and waits for its time to be forgotten. */
    async put(service: Service, state: Case, whose: Whose & AskedFrom = {}): Promise<void> {
      const stage = stageOf(service, state.stage);
      const key = summaryKey(state.reference);
      const forget = forgetAt(service, state);
      const lying = lyingOf(service, state);
      await table.put(
        {
          ...key,
          reference: state.reference,
          service: service.id,
          team: service.team,
          stage: stage.id,
          actor: actorOf(service, state),
          ...(isReady(state) ? { allIn: true } : {}),
          ...(state.actBy ? { actBy: state.actBy } : {}),
          openedAt: state.openedAt,
          targetDate: state.targetDate,
          fastTrack: state.fastTrack,
          ...(state.flags.length > 0 ? { flagged: true } : {}),
          sequence: state.sequence,
          ...(state.imported ? { imported: state.imported } : {}),
          ...(isEnd(stage)
            ? {}
            : { list: teamQueue(service.team), rank: teamQueueRank(state.targetDate, state.reference, goesFirst(state)) }),
          ...(lying ? { ...lying, place: placePartition(service.id, cellOf(lying)) } : {}),
          ...whose,
          ...(forget ? { due: forgetShard(key), dueAt: forget } : {}),
          personal: state.name && !state.erasure.erasedAt ? { name: state.name } : {},
        },
        { expression: 'attribute_not_exists(#pk) OR #sequence < :sequence', values: { sequence: state.sequence } },
      );
    },
    /** Has a case that was erased blanked by the next run that forgets, where its service is gone and nothing else can be said of it. One update. */
    async forgetSoon(commits: readonly CaseCommit[]): Promise<void> {
      const last = commits.at(-1);
      if (!last) return;
      const key = summaryKey(last.log.id);
      await table.update(key, {
        expression: 'SET #due = :due, #dueAt = :at, #personal = :nothing REMOVE #list, #rank, #asker',
        condition: 'attribute_exists(#pk)',
        values: { due: forgetShard(key), at: last.at, nothing: {} },
      });
    },
    /** Gives a case to an officer by name, or back to its team, by what is known of its person. `older` when a later word is there. One conditional update. */
    async assign(
      reference: string,
      { assignedTo, personSequence }: { assignedTo: string | undefined; personSequence: number },
    ): Promise<'done' | 'older'> {
      const item = await table.update(summaryKey(reference), {
        expression: assignedTo ? 'SET #personSequence = :seen, #assignedTo = :name' : 'SET #personSequence = :seen REMOVE #assignedTo',
        condition: 'attribute_exists(#pk) AND (attribute_not_exists(#personSequence) OR #personSequence <= :seen)',
        values: { seen: personSequence, ...(assignedTo ? { name: assignedTo } : {}) },
      });
      return item === 'refused' ? 'older' : 'done';
    },
  };
}

/** A fast track, and a case in which somebody may be in danger, stand before every date. */
const goesFirst = ({ flags, fastTrack }: Case): boolean => fastTrack || flags.length > 0;
