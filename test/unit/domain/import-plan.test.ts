import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Case, CaseCommit } from '../../../shared/domain/case.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { applyCommit } from '../../../shared/domain/evolve-case.ts';
import { asksFirst, noProgressYet } from '../../../shared/domain/import.ts';
import { digestsOf, planRow, wayTo } from '../../../shared/domain/import-plan.ts';
import type { ImportProfile } from '../../../shared/domain/import-profile.ts';
import { readRow } from '../../../shared/domain/import-row.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { REFERENCE } from '../../support/cases.ts';
import { aRow, type NightlyRow, nightly } from '../../support/imports.ts';

const service = catalogue.get('housing-benefit') as Service;
const keyring = createKeyring('a secret for the tests of Front Door, and nothing else');
const by = { kind: 'client', id: 'sample-benefits' } as const;
const AT = '2026-11-25T22:00:00.000Z';

/** The case after a row, and what the row did. */
function taken(
  state: Case | undefined,
  given: NightlyRow,
  { newest, profile = nightly }: { newest?: string; profile?: ImportProfile } = {},
) {
  const read = readRow(profile, catalogue, { line: 2, values: new Map(Object.entries(aRow(given))) }, '2026-11-25');
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.faults));
  const plan = planRow(service, state, {
    profile,
    row: read.row,
    digests: digestsOf(keyring, read.row, profile),
    newest,
    quiet: false,
    at: AT,
    by,
  });
  if (plan.kind === 'nothing') return { state, outcome: 'nothing' };
  const commit: CaseCommit = { log: { kind: 'case', id: REFERENCE }, sequence: (state?.sequence ?? 0) + 1, at: AT, by, ...plan.commit };
  return { state: applyCommit(service, state, commit), outcome: plan.outcome };
}

const anyRow = fc.record({
  CLAIM_STATUS: fc.constantFrom(...Object.keys(nightly.statuses['housing-benefit'] ?? {}), 'QZ'),
  EXTRACT_DATE: fc.constantFrom('18/11/2026', '19/11/2026', '20/11/2026', '21/11/2026'),
  ADDR1: fc.constantFrom('12 Mill Lane', '14 Mill Lane'),
});

describe('rows of one claim', () => {
  it.each(['full', 'changes'] as const)(
    'change nothing when the same rows come again, in whatever order they came: %s lists',
    (extract) => {
      fc.assert(
        fc.property(fc.array(anyRow, { minLength: 1, maxLength: 8 }), fc.nat(), (rows, shift) => {
          const profile = { ...nightly, extract };
          let newest = '';
          let state: Case | undefined;
          const take = (row: NightlyRow) => {
            const found = taken(state, row, { profile, ...(extract === 'full' ? { newest } : {}) });
            const day = row.EXTRACT_DATE?.split('/').reverse().join('-') ?? '';
            newest = day > newest ? day : newest;
            state = found.state;
            return found.outcome;
          };
          for (const row of rows) take(row);
          for (const [index] of rows.entries()) expect(take(rows[(index + shift) % rows.length] as NightlyRow)).toBe('nothing');
        }),
      );
    },
  );

  it('open nothing for a claim that has left a full list since', () => {
    const row = { EXTRACT_DATE: '18/11/2026' };
    const full = { profile: { ...nightly, extract: 'full' as const } };
    expect(taken(undefined, row, { ...full, newest: '2026-11-20' })).toMatchObject({ outcome: 'nothing', state: undefined });
    expect(taken(undefined, row, { ...full, newest: '2026-11-18' }).outcome).toBe('open');
  });

  it('leave a case where the newest said, whatever older ones come after it', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 2, maxLength: 8 }), (rows) => {
        let state: Case | undefined;
        for (const row of rows) {
          const before = state;
          const day = row.EXTRACT_DATE.split('/').reverse().join('-');
          const next = taken(state, row);
          if (before?.imported && day < before.imported.asOf) {
            expect(['late', 'nothing']).toContain(next.outcome);
            expect(next.state).toMatchObject({ stage: before.stage, name: before.name, answers: before.answers });
          }
          state = next.state;
        }
      }),
    );
  });

  it('never give a stage that the back office did not name, nor its words to the resident', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const { state } = taken(undefined, row);
        const named = nightly.statuses['housing-benefit']?.[row.CLAIM_STATUS] ?? 'received';
        expect(state?.stage).toBe(named);
      }),
    );
  });
});

describe('the way to a stage', () => {
  it('goes from stage to stage as the service has them, and asks for nothing on it', () => {
    const ids = service.stages.map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...ids), (from, to) => {
        const way = wayTo(service, from, to);
        let at = from;
        for (const stage of way ?? []) {
          expect(stageOf(service, at).next).toContain(stage.id);
          at = stage.id;
        }
        if (way) expect(at).toBe(to);
        expect((way ?? []).slice(0, -1).some(({ entered }) => ['asked', 'refused', 'closed', 'completed'].includes(entered))).toBe(false);
      }),
    );
    expect(wayTo(service, 'received', 'paid')?.map(({ id }) => id)).toEqual(['awarded', 'paid']);
    expect(wayTo(service, 'closed', 'needs')).toBeUndefined();
  });
});

describe('a file that would text unusually many', () => {
  it('stops above the profile’s share of people, and not for a handful', () => {
    const asks = (texts: number, rows: number) => asksFirst(nightly, { ...noProgressYet, texts, rows });
    expect([asks(26, 100), asks(25, 100), asks(20, 20), asks(21, 21)]).toEqual([true, false, false, true]);
  });
});
