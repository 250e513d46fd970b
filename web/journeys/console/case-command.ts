import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand, Refusal } from '../../../shared/domain/decide-case.ts';
import { caseFileWords as words } from '../../content/console-case.ts';
import { decisionWords } from '../../content/console-decision.ts';
import { fill } from '../../content/fill.ts';
import { readDecision } from './decision-form.ts';
import { MOST_LINES, readAsk } from './evidence-ask.ts';

/** The forms of the case page, as their hidden field `do` names them. */
export const caseForms = [
  'move-stage',
  'ask-evidence',
  'decide',
  'reconsider',
  'complete',
  'close',
  'note',
  'texts',
  'pay-another-way',
] as const;
export type CaseForm = (typeof caseForms)[number];
export type FieldError = {
  field:
    | 'stage'
    | 'outcome'
    | 'reasons'
    | 'amount'
    | 'per'
    | 'from'
    | 'first'
    | 'reason'
    | 'instruction'
    | 'picks'
    | 'by'
    | 'note'
    | 'texts'
    | 'button';
  message: string;
};
export type ReadForm =
  | { kind: 'command'; form: CaseForm; command: CaseCommand }
  | { kind: 'wrong'; form: CaseForm; errors: FieldError[] }
  | { kind: 'unknown' };

/** An instruction goes into a text; a reason and a note are read on a page. */
export const MOST = { instruction: MOST_LINES, reason: 1000, note: 4000 } as const;

/** Reads one posted form of the case page. What the case allows is for the domain to say. */
export function readCaseForm(posted: URLSearchParams, today: string, service: Service): ReadForm {
  const form = caseForms.find((each) => each === posted.get('do'));
  if (!form) return { kind: 'unknown' };
  const errors: FieldError[] = [];
  const need = (field: FieldError['field'], message: string) => errors.push({ field, message });
  const text = (field: keyof typeof MOST): string => {
    const typed = (posted.get(field) ?? '').replace(/\r\n?/g, '\n').trim();
    if ([...typed].length > MOST[field]) need(field, tooLong(field));
    return typed;
  };
  const basedOn = basedOnOf(posted);
  const command = ((): CaseCommand => {
    switch (form) {
      case 'move-stage': {
        const stage = posted.get('stage') ?? '';
        if (!stage) need('stage', words.errors.stage);
        return { type: 'moveStage', stage, basedOn };
      }
      case 'ask-evidence':
        return readAsk(posted, { by: dateOf(posted), basedOn, today, byMessage: byMessage(today), need });
      case 'decide':
        return readDecision(posted, service, { reason: text('reason'), basedOn, need });
      case 'reconsider':
        return { type: 'reconsider', reason: text('reason'), evenLate: true, basedOn };
      case 'complete':
        return { type: 'complete', basedOn };
      case 'close':
        return { type: 'close', reason: text('reason'), basedOn };
      case 'pay-another-way': {
        const reason = text('reason');
        if (!reason) need('reason', words.errors.way);
        return { type: 'payAnotherWay', reason, basedOn };
      }
      case 'note': {
        const note = text('note');
        if (!note) need('note', words.errors.note);
        return { type: 'note', note };
      }
      case 'texts': {
        const choice = posted.get('texts');
        if (choice !== 'about-case' && choice !== 'all' && choice !== 'none') need('texts', words.errors.texts);
        return choice === 'none' ? { type: 'restartTexts' } : { type: 'stopTexts', all: choice === 'all' };
      }
    }
  })();
  return errors.length > 0 ? { kind: 'wrong', form, errors } : { kind: 'command', form, command };
}

/** The sequence that the posted page showed; 0, which no case has, for anything else. */
export function basedOnOf(posted: URLSearchParams): number {
  const number = Number(posted.get('basedOn'));
  return Number.isSafeInteger(number) ? number : 0;
}

const tooLong = (field: keyof typeof MOST) =>
  fill(words.errors.tooLong, { label: words.labels[field], most: MOST[field].toLocaleString('en-GB') });

/** What a refusal of the domain means to the person, beside the field that can mend it. */
export function refusalError(refusal: Exclude<Refusal, 'changed-since'>, stageName: string, today: string): FieldError {
  switch (refusal) {
    case 'reason-missing':
      return { field: 'reason', message: words.errors.reason };
    case 'no-such-reason':
      return { field: 'reasons', message: decisionWords.errors.reasons };
    case 'award-not-here':
    case 'award-wrong':
      return { field: 'amount', message: decisionWords.errors.amount };
    case 'instruction-missing':
      return { field: 'instruction', message: words.errors.instruction };
    case 'instruction-too-long':
    case 'too-many-items':
      return { field: 'instruction', message: tooLong('instruction') };
    case 'date-not-ahead':
      return { field: 'by', message: byMessage(today) };
    case 'no-such-stage':
    case 'not-from-this-stage':
    case 'nothing-to-pay':
    case 'payment-under-way':
    case 'payment-known':
    case 'no-such-payment':
    case 'not-ended':
    case 'too-late-to-ask':
    case 'no-mobile':
    case 'helper-name-missing':
    case 'helper-name-too-long':
    case 'helper-mobile-wrong':
    case 'helper-is-resident':
    case 'helper-already-in':
    case 'too-many-helpers':
    case 'too-many-let-in':
    case 'no-such-helper':
    case 'has-ended':
    case 'follows-already':
    case 'too-many-followers':
    case 'erased':
    case 'not-asked':
    case 'nothing-chosen':
    case 'nothing-asked':
    case 'no-such-item':
    case 'item-settled':
    case 'already-promised':
    case 'already-asked':
    case 'too-many-copies':
    case 'already-tied':
    case 'not-tied':
    case 'no-address':
      return { field: 'button', message: fill(words.errors.notNow, { stage: stageName }) };
  }
}

const byMessage = (today: string) => fill(words.errors.by, { example: exampleDate(today) });

/** An example in the order people type: `27 3 2027`, always ahead. */
export const exampleDate = (today: string): string => `27 3 ${Number(today.slice(0, 4)) + 1}`;

function dateOf(posted: URLSearchParams): string {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => (posted.get(`by-${part}`) ?? '').trim());
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
}
