import { localDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { formatPence, openAttempt, owes, type Payment } from '../../../shared/domain/payment.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { applyWords } from '../../content/apply.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { payWords as words } from '../../content/pay.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './pay.njk';

export type PayView = {
  service: Service;
  state: Case & { payment: Payment };
  /** This page's own address. */
  path: string;
  /** What was just found out: the payer has not finished; or nothing, since the provider did not say or would not begin. */
  found?: 'not-finished' | 'not-now' | undefined;
  /** For who sent the form in this browser a short while ago: the words that open the case, where it has no mobile. */
  sent?: { word?: { shown: string } | 'no-longer' | undefined; assisted?: boolean | undefined; changed?: boolean | undefined } | undefined;
};

/** Where a case is paid for: what and how much, that it is paid and the receipt, or why it cannot be. It shows nothing of a person. */
export const payPage = ofService((council: CouncilView, { service, state, path, found, sent }: PayView): string => {
  const { payment } = state;
  const { phone } = council;
  const price = formatPence(payment.pence);
  const phase = phaseOf(state, found);
  const word = sent?.word;
  return render(template, {
    title: fill(titleOf(phase), { price }),
    council,
    words,
    applyWords,
    caption: service.name,
    phase,
    problem: problemOf(state, phase, phone),
    received: phase === 'owes' && payment.attempts.length === 0 ? words.received : undefined,
    reference: formatReference(state.reference),
    rows: rowsOf(service, state),
    action: path,
    checkHref: `${path}/back`,
    button: phase === 'under' || phase === 'not-finished' ? words.under.go : fill(words.button, { price }),
    later: fill(state.mobile ? words.later : words.laterNoTexts, { date: formatDate(payment.by) }),
    call: fill(words.call, { phone }),
    says: stageOf(service, state.stage).says,
    aim: state.endedAt ? undefined : fill(applyWords.aim, { date: formatDate(state.targetDate) }),
    closed: fill(words.closed.says, { phone }),
    again: `/services/${service.id}`,
    lookUpWord: word && word !== 'no-longer' ? word.shown : undefined,
    wordGone: word === 'no-longer' ? fill(applyWords.wordGone, { phone }) : undefined,
    changed: sent?.changed,
    assisted: sent?.assisted,
    console: sent?.assisted ? '/console' : undefined,
    shared: sent && !sent.assisted ? applyWords.shared[word && word !== 'no-longer' ? 'withWord' : 'plain'] : undefined,
    find: `/find?reference=${formatReference(state.reference)}`,
  });
});

type Phase = 'owes' | 'under' | 'not-finished' | 'not-now' | 'paid' | 'closed';

function phaseOf(state: Case & { payment: Payment }, found: PayView['found']): Phase {
  if (state.payment.paid) return 'paid';
  if (!owes(state)) return 'closed';
  return found ?? (openAttempt(state) ? 'under' : 'owes');
}

function titleOf(phase: Phase): string {
  if (phase === 'paid' || phase === 'closed') return words[phase].title;
  return words.title;
}

/** What is said above the price: nothing to one who has not tried yet. */
function problemOf({ payment }: { payment: Payment }, phase: Phase, phone: string): { title: string; says: string } | undefined {
  if (phase === 'under') return words.under;
  if (phase === 'not-finished') return words.notFinished;
  if (phase === 'not-now') return { title: words.notNow.title, says: fill(words.notNow.says, { phone }) };
  const because = phase === 'owes' ? payment.attempts.at(-1)?.because : undefined;
  return because && { title: words.failed.title, says: words.failed[because] };
}

function rowsOf(service: Service, { reference, payment }: Case & { payment: Payment }) {
  const { paid } = payment;
  const row = (key: string, value: string, classes = '') => ({ key: { text: key }, value: { text: value, classes } });
  return [
    row(words.rows.for, service.payment?.for ?? service.name),
    row(words.rows.amount, formatPence(paid?.pence ?? payment.pence)),
    // A receipt has it above.
    ...(paid ? [] : [row(words.rows.reference, formatReference(reference), 'app-reference')]),
    ...(paid ? [row(words.rows.paid, formatDate(localDate(paid.at)))] : [row(words.rows.by, formatDate(payment.by))]),
    ...(paid ? [paid.payment ? row(words.rows.number, paid.payment) : row(words.rows.way, words.otherWay)] : []),
  ];
}
