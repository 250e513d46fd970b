import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../shared/domain/answers.ts';
import { checkAnswer } from '../../../shared/domain/check-answer.ts';
import { questionSchema } from '../../../shared/domain/question.ts';
import { errorLinks, type OnePage, questionFields } from '../../../web/components/question-fields.ts';
import { candidateOf, formFor, keepsAccount } from '../../../web/components/question-form.ts';

const common = { id: 'a-question', ask: 'What is it?', label: 'It', missing: 'Enter what it is' };
const options = [
  { value: 'one', text: 'One' },
  { value: 'two', text: 'Two' },
];
const question = (rest: object) => questionSchema.parse({ ...common, ...rest }) as OnePage;
const today = '2026-11-23';

const answered: [OnePage, Answer][] = [
  [question({ type: 'short-text' }), 'Zoë O’Brien'],
  [question({ type: 'long-text' }), 'One line\nand another'],
  [question({ type: 'radios', options }), 'two'],
  [question({ type: 'checkboxes', options }), ['one', 'two']],
  [question({ type: 'date' }), '2026-02-09'],
  [question({ type: 'yes-no' }), 'no'],
  [question({ type: 'address' }), { line1: '12 Mill Lane', line2: 'Flat 2', town: 'Northwick', postcode: 'NW1 4RP' }],
  [question({ type: 'mobile', reason: 'To tell you how it is going' }), { wanted: true, number: '+447700900123' }],
  [question({ type: 'mobile', reason: 'To tell you how it is going' }), { wanted: false }],
  [question({ type: 'select', options }), 'two'],
  [question({ type: 'checkboxes', options: [...options, { value: 'none', text: 'None', alone: true }] }), ['none']],
  [question({ type: 'number', decimals: 2 }), '1200.5'],
  [question({ type: 'money' }), '1200.00'],
  [question({ type: 'email' }), 'name@example.com'],
  [question({ type: 'phone' }), '+441632960001'],
  [question({ type: 'phone' }), '+33123456789'],
  [question({ type: 'nino' }), 'AB123456C'],
  [question({ type: 'vehicle' }), 'AIA1234'],
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

  it.each([
    ['number', 'about ten'],
    ['money', '£12 a week'],
    ['email', 'name at example.com'],
    ['phone', '01632'],
    ['nino', 'qq 12 34 56 c'],
    ['vehicle', 'a red van'],
  ] as const)('shows a wrong %s exactly as it was typed, beside what to do', (type, typed) => {
    const asked = question({ type });
    const form = new URLSearchParams({ 'a-question': typed });
    const check = checkAnswer(asked, candidateOf(asked, form), today);
    if (check.kind !== 'refused') throw new Error('it was accepted');
    expect(questionFields(asked, form, check.errors)).toMatchObject({
      kind: 'input',
      params: { value: typed, errorMessage: check.errors[0] && { text: check.errors[0].message } },
    });
  });

  it('brings up the right keyboard, and lets nothing change what is typed', () => {
    const paramsOf = (type: string, rest: object = {}) =>
      (questionFields(question({ type, ...rest }), new URLSearchParams(), []) as { params: object }).params;
    expect(paramsOf('number', { max: 99, unit: 'people' })).toMatchObject({
      inputmode: 'numeric',
      classes: 'govuk-input--width-2',
      suffix: { text: 'people' },
    });
    expect(paramsOf('number', { decimals: 1 })).toMatchObject({ inputmode: 'decimal' });
    expect(paramsOf('money')).toMatchObject({ inputmode: 'decimal', prefix: { text: '£' }, spellcheck: false });
    expect(paramsOf('email')).toMatchObject({ type: 'email', autocomplete: 'email', spellcheck: false });
    expect(paramsOf('phone')).toMatchObject({ type: 'tel', autocomplete: 'tel' });
    expect(paramsOf('nino')).toMatchObject({ spellcheck: false, autocapitalize: 'characters' });
  });

  it('shows bank details that are kept only by the end of the account, and takes empty boxes to mean the same', () => {
    const asked = question({ type: 'bank-details' });
    const kept = formFor(asked, { name: 'Sam Ward', sortCode: '309430', account: '00733445', roll: 'A/12' });
    const fields = JSON.stringify(questionFields(asked, kept, []));
    expect(fields).toContain('ending 45');
    for (const part of ['Sam Ward', '309430', '00733445', 'A/12']) expect(fields + kept).not.toContain(part);
    expect(keepsAccount(asked, kept)).toBe(true);
    kept.set('a-question-account', '1');
    expect(keepsAccount(asked, kept)).toBe(false);
    expect(keepsAccount(asked, new URLSearchParams())).toBe(false);
  });

  it('puts the choice that rules out the others last, after "or"', () => {
    const asked = question({ type: 'checkboxes', options: [...options, { value: 'none', text: 'None', alone: true }] });
    expect(questionFields(asked, new URLSearchParams(), [])).toMatchObject({
      params: { items: [{ value: 'one' }, { value: 'two' }, { divider: 'or' }, { value: 'none', behaviour: 'exclusive' }] },
    });
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
