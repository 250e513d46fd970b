import { worded } from './worded.ts';

/** Words about asking for somebody else, to whoever asks. */
export const onBehalfWords = worded({
  self: 'Yes, for me',
  other: 'No, for somebody else',
  name: 'Your name',
  as: 'How do you know them?',
  kinds: {
    family: 'I am family',
    neighbour: 'I am a neighbour or friend',
    adviser: 'I am an adviser, for example from Citizens Advice',
    other: 'In another way',
  },
  agreed: 'Have they agreed that you ask for them?',
  agreedChoices: { yes: 'They have agreed', no: 'They cannot, for example because they are too ill' },
  mayUpload: 'What may you do after this?',
  mayUploadChoices: { no: 'See how it is going', yes: 'See how it is going, and send what we ask for' },
  textsTo: 'Who should we text how it is going?',
  textsToChoices: { them: 'Them', helper: 'Me' },
  helperHint: 'Our texts also say what we need from them, so you may send that too.',
  mobile: 'Your UK mobile number',
  mobileHint: 'You can leave this empty if we text them. With it you can see how it is going: we text you a code.',
  /** Of a mobile question that is about somebody else. */
  theirMobile: 'Their UK mobile number',
  theirMobileHint: 'The number of the person you ask for, not yours.',
  theirTexts: { yes: 'Yes, send them texts', no: 'No, do not text them' },
  noTextsHint: 'We will give you words to look up the request with instead.',
  /** The answer, to read. */
  lines: {
    who: '{name}, {as}',
    agreed: 'They have agreed',
    cannot: 'They cannot agree themselves',
    look: 'May see how it is going',
    upload: 'May see how it is going, and send what we ask for',
    textsThem: 'We text them',
    textsHelper: 'We text {name}',
  },
  done: {
    text: 'We will text them now, and again each time something changes. Our texts begin with the name {council}.',
    word: 'They get no texts from us. To see where it is, they need the reference and these words:',
    looks: 'You can see how it is going too. You need the reference, and a code that we text to your mobile.',
    link: 'See how a request of somebody else is going',
  },
});
