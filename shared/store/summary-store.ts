import type { Case } from '../domain/case.ts';
import { isEnd, type Service, stageOf } from '../domain/catalogue.ts';
import { summaryKey, teamQueue, teamQueueRank } from './keys.ts';
import type { Table } from './table.ts';

export type SummaryStore = ReturnType<typeof createSummaryStore>;

/** Keeps the one summary of each case, which the lists are indexes over. */
export function createSummaryStore(table: Table) {
  return {
    /** Writes the summary of a case unless a later one is there. An ended case leaves its team's queue. */
    async put(service: Service, state: Case): Promise<void> {
      const stage = stageOf(service, state.stage);
      await table.put(
        {
          ...summaryKey(state.reference),
          reference: state.reference,
          service: service.id,
          team: service.team,
          stage: stage.id,
          actor: stage.actor,
          ...(state.actBy ? { actBy: state.actBy } : {}),
          openedAt: state.openedAt,
          targetDate: state.targetDate,
          fastTrack: state.fastTrack,
          sequence: state.sequence,
          ...(isEnd(stage) ? {} : { list: teamQueue(service.team), rank: teamQueueRank(state.targetDate, state.reference) }),
          personal: state.name ? { name: state.name } : {},
        },
        { expression: 'attribute_not_exists(#pk) OR #sequence < :sequence', values: { sequence: state.sequence } },
      );
    },
  };
}
