import type { Answers } from './answers.ts';
import type { Service } from './catalogue.ts';
import { itemId } from './evolve-evidence.ts';

/** What somebody who asks has to send: an item of evidence of the case, which they open with it. `what`: in the words of the service. */
export type Offer = { item: string; what: string };

/** What these answers offer; undefined for nothing. */
export function offerIn({ questions }: Pick<Service, 'questions'>, answers: Answers): Offer | undefined {
  const question = questions.find((each) => each.type === 'file' && answers[each.id] === 'yes');
  return question && { item: itemId(1, 0), what: question.label };
}
