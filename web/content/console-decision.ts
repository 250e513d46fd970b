/** Words of the form that decides. */
export const decisionWords = {
  amount: 'If you award: how much?',
  amountHint: 'Pounds and pence, for example 118.50',
  per: 'How often?',
  periods: { week: 'Every week', fortnight: 'Every 2 weeks', '4-weeks': 'Every 4 weeks', month: 'Every month' },
  from: 'From when does it count? (optional)',
  fromHint: 'It may lie before the day we got the claim',
  first: 'When is the first payment?',
  dateHint: 'For example, {example}',
  reasons: 'If you refuse: why?',
  reasonsHint: 'Select all that apply. The resident reads these words.',
  reason: 'Reason',
  reasonHint: 'Needed if you refuse. The resident can read it when they look up their request.',
  reasonBesides: 'Anything else to say, in plain words. The resident can read it when they look up their request.',
  errors: {
    outcome: 'Choose your decision',
    reasons: 'Select why you refuse, or enter the reason below',
    amount: 'Enter how much in pounds, like 118.50, up to £10,000',
    per: 'Select how often it is paid',
    from: 'Enter a real date from which it counts, or leave it empty',
    first: 'Enter a real date for the first payment',
  },
} as const;
