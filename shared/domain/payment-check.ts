import type { Service } from './catalogue.ts';
import { namesIn } from './text-template.ts';

/** What is wrong with how a service is paid for, a sentence each. A service without a price may name nothing of a price. */
export function paymentFaults({ payment, questions, stages }: Service): string[] {
  const faults: string[] = [];
  const paid = stages.find(({ entered }) => entered === 'paid');
  const opened = stages.find(({ entered }) => entered === 'opened');
  if (!payment) {
    if (paid) faults.push(`the stage ${paid.id} is entered by being paid, and there is no price`);
    for (const { id, text = '' } of stages)
      if (namesIn(text).some(isOfPayment)) faults.push(`the text of ${id} names a price, and there is none`);
    return faults;
  }
  if (!paid) faults.push('there is a price, and no stage is entered by being paid');
  if (opened?.actor !== 'resident') faults.push('there is a price: it is the resident who acts in the stage it opens in, by paying');
  for (const next of opened?.next ?? []) {
    const entered = stages.find(({ id }) => id === next)?.entered;
    if (entered !== 'paid' && entered !== 'closed') faults.push(`${next} could be reached unpaid: only being paid and closed may follow`);
  }
  for (const { id, next, entered } of stages)
    if (paid && entered !== 'opened' && next.includes(paid.id)) faults.push(`${id} leads to ${paid.id}, which only the first stage may`);
  const names = namesIn(opened?.text ?? '');
  for (const name of ['price', 'payLink', 'date'])
    if (!names.includes(name)) faults.push(`the text of ${opened?.id} must say {${name}}: what to pay, where and by when`);
  return [...faults, ...priceFaults(payment, questions)];
}

const isOfPayment = (name: string) => name === 'price' || name === 'payLink';

function priceFaults({ pence }: NonNullable<Service['payment']>, questions: Service['questions']): string[] {
  if (typeof pence === 'number') return [];
  const question = questions.find(({ id }) => id === pence.question);
  if ((question?.type !== 'radios' && question?.type !== 'select') || question.when || question.optional)
    return [`the price is by ${pence.question}, which is not a choice that everybody makes`];
  const values = question.options.map(({ value }) => value);
  return [
    ...values.filter((value) => pence.prices[value] === undefined).map((value) => `${pence.question} has no price for ${value}`),
    ...Object.keys(pence.prices)
      .filter((value) => !values.includes(value))
      .map((value) => `${pence.question} has a price for ${value}, which nobody can choose`),
  ];
}
