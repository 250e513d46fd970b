/** Words of the breakdowns by what was noted of each contact. */
export const reportDetailWords = {
  total: 'Total',
  stageOf: '“{stage}” of {service}',
  reasonOf: '{reason} ({service})',
  stages: {
    title: '{title}: the stages that made people ask',
    caption: 'The stages that made people ask',
    rowHeading: 'Stage that the request was at',
    columns: ['Calls and visits', 'The text should have told', 'The page should have told'],
  },
  reasons: {
    title: '{title}: what they were really about',
    caption: 'What they were really about, as advisers noted it',
    rowHeading: 'Reason',
    columns: ['Contacts'],
  },
  questions: {
    title: '{title}: where people left “{service}”',
    caption: 'Where people left “{service}”, of {begun} who began it',
    rowHeading: 'Last question that they answered',
    columns: ['People'],
  },
} as const;
