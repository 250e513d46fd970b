import { worded } from './worded.ts';

/** Words of "Your requests": everything asked from one number. */
export const myCasesWords = worded({
  title: 'Your requests',
  intro: 'See everything that was asked from one mobile number. You do not need a reference.',
  mobile: 'Your UK mobile number',
  mobileHint: 'The number that our texts come to. We will text it a code.',
  continue: 'Continue',
  noMobile: 'Enter your mobile number',
  badMobile: 'Check the number. Enter a UK mobile number, like 07700 900123',
  noTexts: 'If you asked for no texts, use your reference instead:',
  listTitle: 'Asked from this number',
  listIntro:
    'Everything that was asked from this number, newest first. If others in your home use the number, their requests are here too.',
  caption: 'Requests asked from this number',
  columns: { what: 'Request', where: 'Where it is', asked: 'Asked on' },
  yourTurn: 'Your turn, by {date}',
  working: 'We are working on it',
  gone: { what: 'One more request', where: 'We cannot show this one here. To hear how it is going, call us on {phone}.' },
  more: 'These are the newest {count}. For an older one, use its reference.',
  empty: 'Nothing was asked from this number.',
  emptyHelp:
    'You may have given us another number, or asked for no texts. Try your other number, or use your reference. Or call us on {phone}.',
  another: 'Use another number',
  reference: 'Use a reference instead',
  codeIntro: 'We have just sent a text with a code to the number you gave. It can take a minute.',
  codeHint: 'The code has 6 numbers.',
  notComeHelp: 'Check the number you gave. If you texted STOP to us, you still get codes. Or call us on {phone}.',
  back: 'Back to your requests',
});
