import { addWorkingDays, formatDate, localDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { type CopyCheck, copyChecks, type ErasureCommand, isErasureAsked, keptUntil } from '../../../shared/domain/erasure.ts';
import { ANSWER_WORKING_DAYS } from '../../../shared/domain/erasure-task.ts';
import type { Holdings } from '../../../shared/domain/holdings.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { heldView } from '../../components/held.ts';
import { fill } from '../../content/fill.ts';
import { heldWords, heldCaseWords as words } from '../../content/held.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { template } from './held.njk';

export type HeldForm = 'copy' | 'ask' | 'answer';
type Field = 'checked' | 'answer' | 'reason' | 'button';
export type HeldError = { field: Field; message: string };
/** A form that came back: what was typed, and what is wrong with it. */
export type HeldAttempt = { form: HeldForm; posted: URLSearchParams; errors: readonly HeldError[] };
type HeldDone = keyof typeof words.done;
export const heldDone = (typed: string | undefined): HeldDone | undefined =>
  (['copy', 'ask', 'decline'] as const).find((each) => each === typed);

const MOST = 1000;
const staffChecks = copyChecks.filter((each) => each !== 'code');
const checkOf = (typed: string | null): CopyCheck | undefined => staffChecks.find((each) => each === typed);

/** What a posted form of the page asks for, or what is wrong with it; undefined for none of its forms. */
export function readHeldForm(
  posted: URLSearchParams,
): { form: HeldForm; command: ErasureCommand } | { form: HeldForm; errors: HeldError[] } | undefined {
  const form = posted.get('do');
  if (form === 'ask') return { form, command: { type: 'askErasure' } };
  if (form === 'copy') {
    const checked = checkOf(posted.get('checked'));
    return checked ? { form, command: { type: 'giveCopy', checked } } : wrong(form, 'checked', words.errors.checked);
  }
  if (form !== 'answer') return undefined;
  const basedOn = Number(posted.get('basedOn'));
  const reason = (posted.get('reason') ?? '').replace(/\r\n?/g, '\n').trim();
  switch (posted.get('answer')) {
    case 'agree':
      return { form, command: { type: 'erase', because: 'asked', basedOn } };
    case 'decline':
      if (!reason) return wrong(form, 'reason', words.errors.reason);
      if ([...reason].length > MOST) return wrong(form, 'reason', words.errors.tooLong);
      return { form, command: { type: 'declineErasure', reason, basedOn } };
    default:
      return wrong(form, 'answer', words.errors.answer);
  }
}

const wrong = (form: HeldForm, field: Field, message: string) => ({ form, errors: [{ field, message }] });

type HeldPage = {
  council: CouncilView;
  staff: Staff;
  service: Service;
  state: Case;
  /** The copy, while it is open to read; `other-teams` where it holds cases that this person may not open. */
  copy?: Holdings | 'other-teams' | undefined;
  done?: HeldDone | undefined;
  attempt?: HeldAttempt | undefined;
};

/** What is held about whoever a case is about: giving them a copy, and answering that it be deleted. */
export function heldPage({ council, staff, service, state, copy, done, attempt }: HeldPage): string {
  const path = `/console/cases/${state.reference}`;
  const errors = attempt?.errors ?? [];
  const holdings = copy === 'other-teams' ? undefined : copy;
  return render(template, {
    ...consoleFrame(staff, council),
    title: words.title,
    back: { text: words.back, href: path },
    errors: errors.map(({ field, message }) => ({ text: message, href: `#${hrefOf(attempt, field)}` })),
    words,
    caption: `${service.name}, ${formatReference(state.reference)}`,
    action: `${path}/held`,
    sequence: state.sequence,
    banner: done && words.done[done],
    reach: state.person ? words.copy.person : words.copy.case,
    otherTeams: copy === 'other-teams' ? words.copy.otherTeams : undefined,
    held: holdings && heldView(holdings, (reference, { what, file }) => file && `/console/cases/${reference}/files/${what}/${file}`),
    heldWords,
    checks: radios(
      'checked',
      words.copy.checked,
      staffChecks.map((value) => ({ value, text: words.copy.checks[value] })),
      attempt,
    ),
    ...eraseView(service, state, attempt),
  });
}

function eraseView(service: Service, state: Case, attempt: HeldAttempt | undefined) {
  const { askedAt, declined } = state.erasure;
  const day = (at: string) => formatDate(localDate(at));
  const asked = isErasureAsked(state);
  const last = keptUntil(service, state);
  const says =
    asked && askedAt
      ? [
          fill(words.erase.asked, {
            date: day(askedAt),
            by: formatDate(addWorkingDays(localDate(askedAt), ANSWER_WORKING_DAYS)),
          }),
        ]
      : [
          declined ? fill(words.erase.declined, { date: day(declined.at), reason: declined.reason ?? '' }) : words.erase.none,
          ...(last ? [fill(words.erase.kept, { date: formatDate(last) })] : []),
        ];
  const agree = { value: 'agree', text: words.erase.agree, hint: { text: words.erase.agreeHint } };
  const decline = { value: 'decline', text: words.erase.decline };
  return {
    asked,
    eraseSays: asked && !state.endedAt ? [...says, words.erase.open] : says,
    answer: radios('answer', words.erase.answer, state.endedAt ? [agree, decline] : [decline], attempt),
    reason: {
      id: 'reason',
      name: 'reason',
      label: { text: words.erase.reason, classes: 'govuk-label--s' },
      hint: { text: words.erase.reasonHint },
      value: attempt?.posted.get('reason') ?? '',
      maxlength: MOST,
      threshold: 75,
      rows: 4,
      ...errorAt(attempt, 'reason'),
    },
  };
}

type Option = { value: string; text: string; hint?: { text: string } };
function radios(name: 'checked' | 'answer', legend: string, options: Option[], attempt: HeldAttempt | undefined) {
  return {
    idPrefix: name,
    name,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    items: options.map((option) => ({ ...option, checked: attempt?.posted.get(name) === option.value })),
    ...errorAt(attempt, name),
  };
}

function errorAt(attempt: HeldAttempt | undefined, name: Field): { errorMessage?: { text: string } } {
  const found = attempt?.errors.find(({ field }) => field === name);
  return found ? { errorMessage: { text: found.message } } : {};
}

const hrefOf = (attempt: HeldAttempt | undefined, field: Field) => (field === 'button' ? `${attempt?.form}` : field);
