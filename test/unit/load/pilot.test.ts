import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/adapters/csv/read-records.ts';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { FileRecord } from '../../../shared/domain/import.ts';
import { type ImportProfile, plainWord } from '../../../shared/domain/import-profile.ts';
import { type ImportRow, readRow } from '../../../shared/domain/import-row.ts';
import { importProfiles } from '../../../shared/imports/index.ts';
import { type Claim, makeClaims } from '../../load/pilot/claims.ts';
import { expectedOf } from '../../load/pilot/expected.ts';
import { nightFile } from '../../load/pilot/nights.ts';
import { inPieces } from '../../support/imports.ts';

const START = '2027-04-01';
const nightly = importProfiles.get('sample-nightly-claims') as ImportProfile;
const pilotOf = (seed: number, claims = 60, days = 40) => ({ seed, start: START, claims: makeClaims({ seed, claims, days }), days });
const aSeed = fc.integer({ min: 0, max: 2 ** 31 });

/** A file of a night, read as an import reads it on that night. */
async function read(bytes: Buffer, today: string): Promise<{ rows: ImportRow[]; bad: number }> {
  const { encoding, delimiter, quoted } = nightly;
  const records: FileRecord[] = [];
  for await (const record of readRecords(inPieces(bytes), { encoding, delimiter, quoted }, { byte: 0, line: 1 }))
    if (!('kind' in record)) records.push(record);
  const [first, ...rest] = records;
  const header = first && 'values' in first ? first.values.map(plainWord) : [];
  const rows: ImportRow[] = [];
  for (const record of rest) {
    if ('fault' in record || record.values.length !== header.length) continue;
    const values = new Map(header.map((name, index) => [name, record.values[index] ?? '']));
    const found = readRow(nightly, catalogue, { line: record.line, values }, today);
    if (found.kind === 'row') rows.push(found.row);
  }
  return { rows, bad: rest.length - rows.length };
}

describe('the files of a pilot', () => {
  it('are the same for the same seed, night by night, and others for another', () => {
    const [one, again, other] = [pilotOf(1), pilotOf(1), pilotOf(2)];
    for (let night = 0; night < 40; night++) expect(nightFile(one, night)).toEqual(nightFile(again, night));
    expect(nightFile(one, 30).bytes.equals(nightFile(other, 30).bytes)).toBe(false);
  });

  it('hold as many rows that cannot be read, words nobody mapped and landlines as they say', async () => {
    await fc.assert(
      fc.asyncProperty(aSeed, fc.integer({ min: 0, max: 39 }), async (seed, night) => {
        const file = nightFile(pilotOf(seed), night);
        const today = new Date(Date.parse(START) + night * 86_400_000).toISOString().slice(0, 10);
        const { rows, bad } = await read(file.bytes, today);
        expect({ rows: rows.length + bad, bad }).toEqual({ rows: file.rows, bad: file.bad });
        expect(rows.filter(({ stage }) => stage === undefined)).toHaveLength(file.unmapped);
        expect(rows.filter(({ asOf }) => asOf < today)).toHaveLength(file.late);
      }),
      { numRuns: 60 },
    );
  });

  it('are messy enough to be worth it', async () => {
    const pilot = { seed: 1, start: START, claims: makeClaims({ seed: 1, claims: 3771, days: 91 }) };
    const nights = Array.from({ length: 12 }, (_, night) => nightFile(pilot, 40 + night));
    const least = (of: 'bad' | 'unmapped' | 'late' | 'landlines') => nights.reduce((sum, night) => sum + night[of], 0);
    expect(Math.min(...nights.map(({ rows }) => rows))).toBeGreaterThan(800);
    expect(Math.min(least('bad'), least('unmapped'), least('late'), least('landlines'))).toBeGreaterThan(5);
  });
});

describe('the stories of a pilot', () => {
  it('go forward in time, and ask for nothing before there is a claim to ask about', () => {
    fc.assert(
      fc.property(aSeed, (seed) => {
        for (const { first, received, steps, asking, reached, mobile } of pilotOf(seed).claims) {
          const nights = steps.map(({ night }) => night);
          expect(nights).toEqual(nights.toSorted((a, b) => a - b));
          expect(new Set(nights).size).toBe(nights.length);
          expect([nights[0], received <= first, mobile === undefined]).toEqual([first, true, reached === 'written']);
          if (!asking) continue;
          const before = steps.findLast(({ night, stage }) => stage !== 'needs' && night < asking.on);
          const after = steps.find(({ night, stage }) => stage !== 'needs' && night >= asking.on);
          expect([before?.stage, asking.date - asking.on >= 14]).toEqual(['assessing', true]);
          if (asking.sent) expect([asking.sent.day > asking.on, asking.sent.day < (after?.night ?? 0)]).toEqual([true, true]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('give a phone to nobody else on the night of a first text, so that it tells whose case it is', () => {
    const { claims } = pilotOf(1, 3771, 91);
    const keys = claims.flatMap(({ first, mobile }) => (mobile ? [`${first} ${mobile}`] : []));
    expect(new Set(keys).size).toBe(keys.length);
    const ofOne = (way: Claim['reached']) => claims.filter(({ reached }) => reached === way);
    expect([ofOne('dead').length, new Set(ofOne('stops').map(({ mobile }) => mobile)).size]).toEqual([1, ofOne('stops').length]);
  });
});

describe('what a story comes to', () => {
  const claim: Claim = {
    id: 'CTS1',
    name: ['Joan', 'Field'],
    address: ['1 Mill Lane', '', 'Northwick', 'NW1 4RP'],
    channel: 'POST',
    reached: 'texted',
    phone: '07700 900123',
    mobile: '+447700900123',
    received: 1,
    first: 3,
    botched: false,
    steps: [
      { night: 3, status: 'NEW', stage: 'received' },
      { night: 6, status: 'AWAITING ASSESSMENT', stage: 'assessing' },
      { night: 7, status: 'IN ASSESSMENT', stage: 'assessing' },
      { night: 25, status: 'DECIDED - NIL', stage: 'refused' },
      { night: 40, status: 'DECIDED - AWARD', stage: 'awarded' },
    ],
    asking: { by: 'officer', on: 10, items: ['your last 2 payslips'], date: 24, unsaid: false, sent: { day: 18, cannot: 0 } },
    calls: [9, 60],
  };

  it('is a text for each stage, a reminder until it was sent, and a refusal that was awarded after all', () => {
    expect(expectedOf(claim, 50)).toEqual({
      opened: 1,
      // Received, being assessed, what is needed, refused, awarded; and the reminder of half time.
      texts: 6,
      notDelivered: 0,
      letters: 0,
      remindersSent: 1,
      remindersSaved: 1,
      chased: 1,
      awarded: 1,
      refused: 1,
      reversed: 1,
      days: [24],
      stage: 'awarded',
    });
  });

  it('ends with the pilot', () => {
    expect(expectedOf(claim, 12)).toMatchObject({ texts: 3, remindersSent: 0, remindersSaved: 0, days: [], stage: 'needs' });
    expect(expectedOf(claim, 3)).toMatchObject({ opened: 0, texts: 0, stage: undefined });
  });

  it.each([
    ['texts that stopped become letters from the next morning on', 'stops', { texts: 1, notDelivered: 0, letters: 4 }],
    ['a number no longer in use is tried once', 'dead', { texts: 1, notDelivered: 1, letters: 5 }],
    ['without a mobile all are letters', 'written', { texts: 0, notDelivered: 0, letters: 5 }],
  ] as const)('%s', (_what, reached, told) => {
    expect(expectedOf({ ...claim, reached }, 50)).toMatchObject({ ...told, remindersSent: 0 });
  });

  it('has no letter where there is no whole address', () => {
    expect(expectedOf({ ...claim, reached: 'written', address: ['1 Mill Lane', '', 'Northwick', ''] }, 50).letters).toBe(0);
  });
});
