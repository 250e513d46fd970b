import { afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { nextCommit } from '../../../shared/store/log-store.ts';
import { createFrontDoor } from '../../support/front-door.ts';
import { aRow, createImports, type Imports, type NightlyRow, nightlyFile } from '../../support/imports.ts';

let imports: Imports;
const setup = async () => {
  imports = createImports(await createFrontDoor({ at: '2026-11-20T22:00:00.000Z' }));
  return imports;
};
afterEach(() => imports.stop());

/** Opens a claim of every number, each another person's. */
const rowsOf = (count: number, row: NightlyRow = {}) =>
  Array.from({ length: count }, (_, n) => aRow({ CLAIM_NO: `HB${100001 + n}`, MOBILE: `07700 900${String(n).padStart(3, '0')}`, ...row }));
const takeIn = async ({ check, apply, project }: Imports, rows: readonly (NightlyRow | string)[], options = {}) => {
  const id = await check(nightlyFile(rows));
  await apply(id, options);
  await project();
  return id;
};
describe('a first look at a file', () => {
  it('says what would open and text and be written to, and changes nothing', async () => {
    const { check, store, calls } = await setup();
    calls.length = 0;
    const id = await check(nightlyFile([...rowsOf(3), aRow({ CLAIM_NO: 'HB200001', MOBILE: '' })]));
    expect(calls.filter((call) => call === 'PutItem')).toHaveLength(1);
    const found = await store.read(id);
    expect(found).toMatchObject({
      state: 'ready',
      asOf: '2026-11-20',
      check: { rows: 4, bad: 0, open: 4, texts: 3, letters: 1, commits: 0 },
    });
  });

  it('names each bad row by line, column and reason, and nothing of what stood there', async () => {
    const { check, store } = await setup();
    const id = await check(
      nightlyFile([
        aRow(),
        aRow({ CLAIM_NO: '', DATE_RECEIVED: '31/02/2026' }),
        aRow({ CLAIM_NO: 'HB2', BEN_TYPE: 'XX', EXTRACT_DATE: '21/11/2026' }),
        'HB3,HB,"NEW',
        'HB4,HB,NEW',
        aRow({ CLAIM_NO: 'HB5', MOBILE: '01632 960001' }),
      ]),
    );
    expect(await store.read(id)).toMatchObject({ check: { rows: 6, bad: 4, noted: 1, open: 2, texts: 1 } });
    const { faults } = await store.faults(id);
    expect(faults).toEqual([
      { line: 3, column: 'CLAIM_NO', reason: 'empty' },
      { line: 3, column: 'DATE_RECEIVED', reason: 'not-a-date' },
      { line: 4, column: 'EXTRACT_DATE', reason: 'after-today' },
      { line: 4, column: 'BEN_TYPE', reason: 'unknown-service' },
      { line: 5, reason: 'quote-open' },
      { line: 6, reason: 'wrong-count' },
      { line: 7, column: 'MOBILE', reason: 'not-a-mobile', noted: true },
    ]);
  });

  it.each([
    ['has no rows', nightlyFile([]), { because: 'empty' }],
    ['is empty', '', { because: 'empty' }],
    ['is a workbook', 'PK\u0003\u0004\u0000\u0000', { because: 'not-text' }],
    [
      'lacks columns',
      'CLAIM_NO,BEN_TYPE\r\nHB1,HB\r\n',
      { because: 'columns-missing', missing: expect.arrayContaining(['CLAIM_STATUS', 'MOBILE']) },
    ],
    [
      'has a column twice',
      nightlyFile([aRow()]).replace('REASON', 'MOBILE'),
      { because: 'columns-missing', missing: ['MOBILE', 'REASON'] },
    ],
  ])('refuses a file that %s', async (_why, content, refused) => {
    const { check, store } = await setup();
    expect(await store.read(await check(content))).toMatchObject({ state: 'refused', ...refused });
  });
});

describe('taking a file in', () => {
  it('opens each claim as received on its day, by the channel the file says, with one conditional put and no read but the batched one', async () => {
    const all = await setup();
    const id = await all.check(nightlyFile(rowsOf(2, { HOW_MADE: 'Telephone' })));
    await all.store.apply(id, { by: all.by, at: '2026-11-20T22:00:00.000Z', quiet: false, confirmed: false });
    all.calls.length = 0;
    await all.runImport(id, Number.POSITIVE_INFINITY);
    // To take it; to know, note and say the newest file; to know it, read a hundred, open two; to record how far it is, and that it is done.
    const before = ['UpdateItem', 'GetItem', 'UpdateItem', 'PutItem'];
    expect(all.calls).toEqual([...before, 'GetItem', 'BatchGetItem', 'PutItem', 'PutItem', 'UpdateItem', 'UpdateItem']);
    await all.project();
    expect(await all.caseOf()).toMatchObject({
      channel: 'telephone',
      assisted: false,
      receivedOn: '2026-11-16',
      targetDate: '2026-12-07',
      stage: 'received',
      name: 'Joan Field',
      answers: { 'full-name': 'Joan Field', address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' } },
    });
    expect(await all.store.read(id)).toMatchObject({ state: 'done', apply: { open: 2, commits: 2 } });
  });

  it('changes nothing a second time, at the price of one batched read for a hundred rows', async () => {
    const all = await setup();
    const rows = rowsOf(100);
    await takeIn(all, rows);
    const again = await all.check(nightlyFile(rows));
    expect(await all.store.read(again)).toMatchObject({ check: { rows: 100, same: 100, open: 0, texts: 0 } });
    await all.store.apply(again, { by: all.by, at: '2026-11-20T22:00:00.000Z', quiet: false, confirmed: false });
    all.calls.length = 0;
    await all.runImport(again, Number.POSITIVE_INFINITY);
    const before = ['UpdateItem', 'GetItem', 'UpdateItem', 'PutItem'];
    expect(all.calls).toEqual([...before, 'GetItem', 'BatchGetItem', 'UpdateItem', 'UpdateItem']);
    expect((await all.store.read(again))?.apply).toMatchObject({ rows: 100, same: 100, commits: 0 });
  });

  it('moves a claim with one Query and one conditional put, through the stages that the night passed over', async () => {
    const all = await setup();
    await takeIn(all, rowsOf(2));
    all.clock.ms = Date.parse('2026-11-24T22:00:00.000Z');
    const id = await all.check(
      nightlyFile(rowsOf(2, { EXTRACT_DATE: '24/11/2026' }).map((row, n) => (n ? row : { ...row, CLAIM_STATUS: 'In payment' }))),
    );
    expect(await all.store.read(id)).toMatchObject({ check: { move: 1, same: 1, texts: 1 } });
    await all.store.apply(id, { by: all.by, at: '2026-11-24T22:00:00.000Z', quiet: false, confirmed: false });
    all.calls.length = 0;
    await all.runImport(id, Number.POSITIVE_INFINITY);
    expect(all.calls.filter((call) => ['Query', 'BatchGetItem', 'PutItem'].includes(call))).toEqual([
      'PutItem',
      'BatchGetItem',
      'Query',
      'PutItem',
    ]);
    await all.project();
    const paid = await all.caseOf();
    expect(paid.steps.map(({ type, stage }) => [type, stage])).toEqual([
      ['opened', 'received'],
      ['decided', 'awarded'],
      ['completed', 'paid'],
    ]);
    const facts: Fact[] = [];
    for (const shard of [0, 1, 2, 3])
      for await (const fact of all.factStore.in({ day: '2026-11-24', service: 'housing-benefit', shard })) facts.push(fact);
    // From the day the council received it to the day its row says; a contact by post, and none by a channel of ours.
    expect(facts.find(({ type }) => type === 'decided')).toMatchObject({ outcome: 'awarded', days: 8, channel: 'post' });
  });

  it('asks for evidence by the date that the file says, and tells nobody of a date that is over', async () => {
    const all = await setup();
    const asked = { CLAIM_STATUS: 'Pending - evidence', EVIDENCE_NEEDED: 'your last 2 payslips', EVIDENCE_BY: '01/12/2026' };
    await takeIn(all, [aRow(asked), aRow({ ...asked, CLAIM_NO: 'HB2', EVIDENCE_BY: '19/11/2026' })]);
    expect(await all.caseOf()).toMatchObject({ stage: 'needs', actBy: '2026-12-01' });
    expect(await all.caseOf('HB2')).toMatchObject({
      stage: 'received',
      steps: [{ type: 'opened' }, { kept: 'no-way', word: 'PENDING - EVIDENCE' }],
    });
    expect(await all.items()).toContain('TEXT#000001#needs');
    expect(await all.items('HB2')).toContain('TEXT#000001#received');
  });

  it('keeps what is late beside the case, once, and changes nothing by it', async () => {
    const all = await setup();
    await takeIn(all, [aRow({ CLAIM_STATUS: 'In assessment' })]);
    const old = [aRow({ EXTRACT_DATE: '18/11/2026' })];
    const first = await takeIn(all, old);
    const again = await takeIn(all, old);
    expect(await all.store.read(first)).toMatchObject({ apply: { late: 1, commits: 1 } });
    expect(await all.store.read(again)).toMatchObject({ apply: { late: 0, same: 1, commits: 0 } });
    expect(await all.caseOf()).toMatchObject({ stage: 'assessing', sequence: 2, imported: { asOf: '2026-11-20' } });
  });

  it('takes a list that is older than the newest for late, even of a claim that stayed as it was', async () => {
    const all = await setup();
    await takeIn(all, [aRow({ EXTRACT_DATE: '17/11/2026' })]);
    await takeIn(all, [aRow({ EXTRACT_DATE: '20/11/2026' })]);
    await takeIn(all, [aRow({ EXTRACT_DATE: '18/11/2026', CLAIM_STATUS: 'In assessment' })]);
    expect(await all.caseOf()).toMatchObject({ stage: 'received', sequence: 2, steps: [{}, { kept: 'late' }] });
  });

  it('takes a row for late that is older than the list before, though it stands in a newer one', async () => {
    const all = await setup();
    await takeIn(all, [aRow({ EXTRACT_DATE: '17/11/2026' })]);
    await takeIn(all, [aRow({ EXTRACT_DATE: '19/11/2026' })]);
    const id = await takeIn(all, [aRow({ EXTRACT_DATE: '18/11/2026', CLAIM_STATUS: 'In assessment' }), aRow({ CLAIM_NO: 'HB2' })]);
    expect((await all.store.read(id))?.apply).toMatchObject({ late: 1, open: 1, move: 0 });
    expect(await all.caseOf()).toMatchObject({ stage: 'received', steps: [{}, { kept: 'late' }] });
  });

  it('takes an older list for late from the moment that a newer one is begun with', async () => {
    const all = await setup();
    const row = (claim: string, EXTRACT_DATE: string) => aRow({ CLAIM_NO: claim, EXTRACT_DATE });
    const newer = await all.check(nightlyFile(rowsOf(150, { EXTRACT_DATE: '20/11/2026' })));
    const older = await all.check(nightlyFile([row('HB1', '18/11/2026'), row('HB100150', '18/11/2026')]));
    for (const id of [newer, older])
      await all.store.apply(id, { by: all.by, at: '2026-11-20T22:00:00.000Z', quiet: false, confirmed: false });
    expect(await all.runImport(newer, 0)).toBe('more');
    expect(await all.runImport(older, Number.POSITIVE_INFINITY)).toBe('finished');
    expect((await all.store.read(older))?.apply).toMatchObject({ late: 2, open: 0 });
    await all.runImport(newer, Number.POSITIVE_INFINITY);
    expect((await all.store.read(newer))?.apply).toMatchObject({ open: 150, late: 0 });
  });

  it('shows words that nobody mapped to staff, and moves and tells nobody by them', async () => {
    const all = await setup();
    await takeIn(all, rowsOf(2));
    const id = await takeIn(all, [
      ...rowsOf(2, { CLAIM_STATUS: 'QZ suspended', EXTRACT_DATE: '20/11/2026' }),
      aRow({ CLAIM_NO: 'HB9', CLAIM_STATUS: 'QZ suspended' }),
    ]);
    expect(await all.store.read(id)).toMatchObject({
      words: [{ service: 'housing-benefit', word: 'QZ SUSPENDED', rows: 3 }],
      apply: { unmapped: 2, open: 1, texts: 1 },
    });
    expect(await all.caseOf()).toMatchObject({ stage: 'received', steps: [{}, { kept: 'unmapped', word: 'QZ SUSPENDED' }] });
  });

  it('asks nobody again when such a word came between, and leaves alone what an officer did meanwhile', async () => {
    const all = await setup();
    const asked = { CLAIM_STATUS: 'Pending - evidence', EVIDENCE_NEEDED: 'your last 2 payslips', EVIDENCE_BY: '01/12/2026' };
    const assessed = { CLAIM_NO: 'HB2', CLAIM_STATUS: 'In assessment' };
    const nights = ['17/11/2026', '18/11/2026', '20/11/2026'].map((EXTRACT_DATE) => [
      { ...asked, EXTRACT_DATE },
      { ...assessed, EXTRACT_DATE },
    ]);
    const rowsOfNight = (night: number, row: NightlyRow = {}) => (nights[night] ?? []).map((each) => aRow({ ...each, ...row }));
    await takeIn(all, rowsOfNight(0));
    const { reference, sequence } = await all.caseOf('HB2');
    await all.changeCase(reference, { type: 'askEvidence', instruction: 'your rent book', by: '2026-12-01', basedOn: sequence }, all.by);
    await all.project();
    await takeIn(all, rowsOfNight(1, { CLAIM_STATUS: 'QZ SUSPENDED' }));
    const id = await takeIn(all, rowsOfNight(2));
    expect(await all.store.read(id)).toMatchObject({ apply: { details: 2, move: 0, texts: 0 } });
    expect(await all.caseOf()).toMatchObject({ stage: 'needs', evidence: { planned: 1 } });
    expect(await all.caseOf('HB2')).toMatchObject({ stage: 'needs', evidence: { planned: 2 } });
  });

  it('leaves a case where an officer put it, until the back office says something new', async () => {
    const all = await setup();
    await takeIn(all, [aRow()]);
    const reference = all.referenceOf();
    await all.changeCase(reference, { type: 'moveStage', stage: 'assessing', basedOn: 1 }, { kind: 'staff', id: 'bryn' });
    await takeIn(all, [aRow({ EXTRACT_DATE: '20/11/2026' })]);
    expect(await all.caseOf()).toMatchObject({ stage: 'assessing', sequence: 2 });
    // A new address is taken over and moves nothing.
    await takeIn(all, [aRow({ ADDR1: '14 Mill Lane', MOBILE: '07700 900456' })]);
    expect(await all.caseOf()).toMatchObject({
      stage: 'assessing',
      sequence: 3,
      mobile: '+447700900456',
      answers: { address: { line1: '14 Mill Lane' } },
    });
  });

  it('tells nobody where staff said so', async () => {
    const all = await setup();
    await takeIn(
      all,
      [
        aRow(),
        aRow({ CLAIM_NO: 'HB2', MOBILE: '' }),
        aRow({ CLAIM_NO: 'HB3', CLAIM_STATUS: 'In payment' }),
        aRow({ CLAIM_NO: 'HB4', CLAIM_STATUS: 'Pending - evidence', EVIDENCE_BY: '18/12/2026' }),
      ],
      {
        quiet: true,
      },
    );
    for (const number of ['HB100001', 'HB2', 'HB3', 'HB4']) {
      expect((await all.items(number)).filter((sk) => /^(TEXT|LETTER|TASK)/.test(sk))).toEqual([]);
    }
  });

  it('passes a reference that another case has', async () => {
    const all = await setup();
    const log = { kind: 'case', id: all.referenceOf() } as const;
    const event = {
      type: 'opened',
      service: 'missed-bin',
      channel: 'web',
      assisted: false,
      fastTrack: false,
      stage: 'received',
      targetDate: '2026-12-01',
    } as const;
    await all.logs.append(nextCommit(log, 0, { at: '2026-11-20T10:00:00.000Z', by: { kind: 'resident' }, events: [event], personal: {} }));
    await takeIn(all, [aRow()]);
    await all.project();
    expect(await all.caseOf('HB100001', 1)).toMatchObject({ service: 'housing-benefit' });
    const again = await takeIn(all, [aRow()]);
    expect(await all.store.read(again)).toMatchObject({ apply: { same: 1, commits: 0 } });
    expect((await all.loadCase(all.referenceOf() as Reference))?.state.sequence).toBe(1);
  });

  it('says nothing twice while the summary of a case is behind', async () => {
    const all = await setup();
    const id = await all.check(nightlyFile([aRow()]));
    await all.apply(id);
    const again = await all.check(nightlyFile([aRow()]));
    await all.apply(again);
    expect(await all.store.read(again)).toMatchObject({ check: { open: 1 }, apply: { same: 1, commits: 0 } });
    expect((await all.caseOf()).sequence).toBe(1);
  });

  it('does not bring back what was erased', async () => {
    const all = await setup();
    await takeIn(all, [aRow({ CLAIM_STATUS: 'Withdrawn' })]);
    const reference = all.referenceOf();
    const done = await all.changeCase(reference, { type: 'erase', because: 'kept-long-enough' }, { kind: 'system' });
    expect(done.kind).toBe('changed');
    await all.project();
    await takeIn(all, [aRow({ CLAIM_STATUS: 'New', EXTRACT_DATE: '20/11/2026' })]);
    const commits = await all.logs.load({ kind: 'case', id: reference });
    expect(commits).toHaveLength(2);
  });
});

describe('a file that is gone', () => {
  it('by the time that somebody says yes is refused, and stays so', async () => {
    const all = await setup();
    const id = await all.check(nightlyFile([aRow()]));
    all.files.delete(id);
    await all.apply(id);
    expect(await all.store.read(id)).toMatchObject({ state: 'refused', because: 'gone' });
    expect(await all.runImport(id, Number.POSITIVE_INFINITY)).toBe('not-due');
    expect(await all.store.latest('sample-nightly-claims')).toBeUndefined();
  });
});

describe('a worker that stops', () => {
  it('is followed by another, to the same result', async () => {
    const rows = rowsOf(350);
    const all = await setup();
    const id = await all.check(nightlyFile(rows));
    await all.store.apply(id, { by: all.by, at: '2026-11-20T22:00:00.000Z', quiet: false, confirmed: false });
    expect(await all.runImport(id, 0)).toBe('more');
    expect(await all.store.read(id)).toMatchObject({ state: 'applying', apply: { rows: 100 } });
    expect(await all.runImport(id, Number.POSITIVE_INFINITY)).toBe('finished');
    expect(await all.store.read(id)).toMatchObject({ state: 'done', apply: { rows: 350, open: 350, commits: 350, line: 352 } });
  });

  it('killed between the writes of a batch and its record, leaves nothing that is done twice', async () => {
    const all = await setup();
    const id = await all.check(nightlyFile(rowsOf(150)));
    await all.store.apply(id, { by: all.by, at: '2026-11-20T22:00:00.000Z', quiet: false, confirmed: false });
    await all.runImport(id, 0);
    // The next batch was written and its worker died: what it recorded is taken back.
    const before = await all.store.read(id);
    await all.runImport(id, Number.POSITIVE_INFINITY);
    await all.table.update(
      { pk: `IMPORT#${id}`, sk: 'STATE' },
      { expression: 'SET #state = :state, #apply = :apply', values: { state: 'applying', apply: before?.apply } },
    );
    expect(await all.runImport(id, Number.POSITIVE_INFINITY)).toBe('finished');
    expect(await all.store.read(id)).toMatchObject({ state: 'done', apply: { rows: 150, open: 100, same: 50, commits: 100 } });
    for (const number of ['HB100001', 'HB100150']) expect((await all.caseOf(number)).sequence).toBe(1);
  });

  it('keeps others off until it has been silent for a minute', async () => {
    const all = await setup();
    const id = await all.check(nightlyFile([aRow()]));
    await all.store.apply(id, { by: all.by, at: '2026-11-20T22:00:00.000Z', quiet: false, confirmed: false });
    await all.store.claim(id, { claimant: 'another', now: '2026-11-20T22:00:00.000Z', until: '2026-11-20T22:01:00.000Z' });
    expect(await all.runImport(id, Number.POSITIVE_INFINITY)).toBe('busy');
    all.clock.ms += 61_000;
    expect(await all.runImport(id, Number.POSITIVE_INFINITY)).toBe('finished');
    expect(await all.runImport(id, Number.POSITIVE_INFINITY)).toBe('not-due');
  });
});
