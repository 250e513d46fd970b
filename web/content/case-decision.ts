import { worded } from './worded.ts';

/** Words of a decision on the page of a case, and of asking to have it looked at again. */
export const decisionWords = worded({
  title: 'What we decided',
  on: 'We decided this on {date}.',
  why: 'Why',
  again: {
    title: 'If you think it is wrong',
    until: 'You can ask us to look at it again until {date}.',
    over: 'You could ask us to look at it again until {date}. If you had a good reason not to ask in time, call us on {phone}.',
    link: 'Ask us to look at it again',
    call: 'You can also call us on {phone}.',
  },
  ask: {
    title: 'Ask us to look at our decision again',
    back: 'Back to your request',
    label: 'What do you think is wrong, or what has changed?',
    hint: 'Use your own words. You can send us papers later, if we ask for them.',
    button: 'Ask us to look again',
    next: 'We will tell you by {date}.',
    closed: {
      'too-late': 'The last day to ask was {date}. If you had a good reason not to ask in time, call us on {phone}.',
      already: 'We are already looking at it again. You do not need to do anything.',
      nothing: 'There is no decision to look at again. Call us on {phone} if something is wrong.',
    },
    errors: { missing: 'Enter what you think is wrong, or what has changed', tooLong: 'What you write must be {most} characters or fewer' },
  },
  steps: { told: 'What you told us' },
});
