/** Words of the page that shows where a case is. */
export const caseWords = {
  reference: 'Reference',
  states: { done: 'Done', now: 'Now', todo: 'Not yet' },
  nextTitle: 'What happens next',
  you: 'It is your turn.',
  youBy: 'It is your turn. Please do this by {date}.',
  council: 'It is our turn. You do not need to do anything.',
  councilBy: 'It is our turn. You do not need to do anything. We aim to finish by {date}.',
  councilLate: 'It is our turn. We aimed to finish by {date}, so this is late. We are sorry.',
  nobody: 'This is finished. You do not need to do anything.',
  instruction: 'What we need from you',
  reason: 'Why',
  progressTitle: 'How far it has got',
  timelineTitle: 'What has happened',
  help: 'Ask us about this',
  helpText: 'Call us on {phone} and give us your reference.',
  leave: 'Look up another one',
} as const;
