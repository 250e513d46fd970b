import { localDate } from '../../../shared/domain/calendar.ts';
import { asides, type Case } from '../../../shared/domain/case.ts';
import { isEnd, type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import type { UsualDays } from '../../../shared/domain/durations.ts';
import { isAllIn, isReady } from '../../../shared/domain/evidence.ts';
import type { Helper } from '../../../shared/domain/helper.ts';
import { formatPence, owes } from '../../../shared/domain/payment.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { evidenceRows } from '../../components/evidence-list.ts';
import { helpersSection } from '../../components/helpers.ts';
import { residentSession } from '../../components/session.ts';
import { caseWords as words } from '../../content/case.ts';
import { decisionWords } from '../../content/case-decision.ts';
import { formatDate } from '../../content/dates.ts';
import { evidenceWords } from '../../content/evidence.ts';
import { fill } from '../../content/fill.ts';
import { findWords } from '../../content/find.ts';
import { yourDataWords } from '../../content/held.ts';
import { helperWords } from '../../content/helper.ts';
import { myCasesWords } from '../../content/my-cases.ts';
import { payWords } from '../../content/pay.ts';
import { sessionWords } from '../../content/session.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './case.njk';
import { timelineOf } from './case-timeline.ts';
import { decisionView } from './decision-view.ts';
import { progressOf } from './progress.ts';
import { turnOf } from './turn.ts';
import { usualView } from './usual-view.ts';

export type CaseView = {
  service: Service;
  state: Case;
  /** The council's local date: after the target date the page says sorry. */
  today: string;
  /** How long decisions like the one it waits for take now, where enough were made. */
  usual?: UsualDays | undefined;
  /** Who looks: what residents alone may do is offered to nobody they let in. */
  viewer?: CaseViewer | undefined;
  /** Where it is paid for, and its receipt is. */
  payHref?: string | undefined;
};
/** `listed`: they came by the list of their number, and may go back to it. */
export type CaseViewer = { kind: 'resident'; listed?: true } | { kind: 'helper'; helper: Helper };

/** Where a case is: the progress tracker, who must act next and by when, what was decided, how long it takes, what has happened. */
export const casePage = ofService(
  (council: CouncilView, { service, state, today, usual, payHref, viewer = { kind: 'resident' } }: CaseView): string => {
    const stage = stageOf(service, state.stage);
    const latest = state.steps.findLast((step) => step.stage === state.stage && !asides.includes(step.type));
    const { phone } = council;
    const path = `/case/${formatReference(state.reference)}`;
    const helper = viewer.kind === 'helper' ? viewer.helper : undefined;
    const own = !helper;
    const decision = decisionView(service, state, { today, phone, own });
    return render(template, {
      title: `${service.sensitive ? shell.neutralTitle : service.name}: ${words.reference.toLowerCase()} ${formatReference(state.reference)}`,
      ...(service.sensitive ? { exit: true } : {}),
      council,
      back:
        viewer.kind === 'resident' && viewer.listed
          ? { text: myCasesWords.back, href: '/my-cases' }
          : { text: findWords.title, href: '/find' },
      words,
      decisionWords,
      service: service.name,
      reference: formatReference(state.reference),
      says: isReady(state) ? evidenceWords.ready : stage.says,
      turn: turnOf(service, state, { today, phone }),
      evidence: evidenceView(state, path, !helper || helper.mayUpload),
      payTitle: payWords.caseTitle,
      payment: payHref && paymentView(state, payHref),
      // Why it was closed; what a decision says stands under the decision.
      reason: decision || stage.entered === 'reconsidered' ? undefined : latest?.personal.reason,
      decision,
      again: `${path}/look-again`,
      usual: usual && awaitsDecision(service, state) ? usualView(usual, today) : undefined,
      sooner: isEnd(stage) ? undefined : service.sooner?.map(({ title, says }) => ({ title, says: fill(says, { phone }) })),
      progress: progressOf(service, state),
      timeline: timelineOf(service, state),
      texts: own && state.mobile ? `${path}/texts` : undefined,
      yourData: own ? { text: yourDataWords.link, href: `${path}/your-data` } : undefined,
      session: residentSession(path),
      helping: helper && helpingView(helper),
      helpers: own ? helpersSection(state, today, `${path}/helpers`) : undefined,
      leaveText: sessionWords.leave,
      helpText: fill(words.helpText, { phone }),
    });
  },
);

/** What is to be paid, with the way to it; or what was, with the receipt. */
function paymentView({ payment, endedAt }: Case, href: string) {
  if (!payment) return undefined;
  const { pence, by, paid } = payment;
  const says = (wording: string, amount: number, date: string) => fill(wording, { price: formatPence(amount), date: formatDate(date) });
  if (paid) return { says: says(payWords.casePaid, paid.pence, localDate(paid.at)), link: { text: payWords.receipt, href } };
  if (!owes({ payment, endedAt })) return undefined;
  return { says: says(payWords.caseOwes, pence, by), button: { text: fill(payWords.button, { price: formatPence(pence) }), href } };
}

/** What somebody let in is told: why they see it, until when. */
function helpingView({ until, mayUpload }: Helper): string {
  return fill(mayUpload ? helperWords.seenUpload : helperWords.seen, { date: formatDate(until) });
}

/** What was asked for and how it stands, while it is asked for, with the way to send it. */
function evidenceView({ evidence }: Case, path: string, maySend: boolean) {
  if (!evidence?.open) return undefined;
  const text = isAllIn(evidence) ? evidenceWords.linkDone : evidenceWords.link;
  if (!maySend) return { rows: evidenceRows(evidence) };
  return { rows: evidenceRows(evidence), link: { text, href: `${path}/evidence`, press: !isAllIn(evidence) } };
}

/**
 * Whether how long others waited says something of this case: it waits for its first decision, and in the usual queue. One that was
 * put first is promised a day of its own.
 */
export function awaitsDecision(service: Service, { decision, endedAt, fastTrack }: Case): boolean {
  return !decision && !endedAt && !fastTrack && service.stages.some(({ entered }) => entered === 'awarded');
}
