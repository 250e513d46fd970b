import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../shared/domain/answers.ts';
import { checkAnswer } from '../../../shared/domain/check-answer.ts';
import { type Question, questionSchema } from '../../../shared/domain/question.ts';
import { candidateOf, errorLinks, formFor, questionFields } from '../../../web/components/question-fields.ts';

const common = { id: 'a-question', ask: 'What is it?', label: 'It', missing: 'Enter what it is' };
const options = [
  { value: 'one', text: 'One' },
  { value: 'two', text: 'Two' },
];
const question = (rest: object): Question => questionSchema.parse({ ...common, ...rest });
const today = '2026-11-23';

const answered: [Question, Answer][] = [
  [question({ type: 'short-text' }), 'Zoë O’Brien'],
  [question({ type: 'long-text' }), 'One line\nand another'],
  [question({ type: 'radios', options }), 'two'],
  [question({ type: 'checkboxes', options }), ['one', 'two']],
  [question({ type: 'date' }), '2026-02-09'],
  [question({ type: 'yes-no' }), 'no'],
  [question({ type: 'address' }), { line1: '12 Mill Lane', line2: 'Flat 2', town: 'Northwick', postcode: 'NW1 4RP' }],
  [question({ type: 'mobile', reason: 'To tell you how it is going' }), { wanted: true, number: '+447700900123' }],
  [question({ type: 'mobile', reason: 'To tell you how it is going' }), { wanted: false }],
  [question({ type: 'declaration', statements: ['It is true'] }), 'agreed'],
];

describe('questionFields', () => {
  it.each(answered)('shows a kept answer so that posting it again keeps the same ($type)', (asked, answer) => {
    const posted = new URLSearchParams(formFor(asked, answer).toString());
    expect(checkAnswer(asked, candidateOf(asked, posted), today)).toEqual({ kind: 'accepted', value: answer });
  });

  it.each(answered)('says what to do when nothing is entered, with a link to a field that is there ($type)', (asked) => {
    const nothing = new URLSearchParams();
    const check = checkAnswer(asked, candidateOf(asked, nothing), today);
    if (check.kind !== 'refused') throw new Error('nothing was accepted');
    const [link] = errorLinks(asked, check.errors);
    const ids = JSON.stringify(questionFields(asked, nothing, check.errors));
    expect(link?.text).toBe('Enter what it is');
    expect(ids).toContain(`"${link?.href.slice(1)}"`);
    expect(ids).toContain('"errorMessage":{"text":"Enter what it is"}');
  });

  it('keeps a wrong date as it was typed and marks the box that is wrong', () => {
    const asked = question({ type: 'date' });
    const form = new URLSearchParams({ 'a-question-day': '31', 'a-question-month': '', 'a-question-year': '2026' });
    const check = checkAnswer(asked, candidateOf(asked, form), today);
    if (check.kind !== 'refused') throw new Error('the date was accepted');
    expect(errorLinks(asked, check.errors)).toEqual([{ text: 'It must include a month', href: '#a-question-month' }]);
    const fields = questionFields(asked, form, check.errors);
    expect(fields).toMatchObject({
      params: {
        items: [
          { value: '31', classes: 'govuk-input--width-2' },
          { value: '', classes: 'govuk-input--width-2 govuk-input--error' },
          { value: '2026', classes: 'govuk-input--width-4' },
        ],
      },
    });
  });

  it('puts a wrong mobile number beside its box and not beside the choice', () => {
    const asked = question({ type: 'mobile', reason: 'To tell you how it is going' });
    const form = new URLSearchParams({ 'a-question': 'yes', 'a-question-number': '01632 960100' });
    const check = checkAnswer(asked, candidateOf(asked, form), today);
    if (check.kind !== 'refused') throw new Error('a landline was accepted');
    const fields = questionFields(asked, form, check.errors);
    expect(errorLinks(asked, check.errors)[0]?.href).toBe('#a-question-number');
    expect(fields).toMatchObject({ number: { value: '01632 960100', errorMessage: { text: expect.stringContaining('07700 900123') } } });
    expect(fields).not.toHaveProperty('params.errorMessage');
  });
});
