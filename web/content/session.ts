import { worded } from './worded.ts';

/** Words about a session that ends when it is left alone. */
export const sessionWords = worded({
  says: 'To keep your request safe, you are signed out if you do nothing for {idle} minutes. What you type is not lost.',
  staffSays: 'You are signed out if you do nothing for {idle} minutes. What you type is not lost.',
  warning: {
    title: 'Are you still there?',
    says: 'You will be signed out soon, unless you stay.',
    left: 'Time left:',
    stay: 'Stay signed in',
    leave: 'Sign out now',
    minutes: '2 minutes',
    minute: '1 minute',
    seconds: '{count} seconds',
  },
  over: {
    title: 'You were signed out',
    says: 'You did nothing for {idle} minutes. What you typed is still on the page behind this.',
    again: 'Get a new code (opens in a new tab)',
    againStaff: 'Sign in again (opens in a new tab)',
    carryOn: 'I have done that: carry on',
    notYet: 'It is not open again yet.',
  },
  kept: {
    title: 'You were signed out before you sent this',
    says: [
      'You were away too long. What you typed is still here: nothing was lost, and nothing was sent.',
      'First get a new code, in a new tab. Then come back to this page and send it.',
    ],
    code: 'Get a new code (opens in a new tab)',
    button: 'Send what I typed',
  },
  leave: 'Sign out of this request',
});
