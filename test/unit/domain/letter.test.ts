import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { factOfLetter, letterFor } from '../../../shared/domain/letter.ts';
import { ownWord, wordFor } from '../../../shared/domain/letter-word.ts';
import { addressOf, writesBecause } from '../../../shared/domain/reach.ts';
import { aCase, anOpening, carriedOut, theCommit } from '../../support/cases.ts';

const benefit = catalogue.get('housing-benefit') as Service;
const fund = catalogue.get('hardship-fund') as Service;
const bin = catalogue.get('missed-bin') as Service;
const answers: Answers = {
  'full-name': 'Joan Field',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'nw1 4rp' },
  mobile: { wanted: false },
};
const why = { why: 'no-mobile', at: '2026-11-20T10:00:00.000Z' } as const;
const letterAfter = (command: CaseCommand, state: Case = aCase(benefit, { answers })) => {
  const commit = theCommit(benefit, state, command);
  return letterFor(benefit, carriedOut(benefit, state, command), commit, why);
};

describe('a letter', () => {
  it('says what the page says on opening, and by when', () => {
    const letter = letterFor(benefit, aCase(benefit, { answers }), anOpening(benefit, { answers }), why);
    expect(letter).toMatchObject({
      state: 'due',
      stage: 'received',
      sequence: 1,
      by: '2026-11-23',
      personal: {
        name: 'Joan Field',
        address: ['12 Mill Lane', 'Northwick', 'NW1 4RP'],
        before: [benefit.stages[0]?.says],
        items: [],
      },
    });
    expect(letter?.personal.after.at(-1)).toMatch(/^You will hear from us by \d+ \w+ 2026\.$/);
  });

  it('says why somebody was refused', () => {
    const letter = letterAfter({ type: 'decide', outcome: 'refused', reason: 'Your savings are over £16,000', basedOn: 1 });
    expect(letter?.personal.after).toContain('Why: Your savings are over £16,000');
  });

  it('says what is paid once, and by when', () => {
    const award = { amountPence: 12000, per: 'once', firstPaymentOn: '2026-12-01' } as const;
    const command: CaseCommand = { type: 'decide', outcome: 'awarded', reason: '', award, basedOn: 1 };
    const state = aCase(fund, { answers });
    const letter = letterFor(fund, carriedOut(fund, state, command), theCommit(fund, state, command), why);
    expect(letter?.personal.before).toEqual([
      'We can help. The money is on its way to your bank.',
      'We will pay you £120 once.',
      'It should be in your bank by 1 December 2026.',
    ]);
  });

  it('leaves a dollar sign in what an officer wrote as it is', () => {
    const letter = letterAfter({ type: 'decide', outcome: 'refused', reason: "It is $& and $' here", basedOn: 1 });
    expect(letter?.personal.after).toContain("Why: It is $& and $' here");
  });

  it('is of no stage when nothing was entered', () => {
    expect(letterAfter({ type: 'note', note: 'Called' })).toBeUndefined();
  });

  it('cannot be written without an address, or with one that has no postcode', () => {
    const { address: _, ...nowhere } = answers;
    expect(letterFor(benefit, aCase(benefit, { answers: nowhere }), anOpening(benefit, { answers: nowhere }), why)).toBeUndefined();
    const half = { ...answers, address: { line1: '12 Mill Lane', town: 'Northwick', postcode: ' ' } };
    expect(addressOf(benefit, aCase(benefit, { answers: half }))).toBeUndefined();
  });

  it('counts once: made, then posted, and for nothing when it is dropped', () => {
    const letter = letterFor(benefit, aCase(benefit, { answers }), anOpening(benefit, { answers }), why);
    if (!letter) throw new Error('no letter');
    const became = (['made', 'posted', 'dropped'] as const).map((each) => factOfLetter(letter, each));
    expect(new Set(became.map(({ id }) => id)).size).toBe(1);
    expect(became.map(({ quantity, outcome, version }) => [quantity, outcome, version])).toEqual([
      [1, 'made', 1],
      [1, 'posted', 2],
      [0, 'made', 3],
    ]);
    expect(JSON.stringify(became)).not.toMatch(/Joan|Mill/);
  });
});

describe('who is written to', () => {
  const withMobile: Answers = { ...answers, mobile: { wanted: true, number: '+447700900123' } };

  it('is whoever has no mobile, and whoever asks for letters', () => {
    expect(writesBecause(benefit, aCase(benefit, { answers }))).toBe('no-mobile');
    const texted = aCase(benefit, { answers: withMobile });
    expect(writesBecause(benefit, texted)).toBeUndefined();
    expect(writesBecause(benefit, carriedOut(benefit, texted, { type: 'reachBy', by: 'letter' }))).toBe('prefers-letters');
  });

  it('is nobody of a service that writes on request, unless they ask', () => {
    const state = aCase(bin, { answers });
    expect(writesBecause(bin, state)).toBeUndefined();
    expect(writesBecause(bin, carriedOut(bin, state, { type: 'reachBy', by: 'letter' }))).toBe('prefers-letters');
  });
});

describe('the word on a letter', () => {
  const keyring = createKeyring('a secret for the tests of Front Door, and nothing else');

  it('is the one that the case was given', () => {
    const word = keyring.lookUpWord('draft');
    const state = { ...aCase(benefit, { answers }), draft: 'draft' };
    const given = { ...state, wordHash: keyring.secretHash(state.reference, word) };
    expect(wordFor(keyring, given)).toBe(word);
  });

  it('is one of its own where the case has none, the same in every letter', () => {
    const state = aCase(benefit, { answers });
    expect(ownWord(keyring, state)).toBeUndefined();
    expect(wordFor(keyring, state)).toBe(wordFor(keyring, state));
    expect(wordFor(keyring, state)).toMatch(/^[a-z]+-[a-z]+$/);
  });
});
