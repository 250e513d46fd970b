import { expect, it } from 'vitest';
import { catalogue, createCatalogue } from '../../../shared/catalogue/index.ts';
import type { QuestionData } from '../../../shared/catalogue/options-from.ts';
import type { ServiceData } from '../../../shared/catalogue/service-data.ts';
import { housingBenefit } from '../../../shared/catalogue/services/housing-benefit.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';

const from = (rest: object) =>
  ({
    id: 'which',
    type: 'from',
    service: 'housing-benefit',
    question: 'income',
    ask: 'Which money has changed?',
    label: 'Money that changed',
    missing: 'Select which money has changed',
    ...rest,
  }) as QuestionData;
const asking = (question: QuestionData): ServiceData => ({ ...missedBin, questions: [...missedBin.questions, question] });
const made = (question: QuestionData, ...others: ServiceData[]) =>
  createCatalogue([asking(question), housingBenefit, ...others])
    .get('missed-bin')
    ?.questions.at(-1);

it('asks for one of what another service’s question offers', () => {
  expect(catalogue.get('change-of-circumstances')?.questions.find(({ id }) => id === 'which-income')).toMatchObject({
    type: 'radios',
    options: [
      { value: 'state-pension', text: 'State Pension' },
      { value: 'pension-credit' },
      { value: 'work-pension' },
      { value: 'wages' },
      { value: 'other' },
    ],
  });
});

it('becomes a select when there are more than ten', () => {
  const options = Array.from({ length: 11 }, (_, n) => ({ value: `o-${n}`, text: `Option ${n}` }));
  const long = { ...missedBin, id: 'long-one', questions: [{ ...from({}), type: 'radios', options } as QuestionData] };
  expect(made(from({ service: 'long-one', question: 'which' }), long)).toMatchObject({ type: 'select', options });
});

it.each([
  [from({ service: 'moon-landing' }), 'takes its options from the service moon-landing, which does not exist'],
  [from({ question: 'moon' }), 'takes its options from the question moon of housing-benefit, which does not exist'],
  [from({ question: 'rent' }), 'from the question rent of housing-benefit, which has none: it must be radios, checkboxes or a select'],
  [from({ except: ['gold'] }), 'leaves out the option gold, which housing-benefit does not offer'],
  [from({ options: [] }), 'the question which cannot be read'],
])('refuses %j', (question, why) => {
  expect(() => made(question)).toThrow(why);
});
