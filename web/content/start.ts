import type { Service } from '../../shared/domain/catalogue.ts';
import { worded } from './worded.ts';

/** Headings of the start page, in the order shown. */
export const groupNames = worded<Record<Service['group'], string>>({
  street: 'Bins, streets and parks',
  money: 'Money and benefits',
  permits: 'Permits and parking',
  life: 'Home life and support',
  council: 'Your council',
});

export const startWords = worded({
  title: 'What can we help you with?',
  intro: 'Pick what you need. You can do it here, at any time of day.',
  groups: 'Kinds of services',
  askedTitle: 'Have you asked us already?',
  asked: 'See where it is',
  helpTitle: 'Rather talk to someone?',
  help: 'Call us on',
  helpNote: 'We can fill in the form with you.',
});

/** The box that finds a service, and what was found. */
export const searchWords = worded({
  label: 'Search for a service',
  hint: 'For example, bins or Council Tax',
  button: 'Search',
  title: 'What we found',
  count: 'Services found: {count}',
  nothing: 'We found nothing for “{typed}”',
  nothingHelp: 'We are sorry. Try other words or fewer words. If that does not help, you can:',
  notThis: 'Is it not one of these?',
  call: 'Call us on',
  all: 'See all services',
});

export const serviceWords = worded({
  back: 'All services',
  needTitle: 'What you need',
  takesTitle: 'How long it takes',
  start: 'Start now',
  otherWaysTitle: 'Other ways to do this',
  keep: 'We keep your answers for 4 hours after your last one, on this device only, and only until you close the browser.',
});

/** What a service promises. Those in braces are filled in by the page. */
export const promiseWords = worded({
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
});
