import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import { flowFaults } from '../../../shared/domain/flow-check.ts';

const asked = (id: string, rest: object) => ({ id, ask: 'What is it?', label: 'It', missing: 'Enter what it is', ...rest });
const colour = asked('colour', { type: 'radios', options: ['red', 'blue'].map((value) => ({ value, text: value })) });
const boxes = asked('boxes', {
  type: 'checkboxes',
  options: [
    { value: 'a', text: 'A' },
    { value: 'b', text: 'B' },
    { value: 'none', text: 'None', alone: true },
  ],
});
const born = asked('born', { type: 'date', allow: 'past' });
const people = asked('people', { type: 'number', min: 1, max: 6 });
const note = (when: object) => asked('note', { type: 'short-text', when });
const ending = (when: object, rest: object = {}) => ({
  id: 'not-here',
  kind: 'not-eligible',
  when,
  title: 'You cannot get it',
  says: ['It is for others.'],
  instead: [{ text: 'Ask for help' }],
  ...rest,
});
const faults = (questions: object[], rest: object = {}) => flowFaults(serviceSchema.parse({ ...missedBin, questions, ...rest }));

it('finds no fault with the services there are', () => {
  expect([...catalogue.values()].flatMap(flowFaults)).toEqual([]);
});

describe('a condition', () => {
  it.each([
    ['what is no option', { question: 'colour', is: 'green' }, 'note depends on colour and green, which is not one of its answers'],
    ['one of boxes', { question: 'boxes', is: 'a' }, 'note depends on boxes being one thing, and several can be ticked: use `includes`'],
    ['radios as if they were boxes', { question: 'colour', includes: 'red' }, 'only one thing can be its answer'],
    ['a colour by number', { question: 'colour', over: 3 }, 'being over or under a number, and its answer is none'],
    ['a colour by age', { question: 'colour', olderThan: 18 }, 'telling an age, and its answer is no date'],
  ])('may not look for %s', (_what, when, fault) => {
    expect(faults([colour, boxes, note(when)]).join()).toContain(fault);
  });

  it.each([
    [
      [
        colour,
        note({
          all: [
            { question: 'colour', is: 'red' },
            { question: 'colour', is: 'blue' },
          ],
        }),
      ],
    ],
    [
      [
        boxes,
        note({
          all: [
            { question: 'boxes', includes: 'a' },
            { question: 'boxes', includes: 'none' },
          ],
        }),
      ],
    ],
    [[people, note({ question: 'people', over: 6 })]],
    [[people, note({ question: 'people', under: 1 })]],
    [
      [
        born,
        note({
          all: [
            { question: 'born', olderThan: 60 },
            { question: 'born', youngerThan: 50 },
          ],
        }),
      ],
    ],
    // The second is asked of those who say red, and the third of those who were not asked it and said red.
    [
      [
        colour,
        { ...people, when: { question: 'colour', is: 'red' } },
        note({
          all: [
            { question: 'people', over: 2 },
            { question: 'colour', is: 'blue' },
          ],
        }),
      ],
    ],
  ])('that no answers meet leaves a question that nobody is asked', (questions) => {
    expect(faults(questions)).toEqual(['note is asked of nobody: no answers before it lead there']);
  });

  it.each([
    [[colour, note({ question: 'colour', isNot: 'red' })]],
    [
      [
        boxes,
        note({
          all: [
            { question: 'boxes', includes: 'a' },
            { question: 'boxes', includes: 'b' },
          ],
        }),
      ],
    ],
    [[people, note({ question: 'people', over: 5 })]],
    [
      [
        born,
        note({
          all: [
            { question: 'born', olderThan: 50 },
            { question: 'born', youngerThan: 60 },
          ],
        }),
      ],
    ],
    [
      [
        { ...colour, optional: true },
        note({
          all: [
            { question: 'colour', isNot: 'red' },
            { question: 'colour', isNot: 'blue' },
          ],
        }),
      ],
    ],
  ])('that some answers meet is sound', (questions) => {
    expect(faults(questions)).toEqual([]);
  });
});

describe('an ending', () => {
  it('may not take every way', () => {
    expect(
      faults([colour], {
        endings: [
          ending({
            any: [
              { question: 'colour', is: 'red' },
              { question: 'colour', is: 'blue' },
            ],
          }),
        ],
      }),
    ).toEqual(['nobody can send it: all answers lead to an ending']);
  });

  it('lets on where somebody may ask anyway, or should only call first', () => {
    const any = {
      any: [
        { question: 'colour', is: 'red' },
        { question: 'colour', is: 'blue' },
      ],
    };
    expect(faults([colour], { endings: [ending(any, { askAnyway: true })] })).toEqual([]);
  });

  it('ends no way on which nothing that it depends on was asked', () => {
    const second = asked('second', { type: 'yes-no', when: { question: 'colour', is: 'red' } });
    const questions = [colour, second, note({ question: 'colour', is: 'blue' })];
    expect(faults(questions, { endings: [ending({ question: 'second', isNot: 'yes' })] })).toEqual([]);
  });

  it('leaves a question that nobody comes to', () => {
    expect(faults([colour, note({ question: 'colour', is: 'red' })], { endings: [ending({ question: 'colour', is: 'red' })] })).toEqual([
      'note is asked of nobody: no answers before it lead there',
    ]);
  });

  it('must be for somebody, and is not for who said nothing', () => {
    const when = {
      all: [
        { question: 'colour', isNot: 'red' },
        { question: 'colour', isNot: 'blue' },
      ],
    };
    expect(faults([{ ...colour, optional: true }], { endings: [ending(when)] })).toEqual([
      'the ending not-here is for nobody: no answers lead there',
    ]);
  });
});

it('finds a fast track that nobody can take', () => {
  const fastTrack = { name: 'Fast', when: { question: 'people', over: 9 }, targetWorkingDays: 1, texts: {} };
  expect(faults([people], { fastTrack })).toEqual(['the fast track is for nobody: no answers lead there']);
});
