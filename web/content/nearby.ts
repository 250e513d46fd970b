import { worded } from './worded.ts';

/** Words of the pages that ask whether others have told us of the same thing. */
export const nearbyWords = worded({
  title: 'Is it one of these?',
  intro: 'We know of these already, and are seeing to them. You need not tell us again.',
  kind: '{label}: {kind}',
  about: 'About {metres} metres from your place. We heard of it on {date}.',
  rough: 'In the same postcode, or near it. We heard of it on {date}.',
  close: 'Very close to your place. We heard of it on {date}.',
  or: 'or',
  other: 'No, it is another one',
  missing: 'Select which one it is, or that it is another one',
  continue: 'Continue',
  followTitle: 'Shall we text you when it is done?',
  followIntro: 'We send one text, when it is done or closed. We use your number for nothing else.',
  mobile: 'UK mobile number',
  mobileHint: 'For example, 07700 900123',
  noMobile: 'Enter a UK mobile number, like 07700 900123',
  badMobile: 'Enter a UK mobile number in the right form, like 07700 900123',
  tooMany: 'Many people have asked us about this one, and we can text no more of them. You need not tell us of it again.',
  follow: 'Tell me when it is done',
  noText: 'I do not need a text',
  followedTitle: 'We will text you when it is done',
  followed: 'You need not do anything. We sent nothing else of what you typed in this form to anybody.',
  leftTitle: 'Thank you for looking',
  again: 'All services',
  backToConsole: 'Back to the staff pages',
});
