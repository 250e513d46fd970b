import { afterEach, describe, expect, it } from 'vitest';
import { readPayment } from '../../../shared/adapters/govuk-pay/payment.ts';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Catalogue, Service } from '../../../shared/domain/catalogue.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { payPath } from '../../../shared/domain/pay-link.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import type { Payments, PaymentWanted } from '../../../shared/ports/payment.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { createPaymentWatchStore } from '../../../shared/store/payment-watch-store.ts';
import { createTaskStore } from '../../../shared/store/task-store.ts';
import { createChangeCase } from '../../../shared/use-cases/change-case.ts';
import { createHearPayment, createSettlePayment } from '../../../shared/use-cases/settle-payment.ts';
import { createSweepPayments } from '../../../shared/use-cases/sweep-payments.ts';
import { type LocalPayForTest, openLocalPay } from '../../support/pay.ts';
import { openProjectedPortal } from './projected-portal.ts';

const MINUTE = 60_000;
const answers: Answers = {
  'have-bin': 'no',
  'how-many': '2',
  address: { line1: '1 High Street', town: 'Northwick', postcode: 'NW1 4RP' },
  name: 'Ann Other',
  mobile: { wanted: true, number: '+447700900123' },
};

const running: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** What may be lost between us and GOV.UK Pay: answers to what it did all the same. */
type Losing = { create?: boolean; find?: boolean };

async function setup({ language }: { language?: Language } = {}) {
  const clock = { nowMs: Date.parse('2026-11-23T10:00:00Z') };
  const losing: Losing = {};
  const pay: LocalPayForTest = await openLocalPay(() => clock.nowMs);
  running.push(pay.stop);
  const lost = { kind: 'unknown', because: 'ETIMEDOUT' } as const;
  const asked: PaymentWanted[] = [];
  const payments: Payments = {
    create: async (wanted) => {
      asked.push(wanted);
      const created = await pay.payments.create(wanted);
      return losing.create ? lost : created;
    },
    find: async (id) => (losing.find ? lost : pay.payments.find(id)),
  };
  const portal = await openProjectedPortal({ payments });
  running.push(portal.stop);
  const advance = (ms: number) => {
    clock.nowMs += ms;
    portal.clock.nowMs = clock.nowMs;
  };
  const opened = await portal.openCase(portal.catalogue.get('garden-waste') as Service, {
    draftId: crypto.randomUUID(),
    answers,
    channel: 'web',
    assisted: false,
    language,
    by: { kind: 'resident' },
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { reference } = opened;
  await portal.project({ kind: 'case', id: reference }, 1);
  const path = payPath(portal.keyring, reference);
  const stands = async (): Promise<Case> => (await portal.loadCase(reference))?.state as Case;
  const logs = createLogStore(portal.table);
  const now = () => clock.nowMs;
  /** What sweeps, and hears what Pay tells, by the services of one catalogue. */
  const by = (catalogue: Catalogue) => {
    const changeCase = createChangeCase({ logs, catalogue, now });
    const settlePayment = createSettlePayment({ payments, changeCase });
    const paymentWatches = createPaymentWatchStore(portal.table);
    const hear = createHearPayment({ changeCase });
    return { hear, sweep: createSweepPayments({ paymentWatches, settlePayment, logs, catalogue, changeCase, now }) };
  };
  const { sweep, hear } = by(portal.catalogue);
  return {
    ...portal,
    pay,
    asked,
    losing,
    advance,
    reference,
    path,
    stands,
    sweep,
    /** After the service was taken out of the catalogue. */
    without: by(new Map([...portal.catalogue].filter(([id]) => id !== 'garden-waste'))),
    /** Projects whatever was not yet. */
    async projectAll() {
      for (let sequence = 2; sequence <= (await stands()).sequence; sequence++)
        await portal.project({ kind: 'case', id: reference }, sequence);
    },
    /** Every message so far, told again. */
    async tellAll() {
      for (const { resource } of pay.messages) {
        const payment = readPayment(resource);
        if (payment) await hear(payment);
      }
    },
    /** Presses the button, and goes to the payment page. */
    async press(browser = portal.browser()) {
      const { status, location } = await browser.post(path);
      expect(status).toBe(303);
      return location ?? '';
    },
    tasks: async () => (await createTaskStore(portal.table).page('environment', { limit: 10 })).map(({ kind }) => kind),
    texts: async () =>
      (await portal.partition(`CASE#${reference}`))
        .filter(({ sk }) => String(sk).startsWith('TEXT#'))
        .map(({ personal }) => (personal as { body: string }).body),
  };
}

const shape = ({ stage, payment }: Case) => [stage, payment?.paid?.pence, payment?.attempts.map(({ state }) => state)];

describe('paying', () => {
  it('is asked for by a text, on a page that shows nothing of a person, with the price as it was', async () => {
    const { texts, path, browser, reference } = await setup();
    expect(await texts()).toEqual([
      `Northwick Council: we have ${reference.slice(0, 3)}-${reference.slice(3)}. To get your garden bin emptied, pay £95 by 30 November: https://my.northwick.gov.uk${path}`,
    ]);
    const { status, html } = await browser().get(path);
    expect(status).toBe(200);
    expect(html).toContain('Pay £95');
    expect(html).toContain('Garden waste collection for one year');
    expect(html).not.toContain('Ann Other');
    expect(html).not.toContain('High Street');
  });

  it('leads to the payment page, back to a receipt, and on to the council', async () => {
    const { press, pay, browser, path, stands, projectAll, texts, logged } = await setup();
    const payAt = await press();
    expect(payAt).toMatch(/^http:\/\/pages\.localhost\/_local\/pay\/secure\//);
    expect(pay.payer().pay(payAt)).toBe(`https://my.northwick.gov.uk${path}/back`);
    const payer = browser();
    expect(await payer.get(`${path}/back`)).toMatchObject({ status: 303, location: path });
    const { html } = await payer.get(path);
    expect(html).toContain('You have paid');
    expect(html).toContain('£95');
    expect(shape(await stands())).toEqual(['paid', 9500, ['paid']]);
    await projectAll();
    expect((await texts()).at(-1)).toMatch(/thank you. You paid £95 for .{8}\. We will bring your bin or sticker by 7 December\./);
    expect(logged.join()).not.toContain('secure/');
    expect(logged.join()).not.toContain(path.slice(5));
  });

  it('costs one read to show, and one read and one write each to begin and to be told of', async () => {
    const { calls, press, pay, browser, path } = await setup();
    calls.length = 0;
    await browser().get(path);
    expect(calls.splice(0)).toEqual(['Query']);
    const payAt = await press();
    // The case is read to see that it owes, and once more as the payment is kept.
    expect(calls.splice(0)).toEqual(['Query', 'Query', 'PutItem']);
    pay.payer().pay(payAt);
    await browser().get(`${path}/back`);
    expect(calls).toEqual(['Query', 'Query', 'PutItem']);
  });

  it('may be tried again after a card was refused, and says so kindly', async () => {
    const { press, pay, browser, path, stands } = await setup();
    pay.payer().enter(await press(), '4000000000000002');
    await browser().get(`${path}/back`);
    const { html } = await browser().get(path);
    expect(html).toContain('Your card was not accepted. No money was taken.');
    pay.payer().pay(await press());
    await browser().get(`${path}/back`);
    expect(shape(await stands())).toEqual(['paid', 9500, ['failed', 'paid']]);
  });

  it('goes on with the payment that was begun, for who closed the window or opened two', async () => {
    const { press, pay, browser, path, stands } = await setup();
    const first = await press();
    pay.payer().get(first);
    const back = await browser().get(`${path}/back`);
    expect(back.html).toContain('You have not finished paying');
    const [second, third] = [await press(), await press()];
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await stands()).payment?.attempts).toHaveLength(1);
    pay.payer().pay(third);
    // The other window: its payment is paid already.
    expect(pay.payer().get(second).location).toBeDefined();
    expect(await browser().post(path)).toMatchObject({ status: 303, location: path });
    expect(shape(await stands())).toEqual(['paid', 9500, ['paid']]);
  });

  it('makes no second payment when two windows are pressed at once', async () => {
    const { press, pay, stands, browser, path } = await setup();
    const links = await Promise.all([press(), press(), press()]);
    for (const link of links) pay.payer().pay(link);
    await browser().get(`${path}/back`);
    expect(shape(await stands())).toEqual(['paid', 9500, ['paid']]);
    expect((await stands()).payment?.notOwed).toEqual([]);
  });

  it('loses nothing when the answer to a new payment is lost: nobody could pay it, and the next press is the same payment', async () => {
    const { browser, path, losing, press, pay, stands } = await setup();
    losing.create = true;
    const refused = await browser().post(path);
    expect(refused.status).toBe(503);
    expect(refused.html).toContain('No money was taken');
    expect((await stands()).payment?.attempts).toEqual([]);
    losing.create = false;
    pay.payer().pay(await press());
    await browser().get(`${path}/back`);
    expect(shape(await stands())).toEqual(['paid', 9500, ['paid']]);
  });

  it('finds a payment under its key that has run out meanwhile, and makes a new one', async () => {
    const { browser, path, losing, press, advance, stands } = await setup();
    losing.create = true;
    await browser().post(path);
    losing.create = false;
    advance(91 * MINUTE);
    expect(await press()).toContain('/secure/');
    expect(shape(await stands())).toEqual(['to-pay', undefined, ['failed', 'started']]);
  });

  it('neither charges again nor says paid while the provider does not answer', async () => {
    const { press, pay, browser, path, losing, stands } = await setup();
    pay.payer().pay(await press());
    losing.find = true;
    expect((await browser().get(`${path}/back`)).html).toContain('We do not know yet if you have paid');
    expect((await browser().post(path)).status).toBe(503);
    expect(shape(await stands())).toEqual(['to-pay', undefined, ['started']]);
    losing.find = false;
    expect(await browser().get(`${path}/back`)).toMatchObject({ location: path });
    expect(shape(await stands())).toEqual(['paid', 9500, ['paid']]);
  });

  it('shows nothing for a link that is not ours, or of a case without a price', async () => {
    const { browser, path, report, keyring } = await setup();
    expect((await browser().get(`${path.slice(0, -1)}${path.endsWith('x') ? 'y' : 'x'}`)).status).toBe(404);
    const bin = (await report('+447700900123')) as Reference;
    expect((await browser().get(payPath(keyring, bin))).status).toBe(404);
    expect(await browser().post(payPath(keyring, bin))).toMatchObject({ status: 303, location: payPath(keyring, bin) });
  });
});

describe('what came of a payment is known', () => {
  it('by the message, where its payer never comes back; told again, and by the return, it changes nothing', async () => {
    const { press, pay, stands, tellAll, browser, path } = await setup();
    pay.payer().pay(await press());
    await tellAll();
    const told = await stands();
    expect(shape(told)).toEqual(['paid', 9500, ['paid']]);
    await tellAll();
    await browser().get(`${path}/back`);
    expect((await stands()).sequence).toBe(told.sequence);
  });

  it('by asking, where nobody said anything: from ten minutes after it was begun', async () => {
    const { press, pay, stands, projectAll, sweep, advance } = await setup();
    const payAt = await press();
    await projectAll();
    pay.payer().pay(payAt);
    expect(await sweep()).toMatchObject({ known: 0, waiting: 0 });
    advance(10 * MINUTE);
    expect(await sweep()).toMatchObject({ known: 1 });
    expect(shape(await stands())).toEqual(['paid', 9500, ['paid']]);
    expect(await sweep()).toEqual({ known: 0, closed: 0, waiting: 0, overdue: 0, failed: 0 });
  });

  it('when an abandoned payment runs out, and the payer may try again', async () => {
    const { press, stands, projectAll, sweep, advance } = await setup();
    await press();
    await projectAll();
    for (let waited = 0; waited < 90; waited += 10) {
      advance(10 * MINUTE);
      const { waiting, known } = await sweep();
      expect([waiting, known]).toEqual(waited < 80 ? [1, 0] : [0, 1]);
    }
    expect(shape(await stands())).toEqual(['to-pay', undefined, ['failed']]);
  });

  it('in the end, and people are told when the provider has not said for three hours', async () => {
    const { press, pay, stands, projectAll, sweep, advance, losing } = await setup();
    pay.payer().pay(await press());
    await projectAll();
    losing.find = true;
    advance(170 * MINUTE);
    expect(await sweep()).toMatchObject({ waiting: 1, overdue: 0 });
    advance(11 * MINUTE);
    expect(await sweep()).toMatchObject({ waiting: 0, overdue: 1 });
    losing.find = false;
    advance(60 * MINUTE);
    expect(await sweep()).toMatchObject({ known: 1 });
    expect((await stands()).stage).toBe('paid');
  });
});

describe('a payment of a service that was taken out', () => {
  it('is asked about until the service is back, and Pay is to tell of it again', async () => {
    const { press, pay, stands, projectAll, sweep, without, advance } = await setup();
    pay.payer().pay(await press());
    await projectAll();
    const [paid] = pay.messages.flatMap(({ resource }) => readPayment(resource) ?? []).filter(({ outcome }) => outcome);
    expect(paid && (await without.hear(paid))).toBe('unread');
    advance(10 * MINUTE);
    expect(await without.sweep()).toMatchObject({ known: 0, failed: 1 });
    expect(await without.sweep()).toMatchObject({ known: 0, failed: 0 });
    advance(60 * MINUTE);
    expect(await sweep()).toMatchObject({ known: 1, failed: 0 });
    expect(shape(await stands())).toEqual(['paid', 9500, ['paid']]);
  });

  it('and one that nobody began is not forgotten either', async () => {
    const { sweep, without, advance, stands } = await setup();
    advance(8 * 24 * 60 * MINUTE);
    expect(await without.sweep()).toMatchObject({ known: 0, failed: 1 });
    advance(60 * MINUTE);
    expect(await sweep()).toMatchObject({ closed: 1 });
    expect((await stands()).stage).toBe('closed');
  });
});

it('money for a case that was erased meanwhile rings the alarm, once', async () => {
  const { press, pay, stands, projectAll, sweep, advance, changeCase, reference, losing } = await setup();
  pay.payer().pay(await press());
  await projectAll();
  const { sequence } = await stands();
  await changeCase(reference, { type: 'close', reason: 'moved', basedOn: sequence }, { kind: 'staff', id: 'o1' });
  losing.find = true;
  advance(170 * MINUTE);
  await changeCase(reference, { type: 'erase', because: 'kept-long-enough' }, { kind: 'system' });
  expect(await stands()).toBeUndefined();
  expect(await sweep()).toMatchObject({ waiting: 1, known: 0 });
  losing.find = false;
  advance(60 * MINUTE);
  expect(await sweep()).toMatchObject({ failed: 1 });
  advance(24 * 60 * MINUTE);
  expect(await sweep()).toMatchObject({ failed: 0 });
});

describe('what is not paid', () => {
  it('is closed after its day, kindly, and can be asked for again', async () => {
    const { sweep, advance, stands, browser, path, texts, projectAll } = await setup();
    advance(7 * 24 * 60 * MINUTE);
    expect(await sweep()).toMatchObject({ closed: 0 });
    advance(24 * 60 * MINUTE);
    expect(await sweep()).toMatchObject({ closed: 1 });
    const state = await stands();
    expect([state.stage, state.steps.at(-1)?.personal.reason]).toEqual([
      'closed',
      'It was not paid for by 30 November 2026. No money was taken. You can ask for it again at any time.',
    ]);
    const { html } = await browser().get(path);
    expect(html).toContain('This request is closed');
    expect(html).not.toContain('<form method="post" action="/pay');
    await projectAll();
    expect((await texts()).at(-1)).toContain('is closed. Ask why');
  });

  it('is closed in the language that it was asked in, in which Pay shows its pages too', async () => {
    const { sweep, advance, stands, press, asked } = await setup({ language: 'cy' });
    await press();
    expect(asked.map(({ language }) => language)).toEqual(['cy']);
    advance(8 * 24 * 60 * MINUTE);
    expect(await sweep()).toMatchObject({ closed: 1 });
    expect((await stands()).steps.at(-1)?.personal.reason).toBe(
      'Ni thalwyd amdano erbyn 30 Tachwedd 2026. Ni chymerwyd arian. Gallwch ofyn amdano eto unrhyw bryd.',
    );
  });

  it('is not closed while a payment may still come to something', async () => {
    const { sweep, advance, press, pay, stands, losing, projectAll } = await setup();
    advance(7 * 24 * 60 * MINUTE + 21 * 60 * MINUTE);
    pay.payer().pay(await press());
    await projectAll();
    losing.find = true;
    advance(120 * MINUTE);
    await sweep();
    expect((await stands()).stage).toBe('to-pay');
    losing.find = false;
    advance(20 * MINUTE);
    await sweep();
    expect((await stands()).stage).toBe('paid');
  });

  it('is a task to give back where it was paid after it was closed', async () => {
    const { changeCase, reference, press, pay, stands, tellAll, projectAll, tasks, browser, path } = await setup();
    const payAt = await press();
    const { sequence } = await stands();
    await changeCase(reference, { type: 'close', reason: 'moved', basedOn: sequence }, { kind: 'staff', id: 'o1' });
    pay.payer().pay(payAt);
    await tellAll();
    await projectAll();
    expect(shape(await stands())).toEqual(['closed', undefined, ['paid']]);
    expect(await tasks()).toContain('refund');
    expect((await browser().get(path)).html).toContain('This request is closed');
  });
});
