import { worded } from './worded.ts';

/** Words of the pages where letters are printed and posted, and of what stands on each letter besides its own words. */
export const letterWords = {
  title: 'Letters',
  intro:
    'For people who cannot get texts: no mobile, texts stopped, a number that fails, or because they asked. Print them, post them, then say so here.',
  empty: 'No letters. Everybody who cannot be texted has been written to.',
  toPrint: '{count} to print, the first to be posted by {date}',
  atLeast: '{count} or more to print, the first to be posted by {date}',
  laterPage: 'The earliest letters are printed first, whichever page you are on.',
  printNext: 'Print the next letters',
  nothingMore: 'There are no later letters.',
  next: 'Later letters',
  first: 'First letters',
  print: { one: 'Print 1 letter', more: 'Print {count} letters' },
  more: 'You print {most} at a time. The rest are next.',
  batches: 'Printed, not posted yet',
  batch: '{count}, printed {when} by {who}',
  letters: { one: '1 letter', more: '{count} letters' },
  caption: 'Letters, the earliest date first',
  columns: { by: 'Post by', case: 'Case', about: 'About', why: 'Why a letter' },
  why: {
    'no-mobile': 'No mobile number',
    'prefers-letters': 'They asked for letters',
    stopped: 'They asked us not to text',
    muted: 'They asked us not to text about this',
    unreachable: 'Texts do not arrive',
    'number-changed': 'Their number changed',
  },
  nothing: 'There was nothing left to print: somebody else took them, or their cases have moved on.',
  back: 'Back to letters',
  of: {
    title: 'Letters printed together',
    says: '{count}, printed {when} by {who}.',
    open: 'Open the letters to print',
    how: 'Print them on A4, one side. Fold each in three for a DL envelope or in half for a C5 one: the address shows in the window.',
    state: { due: 'Not printed', printed: 'Not posted', posted: 'Posted', dropped: 'Not to be posted' },
    columns: { case: 'Case', about: 'About', state: 'Now' },
    post: { one: 'Mark 1 letter as posted', more: 'Mark {count} letters as posted' },
    putBack: 'Put them back: they were not posted',
    progress: '{posted} of {all} posted.',
    all: 'All are posted.',
    nothingLeft: 'None is left to post: they were put back, or their cases have moved on.',
    takeOut: 'Take these out of the pile and shred them',
    done: { post: 'Marked as posted.', 'put-back': 'Put back among the letters to print.', print: 'Ready to print.' },
    because: {
      'out-of-date': 'the case has moved on, and there is another letter',
      bereaved: 'their death was recorded',
      erased: 'we no longer keep what it says',
    },
  },
  sheet: {
    title: 'Letters to print',
    hint: 'Print this page with your browser. Each letter is a page of its own: nothing else is printed.',
    noLetters: 'There are no letters here to print.',
  },
  states: {
    due: 'To be printed',
    printed: 'Printed, not posted yet',
    posted: 'Posted',
    dropped: 'Not posted',
  },
  section: 'Letters to the resident',
  post: 'Print and post a letter',
} as const;

/** What a letter says around the words of its service, in its resident's language. */
export const letterSaid = worded({
  about: 'Your {service}',
  reference: 'Your reference',
  occupier: 'To the person who asked us',
  dear: 'Dear {name}',
  lookTitle: 'To see where it is',
  look: 'Go to {link} and type this: {word}',
  call: 'Or call us on {phone} and say your reference.',
  help: 'If you need this letter in another form or language, call us.',
});
