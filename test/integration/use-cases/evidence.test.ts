import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createQueueStore } from '../../../shared/store/queue-store.ts';
import { createRecordFile } from '../../../shared/use-cases/record-file.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { createTexting } from '../../support/texting.ts';

const answers = {
  situation: 'pensioner',
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  rent: '£120 a week',
  income: ['state-pension'],
  partner: 'no',
  mobile: { wanted: true, number: '+447700900123' },
  declaration: 'agreed',
};

let front: FrontDoor;
let reference: Reference;
beforeAll(async () => {
  front = await createFrontDoor();
});
afterAll(() => front.stop());

/** A claim of which two things were asked on 20 November for 4 December, each commit projected. */
beforeEach(async () => {
  front.clock.ms = Date.parse('2026-11-20T10:00:00.000Z');
  const service = front.catalogue.get('housing-benefit') as Service;
  const opened = await front.openCase(service, {
    draftId: crypto.randomUUID(),
    answers,
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (!('reference' in opened)) throw new Error(opened.kind);
  reference = opened.reference;
  await front.projectCommit({ kind: 'case', id: reference }, 1);
  await act({ type: 'askEvidence', items: ['your last 2 payslips', 'a bank statement'], by: '2026-12-04', basedOn: 1 });
});

async function act(command: CaseCommand) {
  const outcome = await front.changeCase(reference, command, { kind: 'staff', id: 'bryn' });
  if (outcome.kind !== 'changed') throw new Error(outcome.kind);
  await front.projectCommit({ kind: 'case', id: reference }, outcome.state.sequence);
}
const at = (instant: string) => {
  front.clock.ms = Date.parse(instant);
};
const allIn: CaseCommand = { type: 'bringIn', items: ['2-1', '2-2'], basedOn: 2 };
const lateTasks = async () =>
  (await front.tasks.page('benefits', { limit: 50 })).filter(({ kind, log }) => kind === 'evidence-late' && log.id === reference);

describe('what follows from asking for evidence', () => {
  it('plans reminders that are not sent once everything is in', async () => {
    const texting = createTexting(front.table);
    texting.clock.ms = Date.parse('2026-11-20T10:05:00.000Z');
    await texting.run();
    const before = texting.published.length;
    texting.clock.ms = Date.parse('2026-11-27T10:01:00.000Z');
    await texting.run();
    expect(texting.published.slice(before).map(({ body }) => body)).toEqual([
      expect.stringContaining('we still need things from you by 4 December'),
    ]);
    at('2026-11-28T10:00:00.000Z');
    await act(allIn);
    texting.clock.ms = Date.parse('2026-12-02T10:01:00.000Z');
    await texting.run();
    expect(texting.published).toHaveLength(before + 1);
    const last = await front.texts.read({ pk: `CASE#${reference}`, sk: 'TEXT#000002#reminder-two-days' });
    expect(last).toMatchObject({ state: 'dropped', because: 'nothing-to-ask' });
  });

  it('marks the case in its queue once everything is in, and the resident has no date any more', async () => {
    await act(allIn);
    const entry = (await createQueueStore(front.table).page('benefits', { limit: 50 })).find((each) => each.reference === reference);
    expect(entry).toMatchObject({ stage: 'needs', actor: 'council', allIn: true });
    expect(entry?.actBy).toBeUndefined();
  });

  it('gives the team a task the morning after the date, and closes nothing', async () => {
    at('2026-12-04T23:00:00.000Z');
    await front.sweepDeadlines();
    expect(await lateTasks()).toEqual([]);
    at('2026-12-05T08:00:00.000Z');
    await front.sweepDeadlines();
    await front.sweepDeadlines();
    expect(await lateTasks()).toMatchObject([{ by: '2026-12-07', personal: { name: 'Joan Field' } }]);
    expect((await front.loadCase(reference))?.state).toMatchObject({ stage: 'needs' });
  });

  it('takes the task back when it comes after all', async () => {
    at('2026-12-05T08:00:00.000Z');
    await front.sweepDeadlines();
    await act(allIn);
    expect(await lateTasks()).toEqual([]);
  });

  it('makes no task where everything is in, where the case has gone on, nor for a date that was changed', async () => {
    await act({ type: 'changeEvidenceDate', by: '2026-12-18', basedOn: 2 });
    at('2026-12-05T08:00:00.000Z');
    await front.sweepDeadlines();
    expect(await lateTasks()).toEqual([]);
    await act({ type: 'moveStage', stage: 'assessing', basedOn: 3 });
    at('2026-12-19T08:00:00.000Z');
    await front.sweepDeadlines();
    expect(await lateTasks()).toEqual([]);
  });

  it('records a file once, whoever else changes the case, and tells a case that is not there nothing', async () => {
    const recordFile = createRecordFile({ changeCase: front.changeCase });
    const file = { reference, item: '2-1', file: 'f-1', outcome: { kind: 'ready', media: 'image/png', bytes: 900 } } as const;
    await Promise.all([
      recordFile(file),
      recordFile(file),
      front.changeCase(reference, { type: 'note', note: 'hello' }, { kind: 'system' }),
    ]);
    const { state } = (await front.loadCase(reference)) ?? {};
    expect(state?.sequence).toBe(4);
    expect(state?.evidence?.items[0]).toMatchObject({ state: 'in', files: [{ id: 'f-1', media: 'image/png', bytes: 900 }] });
    await recordFile({ ...file, reference: 'ZZZZZZZ' });
    await recordFile({ ...file, item: '9-9', file: 'f-2' });
  });
});
