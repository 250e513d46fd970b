import { worded } from './worded.ts';

/** Words of the pages where answers lead away from the questions. */
export const endingWords = worded({
  insteadTitle: 'What you can do instead',
  wrong: 'If this is not right, go back and change your answer. Or call us on {phone}.',
  askAnyway: 'Ask anyway',
  askAnywayHelp: 'You can still ask. Somebody looks at every form and decides.',
  others: 'See all services',
  kept: 'Nothing has been sent to us.',
  emergency: 'If you or somebody else is in danger now, call 999.',
  numbersTitle: 'Who you can call now',
  goOn: 'Go on with the form',
});
