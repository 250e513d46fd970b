import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../shared/domain/check-answer.ts';
import { questionSchema } from '../../../shared/domain/question.ts';

const TODAY = '2026-11-21';
const common = { id: 'thing', ask: 'What is the thing?', label: 'Thing', missing: 'Enter the thing' };
const question = (rest: object) => questionSchema.parse({ ...common, ...rest });
const shortText = question({ type: 'short-text', maxCharacters: 10 });
const date = question({ type: 'date', allow: 'past' });
const address = question({ type: 'address' });
const mobile = question({ type: 'mobile', reason: 'so that we can tell you how it goes' });
const options = [
  { value: 'a', text: 'A' },
  { value: 'b', text: 'B' },
];

it.each([
  ['nothing', undefined],
  ['spaces', '   '],
  ['an empty list', []],
])('says what to enter for %s, and lets an optional question be empty', (_name, candidate) => {
  expect(checkAnswer(shortText, candidate, TODAY)).toEqual({ kind: 'refused', errors: [{ message: 'Enter the thing' }] });
  expect(checkAnswer({ ...shortText, optional: true }, candidate, TODAY)).toEqual({ kind: 'accepted', value: undefined });
});

it('lets a mobile that need not be given be left alone, and no number go without its choice', () => {
  const optional = { ...mobile, optional: true };
  expect(checkAnswer(optional, { number: '' }, TODAY)).toEqual({ kind: 'accepted', value: undefined });
  expect(checkAnswer(mobile, { number: '' }, TODAY)).toEqual({ kind: 'refused', errors: [{ message: 'Enter the thing' }] });
  expect(checkAnswer(optional, { number: '07700 900123' }, TODAY).kind).toBe('refused');
});

describe('text', () => {
  it('is tidied and keeps its emoji', () => {
    expect(checkAnswer(shortText, '  a \u0007 😀\n b ', TODAY)).toEqual({ kind: 'accepted', value: 'a 😀 b' });
  });
  it('says how long it is when it is too long', () => {
    expect(checkAnswer(shortText, 'x'.repeat(10_000), TODAY)).toEqual({
      kind: 'refused',
      errors: [{ message: 'Thing must be 10 characters or fewer. You have used 10,000' }],
    });
  });
});

describe('a date', () => {
  it.each([
    ['2026-2-9', { kind: 'accepted', value: '2026-02-09' }],
    ['2026-02-30', { kind: 'refused', errors: [{ part: 'day', message: 'Thing must be a real date' }] }],
    ['2026--1', { kind: 'refused', errors: [{ part: 'month', message: 'Thing must include a month' }] }],
    ['26-1-1', { kind: 'refused', errors: [{ part: 'year', message: 'Year must have 4 numbers, like 2026' }] }],
    ['2026-11-22', { kind: 'refused', errors: [{ part: 'day', message: 'Thing must be today or in the past' }] }],
    ['--', { kind: 'refused', errors: [{ message: 'Enter the thing' }] }],
  ])('%s', (typed, expected) => {
    expect(checkAnswer(date, typed, TODAY)).toEqual(expected);
  });
});

describe('an address', () => {
  it('keeps its lines and writes the postcode as it should be', () => {
    expect(checkAnswer(address, { line1: ' 1 High St ', line2: '', town: 'Northwick', postcode: 'nw14rp' }, TODAY)).toEqual({
      kind: 'accepted',
      value: { line1: '1 High St', town: 'Northwick', postcode: 'NW1 4RP' },
    });
  });
  it('names every part that is missing or wrong', () => {
    const check = checkAnswer(address, { line1: '1 High St', postcode: 'not one' }, TODAY);
    expect(check.kind === 'refused' && check.errors.map((each) => each.part)).toEqual(['town', 'postcode']);
  });
});

describe('a mobile', () => {
  it.each(['07700 900123', '+44 7700 900 123', '0044 7700-900123', '(07700) 900123'])('is taken as %s', (number) => {
    expect(checkAnswer(mobile, { wanted: true, number }, TODAY)).toEqual({
      kind: 'accepted',
      value: { wanted: true, number: '+447700900123' },
    });
  });
  it.each(['01632 960001', '07700', '+33 6 12 34 56 78', '112', '07700 900123 ext 4', 'my phone', '😀'])('is refused as %s', (number) => {
    expect(checkAnswer(mobile, { wanted: true, number }, TODAY)).toMatchObject({ kind: 'refused', errors: [{ part: 'number' }] });
  });
  it('may be refused by the resident', () => {
    expect(checkAnswer(mobile, { wanted: false, number: '07700 900123' }, TODAY)).toEqual({ kind: 'accepted', value: { wanted: false } });
  });
});

describe('choices', () => {
  it('are those on offer, in their own order', () => {
    const checkboxes = question({ type: 'checkboxes', options });
    expect(checkAnswer(checkboxes, ['b', 'a'], TODAY)).toEqual({ kind: 'accepted', value: ['a', 'b'] });
    expect(checkAnswer(checkboxes, 'a', TODAY)).toEqual({ kind: 'accepted', value: ['a'] });
    expect(checkAnswer(checkboxes, ['a', 'z'], TODAY).kind).toBe('refused');
    expect(checkAnswer(question({ type: 'radios', options }), 'z', TODAY).kind).toBe('refused');
  });
});

it('never throws and never keeps what a question does not take, whatever it is sent', () => {
  const types = [
    shortText,
    date,
    address,
    mobile,
    question({ type: 'yes-no' }),
    question({ type: 'checkboxes', options }),
    question({ type: 'declaration', statements: ['x'] }),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.anything(), (each, candidate) => {
      const check = checkAnswer(each, candidate, TODAY);
      if (check.kind === 'refused') expect(check.errors.length).toBeGreaterThan(0);
      else expect(checkAnswer(each, check.value, TODAY)).toEqual(check);
    }),
  );
});
