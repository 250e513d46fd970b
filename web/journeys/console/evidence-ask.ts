import { isRealDate, type LocalDate } from '../../../shared/domain/calendar.ts';
import { MAX_INSTRUCTION } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import { MAX_ITEMS } from '../../../shared/domain/evidence.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { fill } from '../../content/fill.ts';
import type { FieldError } from './case-command.ts';
import type { Fields, FieldView } from './case-fields.ts';

const words = caseFileWords.forms['ask-evidence'];
const { errors } = caseFileWords;

/** The fields that ask for evidence: what is often asked for, to tick, and anything else, a thing on each line. */
export function askFields({ oftenAsked = [] }: Service, field: Fields, example: string): FieldView[] {
  const options = oftenAsked.map((each) => ({ value: each, text: each }));
  return [
    ...(options.length > 0 ? [field.checkboxes('picks', words.picks, words.picksHint, options)] : []),
    field.area('instruction', options.length > 0 ? words.others : words.instruction, words.instructionHint, 3),
    field.date('by', words.by, fill(words.byHint, { example })),
  ];
}

/** The most characters that the field of other things takes: as many lines as may be asked for. */
export const MOST_LINES = MAX_ITEMS * (MAX_INSTRUCTION + 1);

type Reading = {
  by: string;
  basedOn: number;
  today: LocalDate;
  byMessage: string;
  need: (field: FieldError['field'], message: string) => void;
};

/** Reads what was ticked and typed. */
export function readAsk(posted: URLSearchParams, { by, basedOn, today, byMessage, need }: Reading): CaseCommand {
  const lines = (posted.get('instruction') ?? '').split(/\r\n?|\n/);
  const items = [...new Set([...posted.getAll('picks'), ...lines].map((each) => each.trim()).filter(Boolean))];
  if (items.length === 0) need('instruction', errors.instruction);
  if (items.length > MAX_ITEMS) need('instruction', fill(errors.tooMany, { most: String(MAX_ITEMS) }));
  if (items.some((each) => [...each].length > MAX_INSTRUCTION))
    need('instruction', fill(errors.tooLong, { label: caseFileWords.labels.instruction, most: String(MAX_INSTRUCTION) }));
  if (!isRealDate(by) || by <= today) need('by', byMessage);
  return { type: 'askEvidence', items, by, basedOn };
}
