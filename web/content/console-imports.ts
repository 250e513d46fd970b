import type { FileRefusal, Tally } from '../../shared/domain/import.ts';
import type { FaultReason } from '../../shared/domain/import-row.ts';

const reasons: Record<FaultReason, string> = {
  'not-in-encoding': 'The line has letters that are not in the alphabet (encoding) of this kind of file',
  'quote-open': 'A quotation mark is not closed, or stands in the middle of a column',
  'too-long': 'The line is too long to be a row',
  'wrong-count': 'The line has more or fewer columns than the first line',
  empty: 'Nothing is in the column',
  'too-many-characters': 'Too much is in the column',
  'not-a-date': 'The column has no date in the form of this kind of file',
  'after-today': 'The date is after the day on which the file was given to us',
  'before-received': 'The date is before the day on which the claim was received',
  'date-over': 'The date by which something is needed has passed: nobody is asked for it',
  'too-far-ahead': 'The date by which something is needed is more than 400 days ahead: our usual time is given instead',
  'too-long-ago': 'The date is more than 20 years ago',
  'unknown-service': 'No service is known for what is in the column',
  'not-a-mobile': 'The column has no UK mobile number: this person gets letters',
  'instruction-too-long': 'What is needed has more than 50 characters',
  'unknown-queue': 'Nobody has said what this queue is',
  'not-a-half-hour': 'The column has no time at which a half hour begins, or the day has no such time',
  'not-a-count': 'The column has no whole number',
  'more-than-answered': 'More calls were answered within 90 seconds than were answered',
  'fewer-than-answered': 'Fewer calls were offered than were answered and abandoned',
  'not-kept': 'The claim’s case could not be changed: ask whoever looks after Front Door',
  twice: 'An earlier line of the file has this queue and half hour, with other numbers',
};

const refusals: Record<FileRefusal, { title: string; says: string }> = {
  empty: {
    title: 'The file has no rows',
    says: 'It needs a first line with the names of the columns, and a row for each claim, or each half hour of calls.',
  },
  'not-text': {
    title: 'The file is not a CSV file',
    says: 'It may be a workbook, or saved as Unicode text. Save or extract it as CSV and try again.',
  },
  'columns-missing': {
    title: 'The file does not have the columns of this kind',
    says: 'Check that you chose the right kind of file. These columns are not in its first line, or are in it twice:',
  },
  gone: {
    title: 'The file is no longer there',
    says: 'We keep files for 30 days. This one had not been taken in by then, and has been deleted. Import a new one.',
  },
  'no-such-profile': { title: 'This kind of file is no longer known', says: 'Ask whoever looks after Front Door, or choose another kind.' },
};

const tallies: Partial<Record<Tally, string>> = {
  rows: 'Rows',
  open: 'Claims to open',
  move: 'Claims to move on',
  details: 'Claims with new details, such as an address',
  same: 'Claims with nothing new',
  late: 'Rows older than what we know: kept beside the claim, and change nothing',
  unmapped: 'Claims whose status word is not known: nothing is changed',
  noWay: 'Claims that cannot go from where they are to what the row says: nothing is changed',
  bad: 'Rows that cannot be used',
  noted: 'Things left out of rows that were used',
  texts: 'People to text',
  letters: 'People to write to',
};

const callTallies: Partial<Record<Tally, string>> = {
  rows: 'Rows',
  added: 'Half hours to add',
  corrected: 'Half hours to correct',
  same: 'Half hours with nothing new',
  late: 'Half hours that a later file told of already: nothing is changed',
  leftOut: 'Rows of queues that are not counted',
  bad: 'Rows that cannot be used',
  noted: 'Rows that were used, with something odd in them',
};

/** Words of the pages on which files of claims, and of calls, are taken in. */
export const importWords = {
  list: {
    title: 'Imports',
    intro:
      'Claims from the back office, and calls from the telephone system. A file is gone through first, and changes nothing until you say so.',
    start: 'Import a file',
    caption: 'Imports, the newest first',
    empty: 'No files have been imported yet.',
    columns: { file: 'File', when: 'Begun', state: 'State' },
    next: 'Older imports',
    first: 'Newest imports',
    calls: 'Calls: which days are loaded',
  },
  states: {
    expected: 'Waiting for its file',
    checking: 'Being gone through',
    ready: 'Waiting for you',
    applying: 'Being taken in',
    done: 'Taken in',
    refused: 'Cannot be used',
  },
  by: 'by {name}',
  otherSystem: 'another system',
  choose: {
    title: 'What kind of file is it?',
    button: 'Continue',
    missing: 'Select the kind of file',
    notYours: 'No kind of file is for the cases of your teams.',
  },
  send: {
    title: 'Send the file',
    label: 'File',
    hint: 'A CSV file of up to {megabytes} MB. The names of people in it are kept on their claims only.',
    button: 'Send the file',
    back: 'Choose another kind of file',
    expires: 'This page works for an hour.',
  },
  arrived: { title: 'We have the file', says: 'It will be gone through in a moment. Nothing is changed by that.' },
  checking: { title: 'Going through the file', says: 'Nothing is changed yet. You can leave this page and come back.' },
  applying: { title: 'Taking in the file', says: 'You can leave this page and come back. It goes on by itself.' },
  progress: 'Progress',
  rowsDone: '{percent}% done: {rows} rows, {bad} cannot be used',
  refresh: 'Refresh',
  stuck: { says: 'It has not moved for two minutes.', button: 'Start it again' },
  ready: {
    title: 'What this file would do',
    says: 'Nothing is changed yet.',
    taken: 'What this file did',
    nothing: 'Nothing in it is new.',
  },
  columns: { what: 'What', would: 'Foreseen', did: 'Done' },
  tallies,
  unmapped: {
    title: 'Status words that are not known',
    says: 'Nobody has said what these words of the back office mean. Residents never see them. Ask whoever looks after Front Door to add them.',
    columns: { word: 'Word', service: 'Service', rows: 'Rows' },
  },
  faults: {
    title: 'What is wrong with rows',
    allGood: 'Every row can be used.',
    caption: 'Rows, in the order of the file',
    columns: { line: 'Line', column: 'Column', reason: 'What is wrong' },
    noted: 'Used without this',
    bad: 'Row not used',
    next: 'More rows',
    first: 'First rows',
  },
  confirm: {
    title: 'Take it in',
    told: 'Who is told?',
    text: 'Tell people: {texts} by text, {letters} by letter',
    textHint: 'Fewer if some have stopped texts.',
    quiet: 'Tell nobody',
    quietHint: 'For the first file of all: people know already.',
    warningTitle: 'This is more people than usual',
    warning:
      '{percent}% of the people in this file would be texted. More than {most}% is unusual: it may be the wrong file, or the first one.',
    name: 'I, {name}, have checked that so many people should be texted',
    button: 'Take it in',
    errors: { told: 'Select who is told', confirmed: 'Confirm that so many people should be texted, or tell nobody' },
  },
  done: { banner: 'Taken in.', by: 'Said yes by {name}', quiet: 'Nobody was told.', again: 'Import another file' },
  refused: { again: 'Import another file' },
  calls: {
    tallies: callTallies,
    hint: 'A CSV file of up to {megabytes} MB, with a row for each queue and half hour.',
    unmapped: {
      title: 'Queues that are not known',
      says: 'Nobody has said what these queues of the telephone system are, so their calls are not counted. Ask whoever looks after Front Door to add them, or to leave them out.',
      columns: { word: 'Queue', rows: 'Rows' },
    },
    days: 'Days that are loaded',
  },
  reasons,
  refusals,
} as const;
