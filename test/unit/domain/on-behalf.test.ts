import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { type Answers, asAsked, askedByThemselves, mobileIn, nextUnanswered, questionsOnPath } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { checkAnswer } from '../../../shared/domain/check-answer.ts';
import { meets } from '../../../shared/domain/condition.ts';
import { helperKinds, helperWith } from '../../../shared/domain/helper.ts';
import { isLetInOver, textsOfHelper } from '../../../shared/domain/helper-texts.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import type { OnBehalf } from '../../../shared/domain/on-behalf.ts';
import { onBehalfFaults } from '../../../shared/domain/on-behalf-check.ts';
import { type Question, questionSchema } from '../../../shared/domain/question.ts';
import { textsOfCase } from '../../../shared/domain/texts-due.ts';
import { answerLines, typedLines } from '../../../web/components/answer-text.ts';
import { candidateOf, formFor } from '../../../web/components/question-form.ts';
import { AT, aCase, anOpening, theCommit } from '../../support/cases.ts';

const TODAY = '2026-11-20';
const badge = catalogue.get('blue-badge') as Service;
const whoFor = questionSchema.parse({ id: 'who-for', type: 'on-behalf' });
const ANN = '+447700900200';
const JOAN = '+447700900123';
const given = { for: 'other', name: ' Ann  Lee ', as: 'family', agreed: true, mayUpload: false, mobile: '07700 900200', textsTo: 'them' };
const ann = { for: 'other', name: 'Ann Lee', as: 'family', agreed: true, mayUpload: false, mobile: ANN, textsTo: 'them' } as const;
const check = (candidate: unknown) => {
  const checked = checkAnswer(whoFor, candidate, TODAY);
  return checked.kind === 'accepted' ? checked.value : checked.errors.map(({ part, message }) => (part ? `${part}: ${message}` : message));
};
const joan = {
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  'end-of-life': 'yes',
  mobile: { wanted: true, number: JOAN },
  declaration: 'agreed',
} as const;
const by = (asking: OnBehalf | undefined): Answers => ({ ...joan, ...(asking ? { 'who-for': asking } : {}) });
const progress = (answers: Answers) => ({ service: badge, answers, today: TODAY });
const settings = {
  council: { shortName: 'Northwick Council', phone: '01632 960100' },
  baseUrl: 'https://my.northwick.gov.uk',
  keyring: createKeyring('a secret for tests, of more than 32 characters'),
};

describe('who asks', () => {
  it('is kept as somebody who asks for themselves, whatever else was typed', () => {
    expect(check({ ...given, for: 'self' })).toEqual({ for: 'self' });
  });

  it('is kept with their name, what they are, and their number', () => {
    expect(check(given)).toEqual(ann);
    expect(check({ ...given, mobile: ' ' })).toEqual({ ...ann, mobile: undefined });
  });

  it('may send what we ask for where our texts go to them', () => {
    expect(check({ ...given, mayUpload: undefined, textsTo: 'helper' })).toEqual({ ...ann, mayUpload: true, textsTo: 'helper' });
  });

  it.each<[object | string, string[]]>([
    [{}, ['Select yes if you are asking for yourself']],
    ['other', ['Select yes if you are asking for yourself']],
    [
      { for: 'other' },
      [
        'name: Enter your name',
        'as: Select how you know them',
        'agreed: Select whether they have agreed',
        'mayUpload: Select what you may do',
        'textsTo: Select who we should text',
      ],
    ],
    [{ ...given, name: 'x'.repeat(61) }, ['name: Your name must be 60 characters or fewer']],
    [{ ...given, as: 'constructor' }, ['as: Select how you know them']],
    [{ ...given, agreed: 'yes' }, ['agreed: Select whether they have agreed']],
    [{ ...given, mobile: '01632 960001' }, ['mobile: Enter a UK mobile number in the right form, like 07700 900123']],
    [{ ...given, mobile: '', textsTo: 'helper' }, ['mobile: Enter your UK mobile number, so that we can text you']],
  ])('is told what to do about %j', (candidate, errors) => {
    expect(check(candidate)).toEqual(errors);
  });

  it('is read in words, and what was typed is shown to copy', () => {
    expect(answerLines(whoFor, { for: 'self' })).toEqual(['Yes, for me']);
    expect(answerLines(whoFor, { ...ann, agreed: false })).toEqual([
      'No, for somebody else',
      'Ann Lee, family',
      '07700 900200',
      'They cannot agree themselves',
      'May see how it is going',
      'We text them',
    ]);
    const typed = new URLSearchParams({ 'who-for': 'other', 'who-for-name': 'Ann', 'who-for-as': 'toString', 'who-for-agreed': 'no' });
    expect(typedLines(whoFor, typed)).toEqual(['No, for somebody else', 'Ann', 'They cannot, for example because they are too ill']);
  });
});

describe('a form for somebody else', () => {
  const asks = (answers: Answers) => questionsOnPath(progress(answers)).map(({ id, ask }) => `${id}: ${ask}`);
  it('asks about them, and for their number', () => {
    expect(asks(by({ for: 'self' }))).toContain('mobile: Can we text you how it is going?');
    expect(asks(by(ann)).slice(0, 2)).toEqual(['who-for: Are you asking for yourself?', 'full-name: What is their full name?']);
    expect(asks(by(ann))).toContain('mobile: Can we text them how it is going?');
  });

  it('says what is missing in the same words', () => {
    const mobile = badge.questions.find(({ id }) => id === 'mobile') as Question;
    expect(asAsked({ service: badge, answers: by(ann) }, mobile)).toMatchObject({
      missing: 'Select yes if we can text them',
      aboutOther: true,
    });
    expect(asAsked({ service: badge, answers: by({ for: 'self' }) }, mobile)).toBe(mobile);
  });

  it('asks for no number where our texts go to whoever asks', () => {
    const toAnn = by({ ...ann, textsTo: 'helper' });
    expect(asks(toAnn).some((each) => each.startsWith('mobile'))).toBe(false);
    expect(nextUnanswered(progress(toAnn))).toBeUndefined();
    expect([mobileIn(badge, toAnn), mobileIn(badge, by(ann))]).toEqual([ANN, JOAN]);
  });

  it('can ask more by who asks', () => {
    const when = { question: 'who-for', is: 'other' };
    expect([by(ann), by({ for: 'self' }), by(undefined)].map((answers) => meets(when, answers, TODAY))).toEqual([true, false, false]);
  });
});

describe('a case asked for by somebody else', () => {
  it('lets them in for a year in the commit that opens it', () => {
    const commit = anOpening(badge, { answers: by(ann) });
    expect(commit.events.slice(1)).toEqual([{ type: 'helperLetIn', helper: '1', as: 'family', until: '2027-11-20', mayUpload: false }]);
    expect(commit.personal).toMatchObject({ name: 'Joan Field', mobile: JOAN, helperName: 'Ann Lee', helperMobile: ANN });
    const state = aCase(badge, { answers: by(ann) });
    expect(helperWith(state, ANN, TODAY)).toMatchObject({ id: '1', name: 'Ann Lee', letInBy: { kind: 'resident' } });
    expect([state.stage, state.assisted, state.textable]).toEqual(['received', false, true]);
  });

  it('texts each of them once, in words that fit', () => {
    const commit = anOpening(badge, { answers: by(ann) });
    const state = aCase(badge, { answers: by(ann) });
    const texts = [...textsOfCase(badge, state, commit, { ...settings, asked: false }), ...textsOfHelper(badge, commit, settings)];
    expect(texts.map(({ purpose, parts, personal }) => [purpose, parts, personal.to])).toEqual([
      ['received', 1, JOAN],
      ['let-in', 1, ANN],
    ]);
    expect(texts[1]?.personal.body).toBe(
      'Northwick Council: we have what you asked us for someone else. To see how it is going, have the reference at hand and open https://my.northwick.gov.uk/helping',
    );
  });

  it('is theirs to see no more once the resident took them out', () => {
    const state = aCase(badge, { answers: by(ann) });
    const out = theCommit(badge, state, { type: 'takeHelperOut', helper: '1' });
    expect(isLetInOver([anOpening(badge, { answers: by(ann) }), out], 1)).toBe(true);
  });

  it.each<[string, OnBehalf | undefined]>([
    ['nobody said who asks', undefined],
    ['they asked for themselves', { for: 'self' }],
    ['whoever asked left no number', { ...ann, mobile: undefined } as never],
    ['the number is the resident’s own', { ...ann, mobile: JOAN }],
    ['our texts go to them anyway', { ...ann, textsTo: 'helper' }],
  ])('lets nobody in where %s', (_, asking) => {
    const commit = anOpening(badge, { answers: by(asking) });
    expect(commit.events.map(({ type }) => type)).toEqual(['opened']);
    expect(commit.personal).not.toHaveProperty('helperMobile');
  });

  it('goes by the number of whoever asked, where our texts go to them', () => {
    const { personal } = anOpening(badge, { answers: by({ ...ann, textsTo: 'helper' }) });
    expect(personal.mobile).toBe(ANN);
    expect(personal.answers).not.toHaveProperty('mobile');
  });
});

it('without a word of who asks they ask for themselves', () => {
  expect(askedByThemselves(badge, by(undefined))['who-for']).toEqual({ for: 'self' });
  expect(askedByThemselves(badge, by(ann))['who-for']).toEqual(ann);
  const bins = catalogue.get('missed-bin') as Service;
  expect(askedByThemselves(bins, {})).toEqual({});
});

describe('a service that asks who asks', () => {
  const { questions } = badge;
  const at = (id: string) => questions.find((each) => each.id === id) as Question;
  const rest = questions.filter(({ id }) => id !== 'who-for');
  it.each<[string, Question[], string]>([
    ['asks nobody', rest, 'full-name has words for somebody else, and nobody is asked whether they ask for themselves'],
    ['asks it twice', [at('who-for'), at('who-for'), ...rest], 'two questions ask who asks'],
    ['asks it of some', [{ ...at('who-for'), optional: true }, ...rest], 'who-for must be asked of everybody, and answered'],
    [
      'asks it late',
      [at('mobile'), at('who-for')],
      'mobile has words for somebody else, and who-for is not asked before it; who-for must be asked before the mobile, which may be that of whoever asks',
    ],
    [
      'has no words for their number',
      [at('who-for'), { ...at('mobile'), forOther: undefined }],
      'the mobile needs words for somebody else: `forOther`',
    ],
  ])('%s', (_, asked, fault) => {
    expect(onBehalfFaults({ questions: asked }).join('; ')).toContain(fault);
  });
  it('is sound in the catalogue', () => {
    const asking = [...catalogue.values()].filter((each) => each.questions.some(({ type }) => type === 'on-behalf'));
    expect(asking.length).toBeGreaterThanOrEqual(7);
    expect([...catalogue.values()].flatMap(onBehalfFaults)).toEqual([]);
  });
});

const likely = fc.record({
  for: fc.constantFrom('self', 'other', 'cat', undefined),
  name: fc.oneof(fc.string(), fc.constant('Ann Lee')),
  as: fc.constantFrom(...helperKinds, 'constructor'),
  agreed: fc.constantFrom(true, false, 'yes'),
  mayUpload: fc.constantFrom(true, false, undefined),
  mobile: fc.constantFrom('07700 900200', '+447700900123', '', '12', undefined),
  textsTo: fc.constantFrom('them', 'helper', 'us'),
});
it('whatever is sent, what is kept is kept again as it is, posts back to itself, and has words', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 5, arbitrary: likely }, fc.anything()), (candidate) => {
      const checked = checkAnswer(whoFor, candidate, TODAY);
      if (checked.kind === 'refused' || !checked.value) return;
      const asking = checked.value as OnBehalf;
      expect(checkAnswer(whoFor, asking, TODAY)).toEqual(checked);
      expect(checkAnswer(whoFor, candidateOf(whoFor, formFor(whoFor, asking)), TODAY)).toEqual(checked);
      expect(answerLines(whoFor, asking).every((line) => line.length > 0)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('whoever asks and whatever they say, texts go to one number, and no number has two ways in', () => {
  fc.assert(
    fc.property(likely, fc.boolean(), (candidate, wanted) => {
      const checked = checkAnswer(whoFor, candidate, TODAY);
      if (checked.kind === 'refused') return;
      const asking = checked.value as OnBehalf;
      const answers = { ...by(asking), mobile: wanted ? { wanted, number: JOAN } : { wanted } } as Answers;
      const state = aCase(badge, { answers, at: AT });
      const toHelper = asking.for === 'other' && asking.textsTo === 'helper';
      expect(state.mobile).toBe(toHelper ? asking.mobile : wanted ? JOAN : undefined);
      expect(state.helpers.filter(({ mobile }) => mobile === state.mobile)).toEqual([]);
      expect(state.helpers.length).toBeLessThanOrEqual(1);
    }),
  );
});
