import type { ServiceData } from '../../shared/catalogue/service-data.ts';

/** A service of so many questions, three or more: plain ones, then whether to text. A third of them is asked by an answer before it. */
export function longForm(questions: number): ServiceData {
  const plain = Array.from({ length: questions - 1 }, (_, index) => ({
    id: `part-${index + 1}`,
    type: 'short-text' as const,
    ask: 'What is it like?',
    label: `Part ${index + 1}`,
    missing: 'Enter what it is like',
    ...(index > 0 && index % 3 === 0 ? { when: { question: `part-${index}`, isNot: 'none' } } : {}),
  }));
  const mobile = { id: 'mobile', type: 'mobile' as const, ask: 'Can we text you?', label: 'Texts', missing: 'Select yes' };
  return {
    id: `form-of-${questions}`,
    name: `A form of ${questions}`,
    shortName: 'long form',
    group: 'council',
    summary: 'A form to see what its pages cost.',
    lgsl: 1,
    team: 'customer-care',
    targetWorkingDays: 5,
    partsBudget: 2,
    keptForDays: 365,
    asking: { ends: 'never', contactsPercent: 0 },
    about: { does: ['Shows what it costs.'], need: [], takes: 'A minute.', otherWays: ['Call us.'] },
    questions: [...plain, { ...mobile, reason: 'To tell you how it goes.' }],
    stages: [
      {
        id: 'received',
        name: 'Received',
        says: 'We have it.',
        actor: 'council',
        entered: 'opened',
        next: ['closed'],
        onTracker: true,
        text: '{council}: we have it ({reference}).',
      },
      {
        id: 'closed',
        name: 'Closed',
        says: 'It is done.',
        actor: 'nobody',
        entered: 'closed',
        next: [],
        onTracker: true,
        text: '{council}: it is done ({reference}).',
      },
    ],
  };
}

/** The last plain question of such a form: all others are answered before it. */
export const lastOf = (questions: number): string => `part-${questions - 1}`;
