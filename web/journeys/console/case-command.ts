import { isRealDate } from '../../../shared/domain/calendar.ts';
import { MAX_INSTRUCTION } from '../../../shared/domain/case.ts';
import type { CaseCommand, Refusal } from '../../../shared/domain/decide-case.ts';
import { caseFileWords as words } from '../../content/console-case.ts';
import { fill } from '../../content/fill.ts';

/** The forms of the case page, as their hidden field `do` names them. */
export const caseForms = ['move-stage', 'ask-evidence', 'decide', 'complete', 'close', 'note', 'texts'] as const;
export type CaseForm = (typeof caseForms)[number];
export type FieldError = { field: 'stage' | 'outcome' | 'reason' | 'instruction' | 'by' | 'note' | 'texts' | 'button'; message: string };
export type ReadForm =
  | { kind: 'command'; form: CaseForm; command: CaseCommand }
  | { kind: 'wrong'; form: CaseForm; errors: FieldError[] }
  | { kind: 'unknown' };

/** An instruction goes into a text; a reason and a note are read on a page. */
export const MOST = { instruction: MAX_INSTRUCTION, reason: 1000, note: 4000 } as const;

/** Reads one posted form of the case page. What the case allows is for the domain to say. */
export function readCaseForm(posted: URLSearchParams, today: string): ReadForm {
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
        return { type: 'askEvidence', instruction: text('instruction'), by: dateOf(posted), basedOn };
      case 'decide': {
        const outcome = posted.get('outcome');
        if (outcome !== 'awarded' && outcome !== 'refused') need('outcome', words.errors.outcome);
        return { type: 'decide', outcome: outcome === 'awarded' ? 'awarded' : 'refused', reason: text('reason'), basedOn };
      }
      case 'complete':
        return { type: 'complete', basedOn };
      case 'close':
        return { type: 'close', reason: text('reason'), basedOn };
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
  if (command.type === 'askEvidence') errors.push(...evidenceErrors(command, today));
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
    case 'instruction-missing':
      return { field: 'instruction', message: words.errors.instruction };
    case 'instruction-too-long':
      return { field: 'instruction', message: tooLong('instruction') };
    case 'date-not-ahead':
      return { field: 'by', message: byMessage(today) };
    case 'no-such-stage':
    case 'not-from-this-stage':
    case 'not-ended':
    case 'no-mobile':
      return { field: 'button', message: fill(words.errors.notNow, { stage: stageName }) };
  }
}

function evidenceErrors(command: CaseCommand & { type: 'askEvidence' }, today: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!command.instruction) errors.push({ field: 'instruction', message: words.errors.instruction });
  if (!isRealDate(command.by) || command.by <= today) errors.push({ field: 'by', message: byMessage(today) });
  return errors;
}

const byMessage = (today: string) => fill(words.errors.by, { example: exampleDate(today) });

/** An example in the order people type: `27 3 2027`, always ahead. */
export const exampleDate = (today: string): string => `27 3 ${Number(today.slice(0, 4)) + 1}`;

function dateOf(posted: URLSearchParams): string {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => (posted.get(`by-${part}`) ?? '').trim());
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
}
