import { worded } from './worded.ts';

/** Words of the page that shows where a case is. */
export const caseWords = worded({
  reference: 'Reference',
  states: { done: 'Done', now: 'Now', todo: 'Not yet' },
  nextTitle: 'What happens next',
  you: 'It is your turn.',
  turns: {
    resident: {
      by: 'It is your turn. Please do this by {date}.',
      late: 'It is your turn. We asked for this by {date}. You can still do it: please do it as soon as you can, or call us on {phone}.',
    },
    doing: {
      by: 'It is our turn. You do not need to do anything. We aim to finish by {date}.',
      late: 'It is our turn. We aimed to finish by {date}, so this is late. We are sorry. You do not need to do anything.',
    },
    paying: {
      by: 'It is our turn. You do not need to do anything. The first payment is due on {date}.',
      late: 'The first payment was due on {date}. If something is not right, call us on {phone}.',
    },
    'paying-once': {
      by: 'It is our turn. You do not need to do anything. You should have it by {date}.',
      late: 'You should have had it by {date}. If you do not, call us on {phone}.',
    },
  },
  nobody: 'This is finished. You do not need to do anything.',
  nobodyUntil: 'This is finished, unless you think that it is wrong. You can ask us to look at it again until {date}.',
  usual: {
    title: 'How long it takes now',
    half: 'Half of the people we told since {from} waited {days} or less.',
    halfSameDay: 'Half of the people we told since {from} were told on the same day.',
    most: 'Most waited between {low} and {high} days.',
    mostUpTo: 'Most waited up to {days}.',
    mostSame: 'Most waited about {days}.',
    mostSameDay: 'Most were told on the same day.',
    means: '“Most” is 8 out of 10 people. We count every day from the day we get it to the day we decide.',
    day: '1 day',
    days: '{count} days',
  },
  sooner: { title: 'If you need money sooner' },
  instruction: 'What we need from you',
  reason: 'Why',
  progressTitle: 'How far it has got',
  timelineTitle: 'What has happened',
  help: 'Ask us about this',
  helpText: 'Call us on {phone} and give us your reference.',
  leave: 'Look up another one',
  textsTitle: 'Texts from us',
  textsLink: 'Stop or restart texts',
  texts: {
    title: 'Texts about this request',
    back: 'Back to your request',
    number: 'Your number ends in {digits}.',
    says: {
      none: 'We text you when something happens, and when we need something from you.',
      'about-case': 'You have stopped texts about this request.',
      all: 'You have stopped all our texts to this number.',
    },
    stillTold: 'When you stop, we write or call if there is something you must know or do.',
    codes: 'We still text you a code when you ask for one here.',
    stopCase: 'Stop texts about this request',
    stopAll: 'Stop all our texts to this number',
    restart: 'Start texts again',
    done: {
      none: 'You will get texts again.',
      'about-case': 'You will get no more texts about this request.',
      all: 'You will get no more texts from us.',
    },
    noMobile: 'You asked for no texts about this request. To get them, call us on {phone}.',
  },
});
