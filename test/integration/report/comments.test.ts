import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import { createCommentStore } from '../../../shared/store/comment-store.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { createRecordFacts } from '../../../shared/use-cases/record-facts.ts';
import { openReport, type Report } from './open-report.ts';

let report: Report;
const path = '/console/report/2026-27-q3/comments';
const document = '/console/report/2026-27-q3/document';

/** A case of a missed bin that was rated so, projected as the stream has it: twice. */
async function rated(id: string, comment: string): Promise<void> {
  const logs = createLogStore(report.table);
  const log = { kind: 'case', id } as const;
  const by = { kind: 'resident' } as const;
  const commits: CaseCommit[] = [
    {
      log,
      sequence: 1,
      at: '2026-11-02T10:00:00.000Z',
      by,
      events: [
        {
          type: 'opened',
          service: 'missed-bin',
          channel: 'web',
          assisted: false,
          fastTrack: false,
          stage: 'received',
          targetDate: '2026-11-04',
        },
      ],
      personal: {},
    },
    {
      log,
      sequence: 2,
      at: '2026-11-03T10:00:00.000Z',
      by: { kind: 'staff', id: 'bryn' },
      events: [{ type: 'completed', stage: 'emptied' }],
      personal: {},
    },
    { log, sequence: 3, at: '2026-11-03T11:00:00.000Z', by, events: [{ type: 'rated', score: 5, via: 'link' }], personal: { comment } },
  ];
  for (const commit of commits) await logs.append(commit);
  const recordFacts = createRecordFacts({
    factStore: createFactStore(report.table, { newToken: () => crypto.randomUUID() }),
    commentStore: createCommentStore(report.table),
    catalogue,
  });
  for (const sequence of [3, 1, 3]) await recordFacts({ kind: 'case', commits }, sequence);
}

beforeAll(async () => {
  report = await openReport();
  await rated('K7MQ2XW', 'They came back the next day.');
  await rated('K7MQ2XX', '<b>Never again</b>');
});
afterAll(() => report.stop());
beforeEach(() => report.calls.splice(0));

const shown = ['case/K7MQ2XW/3', 'case/K7MQ2XX/3'];

describe('choosing what people said', () => {
  it('is for managers, and shows what was written: one Query, and one for each', async () => {
    expect((await report.as('officer')(path)).statusCode).toBe(403);
    expect((await report.as('officer')(path, { shown, chosen: shown })).statusCode).toBe(403);
    expect(report.calls).toEqual([]);
    const { body } = await report.as('manager')(path);
    expect(body).toContain('They came back the next day.');
    expect(body).toContain('&lt;b&gt;Never again&lt;/b&gt;');
    expect(body).toContain('0 of at most 20 chosen');
    expect(report.calls).toEqual(['Query', 'Query', 'Query']);
  });

  it('prints those in the scrutiny report, and takes them out again', async () => {
    const manager = report.as('manager');
    expect((await manager(document)).body).toContain('No comments were chosen for this report.');
    const done = await manager(path, { shown, chosen: ['case/K7MQ2XW/3'] });
    expect([done.statusCode, done.headers?.['location']]).toEqual([303, `${path}?page=1&outcome=chosen`]);
    report.calls.splice(0);
    const printed = (await report.as('officer')(document)).body ?? '';
    expect(report.calls).toEqual(['Query', 'Query', 'Query']);
    expect(printed).toMatch(/They came back the next day\.[\s\S]*Report a missed bin, 5 excellent/);
    expect(printed).not.toContain('Never again');
    await manager(path, { shown });
    expect((await manager(document)).body).not.toContain('They came back');
  });

  it('leaves those alone that were on another page, and any that are not there', async () => {
    const manager = report.as('manager');
    await manager(path, { shown: ['case/K7MQ2XW/3'], chosen: ['case/K7MQ2XW/3'] });
    await manager(path, { shown: ['case/K7MQ2XX/3', 'case/MADEUP/3'], chosen: ['case/MADEUP/3', 'case/K7MQ2XX', 'handset/x', ''] });
    expect((await manager(path)).body).toContain('1 of at most 20 chosen');
  });

  it('stays chosen when its rating is projected again, and goes when its words are erased', async () => {
    const manager = report.as('manager');
    await rated('K7MQ2XW', 'unused');
    expect((await manager(document)).body).toContain('They came back the next day.');
    await report.table.update({ pk: 'CASE#K7MQ2XW', sk: 'COMMIT#000003' }, { expression: 'SET #personal = :blank', values: { blank: {} } });
    expect((await manager(document)).body).not.toContain('They came back the next day.');
    expect((await manager(path)).body).not.toContain('They came back the next day.');
  });

  it('prints no words but those that were read: a rating that takes the place of the chosen one is to be chosen itself', async () => {
    const manager = report.as('manager');
    await manager(path, { shown: ['case/K7MQ2XX/3'], chosen: ['case/K7MQ2XX/3'] });
    const again: CaseCommit = {
      log: { kind: 'case', id: 'K7MQ2XX' },
      sequence: 4,
      at: '2026-11-04T11:00:00.000Z',
      by: { kind: 'resident' },
      events: [{ type: 'rated', score: 1, via: 'reply' }],
      personal: { comment: 'Ask for Bob at 12 High Street' },
    };
    await createLogStore(report.table).append(again);
    expect((await manager(document)).body).toContain('No comments were chosen for this report.');
    const page = (await manager(path)).body ?? '';
    expect(page).toContain('0 of at most 20 chosen');
    expect(page).toMatch(/value="case\/K7MQ2XX\/4"(?! checked)/);
    // A page that was open before chooses what it showed, which does not stand any more.
    await manager(path, { shown: ['case/K7MQ2XX/3'], chosen: ['case/K7MQ2XX/3'] });
    expect((await manager(document)).body).not.toContain('Bob');
    await manager(path, { shown: ['case/K7MQ2XX/4'], chosen: ['case/K7MQ2XX/4'] });
    expect((await manager(document)).body).toContain('Bob');
    await manager(path, { shown: ['case/K7MQ2XX/4'] });
  });

  it('keeps no word outside the log', async () => {
    const kept: unknown[] = [];
    for await (const item of report.table.query({ expression: '#pk = :pk', values: { pk: 'COMMENTS#2026-27Q3' } })) kept.push(item);
    expect(kept).toEqual([
      { pk: 'COMMENTS#2026-27Q3', sk: 'case#K7MQ2XW', kind: 'case', id: 'K7MQ2XW', service: 'missed-bin', chosenIn: 3 },
      { pk: 'COMMENTS#2026-27Q3', sk: 'case#K7MQ2XX', kind: 'case', id: 'K7MQ2XX', service: 'missed-bin' },
    ]);
  });

  it('refuses more than twenty, and loses no tick', async () => {
    const ids = Array.from({ length: 21 }, (_, n) => `K7MQ3${String(n).padStart(2, '0')}`);
    for (const id of ids) await rated(id, `Comment ${id}`);
    const values = ids.map((id) => `case/${id}/3`);
    const refused = await report.as('manager')(path, { shown: values, chosen: values });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('Choose 20 comments or fewer');
    expect(refused.body?.match(/ checked/g)?.length).toBeGreaterThanOrEqual(18);
    expect((await report.as('manager')(`${path}?page=2`)).body).toContain('Comment K7MQ320');
  });

  it('counts no words that were erased: their places go to others', async () => {
    const manager = report.as('manager');
    const ids = Array.from({ length: 20 }, (_, n) => `K7MQ3${String(n).padStart(2, '0')}`);
    const values = ids.map((id) => `case/${id}/3`);
    expect((await manager(path, { shown: [...shown, ...values], chosen: values })).statusCode).toBe(303);
    expect((await manager(path)).body).toContain('20 of at most 20 chosen');
    const last = { shown: ['case/K7MQ320/3'], chosen: ['case/K7MQ320/3'] };
    expect((await manager(path, last)).statusCode).toBe(400);
    await report.table.update({ pk: 'CASE#K7MQ300', sk: 'COMMIT#000003' }, { expression: 'SET #personal = :blank', values: { blank: {} } });
    expect((await manager(path)).body).toContain('19 of at most 20 chosen');
    expect((await manager(path, last)).statusCode).toBe(303);
    const printed = (await manager(document)).body ?? '';
    expect(printed.match(/app-document__comment"/g)).toHaveLength(20);
    expect(printed).toContain('Comment K7MQ320');
  });
});
