import { worded } from './worded.ts';

/** Words of the journey from the first question to the confirmation. */
export const applyWords = worded({
  continue: 'Continue',
  saveChanges: 'Save',
  checkTitle: 'Check your answers',
  checkIntro: 'Look at what you told us. Change anything that is not right, then send it.',
  change: 'Change',
  notAnswered: 'Not answered',
  noTexts: 'No texts',
  none: 'None',
  entry: '{one} {number}',
  accountEnding: 'Account ending {ending}',
  pin: 'Pin on the map at {lat}, {lon}',
  yes: 'Yes',
  no: 'No',
  agreed: 'I agree',
  send: 'Send to the council',
  doneTitle: 'We have got it',
  referenceIs: 'Your reference is',
  textTitle: 'Look out for our texts',
  text: 'We will text you now, and again each time something changes. Our texts begin with the name {council}.',
  wordTitle: 'Write down these words',
  word: 'You asked us not to text you. To see where it is, you need your reference and these words:',
  wordKeep: 'Write them down now and keep them safe. We show them here for 30 minutes, and cannot show them again after that.',
  wordGone:
    'To see where it is, you need your reference and the two words we showed you. We cannot show them again. If you do not have them, call us on {phone}.',
  fileTitle: 'Send your photo or file now',
  file: 'You said that you have something to send with it. You can do that here within 30 minutes. After that, use “See where it is” below.',
  fileButton: 'Send it now',
  nextTitle: 'What happens next',
  aim: 'We aim to finish by {date}.',
  sharedTitle: 'If other people use this computer or phone',
  shared: {
    plain: 'Write down your reference. Then close the browser, so that nobody else sees your request.',
    withWord: 'Write down your reference and your two words. Then close the browser, so that nobody else sees your request.',
  },
  look: 'See where it is',
  again: 'All services',
  backToConsole: 'Back to the staff pages',
  sentAlready: 'You already sent this. We have kept what you sent first. The changes you made after that were not sent.',
  sentAlreadyCall: 'To tell us about a change, call us on',
  notKept: {
    'other-form': {
      title: 'Another form is open now',
      says: [
        'This page was part of a form that is no longer open in this browser. We have not put anything from it into the form that is open now.',
        'Go to the form that is open, check whose it is, and go on from there.',
      ],
      link: 'Go to the form that is open',
    },
    expired: {
      title: 'We no longer have these answers',
      says: [
        'We keep answers for 4 hours after the last one, and only until you close the browser. This keeps them from other people who use this computer or phone.',
        'Nothing was sent. We are sorry, but you need to start again.',
      ],
      link: 'Start again',
    },
    typed: 'What you just typed, to copy',
    call: 'Or call us on {phone}. We can fill in the form with you.',
  },
});
