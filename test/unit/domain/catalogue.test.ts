import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stageNamed } from '../../../infra/stages.ts';
import { catalogue, createCatalogue } from '../../../shared/catalogue/index.ts';
import type { ServiceData } from '../../../shared/catalogue/service-data.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import { faultsOf } from '../../../shared/domain/catalogue-check.ts';
import { commonTextProblems } from '../../../shared/domain/text-check.ts';

const production = stageNamed('production');

it('offers each service of the folder, under the name of its file', () => {
  const files = readdirSync('shared/catalogue/services').map((file) => file.replace(/\.ts$/, ''));
  expect([...catalogue.keys()]).toEqual(files.toSorted());
});

it.each([...catalogue.values()])('finds nothing wrong with $name, in the council’s own name and address', (service) => {
  expect(faultsOf(service, production)).toEqual([]);
});

it('finds nothing wrong with the texts of no service', () => {
  expect(commonTextProblems(production)).toEqual([]);
});

const faultsWith = (change: Partial<ServiceData>) => faultsOf(serviceSchema.parse({ ...missedBin, ...change }), production).join();
const stagesWith = (id: string, change: object) => missedBin.stages.map((each) => (each.id === id ? { ...each, ...change } : each));

describe('a fault is found:', () => {
  it.each([
    [
      'two questions of one name',
      { questions: [...missedBin.questions, ...missedBin.questions.slice(0, 1)] },
      'two questions are called which-bin',
    ],
    [
      'a question that stands where another page of the journey does',
      { questions: missedBin.questions.map((each) => (each.id === 'anything-else' ? { ...each, id: 'check' } : each)) },
      'no question may be called check: every journey has a page of that name',
    ],
    [
      'a question called as the confirmation is',
      { questions: missedBin.questions.map((each) => (each.id === 'anything-else' ? { ...each, id: 'done' } : each)) },
      'no question may be called done',
    ],
    [
      'a question called as endings are',
      { questions: missedBin.questions.map((each) => (each.id === 'anything-else' ? { ...each, id: 'ending' } : each)) },
      'no question may be called ending',
    ],
    ['a question that depends on a later one', { questions: [...missedBin.questions].reverse() }, 'which is not asked before it'],
    [
      'no question for a mobile',
      { questions: missedBin.questions.filter((each) => each.type !== 'mobile') },
      'exactly one question must ask for a mobile',
    ],
    [
      'a stage that nothing leads to',
      { stages: stagesWith('received', { next: ['emptied', 'closed'] }) },
      'nothing leads to the stage with-crew',
    ],
    ['a stage that is never left', { stages: stagesWith('booked', { next: ['booked'] }) }, 'nothing leads from the stage booked to an end'],
    [
      'a stage that leads nowhere known',
      { stages: stagesWith('booked', { next: ['limbo', 'closed'] }) },
      'booked leads to limbo, which is not a stage',
    ],
    [
      'an end that goes on to something other than being looked at again',
      { stages: stagesWith('emptied', { next: ['booked'] }) },
      'emptied must be an end, in which nobody acts, just when nothing follows it but being looked at again',
    ],
    [
      'a stage in which nobody acts, and that is no end',
      { stages: stagesWith('booked', { actor: 'nobody' }) },
      'booked must be an end, in which nobody acts',
    ],
    [
      'looking again with no word on until when',
      { stages: stagesWith('booked', { entered: 'reconsidered' }) },
      'the stage booked needs `deciding.lookAgain`: within how long one may ask',
    ],
    [
      'a right to have a decision looked at again that leads nowhere',
      {
        deciding: {
          reasons: [{ id: 'late', says: 'You told us too late.' }],
          lookAgain: { within: { months: 1 }, says: ['We look again.'] },
        },
      },
      'decisions may be looked at again, and no stage is entered by being reconsidered',
    ],
    ['an end that tells nobody', { stages: stagesWith('closed', { text: undefined }) }, 'the end closed has no text'],
    [
      'a text without the council first',
      { stages: stagesWith('booked', { text: 'A crew is coming for {reference}' }) },
      "does not begin with the council's name",
    ],
    [
      'requests counted by what not everybody answers',
      { countedBy: 'garden-paid' },
      'requests are counted by garden-paid, which is not a choice that everybody makes',
    ],
    ['a budget of parts that its texts exceed', { partsBudget: 1 }, 'its texts take up to 3 parts a case, over its budget of 1'],
  ] as [string, Partial<ServiceData>, string][])('%s', (_why, change, fault) => {
    expect(faultsWith(change)).toContain(fault);
  });
});

describe('a function does not start', () => {
  it('with a service that its schema refuses', () => {
    expect(() => createCatalogue([{ ...missedBin, id: 'Missed' }])).toThrow('use lower-case words');
  });

  it('with two services of one id', () => {
    expect(() => createCatalogue([missedBin, missedBin])).toThrow('two services have the same id');
  });
});
