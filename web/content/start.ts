import type { Service } from '../../shared/domain/catalogue.ts';

/** Headings of the start page, in the order shown. */
export const groupNames: Record<Service['group'], string> = {
  street: 'Bins, streets and parks',
  money: 'Money and benefits',
  permits: 'Permits and parking',
  life: 'Home life and support',
  council: 'Your council',
};

export const startWords = {
  title: 'What can we help you with?',
  intro: 'Pick what you need. You can do it here, at any time of day.',
  askedTitle: 'Have you asked us already?',
  asked: 'See where it is',
  helpTitle: 'Rather talk to someone?',
  help: 'Call us on',
  helpNote: 'We can fill in the form with you.',
} as const;

export const serviceWords = {
  back: 'All services',
  needTitle: 'What you need',
  takesTitle: 'How long it takes',
  start: 'Start now',
  otherWaysTitle: 'Other ways to do this',
  keep: 'We keep your answers for 4 hours after your last one, on this device only, and only until you close the browser.',
} as const;

/** What a service promises. Those in braces are filled in by the page. */
export const promiseWords = {
  title: 'What we promise',
  promise: 'We aim to be done with {share} {days}.',
  tenths: '{tenths} in 10',
  sameDay: 'on the same working day',
  day: 'within 1 working day',
  days: 'within {count} working days',
  kept: 'Since {from}, {percent}% were done in that time.',
  slipped: 'We have slipped: since {from}, {percent}% were done in that time.',
  tooFew: 'Too few have been done yet to say how well we keep to this.',
  more: 'How we are doing',
} as const;
