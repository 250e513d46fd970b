import { worded } from './worded.ts';

/** Words of "Where is it?". */
export const findWords = worded({
  title: 'Where is it?',
  intro: 'Type the reference we gave you. It has 7 letters and numbers.',
  label: 'Your reference',
  hint: 'For example, K7M-Q2X1. It is in our texts, and on the page you saw when you sent the form.',
  continue: 'Continue',
  noReference: 'Enter your reference',
  badReference: 'Check your reference. It has 7 letters and numbers, like K7M-Q2X1',
  mine: 'See everything asked from your mobile number',
  lost: 'I do not have my reference',
  lostHelp: 'Look in the texts from us. If you cannot find it, call us on {phone}.',
  codeTitle: 'Type the code we texted you',
  codeIntro: 'If {reference} is right and we have your mobile number, we have just sent it a text with a code. It can take a minute.',
  codeLabel: 'Code, or your two words',
  codeOnly: 'Code',
  codeHint: 'The code has 6 numbers. If you asked for no texts, type the two words we gave you instead.',
  noCode: 'Enter the code from the text, or your two words',
  open: 'Show me',
  wrong: 'That code is not right. You can try {tries}',
  tries: { one: 'more time', many: 'more times' },
  notReady: 'Your code is still on its way. Wait a few seconds, then type it again',
  notCome: 'The code has not come',
  notComeHelp:
    'Check the reference is right: {reference}. If we do not have your mobile number, use your two words. If you texted STOP to us, text START first, or call us on {phone}.',
  again: 'Ask for another code',
  shutTitle: 'That was too many tries',
  shut: 'To keep your request safe, this code does not work any more.',
  expiredTitle: 'That code is too old',
  expired: 'A code works for 10 minutes. Ask for a new one.',
});
