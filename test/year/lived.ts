import type { CaseCommand } from '../../shared/domain/decide-case.ts';
import { measures } from '../../shared/measures/measures.ts';
import { createMarkStore } from '../../shared/store/mark-store.ts';
import { createQuarterStore } from '../../shared/store/quarter-store.ts';
import { createRollupStore } from '../../shared/store/rollup-store.ts';
import { createReadReport } from '../../shared/use-cases/read-report.ts';
import { createRollUp } from '../../shared/use-cases/roll-up.ts';
import { createFrontDoor } from '../support/front-door.ts';
import { createImports } from '../support/imports.ts';
import { answersOf, commandOf, fileOfCalls, fileOfClaims } from './sent.ts';
import type { CallsRow, ClaimRow, ContactRow, RatingRow, YearCase, YearWeek } from './year.ts';

/** Something of the year that is loaded by itself. The steps of one case come after each other: a case must be there to be decided. */
export type Unit = { week: YearWeek } & (
  | { kind: 'calls'; rows: CallsRow[] }
  | { kind: 'claims'; rows: ClaimRow[] }
  | { kind: 'contact'; row: ContactRow }
  | { kind: 'rating'; row: RatingRow }
  | { kind: 'case'; made: YearCase }
);

/** A Front Door of a test through which the year goes, a unit at a time, by the same use-cases as the public ways in. */
export async function createLivedYear(weeks: readonly YearWeek[]) {
  const door = createImports(await createFrontDoor());
  const { table, clock, catalogue, logs } = door;
  const by = { kind: 'client', id: 'year' } as const;
  const rollupStore = createRollupStore(table);
  const markStore = createMarkStore(table, () => crypto.randomUUID());
  const rollUp = createRollUp({ factStore: door.factStore, rollupStore, markStore, now: () => clock.ms });
  const readReport = createReadReport({
    quarterStore: createQuarterStore(table),
    baseline: { quarters: new Map(), source: 'none' },
    measures,
  });
  const at = (week: Pick<YearWeek, 'loadedAt'> | undefined) => {
    clock.ms = Date.parse(week?.loadedAt ?? '');
  };

  const takeIn = async (content: string, profile: string) => door.apply(await door.check(content, profile), { quiet: true });
  const live = async (unit: Unit): Promise<void> => {
    at(unit.week);
    switch (unit.kind) {
      case 'calls':
        return takeIn(fileOfCalls(unit.rows), 'sample-calls-half-hours');
      case 'claims':
        return takeIn(fileOfClaims(unit.rows), 'sample-decided-claims');
      case 'contact': {
        const { key, at: happenedAt, ...row } = unit.row;
        await door.logContact({ nonce: key, ...row, happenedAt, by });
        return;
      }
      case 'rating': {
        const { key, at: happenedAt, score, ...row } = unit.row;
        await door.leaveRatings({ nonce: key, ...row, scores: [{ score, quantity: 1 }], happenedAt, by });
        return;
      }
      case 'case': {
        const { made, week } = unit;
        const service = catalogue.get(made.service);
        if (!service) throw new Error('no such service');
        const application = { draftId: made.key, answers: answersOf(made, week), channel: made.channel, assisted: false, by };
        const opened = await door.openCase(service, application);
        if (!('reference' in opened)) throw new Error(`a case was not opened: ${opened.kind}`);
        for (const [index, step] of made.steps.entries()) {
          at(weeks.find(({ number }) => number === step.week));
          const command = { ...commandOf(step, index + 1), ...(step.command.type === 'reconsider' ? { evenLate: true } : {}) };
          const done = await door.changeCase(opened.reference, command as CaseCommand, by, `${made.key}-${index}.sent`);
          if (done.kind !== 'changed' && done.kind !== 'already-done') throw new Error(`a step was not taken: ${done.kind}`);
        }
      }
    }
  };

  return {
    ...door,
    rollUp,
    markStore,
    readReport,
    live,
    /** Projects every commit that was not yet, whenever it was made. */
    async project(): Promise<void> {
      const hours = new Set(weeks.flatMap(({ loadedAt }) => [0, 1].map((more) => `${loadedAt.slice(0, 11)}${18 + more}`)));
      for (const hour of hours)
        for await (const { log, sequence } of logs.unprojected(hour, '9999')) await door.projectCommit(log, sequence);
    },
  };
}
