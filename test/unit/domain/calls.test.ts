import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallDay, listDays, listHalfHours } from '../../../shared/domain/call-days.ts';
import {
  type CallsCommit,
  callsLog,
  decideCalls,
  factsOfCalls,
  foldCalls,
  type HalfHour,
  sumCounts,
} from '../../../shared/domain/calls.ts';
import type { CallsProfile } from '../../../shared/domain/calls-profile.ts';
import { callsProfileSchema } from '../../../shared/domain/calls-profile.ts';
import { readCallsRow } from '../../../shared/domain/calls-row.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { callsProfileData } from '../../../shared/imports/calls-profiles.ts';
import { importProfiles } from '../../../shared/imports/index.ts';
import { HALF_HOURS, IN_UTC } from '../../support/calls.ts';

const TODAY = '2026-11-20';
const local = importProfiles.get(HALF_HOURS) as CallsProfile;
const utc = importProfiles.get(IN_UTC) as CallsProfile;
const BENEFITS = {
  QUEUE: ' benefits ',
  DATE: '19/11/2026',
  INTERVAL: '09:30',
  OFFERED: '1,204',
  ANSWERED: '1000',
  'ANSWERED WITHIN 90S': '900',
  ABANDONED: '204',
};
const read = (row: Record<string, string>, profile = local) =>
  readCallsRow(profile, { line: 7, values: new Map(Object.entries({ ...BENEFITS, ...row })) }, TODAY);

describe('a row of calls', () => {
  it('is a half hour of a queue in our words', () => {
    expect(read({})).toEqual({
      kind: 'row',
      row: {
        line: 7,
        queue: 'benefits',
        service: 'housing-benefit',
        day: '2026-11-19',
        begins: '2026-11-19T09:30:00.000Z',
        offered: 1204,
        answered: 1000,
        within90: 900,
        abandoned: 204,
      },
      notes: [],
    });
  });

  it.each([
    ['9:30', '2026-11-19T09:30:00.000Z'],
    ['09:30:00', '2026-11-19T09:30:00.000Z'],
    ['0930', '2026-11-19T09:30:00.000Z'],
    ['09:30 - 10:00', '2026-11-19T09:30:00.000Z'],
    ['2:30 PM', '2026-11-19T14:30:00.000Z'],
    ['12:00 AM', '2026-11-19T00:00:00.000Z'],
  ])('begins at the time that %s says', (typed, begins) => {
    expect(read({ INTERVAL: typed })).toMatchObject({ kind: 'row', row: { begins } });
  });

  it.each(['', 'noon', '09:15', '24:00', '9', '09:30x'])('is bad where %s is no half hour', (typed) => {
    expect(read({ INTERVAL: typed })).toEqual({ kind: 'bad', faults: [{ line: 7, column: 'Interval', reason: 'not-a-half-hour' }] });
  });

  it('of the hour that a night in March has not is bad', () => {
    expect(read({ DATE: '29/03/2026', INTERVAL: '01:30' })).toMatchObject({ kind: 'bad' });
  });

  it('says both hours of a night in October where times are UTC', () => {
    const of = (at: string) =>
      readCallsRow(
        utc,
        {
          line: 2,
          values: new Map(
            Object.entries({
              SKILLGROUP: 'GENERAL',
              INTERVALSTART: at,
              CONTACTSOFFERED: '1',
              CONTACTSHANDLED: '1',
              HANDLEDWITHIN90SECONDS: '1',
              CONTACTSABANDONED: '0',
            }),
          ),
        },
        TODAY,
      );
    expect([of('2026-10-25 00:30'), of('2026-10-25 01:30')]).toMatchObject([
      { row: { begins: '2026-10-25T00:30:00.000Z', day: '2026-10-25' } },
      { row: { begins: '2026-10-25T01:30:00.000Z', day: '2026-10-25' } },
    ]);
  });

  it.each(['-1', '3.5', '1,2', '99999999', 'x'])('is bad where a count is %s', (typed) => {
    expect(read({ OFFERED: typed })).toMatchObject({ kind: 'bad', faults: [{ line: 7, column: 'Offered', reason: 'not-a-count' }] });
  });

  it('is a row, is bad or is left out, whatever it holds', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('BENEFITS', 'INTERNAL', '19/11/2026', '09:30', '5', '__proto__'));
    fc.assert(
      fc.property(fc.tuple(cell, cell, cell, cell, cell, cell, cell), ([queue, date, begins, offered, answered, within, abandoned]) => {
        const found = read({
          QUEUE: queue,
          DATE: date,
          INTERVAL: begins,
          OFFERED: offered,
          ANSWERED: answered,
          'ANSWERED WITHIN 90S': within,
          ABANDONED: abandoned,
        });
        expect(['row', 'bad', 'left-out']).toContain(found.kind);
        if (found.kind === 'bad') expect(found.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a profile', () => {
  it('is refused where no column says at what time a half hour begins', () => {
    const [first] = callsProfileData;
    expect(callsProfileSchema.safeParse(first).success).toBe(true);
    expect(callsProfileSchema.safeParse({ ...first, columns: { ...first?.columns, begins: undefined } }).success).toBe(false);
    expect(callsProfileSchema.safeParse({ ...first, queues: { 'Council tax': { id: 'council-tax' } } }).success).toBe(false);
  });
});

const of = { queue: 'benefits', day: '2026-11-19', service: 'housing-benefit' };
const BEGINS = ['09:00', '09:30', '10:00', '10:30'].map((time) => `2026-11-19T${time}:00.000Z`);
const halfHour = (n: number, offered: number): HalfHour => ({
  begins: BEGINS[n % BEGINS.length] ?? '',
  offered,
  answered: offered,
  within90: 0,
  abandoned: 0,
  line: n + 2,
});
const commitOf = (sequence: number, event: CallsCommit['events'][number]): CallsCommit => ({
  log: callsLog(of),
  sequence,
  at: '2026-11-20T09:00:00.000Z',
  by: { kind: 'client' },
  events: [event],
  personal: {},
});
type File = { id: string; given: string; rows: HalfHour[]; service?: string };
/** Takes in batches of files one after the other, as the importer does. */
function takeIn(batches: readonly { file: File; rows: readonly HalfHour[] }[]): CallsCommit[] {
  const commits: CallsCommit[] = [];
  for (const { file, rows } of batches) {
    const told = { ...of, file: file.id, given: file.given, ...(file.service ? { service: file.service } : {}) };
    const { event } = decideCalls(foldCalls(commits), rows, told);
    if (event) commits.push(commitOf(commits.length + 1, event));
  }
  return commits;
}
const numbers = (commits: readonly CallsCommit[]) => foldFacts(latest(commits.flatMap((_, index) => factsOfCalls(commits, index + 1))));
/** As the table keeps facts: of one id in one slice, the highest version. */
function latest(facts: ReturnType<typeof factsOfCalls>) {
  const kept = new Map<string, (typeof facts)[number]>();
  for (const fact of facts) {
    const place = `${fact.service}|${fact.id}`;
    if ((kept.get(place)?.version ?? 0) < fact.version) kept.set(place, fact);
  }
  return kept.values();
}

describe('what stands of a day', () => {
  const rows = fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(50)), { selector: ([n]) => n, minLength: 1 });
  const file = (id: string, given: string) =>
    rows.map((some): File => ({ id, given, rows: some.map(([n, offered]) => halfHour(n, offered)) }));

  it('is the same however a file is cut, how often it comes, and wherever its work was cut short', () => {
    const first = file('a', '2026-11-20T08:00:00.000Z');
    fc.assert(
      fc.property(first, fc.array(fc.nat(3), { maxLength: 8 }), ({ rows: mine, ...rest }, again) => {
        const whole = { ...rest, rows: mine };
        const once = takeIn([{ file: whole, rows: mine }]);
        const byRow = mine.map((row) => ({ file: whole, rows: [row] }));
        const replayed = [...byRow, ...again.map((n) => byRow[n % byRow.length] ?? { file: whole, rows: [] })];
        expect(numbers(takeIn(replayed))).toEqual(numbers(once));
        expect(takeIn([...byRow, { file: whole, rows: mine }])).toHaveLength(byRow.length);
      }),
    );
  });

  it('is what the file said that was given to us last, though its batches come between those of another', () => {
    const two = fc.tuple(file('a', '2026-11-20T08:00:00.000Z'), file('b', '2026-11-20T09:00:00.000Z'));
    fc.assert(
      fc.property(two, fc.infiniteStream(fc.boolean()), ([early, late], turns) => {
        const left = [early, late].map((each) => each.rows.map((row) => ({ file: each, rows: [row] })));
        const mixed: { file: File; rows: HalfHour[] }[] = [];
        while (left[0]?.length || left[1]?.length) {
          const next = (turns.next().value ? left[0]?.shift() : left[1]?.shift()) ?? left[0]?.shift() ?? left[1]?.shift();
          if (next) mixed.push(next);
        }
        const stands = new Map([...early.rows, ...late.rows].map((row) => [row.begins, row]));
        expect(sumCounts(foldCalls(takeIn(mixed))?.halfHours.values() ?? [])).toEqual(sumCounts(stands.values()));
      }),
    );
  });

  it('gives the same facts in whichever order its commits are projected', () => {
    const commits = takeIn([
      {
        file: { id: 'a', given: '2026-11-20T08:00:00.000Z', rows: [], service: 'housing-benefit' },
        rows: [halfHour(0, 5), halfHour(1, 7)],
      },
      { file: { id: 'b', given: '2026-11-20T09:00:00.000Z', rows: [], service: 'housing-benefit' }, rows: [halfHour(0, 6)] },
    ]);
    const [first, second] = [factsOfCalls(commits, 1), factsOfCalls(commits, 2)];
    expect(foldFacts(latest([...second, ...first])).sums).toEqual(foldFacts(latest([...first, ...second])).sums);
    expect(foldFacts(latest([...first, ...second])).sums).toEqual({ 'calls||offered||benefits': 13, 'calls||answered||benefits': 13 });
  });

  it('moves to another service when the profile says so and the file comes again', () => {
    const rows = [halfHour(0, 5)];
    const before: File = { id: 'a', given: '2026-11-20T08:00:00.000Z', rows, service: 'housing-benefit' };
    const after: File = { id: 'b', given: '2026-11-20T09:00:00.000Z', rows };
    const { service: _none, ...unsaid } = of;
    const first = takeIn([{ file: before, rows }]);
    const { event, became } = decideCalls(foldCalls(first), rows, { ...unsaid, file: after.id, given: after.given });
    expect(became).toEqual(['corrected']);
    const facts = factsOfCalls([...first, commitOf(2, event as CallsCommit['events'][number])], 2);
    expect(facts.map(({ service, outcome, quantity }) => `${service} ${outcome} ${quantity}`)).toEqual([
      'none offered 5',
      'none answered 5',
      'none answered-90s 0',
      'none abandoned 0',
      'housing-benefit offered 0',
      'housing-benefit answered 0',
      'housing-benefit answered-90s 0',
      'housing-benefit abandoned 0',
    ]);
  });
});

describe('the list of days', () => {
  const listed = (day: string, queue: string): CallDay => ({
    day,
    queue,
    halfHours: 1,
    offered: 10,
    answered: 8,
    within90: 5,
    abandoned: 2,
    given: '2026-11-20T08:00:00.000Z',
  });

  it('shows gaps on working days, wholly and in part, and up to yesterday', () => {
    const days = listDays(
      '2026-11-19',
      [listed('2026-11-02', 'benefits'), listed('2026-11-02', 'waste'), listed('2026-11-03', 'waste')],
      '2026-11-05',
    );
    expect(days.map(({ day, standing, missing }) => `${day} ${standing} ${missing}`)).toEqual([
      '2026-11-01 closed ',
      '2026-11-02 loaded ',
      '2026-11-03 part benefits',
      '2026-11-04 gap ',
    ]);
    expect(days[1]?.counts).toEqual({ offered: 20, answered: 16, within90: 10, abandoned: 4 });
  });

  it('shows the half hours between the first and the last that nobody told of', () => {
    const state = foldCalls(
      takeIn([{ file: { id: 'a', given: '2026-11-20T08:00:00.000Z', rows: [] }, rows: [halfHour(0, 5), halfHour(2, 7)] }]),
    );
    expect(listHalfHours({ halfHours: state?.halfHours ?? new Map() }).map(({ counts }) => counts?.offered)).toEqual([5, undefined, 7]);
    expect(listHalfHours({ halfHours: new Map() })).toEqual([]);
  });
});
