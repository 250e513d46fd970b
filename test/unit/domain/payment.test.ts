import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkyWaste } from '../../../shared/catalogue/services/bulky-waste.ts';
import { carBootSale } from '../../../shared/catalogue/services/car-boot-sale.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import { type CaseCommand, commandsOpen, decide } from '../../../shared/domain/decide-case.ts';
import type { PaymentOutcome } from '../../../shared/domain/decide-payment.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { parsePayToken, payPath } from '../../../shared/domain/pay-link.ts';
import { formatPence, openAttempt, owes, priceOf } from '../../../shared/domain/payment.ts';
import { whoseTurn } from '../../../shared/domain/whose-turn.ts';
import { aCase, carriedOut, REFERENCE } from '../../support/cases.ts';

const bulky = serviceSchema.parse(bulkyWaste);
const boot = serviceSchema.parse(carBootSale);
const unpaid = (): Case => aCase(bulky, { answers: { 'how-many': 'two-three' } });
const LATER = '2026-11-23T10:00:00.000Z';

const start = (payment: string): CaseCommand => ({ type: 'startPayment', payment });
const settle = (payment: string, outcome: PaymentOutcome): CaseCommand => ({ type: 'settlePayment', payment, outcome });
const paid = (pence = 4000): PaymentOutcome => ({ kind: 'paid', pence });
const failed: PaymentOutcome = { kind: 'failed', because: 'declined' };
const having = (state: Case, ...commands: CaseCommand[]): Case =>
  commands.reduce((now, command) => carriedOut(bulky, now, command, LATER), state);
const refusal = (state: Case, command: CaseCommand) => {
  const decision = decide(bulky, state, command, LATER);
  return decision.kind === 'refused' ? decision.reason : decision.kind;
};

describe('a price', () => {
  it('is one for everybody, or goes by an answer', () => {
    expect(boot.payment && priceOf(boot.payment, {})).toBe(8500);
    expect(bulky.payment && priceOf(bulky.payment, { 'how-many': 'four-six' })).toBe(5500);
    expect(bulky.payment && priceOf(bulky.payment, { 'how-many': 'hundreds' })).toBeUndefined();
  });

  it('is said in pounds, with pence where there are any', () => {
    expect([5500, 1250, 99, 123_400].map(formatPence)).toEqual(['£55', '£12.50', '£0.99', '£1,234']);
  });
});

describe('a request with a price', () => {
  it('opens waiting for its payment, seven days, and nobody works on it', () => {
    const state = unpaid();
    expect(state.payment).toEqual({ pence: 4000, by: '2026-11-27', attempts: [], notOwed: [] });
    expect(whoseTurn(bulky, state)).toEqual({ actor: 'resident', by: '2026-11-27', about: 'doing' });
    expect(commandsOpen(bulky, state).map(({ type }) => type)).toEqual(['payAnotherWay', 'close']);
  });

  it('goes on when it is paid, and the council’s time begins then', () => {
    const state = having(unpaid(), start('p1'), settle('p1', paid()));
    expect([state.stage, state.targetDate, owes(state)]).toEqual(['paid', '2026-12-07', false]);
    expect(state.payment?.paid).toEqual({ at: LATER, pence: 4000, payment: 'p1' });
    expect(state.actBy).toBeUndefined();
  });

  it('has one payment at a time', () => {
    const state = having(unpaid(), start('p1'));
    expect(refusal(state, start('p2'))).toBe('payment-under-way');
    expect(refusal(state, start('p1'))).toBe('payment-known');
    expect(refusal(having(state, settle('p1', failed)), start('p2'))).toBe('accepted');
  });

  it('keeps what came of a payment once', () => {
    const state = having(unpaid(), start('p1'), settle('p1', paid()));
    expect(refusal(state, settle('p1', paid()))).toBe('payment-known');
    expect(refusal(state, settle('p1', failed))).toBe('payment-known');
    expect(refusal(unpaid(), settle('p9', failed))).toBe('no-such-payment');
  });

  it('believes money that was taken, whatever was heard of it before, and a payment that nobody kept', () => {
    expect(having(unpaid(), start('p1'), settle('p1', failed), settle('p1', paid())).stage).toBe('paid');
    expect(having(unpaid(), settle('p9', paid())).payment?.paid).toMatchObject({ payment: 'p9' });
  });

  it('flags what was paid after it was closed, paid twice, or not the price: it must go back', () => {
    const closed = having(unpaid(), start('p1'), { type: 'close', reason: 'unpaid', basedOn: 2 });
    const late = having(closed, settle('p1', paid()));
    expect([late.stage, late.payment?.notOwed.map(({ payment, pence }) => [payment, pence])]).toEqual(['closed', [['p1', 4000]]]);
    const twice = having(unpaid(), start('p1'), { type: 'payAnotherWay', reason: 'till 4', basedOn: 2 }, settle('p1', paid()));
    expect([twice.stage, twice.payment?.notOwed.length, openAttempt(twice)]).toEqual(['paid', 1, undefined]);
    const less = having(unpaid(), start('p1'), settle('p1', paid(30)));
    expect([less.stage, owes(less)]).toEqual(['to-pay', true]);
  });

  it('is paid in another way when staff say how', () => {
    const state = having(unpaid(), { type: 'payAnotherWay', reason: ' By card at the counter, receipt 20417 ', basedOn: 1 });
    expect([state.stage, state.payment?.paid]).toEqual(['paid', { at: LATER, pence: 4000 }]);
    expect(state.steps.at(-1)?.personal).toEqual({ note: 'By card at the counter, receipt 20417' });
    expect(refusal(unpaid(), { type: 'payAnotherWay', reason: ' ', basedOn: 1 })).toBe('reason-missing');
    expect(refusal(state, { type: 'payAnotherWay', reason: 'again', basedOn: 2 })).toBe('nothing-to-pay');
  });

  it('comes to the same, in whichever order and however often returns, messages and sweeps tell of its payments', () => {
    // Two cards were refused, the third paid. Each is told of up to three times, in any order, by whoever is first.
    const told = [settle('p1', failed), settle('p2', failed), settle('p3', paid())];
    const anyOrder = fc
      .array(fc.constantFrom(...told), { maxLength: 6 })
      .chain((more) => fc.shuffledSubarray([...told, ...more], { minLength: told.length + more.length }));
    fc.assert(
      fc.property(anyOrder, (order) => {
        let state = unpaid();
        // As the payer does: the next card is tried once the one before is known to have failed.
        const next = () => {
          const begun = state.payment?.attempts.length ?? 0;
          if (begun < 3 && owes(state) && !openAttempt(state)) state = carriedOut(bulky, state, start(`p${begun + 1}`), LATER);
        };
        const tell = (command: CaseCommand) => {
          next();
          const decision = decide(bulky, state, command, LATER);
          if (decision.kind === 'accepted') state = carriedOut(bulky, state, command, LATER);
        };
        // What is told before its payment is begun cannot be: the provider tells of it again.
        for (const command of [...order, ...told]) tell(command);
        expect(state.stage).toBe('paid');
        expect(state.payment?.paid).toEqual({ at: LATER, pence: 4000, payment: 'p3' });
        expect(state.payment?.notOwed).toEqual([]);
        expect(state.steps.filter(({ type }) => type === 'paid')).toHaveLength(1);
      }),
    );
  });

  it('keeps every penny that was taken, as its price or as what must go back', () => {
    const anyCommand = fc.oneof(
      fc.constantFrom('p1', 'p2', 'p3').map(start),
      fc.record({ id: fc.constantFrom('p1', 'p2', 'p3'), pays: fc.boolean() }).map(({ id, pays }) => settle(id, pays ? paid() : failed)),
      fc.constant<CaseCommand>({ type: 'close', reason: 'unpaid', basedOn: 0 }),
      fc.constant<CaseCommand>({ type: 'payAnotherWay', reason: 'till', basedOn: 0 }),
    );
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 14 }), (commands) => {
        let state = unpaid();
        const taken = new Set<string>();
        for (const command of commands) {
          const now = 'basedOn' in command ? { ...command, basedOn: state.sequence } : command;
          const decision = decide(bulky, state, now as CaseCommand, LATER);
          if (decision.kind === 'refused') {
            if (now.type === 'settlePayment' && now.outcome.kind === 'paid') expect(taken).toContain(now.payment);
            continue;
          }
          if (now.type === 'settlePayment' && now.outcome.kind === 'paid') taken.add(now.payment);
          state = carriedOut(bulky, state, now as CaseCommand, LATER);
          expect(state.payment?.attempts.filter((each) => each.state === 'started').length).toBeLessThanOrEqual(1);
          if (state.stage !== 'to-pay' && state.stage !== 'closed') expect(state.payment?.paid).toBeDefined();
        }
        const kept = [...(state.payment?.notOwed.map(({ payment }) => payment) ?? []), ...[state.payment?.paid?.payment].filter(Boolean)];
        expect(kept.toSorted()).toEqual([...taken].toSorted());
      }),
    );
  });
});

describe('the link to pay', () => {
  const keyring = createKeyring('a secret for the tests of Front Door, and nothing else');

  it('opens the payment of its own case and no other’s', () => {
    const token = payPath(keyring, REFERENCE).replace('/pay/', '');
    expect(token).toMatch(/^P8VZ82M[0-9A-Za-z]{8}$/);
    expect(parsePayToken(keyring, token)).toBe('P8VZ82M');
    expect(parsePayToken(keyring, `${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}`)).toBeUndefined();
    expect(parsePayToken(createKeyring('another secret, of more than thirty-two letters'), token)).toBeUndefined();
    expect(parsePayToken(keyring, 'P8VZ82M')).toBeUndefined();
  });
});
