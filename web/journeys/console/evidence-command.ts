import { isRealDate, type LocalDate } from '../../../shared/domain/calendar.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import type { EvidenceItem } from '../../../shared/domain/evidence.ts';
import { evidenceFileWords as words } from '../../content/console-evidence.ts';
import { fill } from '../../content/fill.ts';
import { basedOnOf, exampleDate } from './case-command.ts';

/** The forms of the page, as their hidden field `do` names them. */
export const evidenceForms = ['review', 'bring-in', 'date'] as const;
export type EvidenceForm = (typeof evidenceForms)[number];
/** `field` is the id of what to mend. */
export type EvidenceError = { field: string; message: string };
export type ReadEvidence =
  | { kind: 'command'; form: EvidenceForm; command: CaseCommand }
  | { kind: 'wrong'; form: EvidenceForm; errors: EvidenceError[] }
  | { kind: 'unknown' };

/** The most characters of a reason that the resident reads. */
export const MOST_REASON = 500;
/** Ids of fields, and their names. */
export const fieldOf = {
  choice: (item: string) => `choice-${item}`,
  reason: (item: string) => `reason-${item}`,
  brought: 'brought',
} as const;

/** Reads one posted form of the page of evidence. What the case allows is for the domain to say. */
export function readEvidenceForm(posted: URLSearchParams, items: readonly EvidenceItem[], today: LocalDate): ReadEvidence {
  const form = evidenceForms.find((each) => each === posted.get('do'));
  const errors: EvidenceError[] = [];
  const basedOn = basedOnOf(posted);
  const byIn = (prefix: EvidenceForm): string => {
    const by = dateIn(posted, prefix);
    if (!isRealDate(by) || by <= today)
      errors.push({ field: `${prefix}-by-day`, message: fill(words.errors.by, { example: exampleDate(today) }) });
    return by;
  };
  const read = (command: CaseCommand, of: EvidenceForm): ReadEvidence =>
    errors.length > 0 ? { kind: 'wrong', form: of, errors } : { kind: 'command', form: of, command };
  switch (form) {
    case undefined:
      return { kind: 'unknown' };
    case 'date':
      return read({ type: 'changeEvidenceDate', by: byIn('date'), basedOn }, form);
    case 'bring-in': {
      const brought = posted.getAll(fieldOf.brought);
      if (brought.length === 0) errors.push({ field: fieldOf.brought, message: words.errors.brought });
      return read({ type: 'bringIn', items: brought, basedOn }, form);
    }
    case 'review': {
      const chosen = (what: string) => items.filter(({ id }) => posted.get(fieldOf.choice(id)) === what);
      const accepted = chosen('accept').map(({ id }) => id);
      const rejected = chosen('again').map((item) => ({ item: item.id, reason: reasonFor(posted, item, errors) }));
      if (accepted.length + rejected.length === 0)
        errors.push({ field: fieldOf.choice(items[0]?.id ?? ''), message: words.errors.nothing });
      const by = rejected.length > 0 ? { by: byIn('review') } : {};
      return read({ type: 'reviewEvidence', accepted, rejected, ...by, basedOn }, form);
    }
  }
}

function reasonFor(posted: URLSearchParams, { id, instruction }: EvidenceItem, errors: EvidenceError[]): string {
  const reason = (posted.get(fieldOf.reason(id)) ?? '').replace(/\r\n?/g, '\n').trim();
  const wrong = (wording: string) =>
    errors.push({ field: fieldOf.reason(id), message: fill(wording, { item: instruction, most: String(MOST_REASON) }) });
  if (reason === '') wrong(words.errors.reason);
  if ([...reason].length > MOST_REASON) wrong(words.errors.tooLong);
  return reason;
}

function dateIn(posted: URLSearchParams, prefix: string): string {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => (posted.get(`${prefix}-by-${part}`) ?? '').trim());
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
}
