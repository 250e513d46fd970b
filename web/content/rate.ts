import type { Score } from '../../shared/domain/case.ts';
import { worded } from './worded.ts';

/** The five choices, best first. A request for a rating always says what its numbers mean. */
export const scoreNames = worded<{ score: Score; name: string }[]>([
  { score: 5, name: 'Excellent' },
  { score: 4, name: 'Good' },
  { score: 3, name: 'Fair' },
  { score: 2, name: 'Poor' },
  { score: 1, name: 'Very poor' },
]);

export const rateWords = worded({
  title: 'How did we do?',
  intro: 'Press one. That is all. You do not have to say who you are.',
  thanksTitle: 'Thank you',
  thanks: 'We have kept your answer. It helps us do better.',
  changed: 'Pressed the wrong one? You can',
  again: 'choose again',
  ownTitle: 'Staff cannot rate this',
  own: 'You are signed in as staff. Nobody rates their own work: sign out first, if this is about something that you asked for.',
  notEndedTitle: 'It is too soon to say',
  notEnded: 'We are still working on this. We will ask you when it is finished.',
});
