import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Address, Answer } from '../../../shared/domain/answers.ts';
import { checkAnswer, checkEntry } from '../../../shared/domain/check-answer.ts';
import { type Question, questionSchema } from '../../../shared/domain/question.ts';
import type { RepeatQuestion } from '../../../shared/domain/repeat.ts';
import { answerLines, typedLines } from '../../../web/components/answer-text.ts';
import { candidateOf, entryCandidate, entryForm, formFor } from '../../../web/components/question-form.ts';

const TODAY = '2026-11-21';
const common = { id: 'thing', ask: 'What is the thing?', label: 'Thing', missing: 'Enter the thing' };
const question = (rest: object) => questionSchema.parse({ ...common, ...rest });
const options = [
  { value: 'a', text: 'A' },
  { value: 'b', text: 'B' },
];
const fields = [
  { ...common, id: 'name', type: 'short-text' },
  { ...common, id: 'born', type: 'date' },
  { ...common, id: 'kind', type: 'radios', options },
  { ...common, id: 'many', type: 'number', decimals: 2, min: -5 },
  { ...common, id: 'much', type: 'money', optional: true },
];
const repeat = question({ type: 'repeat', one: 'thing', many: 'things', fields }) as RepeatQuestion;

const decimal = fc
  .tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.constantFrom(1, 10, 100, 1000))
  .map(([n, by]) => String(n / by));
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const from = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const plate = fc
  .array(fc.oneof(from(letters, 1, 4), from('0123456789', 1, 4)), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '));
const nino = fc.tuple(from(letters, 2, 2), from('0123456789', 6, 6), from('ABCDE', 1, 1)).map((parts) => parts.join(' '));
const phone = fc.tuple(fc.constantFrom('0', '+44', '+33', '+1', '00353'), from('0123456789 ', 3, 14)).map((parts) => parts.join(''));

/** Each type, with what is likely to be near an answer to it. */
const asked: [Question, fc.Arbitrary<unknown>][] = [
  [question({ type: 'short-text' }), fc.string()],
  [question({ type: 'radios', options }), fc.constantFrom('a', 'b', 'c')],
  [question({ type: 'select', options }), fc.constantFrom('a', 'b', 'c')],
  [
    question({ type: 'checkboxes', options: [...options, { value: 'none', text: 'None', alone: true }] }),
    fc.subarray(['a', 'b', 'none', 'c']),
  ],
  [question({ type: 'number', min: -1000, max: 1_000_000, decimals: 2 }), decimal],
  [question({ type: 'number' }), fc.oneof(decimal, fc.double())],
  [question({ type: 'money', max: 10_000 }), decimal],
  [question({ type: 'email' }), fc.oneof(fc.emailAddress(), fc.string())],
  [question({ type: 'phone' }), phone],
  [question({ type: 'nino' }), nino],
  [question({ type: 'vehicle' }), plate],
  [
    question({ type: 'location' }),
    fc.record({
      describe: fc.string(),
      postcode: fc.constantFrom('', 'nw1 4rp'),
      lat: fc.double({ min: 49, max: 61 }),
      lon: fc.double({ min: -9, max: 2 }),
    }),
  ],
  [
    question({ type: 'bank-details' }),
    fc.record({
      name: fc.string(),
      sortCode: from('0123456789-', 0, 8),
      account: from('0123456789 ', 0, 10),
      roll: from('AB1/. -', 0, 20),
    }),
  ],
  [question({ type: 'long-text' }), fc.string()],
  [question({ type: 'yes-no' }), fc.constantFrom('yes', 'no', 'constructor')],
  [question({ type: 'file' }), fc.constantFrom('yes', 'no')],
  [question({ type: 'declaration', statements: ['It is true.'] }), fc.constantFrom('agreed', 'no')],
  [question({ type: 'date', allow: 'past' }), fc.constantFrom('2026-11-21', '2018-3-9', '2026-11-22', '2018-02-30', '--')],
  [
    question({ type: 'address', optional: true }),
    fc.record({
      line1: fc.constantFrom('', ' 1 High Street'),
      line2: fc.constantFrom('', 'Flat 2'),
      town: fc.constantFrom('', 'Northwick'),
      postcode: fc.constantFrom('', 'nw14rp', 'NW1'),
      uprn: fc.constantFrom('', '10090000012', 'x'),
    }),
  ],
  [
    question({ type: 'mobile', reason: 'We text you how it is going.', optional: true }),
    fc.record({ wanted: fc.constantFrom(true, false, undefined), number: fc.constantFrom('', '07700 900123', '+44 7700 900123', '01632') }),
  ],
  [
    question({ type: 'on-behalf' }),
    fc.record({
      for: fc.constantFrom('self', 'other'),
      name: fc.string(),
      as: fc.constantFrom('family', 'toString'),
      agreed: fc.boolean(),
      mayUpload: fc.boolean(),
      mobile: fc.constantFrom('', '07700 900123'),
      textsTo: fc.constantFrom('them', 'helper'),
    }),
  ],
  [
    repeat,
    fc.array(
      fc.record({
        name: fc.string(),
        born: fc.constantFrom('2018-3-9', '2018-02-30', '--'),
        kind: fc.constantFrom('a', 'z'),
        many: decimal,
        much: decimal,
      }),
      { maxLength: 3 },
    ),
  ],
];
const anyOf = fc
  .constantFrom(...asked)
  .chain(([each, near]) => fc.tuple(fc.constant(each), fc.oneof({ weight: 4, arbitrary: near }, fc.anything())));
const kept = (each: Question, candidate: unknown): Answer | undefined => {
  const check = checkAnswer(each, candidate, TODAY);
  return check.kind === 'accepted' ? check.value : undefined;
};

it('every type of question is among them', () => {
  expect(new Set(asked.map(([{ type }]) => type))).toEqual(new Set(questionSchema.options.map(({ shape }) => shape.type.value)));
});

it('an answer that was accepted is accepted again as it is kept, and nothing that is sent throws', () => {
  fc.assert(
    fc.property(anyOf, ([each, candidate]) => {
      const check = checkAnswer(each, candidate, TODAY);
      if (check.kind === 'refused') expect(check.errors.length).toBeGreaterThan(0);
      else expect(checkAnswer(each, check.value, TODAY)).toEqual(check);
    }),
    { numRuns: 2000 },
  );
});

it('an answer that is shown again posts back to itself, entries too; an account is the one that is not shown', () => {
  fc.assert(
    fc.property(anyOf, ([each, candidate]) => {
      const answer = kept(each, candidate);
      if (answer === undefined || each.type === 'bank-details') return;
      // The number of what stands there is known by what the page carries beside the boxes.
      const typed = each.type === 'address' ? { ...(answer as Address), uprn: undefined } : answer;
      if (each.type !== 'repeat') expect(kept(each, candidateOf(each, formFor(each, answer)))).toEqual(typed);
      else
        for (const entry of answer as Record<string, string>[])
          expect(checkEntry(each, entryCandidate(each.fields, entryForm(each.fields, entry)), TODAY)).toEqual({ kind: 'accepted', entry });
    }),
    { numRuns: 2000 },
  );
});

it('has words for every answer, none of them an account number', () => {
  fc.assert(
    fc.property(anyOf, ([each, candidate]) => {
      const answer = kept(each, candidate);
      const lines = answerLines(each, answer);
      expect(lines.length).toBeGreaterThan(0);
      expect(typedLines(each, new URLSearchParams({ thing: 'constructor' })).join()).toMatch(/^(constructor)?$/);
      if (each.type !== 'bank-details' || !answer) return;
      const { name, account } = answer as { name: string; account: string };
      expect(lines).toEqual([name, `Account ending ${account.slice(-2)}`]);
      expect(typedLines(each, new URLSearchParams({ 'thing-account': account }))).toEqual([]);
    }),
  );
});
