import { addDays, formatDate, formatInstant, type LocalDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { type Evidence, type EvidenceItem, isAllIn, isOutstanding, isPast, isToReview } from '../../../shared/domain/evidence.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { nameOfItem } from '../../components/evidence-list.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { evidenceFileWords as words } from '../../content/console-evidence.ts';
import { evidenceWords } from '../../content/evidence.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { formatBytes } from '../evidence/item-page.ts';
import { exampleDate } from './case-command.ts';
import { changesSince } from './case-timeline.ts';
import { template } from './evidence.njk';
import { type EvidenceError, type EvidenceForm, evidenceForms, fieldOf, MOST_REASON } from './evidence-command.ts';
import { consoleFrame } from './frame.ts';

/** A form that came back: what was typed, what is wrong with it, and the sequence it was based on where the case changed since. */
export type EvidenceAttempt = { form: EvidenceForm; posted: URLSearchParams; errors: readonly EvidenceError[]; basedOn?: number };
export type EvidencePage = {
  council: CouncilView;
  staff: Staff;
  today: LocalDate;
  file: { service: Service; state: Case };
  /** How many files are being checked. */
  checking: number;
  nonce: string;
  done?: string | undefined;
  attempt?: EvidenceAttempt | undefined;
};

/** Days that a resident is given where something is asked for again and the date is too near. */
const DAYS_AGAIN = 7;

/** All that was asked of a resident, with its files, and what an officer can do with each. */
export function evidencePage({ council, staff, today, file: { service, state }, checking, nonce, done, attempt }: EvidencePage): string {
  const { evidence } = state;
  const items = evidence?.items ?? [];
  const fields = new EvidenceFields(today, attempt);
  const open = evidence?.open ?? false;
  const form = evidenceForms.find((each) => each === done);
  return render(template, {
    ...consoleFrame(staff, council),
    title: words.title,
    back: { text: words.back, href: `/console/cases/${state.reference}` },
    errors: (attempt?.errors ?? []).map(({ field, message }) => ({ text: message, href: `#${field}` })),
    words,
    changedWords: caseFileWords.changed,
    caption: `${service.name} ${formatReference(state.reference)}`,
    action: `/console/cases/${state.reference}/evidence`,
    sequence: state.sequence,
    nonce,
    banner: form && words.banner[form],
    changed: attempt?.basedOn === undefined ? undefined : changesSince(service, state, attempt.basedOn, staff),
    says: saysOf(evidence, today),
    checking: checking === 0 ? undefined : checking === 1 ? words.waiting.one : fill(words.waiting.many, { count: String(checking) }),
    items: items.map((item) => itemView(item, state, open ? fields : undefined)),
    reviewBy:
      open && items.some((item) => isToReview(item) || item.state === 'accepted')
        ? fields.date('review', againBy(evidence, today))
        : undefined,
    reviewing: open,
    bringIn: open
      ? fields.brought(items.filter((item) => isOutstanding(item) || (isToReview(item) && item.state !== 'brought-in')))
      : undefined,
    newDate: open && evidence && !isAllIn(evidence) ? fields.date('date') : undefined,
  });
}

function saysOf(evidence: Evidence | undefined, today: LocalDate): string {
  if (!evidence) return words.none;
  if (!evidence.open) return words.closed;
  if (isAllIn(evidence)) return evidence.items.some(isToReview) ? words.allIn : words.done;
  return fill(isPast(evidence, today) ? words.late : words.by, { date: formatDate(evidence.by) });
}

const againBy = (evidence: Evidence | undefined, today: LocalDate): LocalDate => {
  const soonest = addDays(today, DAYS_AGAIN);
  return evidence && evidence.by > soonest ? evidence.by : soonest;
};

function itemView(item: EvidenceItem, { reference }: Case, fields: EvidenceFields | undefined) {
  const { id, state, reason, promised, turnedAway } = item;
  return {
    id,
    name: nameOfItem(item),
    state: words.states[state],
    lines: [
      ...(reason ? [fill(words.why, { reason })] : []),
      ...(promised ? [words.promised] : []),
      ...(turnedAway ? [words.turnedAway[turnedAway.because]] : []),
    ],
    files: item.files.map(({ id: file, media, bytes, at }) => ({
      href: `/console/cases/${reference}/files/${id}/${file}`,
      text: fill(words.file, { kind: kindOf(media), size: formatBytes(bytes) }),
      of: fill(words.filesOf, { item: nameOfItem(item) }),
      sent: fill(words.sent, { when: formatInstant(at) }),
    })),
    ...(fields && state !== 'not-needed' ? fields.review(item) : {}),
  };
}

const kindOf = (media: string) =>
  (evidenceWords.files.media[media as keyof typeof evidenceWords.files.media] ?? evidenceWords.files.other).replace(
    /^[PF](?=[a-z])/,
    (first) => first.toLowerCase(),
  );

/** Draws the fields of the page, with what was typed and what is wrong. */
class EvidenceFields {
  readonly #today: LocalDate;
  readonly #attempt: EvidenceAttempt | undefined;

  constructor(today: LocalDate, attempt: EvidenceAttempt | undefined) {
    this.#today = today;
    this.#attempt = attempt;
  }

  /** Accept, ask again, or leave it; and why, where it may be asked for again. */
  review(item: EvidenceItem) {
    const name = fieldOf.choice(item.id);
    const chosen = this.#typed(name) || 'later';
    const came = isToReview(item) || item.state === 'accepted';
    const options = [
      ...(item.state === 'accepted' ? [] : [{ value: 'accept', text: came ? words.review.accept : words.review.drop }]),
      ...(came ? [{ value: 'again', text: words.review.again }] : []),
      { value: 'later', text: words.review.later },
    ];
    return {
      choice: {
        idPrefix: name,
        name,
        classes: 'govuk-radios--small govuk-radios--inline',
        fieldset: { legend: { text: nameOfItem(item), classes: 'govuk-visually-hidden' } },
        items: options.map((option) => ({ ...option, checked: option.value === chosen })),
        ...this.#error(name),
      },
      why: came
        ? {
            id: fieldOf.reason(item.id),
            name: fieldOf.reason(item.id),
            label: { text: words.review.reason },
            hint: { text: words.review.reasonHint },
            maxlength: MOST_REASON,
            threshold: 75,
            rows: 2,
            value: this.#typed(fieldOf.reason(item.id)),
            ...this.#error(fieldOf.reason(item.id)),
          }
        : undefined,
    };
  }

  brought(items: readonly EvidenceItem[]) {
    if (items.length === 0) return undefined;
    const chosen = this.#attempt?.posted.getAll(fieldOf.brought) ?? [];
    return {
      idPrefix: fieldOf.brought,
      name: fieldOf.brought,
      classes: 'govuk-checkboxes--small',
      fieldset: { legend: { text: words.bringIn.legend, classes: 'govuk-fieldset__legend--s' } },
      hint: { text: words.bringIn.hint },
      items: items.map((item) => ({ value: item.id, text: nameOfItem(item), checked: chosen.includes(item.id) })),
      ...this.#error(fieldOf.brought),
    };
  }

  /** @param suggested the date that stands in the fields until somebody types another */
  date(form: 'review' | 'date', suggested = '') {
    const id = `${form}-by`;
    const error = this.#error(`${id}-day`);
    const mine = this.#attempt?.form === form;
    const [year = '', month = '', day = ''] = suggested.split('-');
    const filled = { day: String(Number(day) || ''), month: String(Number(month) || ''), year };
    const parts = [
      ['day', 'Day', 2],
      ['month', 'Month', 2],
      ['year', 'Year', 4],
    ] as const;
    return {
      id,
      namePrefix: id,
      fieldset: {
        role: 'group',
        legend: { text: form === 'review' ? words.review.by : words.date.legend, classes: 'govuk-fieldset__legend--s' },
      },
      hint: { text: fill(words.review.byHint, { example: exampleDate(this.#today) }) },
      items: parts.map(([part, label, width]) => ({
        id: `${id}-${part}`,
        name: part,
        label,
        value: mine ? this.#typed(`${id}-${part}`) : filled[part],
        classes: `govuk-input--width-${width}${error.errorMessage ? ' govuk-input--error' : ''}`,
      })),
      ...error,
    };
  }

  #typed(name: string): string {
    return this.#attempt?.posted.get(name) ?? '';
  }

  #error(field: string): { errorMessage?: { text: string } } {
    const found = this.#attempt?.errors.find((each) => each.field === field);
    return found ? { errorMessage: { text: found.message } } : {};
  }
}
