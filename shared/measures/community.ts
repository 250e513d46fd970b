import type { MeasureData } from './measure-data.ts';

const owner = 'Community hub manager';
const counted = { group: 'community', unit: 'count', digits: 0, target: null, owner, hiddenUnder: 0 } as const;

const helped = (category: string, title: string): MeasureData => ({
  ...counted,
  id: `community-${category}`,
  says: `{value} were ${title.replace(/^People /, '')}`,
  title,
  definition: 'Requests to the community hub of that kind that ended with the help given. One person may have asked more than once.',
  figure: { kind: 'count', of: [{ type: 'ended-by-kind', services: ['community-help'], outcomes: ['completed'], details: [category] }] },
});

/** One level of need: the referrals made, and what came of those that ended. */
const referred = (level: string, words: string): MeasureData[] => {
  const ended = (outcomes: string[]): MeasureData['figure'] => ({
    kind: 'count',
    of: [{ type: 'ended-by-kind', services: ['support-referral'], outcomes, details: [level] }],
  });
  return [
    {
      ...counted,
      id: `referrals-${level}`,
      says: `{value} referrals were for ${words}`,
      saysOne: `1 referral was for ${words}`,
      title: `Referrals for ${words}`,
      definition: `Referrals for support of that level of need that were made in the quarter, with the person’s consent.`,
      figure: { kind: 'count', of: [{ type: 'opened', services: ['support-referral'], details: [level] }] },
    },
    {
      ...counted,
      id: `referrals-${level}-taken-up`,
      says: `{value} referrals for ${words} led to support`,
      saysOne: `1 referral for ${words} led to support`,
      title: `Referrals for ${words} that led to support`,
      definition: 'Referrals of that level of need whose support began in the quarter, whenever they were made.',
      figure: ended(['completed']),
    },
    {
      ...counted,
      id: `referrals-${level}-closed`,
      says: `{value} referrals for ${words} led to none`,
      saysOne: `1 referral for ${words} led to none`,
      title: `Referrals for ${words} that led to no support`,
      definition: 'Referrals of that level of need that were closed in the quarter: it was not wanted, or those asked could not give it.',
      figure: ended(['closed']),
    },
  ];
};

export const community: MeasureData[] = [
  helped('money', 'People helped with debt and money'),
  helped('food-medicine', 'People helped with food and prescriptions'),
  helped('loneliness', 'People helped who were lonely'),
  {
    ...counted,
    id: 'referrals',
    says: '{value} referrals were made',
    saysOne: '1 referral was made',
    title: 'Referrals to other agencies',
    definition: 'Referrals for support that were made in the quarter, with the person’s consent, at any level of need.',
    figure: { kind: 'count', of: [{ type: 'opened', services: ['support-referral'] }] },
  },
  ...referred('advice', 'someone to point the way'),
  ...referred('support', 'support for a while'),
  ...referred('crisis', 'help at once'),
];
