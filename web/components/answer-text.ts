import type { Answer } from '../../shared/domain/answers.ts';
import { formatDate } from '../../shared/domain/calendar.ts';
import { formatMobile } from '../../shared/domain/mobile.ts';
import type { Question } from '../../shared/domain/question.ts';
import { applyWords as words } from '../content/apply.ts';

/** An answer in words, a line each: for check answers and for the officer's page. One empty line never stands for no answer. */
export function answerLines(question: Question, answer: Answer | undefined): string[] {
  if (answer === undefined) return [words.notAnswered];
  if (Array.isArray(answer)) return answer.map((value) => optionText(question, value));
  if (typeof answer === 'object') {
    if ('wanted' in answer) return [answer.wanted ? formatMobile(answer.number) : words.noTexts];
    return [answer.line1, answer.line2, answer.town, answer.postcode].filter((line) => line !== undefined);
  }
  switch (question.type) {
    case 'radios':
      return [optionText(question, answer)];
    case 'yes-no':
      return [answer === 'yes' ? words.yes : words.no];
    case 'declaration':
      return [words.agreed];
    case 'date':
      return [formatDate(answer)];
    default:
      return answer.split('\n');
  }
}

/** A posted form of one question in words, a line each, whether it is right or not; none when nothing was typed. */
export function typedLines(question: Question, form: URLSearchParams): string[] {
  const own = [...form].filter(([name]) => name === question.id || name.startsWith(`${question.id}-`));
  if (question.type === 'date') return [own.map(([, value]) => value.trim()).join(' ')].filter((line) => line.trim() !== '');
  const fixed: Record<string, string> = { yes: words.yes, no: words.no, agreed: words.agreed };
  const chosen = ['yes-no', 'mobile', 'declaration'].includes(question.type);
  return own
    .flatMap(([name, value]) => (chosen && name === question.id ? (fixed[value] ?? value) : optionText(question, value)).split('\n'))
    .filter((line) => line.trim() !== '');
}

function optionText(question: Question, value: string): string {
  const options = question.type === 'radios' || question.type === 'checkboxes' ? question.options : [];
  return options.find((each) => each.value === value)?.text ?? value;
}
