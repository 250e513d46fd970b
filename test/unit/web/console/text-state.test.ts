import { describe, expect, it } from 'vitest';
import { type TextState, textStates } from '../../../../shared/domain/text.ts';
import { reachWords, textStateWords } from '../../../../web/journeys/console/text-state.ts';
import { priceWords } from '../../../../web/journeys/console/texts-page.ts';

const at = '2026-11-20T21:00:00.000Z';
const wordsOf = (state: TextState, rest: { dueAt?: string; because?: string; again?: boolean } = {}) =>
  textStateWords({ state, at, ...rest });

describe('what became of a text', () => {
  it.each([
    [wordsOf('due', { dueAt: at }), 'Waiting to be sent'],
    [wordsOf('due', { dueAt: '2026-11-21T08:00:00.000Z' }), 'Waiting to be sent, from 21 November 2026 at 8:00am'],
    [
      wordsOf('due', { dueAt: '2026-11-21T08:00:30.000Z', because: 'ThrottledException' }),
      'Waiting to be sent, from 21 November 2026 at 8:00am: the carrier said “ThrottledException”',
    ],
    [wordsOf('sending'), 'Being sent'],
    [wordsOf('sent', { because: 'ThrottledException' }), 'Sent, not confirmed yet'],
    [wordsOf('delivered', { because: 'no-word-in-an-hour' }), 'Delivered'],
    [wordsOf('failed', { because: 'phone-unreachable' }), 'Not delivered: the phone was off or out of reach'],
    [wordsOf('unconfirmed', { because: 'no-word-in-72-hours' }), 'No confirmation that it arrived: the network said nothing for 3 days'],
    [wordsOf('unknown', { because: 'ETIMEDOUT' }), 'Nobody knows if it was sent: the carrier did not answer'],
    [
      wordsOf('unknown', { because: 'ETIMEDOUT', again: true, dueAt: '2026-11-21T08:00:00.000Z' }),
      'Nobody knows if it was sent: the carrier did not answer. We send it once more at 21 November 2026 at 8:00am, unless we hear that it arrived',
    ],
    [wordsOf('refused', { because: 'ValidationError' }), 'Not sent: the carrier said “ValidationError”'],
    [wordsOf('dropped', { because: 'out-of-date' }), 'Not sent: the case had moved on'],
    [wordsOf('dropped', { because: 'constructor' }), 'Not sent: the carrier said “constructor”'],
  ])('is %s', (words, expected) => {
    expect(words).toBe(expected);
  });

  it('has words for every state there is', () => {
    for (const state of textStates) expect(wordsOf(state)).toMatch(/^[A-Z]/);
  });
});

describe('a resident is to be reached another way', () => {
  const text = (state: TextState, day: number, because?: string) => ({
    state,
    at: `2026-11-${day}T10:00:00.000Z`,
    ...(because && { because }),
  });

  it.each([
    ['their number failed for good', [text('delivered', 10), text('failed', 11, 'invalid-number')], 'Texts to their number do not arrive.'],
    [
      'we stopped texting a number that failed',
      [text('dropped', 11, 'unreachable'), text('due', 12)],
      'Texts to their number do not arrive.',
    ],
    ['they said STOP', [text('delivered', 10), text('dropped', 11, 'stopped')], 'They asked us not to text them.'],
    ['their network has their STOP', [text('failed', 11, 'opted-out')], 'They asked us not to text them.'],
  ])('when %s', (_, texts, why) => {
    expect(reachWords(texts)).toBe(why);
  });

  it.each([
    ['there were no texts', []],
    ['a later text arrived', [text('failed', 10, 'invalid-number'), text('delivered', 11)]],
    ['the phone was only off', [text('failed', 10, 'phone-unreachable')]],
    ['a text was dropped for being out of date', [text('delivered', 10), text('dropped', 11, 'out-of-date')]],
  ])('but not when %s', (_, texts) => {
    expect(reachWords(texts)).toBeUndefined();
  });
});

it('writes a price in pence, and in pounds from a pound on', () => {
  expect([4, 9.6, 0.1 + 0.2, 99.94, 99.96, 120].map(priceWords)).toEqual(['4p', '9.6p', '0.3p', '99.9p', '£1.00', '£1.20']);
});
