import { type Answer, whoAsks } from '../../../shared/domain/answers.ts';
import { formatDate, formatInstant, type LocalDate, localDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { askAgainBy } from '../../../shared/domain/decide-outcome.ts';
import { awardLines, standingDecision } from '../../../shared/domain/deciding.ts';
import { type EvidenceItem, isOutstanding } from '../../../shared/domain/evidence.ts';
import { languageNames } from '../../../shared/domain/language.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { formatMobile } from '../../../shared/domain/mobile.ts';
import { formatPence, openAttempt, owes } from '../../../shared/domain/payment.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import type { Task } from '../../../shared/domain/task.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { answerLines } from '../../components/answer-text.ts';
import { nameOfItem } from '../../components/evidence-list.ts';
import { helperRow } from '../../components/helpers.ts';
import { consoleWords } from '../../content/console.ts';
import { caseFileWords as words } from '../../content/console-case.ts';
import { evidenceFileWords } from '../../content/console-evidence.ts';
import { letterWords } from '../../content/console-letters.ts';
import { textWords } from '../../content/console-texts.ts';
import { fill } from '../../content/fill.ts';
import { heldCaseWords } from '../../content/held.ts';
import { helperWords } from '../../content/helper.ts';
import { type CouncilView, type ErrorView, render } from '../../render.ts';
import { template } from './case.njk';
import { type CaseForm, caseForms } from './case-command.ts';
import { type Attempt, fieldId } from './case-fields.ts';
import { formsFor } from './case-forms.ts';
import { changesSince, type TimelineItem, textsOf, timelineOf } from './case-timeline.ts';
import { dueWords } from './due.ts';
import { consoleFrame } from './frame.ts';
import { diedView, lettersOf, peopleRows } from './people-rows.ts';
import { placeView } from './place-view.ts';
import { reachWords } from './text-state.ts';

export type CasePage = {
  council: CouncilView;
  staff: Staff;
  today: LocalDate;
  file: {
    service: Service;
    state: Case;
    texts: readonly Text[];
    tasks: readonly Task[];
    chases: readonly { gone: boolean }[];
    letters: readonly Letter[];
    person?: Person;
  };
  /** Goes into each form, so that a double press meets itself. */
  nonce: string;
  /** The form that was just done, as the address says. */
  done?: string | undefined;
  /** A form that came back; with `basedOn` when the case changed since its page was shown. */
  attempt?: (Attempt & { basedOn?: number }) | undefined;
};

/** Everything of one case on one page, and what can be done with it now. */
export function casePage({
  council,
  staff,
  today,
  file: { service, state, texts, tasks, chases, letters, person },
  nonce,
  done,
  attempt,
}: CasePage): string {
  const forms = formsFor(service, state, today, attempt);
  const stage = stageOf(service, state.stage);
  return render(template, {
    ...consoleFrame(staff, council),
    title: formatReference(state.reference),
    back: { text: consoleWords.back, href: '/console' },
    wide: true,
    errors: errorsOf(forms, attempt),
    words,
    service: service.name,
    action: `/console/cases/${state.reference}`,
    sequence: state.sequence,
    nonce,
    banner: bannerOf(done, stage.name),
    changed: attempt?.basedOn === undefined ? undefined : changedView(forms, attempt, changesSince(service, state, attempt.basedOn, staff)),
    flagged: flagsOf(service, state),
    died: diedView(person),
    letters: lettersOf(letters, service),
    letterWords,
    rows: [
      ...summaryRows(service, state, today),
      ...peopleRows({ service, state, texts, letters, person }, today),
      ...decisionRows(service, state),
      ...paymentRows(state),
      helperRow(state, today),
      ...followerRows(state.followers.length),
      ...chaseRows(chases.filter(({ gone }) => !gone).length),
      ...taskRows(tasks, today),
    ],
    forms,
    evidence: evidencePanel(state),
    answers: answerRows(service, state),
    timeline: timelineOf(service, state, staff, tasks),
    texts: textsOf(texts),
    reach: reachOf(texts),
    held: { text: heldCaseWords.link, href: `/console/cases/${state.reference}/held` },
  });
}

const panelRow = (item: EvidenceItem) => ({ title: { text: nameOfItem(item) }, status: { text: evidenceFileWords.states[item.state] } });

/** How far what was asked for has come, and the way to see to it. */
function evidencePanel({ evidence, reference }: Case) {
  if (!evidence) return undefined;
  const { panel } = evidenceFileWords;
  const { length: all } = evidence.items;
  const count = fill(panel.count, {
    in: String(evidence.items.filter((item) => !isOutstanding(item) && item.state !== 'offered').length),
    all: String(all),
  });
  return { title: panel.title, count, rows: evidence.items.map(panelRow), link: panel.link, href: `/console/cases/${reference}/evidence` };
}

function reachOf(texts: readonly Text[]) {
  const why = reachWords(texts);
  return why && { title: textWords.reach.title, why };
}

/** What staff must see before anything else: that somebody may be in danger, by what was answered. */
function flagsOf({ endings }: Service, { flags }: Case): { title: string; lines: string[] } | undefined {
  const lines = endings.flatMap((each) => (each.kind === 'safeguarding' && flags.includes(each.id) ? [each.flag] : []));
  return lines.length > 0 ? { title: words.flagged, lines } : undefined;
}

type Row = { key: { text: string }; value: { text: string; classes: string } };
const row = (key: string, text: string, classes = ''): Row => ({ key: { text: key }, value: { text, classes } });

function summaryRows(service: Service, state: Case, today: LocalDate): Row[] {
  const { summary } = words;
  const due = dueWords(state.targetDate, today);
  return [
    row(summary.stage, stageOf(service, state.stage).name),
    ...(state.endedAt ? [row(summary.ended, formatInstant(state.endedAt))] : [row(summary.due, due.text, due.late ? 'app-overdue' : '')]),
    ...(state.fastTrack && service.fastTrack ? [row(summary.fastTrack, service.fastTrack.name)] : []),
    ...(state.actBy ? [row(summary.resident, fill(words.residentBy, { date: formatDate(state.actBy) }))] : []),
    row(summary.asked, state.receivedOn ? formatDate(state.receivedOn) : formatInstant(state.openedAt)),
    ...(state.language ? [row(summary.language, languageNames[state.language])] : []),
    ...(state.name ? [row(summary.name, state.name)] : []),
    ...askedByRows(service, state),
    row(summary.mobile, state.mobile ? formatMobile(state.mobile) : summary.noMobile),
    ...(state.rating ? [row(summary.rating, words.scores[state.rating.score])] : []),
  ];
}

/** Who asked, where it was not the resident. */
function askedByRows(service: Service, { answers }: Case): Row[] {
  const asking = whoAsks(service, answers);
  if (asking?.for !== 'other') return [];
  const { name } = asking;
  const { agreed, cannot, texts } = words.askedBy;
  const who = fill(asking.agreed ? agreed : cannot, { name, as: helperWords.as[asking.as] });
  return [row(words.summary.askedBy, who + (asking.textsTo === 'helper' ? fill(texts, { name }) : ''), 'app-answer')];
}

/** What the decision that stands says, and until when the resident may ask to have it looked at again. */
function decisionRows(service: Service, state: Case): Row[] {
  const award = standingDecision(state)?.personal.award;
  const by = askAgainBy(service, state);
  return [
    ...(award ? [row(words.summary.award, awardLines(service, award).join(' '))] : []),
    ...(by ? [row(words.summary.againBy, formatDate(by))] : []),
  ];
}

/** What it costs and how it was paid; and what was paid besides, and must go back. */
function paymentRows({ payment, endedAt }: Case): Row[] {
  if (!payment) return [];
  const { pence, by, paid, notOwed } = payment;
  const price = formatPence(paid?.pence ?? pence);
  const say = (wording: string, on: LocalDate, number = '') => fill(wording, { price, date: formatDate(on), number });
  const { owes: unpaidYet, started, card, otherWay, unpaid, refund } = words.payment;
  const standing = (): string => {
    if (paid) return paid.payment ? say(card, localDate(paid.at), paid.payment) : say(otherWay, localDate(paid.at));
    if (!owes({ payment, endedAt })) return say(unpaid, by);
    return say(openAttempt({ payment }) ? started : unpaidYet, by);
  };
  const back = notOwed.map((each) => fill(refund, { price: formatPence(each.pence), number: each.payment }));
  return [row(words.summary.payment, standing()), ...back.map((text) => row(words.summary.refund, text, 'app-overdue'))];
}

function followerRows(count: number): Row[] {
  if (count === 0) return [];
  return [row(words.summary.followers, count === 1 ? words.followers.one : fill(words.followers.more, { count: String(count) }))];
}

function chaseRows(count: number): Row[] {
  if (count === 0) return [];
  return [row(words.summary.chases, count === 1 ? words.chases.one : fill(words.chases.more, { count: String(count) }))];
}

/** What staff must still do for this resident, because a text cannot. */
function taskRows(tasks: readonly Task[], today: LocalDate): Row[] {
  return tasks
    .filter(({ doneAt }) => doneAt === undefined)
    .map(({ kind, by }) => {
      const due = dueWords(by, today);
      return row(words.summary.task, `${words.tasks[kind].open}. ${due.text}`, due.late ? 'app-overdue' : '');
    });
}

function answerRows(service: Service, state: Case): { label: string; lines: string[]; map?: { text: string; href: string } }[] {
  return service.questions
    .filter((question) => state.answers[question.id] !== undefined)
    .map((question) => {
      const answer = state.answers[question.id] as Answer;
      const { lines, ...place } = placeView(question, answer);
      return { label: question.label, lines: [...answerLines(question, answer), ...lines], ...place };
    });
}

function bannerOf(done: string | undefined, stage: string): string | undefined {
  const form = caseForms.find((each) => each === done);
  return form && fill(words.done[form], { stage });
}

type Drawn = readonly { do: CaseForm }[];
const isOffered = (forms: Drawn, form: CaseForm) => forms.some((each) => each.do === form);

function errorsOf(forms: Drawn, attempt: Attempt | undefined): ErrorView[] {
  return (attempt?.errors ?? []).map(({ field, message }) => ({
    text: message,
    href: attempt && isOffered(forms, attempt.form) ? `#${fieldId(attempt.form, field)}` : '#actions',
  }));
}

/** What changed, with the way to the form that came back, or what was typed into one that the new stage no longer offers. */
function changedView(forms: Drawn, { form, posted }: Attempt, items: readonly TimelineItem[]) {
  if (isOffered(forms, form)) return { items, form };
  const typed = (['instruction', 'reason'] as const).map((field) => posted.get(field)?.trim()).filter(Boolean);
  return { items, lost: typed.join('\n') };
}
