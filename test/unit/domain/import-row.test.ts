import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { stageOf } from '../../../shared/domain/catalogue.ts';
import { readImportDate } from '../../../shared/domain/import-date.ts';
import { dateFormats, type ImportProfile, importProfileSchema, plainWord } from '../../../shared/domain/import-profile.ts';
import { readRow } from '../../../shared/domain/import-row.ts';
import { importProfiles } from '../../../shared/imports/index.ts';
import { profileData } from '../../../shared/imports/profiles.ts';
import { aRow, type NightlyRow, nightly } from '../../support/imports.ts';

const TODAY = '2026-11-20';
const read = (row: NightlyRow) => readRow(nightly, catalogue, { line: 7, values: new Map(Object.entries(row)) }, TODAY);

describe('a row of the nightly list', () => {
  it('becomes a claim in our words', () => {
    expect(
      read(
        aRow({
          CLAIM_NO: ' hb 100001 ',
          CLAIM_STATUS: 'pending -  evidence',
          EVIDENCE_NEEDED: 'your last 2 payslips.',
          EVIDENCE_BY: '1/12/2026',
          MOBILE: '+44 7700 900123',
        }),
      ),
    ).toEqual({
      kind: 'row',
      notes: [],
      row: {
        line: 7,
        claim: 'HB100001',
        service: 'housing-benefit',
        status: 'PENDING - EVIDENCE',
        stage: 'needs',
        received: '2026-11-16',
        asOf: '2026-11-20',
        channel: 'post',
        brings: ['full-name', 'address', 'mobile'],
        textable: true,
        needed: 'your last 2 payslips',
        neededBy: '2026-12-01',
        answers: {
          'full-name': 'Joan Field',
          address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
          mobile: { wanted: true, number: '+447700900123' },
        },
      },
    });
  });

  it.each([
    [{ CLAIM_STATUS: '' }, 'CLAIM_STATUS', 'empty'],
    [{ CLAIM_NO: 'X'.repeat(41) }, 'CLAIM_NO', 'too-many-characters'],
    [{ DATE_RECEIVED: '2026-11-16' }, 'DATE_RECEIVED', 'not-a-date'],
    [{ DATE_RECEIVED: '21/11/2026', EXTRACT_DATE: '21/11/2026' }, 'DATE_RECEIVED', 'after-today'],
    [{ EXTRACT_DATE: '15/11/2026' }, 'EXTRACT_DATE', 'before-received'],
    [{ DATE_RECEIVED: '01/01/1900' }, 'DATE_RECEIVED', 'too-long-ago'],
    [{ BEN_TYPE: 'MOON' }, 'BEN_TYPE', 'unknown-service'],
    [{ EVIDENCE_NEEDED: 'x'.repeat(51) }, 'EVIDENCE_NEEDED', 'instruction-too-long'],
  ])('is bad with %j', (row, column, reason) => {
    const found = read(aRow(row as NightlyRow));
    expect(found.kind === 'bad' && found.faults[0]).toEqual({ line: 7, column, reason });
  });

  it('is taken without an address or a mobile that cannot be used, and says so of the mobile', () => {
    const found = read(aRow({ MOBILE: '01632 960001', POSTCODE: '' }));
    expect(found).toMatchObject({
      kind: 'row',
      notes: [{ column: 'MOBILE', reason: 'not-a-mobile', noted: true }],
      row: { textable: false },
    });
    expect(found.kind === 'row' && found.row.answers['address']).toBeUndefined();
  });

  it('is taken without a date to send something by that stands for none', () => {
    const found = read(aRow({ EVIDENCE_BY: '31/12/9999' }));
    expect(found).toMatchObject({ kind: 'row', notes: [{ column: 'EVIDENCE_BY', reason: 'too-far-ahead', noted: true }] });
    expect(found).not.toHaveProperty('row.neededBy');
  });

  it('is a claim or bad, whatever stands in it, and no fault says what that was', () => {
    const secret = 'Zanzibar';
    const cell = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom('HB', 'NEW', '01/11/2026', `${secret}`, '07700 900123'));
    const row = fc.record(Object.fromEntries(Object.keys(aRow()).map((column) => [column, cell])), { requiredKeys: [] });
    fc.assert(
      fc.property(row, (values) => {
        const found = read(values as NightlyRow);
        const faults = found.kind === 'row' ? found.notes : found.faults;
        expect(found.kind === 'row' || faults.length > 0).toBe(true);
        expect(JSON.stringify(faults)).not.toContain(secret);
        if (found.kind === 'row') expect(found.row.received <= found.row.asOf && found.row.asOf <= TODAY).toBe(true);
      }),
    );
  });
});

describe('dates', () => {
  it('are read in each form that profiles may name', () => {
    const written = ['21/11/2026', '21/11/2026 14:05', '21-Nov-2026', '21/11/26', '2026-11-21', '2026-11-21 14:05:00', '20261121'];
    expect(dateFormats.map((format, index) => readImportDate(written[index] ?? '', [format]))).toEqual([
      '2026-11-21',
      '2026-11-21T14:05',
      '2026-11-21',
      '2026-11-21',
      '2026-11-21',
      '2026-11-21T14:05',
      '2026-11-21',
    ]);
    for (const none of ['31/02/2026', '21-XXX-2026', '21/11/2026 25:00', '', 'soon'])
      expect(readImportDate(none, dateFormats)).toBeUndefined();
  });

  it('stand in order as text, or are none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (typed) => {
        const found = readImportDate(typed, dateFormats);
        if (found !== undefined) expect(found).toMatch(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/);
      }),
    );
  });
});

describe('every profile', () => {
  it.each(profileData.map((data) => [data.id, importProfiles.get(data.id) as ImportProfile | undefined] as const))(
    '%s names services and stages that there are',
    (_id, profile) => {
      expect(profile?.sample).toBe(true);
      expect(profile?.name).toMatch(/^Sample: /);
      for (const [service, words] of Object.entries(profile?.statuses ?? {})) {
        const known = catalogue.get(service);
        expect(known?.id).toBe(service);
        for (const stage of Object.values(words)) expect(known && stageOf(known, stage).id).toBe(stage);
      }
    },
  );

  it('is refused where it would count as self-service, hides nothing personal, or names words for a column it has not', () => {
    const [first] = profileData;
    const wrong = [
      { ...first, channels: { words: {}, otherwise: 'web' } },
      { ...first, personal: [] },
      { ...first, columns: { ...first?.columns, service: undefined } },
      { ...first, statuses: { 'housing-benefit': { new: 'received' } } },
    ];
    for (const each of wrong) expect(importProfileSchema.safeParse(each).success).toBe(false);
    expect(plainWord('  in   Payment ')).toBe('IN PAYMENT');
  });
});
