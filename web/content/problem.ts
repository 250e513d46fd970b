import { worded } from './worded.ts';

/** What a person sees when a page cannot be shown: what happened, and what to do. */
export const problems = worded({
  'not-found': {
    title: 'We cannot find that page',
    says: ['If you typed the address, check it is right.', 'If you pressed a link in a text from us, the link may be old.'],
  },
  'too-large': {
    title: 'That is too much to send',
    says: [
      'What you typed is too long for us to keep. Nothing was sent.',
      'Go back, make it shorter, and try again. Your other answers are safe.',
    ],
  },
  'went-wrong': {
    title: 'Sorry, something went wrong',
    says: ['This is our fault, not yours. Wait a moment, then try again.', 'Answers you had already saved are safe.'],
  },
  'not-our-page': {
    title: 'Please start from our own page',
    says: [
      'To keep you safe, we only take answers from our own pages.',
      'Go to the start and try again. If it happens again, try another browser.',
    ],
  },
  'not-through-front': {
    title: 'This is not the way in',
    says: ["Please use the council's own web address."],
  },
  'already-sent': {
    title: 'You have already sent this',
    says: [
      'We have what you sent. The change you made just now was not kept.',
      'You can see where it is, or call us to tell us about a change.',
    ],
  },
  busy: {
    title: 'Please try again',
    says: ['Many people are doing this at once. Nothing was kept.', 'Go back and press the button again.'],
  },
});
export type Problem = keyof typeof problems;

export const problemWords = worded({ start: 'Go to all services', find: 'See where your request is', call: 'Or call us on' });
