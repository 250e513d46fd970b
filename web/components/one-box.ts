import type { Question, QuestionOf } from '../../shared/domain/question.ts';
import { fieldWords as words } from '../content/fields.ts';
import type { Input, Text } from './field-inputs.ts';

type OneBox = Extract<Question['type'], 'short-text' | 'number' | 'money' | 'email' | 'phone' | 'nino' | 'vehicle'>;
export type OneBoxQuestion = QuestionOf<OneBox>;
type Look = Partial<Omit<Input, 'autocomplete'>> & { autocomplete?: string | undefined; prefix?: Text; suffix?: Text };

/** How the box of a question with one text input looks, and what keyboard a phone brings up for it: by the patterns of the Design System. */
export function boxFor(question: OneBoxQuestion): Look {
  switch (question.type) {
    case 'short-text':
      return { autocomplete: question.autocomplete, spellcheck: question.role !== 'name' };
    case 'number':
      return {
        // A keypad of digits only has neither a point nor a minus.
        ...(question.decimals === 0 && question.min >= 0 ? { inputmode: 'numeric' } : { inputmode: 'decimal' }),
        spellcheck: false,
        classes: widthFor(question),
        ...(question.unit ? { suffix: { text: question.unit } } : {}),
      };
    case 'money':
      return { inputmode: 'decimal', spellcheck: false, classes: 'govuk-input--width-10', prefix: { text: '£' } };
    case 'email':
      return { type: 'email', autocomplete: 'email', spellcheck: false };
    case 'phone':
      return { type: 'tel', autocomplete: 'tel', classes: 'govuk-input--width-20' };
    case 'nino':
      return { ...written(question.hint ?? words.ninoHint), classes: 'govuk-input--width-10 govuk-input--extra-letter-spacing' };
    case 'vehicle':
      return { ...written(question.hint ?? words.vehicleHint), classes: 'govuk-input--width-10 govuk-input--extra-letter-spacing' };
  }
}

/** Letters and digits off a card or a plate. */
const written = (hint: string): Look => ({ hint: { text: hint }, spellcheck: false, autocapitalize: 'characters' });

/** Wide enough for the largest number it takes. */
function widthFor({ max, decimals }: QuestionOf<'number'>): string {
  const digits = (max === undefined ? 6 : String(Math.trunc(max)).length) + decimals;
  return `govuk-input--width-${[2, 3, 4, 5].find((width) => width >= digits) ?? 10}`;
}
