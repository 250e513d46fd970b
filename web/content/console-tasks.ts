/** Words of the page of tasks. */
export const taskWords = {
  title: 'Tasks',
  intro: 'What a text cannot do: news for people who get no texts from us, and calls to people who were not happy.',
  caption: 'Tasks, the earliest date first',
  empty: 'No tasks. Everybody has been told.',
  nothingMore: 'No more tasks. Everything left is on the pages before.',
  columns: { by: 'By', what: 'What to do', who: 'Who', done: 'Done?' },
  reach: {
    what: 'Write or call: “{stage}”',
    /** Of a text that is not a stage's. */
    plain: 'Write or call',
    stopped: 'They asked us not to text them.',
    muted: 'They asked us not to text them about this.',
    unreachable: 'Texts to their number do not arrive.',
  },
  callBack: { what: 'Call back', says: 'They rated us {score}.' },
  noNumber: 'No number: write to them',
  contact: 'Contact {id}',
  button: 'Done',
  buttonAbout: 'with {reference}',
  next: 'Next 50 tasks',
  first: 'First 50 tasks',
  done: 'Task done.',
  gone: 'That task was already done, or is not one of your team’s. Nothing was changed.',
} as const;
