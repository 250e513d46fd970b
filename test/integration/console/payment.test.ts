import { afterEach, describe, expect, it } from 'vitest';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { PaymentOutcome } from '../../../shared/domain/decide-payment.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { taskToRefund } from '../../../shared/domain/task.ts';
import { createTaskStore } from '../../../shared/store/task-store.ts';
import { type Console, environmentOfficer, formOf, openConsole, words } from './console-browser.ts';

const answers: Answers = {
  'have-bin': 'yes',
  'how-many': '1',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  name: 'Ann Other',
  mobile: { wanted: false },
};
const system = { kind: 'system' } as const;

let front: Console;
afterEach(() => front.stop());

async function setup() {
  front = await openConsole();
  const reference = await front.openCase('garden-waste', answers);
  const path = `/console/cases/${reference}`;
  const officer = front.browser(environmentOfficer);
  const settle = async (of: Reference, outcome: PaymentOutcome) => {
    await front.changeCase(of, { type: 'startPayment', payment: 'hu20sq' }, system);
    return front.changeCase(of, { type: 'settlePayment', payment: 'hu20sq', outcome }, system);
  };
  return { ...front, reference, path, officer, settle, shown: async () => words((await officer.get(path)).html) };
}

describe('the case page of a service with a price', () => {
  it('says what is owed, by when, and offers no work on it', async () => {
    const { officer, path, shown } = await setup();
    expect(await shown()).toContain('Payment £55, not paid. To be paid by 30 November 2026');
    const { html } = await officer.get(path);
    expect([...html.matchAll(/name="do" value="([^"]+)"/g)].map((each) => each[1])).toEqual(['close', 'pay-another-way', 'note']);
  });

  it('takes it as paid in another way, when the officer says how', async () => {
    const { officer, path, shown } = await setup();
    const empty = await officer.post(path, formOf(await officer.get(path), 'pay-another-way', { reason: ' ' }));
    expect([empty.status, words(empty.html)]).toEqual([400, expect.stringContaining('Enter how it was paid')]);
    const form = formOf(await officer.get(path), 'pay-another-way', { reason: 'Card at the counter, receipt 20417' });
    expect(await officer.post(path, form)).toMatchObject({ status: 303, location: `${path}?done=pay-another-way` });
    // A double press meets itself.
    expect(await officer.post(path, form)).toMatchObject({ status: 303 });
    expect(await shown()).toContain('£55, paid in another way on 23 November 2026');
    expect(await shown()).toContain('Paid: “Paid” 23 November 2026 at 10:00am, you Card at the counter, receipt 20417');
  });

  it('says that it was paid by card, under which number, and what went before', async () => {
    const { settle, shown, reference, changeCase } = await setup();
    await changeCase(reference, { type: 'startPayment', payment: 'first1' }, system);
    await changeCase(reference, { type: 'settlePayment', payment: 'first1', outcome: { kind: 'failed', because: 'declined' } }, system);
    await settle(reference, { kind: 'paid', pence: 5500 });
    expect(await shown()).toContain('£55, paid by card on 23 November 2026. Payment number hu20sq');
    expect(await shown()).toContain('A payment did not go through');
  });

  it('flags what was paid after it was closed, on the case and as a task that somebody does', async () => {
    const { changeCase, reference, settle, shown, officer, table, path } = await setup();
    await changeCase(reference, { type: 'startPayment', payment: 'late1' }, system);
    await changeCase(reference, { type: 'close', reason: 'Moved away', basedOn: 2 }, { kind: 'staff', id: 'esme' });
    const late = await changeCase(reference, { type: 'settlePayment', payment: 'late1', outcome: { kind: 'paid', pence: 5500 } }, system);
    if (late.kind !== 'changed') throw new Error(late.kind);
    await createTaskStore(table).add(taskToRefund(late.service, late.state, { sequence: 4, at: '2026-11-23T10:00:00.000Z' }));
    expect(await settle(reference, { kind: 'failed', because: 'error' })).toMatchObject({ kind: 'refused' });
    expect(await shown()).toContain('To give back £55, payment number late1');
    const tasks = await officer.get('/console/tasks');
    expect(words(tasks.html)).toContain('Give back a payment They paid by card, and nothing was owed.');
    const [, task = ''] = /name="task" value="([^"]+)"/.exec(tasks.html) ?? [];
    expect(task).toBe(`case.${reference}.4.refund`);
    expect((await officer.post('/console/tasks', { task })).location).toContain('done');
    expect(words((await officer.get(path)).html)).toContain('Payment given back');
  });
});
