import { expect, it } from 'vitest';
import { type Condition, conditionSchema, meets } from '../../../shared/domain/condition.ts';

const TODAY = '2026-11-21';
const met = (condition: Condition, answer: string | string[] | undefined) =>
  meets(conditionSchema.parse(condition), answer === undefined ? {} : { it: answer }, TODAY);

it.each([
  [{ question: 'it', over: 16000 }, '16000.01', true],
  [{ question: 'it', over: 16000 }, '16000.00', false],
  [{ question: 'it', under: 3 }, '2.5', true],
  [{ question: 'it', under: 3 }, '3', false],
  [{ question: 'it', over: -1 }, undefined, false],
  [{ question: 'it', under: 1 }, undefined, false],
  [{ question: 'it', under: 1 }, 'many', false],
])('%j is met by %s: %s', (condition, answer, expected) => {
  expect(met(condition, answer)).toBe(expected);
});

it.each([
  [{ question: 'it', olderThan: 66 }, '1960-11-21', true],
  [{ question: 'it', olderThan: 66 }, '1960-11-22', false],
  [{ question: 'it', youngerThan: 18 }, '2008-11-22', true],
  [{ question: 'it', youngerThan: 18 }, '2008-11-21', false],
  [{ question: 'it', youngerThan: 18 }, undefined, false],
  [{ question: 'it', olderThan: 18 }, 'long ago', false],
])('%j is met on the birthday itself and not the day before: %s, %s', (condition, answer, expected) => {
  expect(met(condition, answer)).toBe(expected);
});

it('counts somebody born on 29 February as a year older from 1 March', () => {
  const condition = { question: 'it', olderThan: 18 };
  expect([meets(condition, { it: '2008-02-29' }, '2026-02-28'), meets(condition, { it: '2008-02-29' }, '2026-03-01')]).toEqual([
    false,
    true,
  ]);
});

it('looks for a ticked box among those of a list, and nowhere else', () => {
  expect([met({ question: 'it', includes: 'a' }, ['b', 'a']), met({ question: 'it', includes: 'a' }, 'a')]).toEqual([true, false]);
});
