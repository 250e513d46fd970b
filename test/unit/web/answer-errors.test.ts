import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { checkAnswer } from '../../../shared/domain/check-answer.ts';
import { type OtherLanguage, otherLanguages } from '../../../shared/domain/language.ts';
import { questionSchema } from '../../../shared/domain/question.ts';
import { translateService } from '../../../shared/domain/translate-service.ts';
import { answerErrorPhrases, sayErrors } from '../../../web/content/answer-errors.ts';
import { speak } from '../../../web/language.ts';

const TODAY = '2026-11-23';
const long = 'x'.repeat(5000);
/** Wrong in as many ways as there are kinds of question. */
const candidates: unknown[] = [
  undefined,
  '',
  'nonsense',
  long,
  '-1',
  '1.234',
  '99999999999999',
  '12.5',
  '31-2-2026',
  '2026--',
  '2026-2-',
  '-2-3',
  '26-2-3',
  '2026-2-31',
  '1990-01-01',
  '2090-01-01',
  ['none', 'nothing-else'],
  [],
  {},
  { wanted: true, number: '' },
  { wanted: true, number: '123' },
  { line1: long, line2: long, town: long, postcode: 'nowhere' },
  { line1: '', line2: '', town: 'x', postcode: '' },
  { name: long, sortCode: '12', account: 'abc', roll: '*'.repeat(30) },
  { name: '', sortCode: '', account: '', roll: 'a'.repeat(30) },
  { name: 'A', sortCode: '309430', account: '1', roll: '' },
  { for: 'other', name: '', mobile: 'x' },
  { for: 'other', name: long, textsTo: 'helper', mobile: '' },
  { describe: long, postcode: 'nowhere' },
  { lat: '1', lon: '' },
];

/** What a service says is wrong with all of these, said in a language. */
function errorsOf(service: Service, language: OtherLanguage): string[] {
  const said = translateService(service, language);
  const found = said.questions.flatMap((question) =>
    candidates.flatMap((candidate) => {
      const check = checkAnswer(question, candidate, TODAY);
      return check.kind === 'refused' ? check.errors : [];
    }),
  );
  return speak({ shell: language, content: language }, () => [...new Set(sayErrors(said, found).map(({ message }) => message))]);
}

/** English words of four letters that no Welsh sentence has, and no example. */
const ENGLISH = /\b(must|Enter|Select|Choose|characters|fewer|which|number|amount|between|digits|today|past|future|about|least)\b/;

describe.each(otherLanguages)('in %s', (language) => {
  it('every way in which an answer is refused is said in it', () => {
    const offered = [...catalogue.values()].filter((service) => service.languages?.[language]);
    const errors = offered.flatMap((service) => errorsOf(service, language));
    expect(errors.length).toBeGreaterThan(50);
    expect(errors.filter((message) => ENGLISH.test(message))).toEqual([]);
  });

  it('so it is for kinds of question that no service in it asks yet', () => {
    const kinds = [
      { type: 'number', min: 2, max: 5 },
      { type: 'number', min: 2, max: 5, decimals: 2 },
      { type: 'money', min: 10, max: 20 },
      { type: 'email' },
      { type: 'phone' },
      { type: 'nino' },
      { type: 'vehicle' },
      { type: 'bank-details' },
      { type: 'location' },
    ];
    const questions = kinds.map((kind, n) =>
      questionSchema.parse({ id: `q${n}-x`, ask: 'Rhif?', label: 'Rhif', missing: 'Rhowch', ...kind }),
    );
    const service = { ...(catalogue.get('missed-bin') as Service), questions };
    const said = { ...service, language };
    const found = questions.flatMap((question) =>
      candidates.flatMap((candidate) => {
        const check = checkAnswer(question, candidate, TODAY);
        return check.kind === 'refused' ? check.errors : [];
      }),
    );
    const errors = speak({ shell: language, content: language }, () => sayErrors(said, found).map(({ message }) => message));
    expect(errors.filter((message) => ENGLISH.test(message))).toEqual([]);
  });
});

it('is as it was in English', () => {
  expect(sayErrors({}, [{ part: 'day', message: 'Date must be a real date' }])).toEqual([
    { part: 'day', message: 'Date must be a real date' },
  ]);
});

it('has no phrase twice', () => {
  expect(new Set(answerErrorPhrases).size).toBe(answerErrorPhrases.length);
});
