import { worded } from './worded.ts';

/** Words of the public performance page. */
export const performanceWords = worded({
  title: 'How we are doing',
  intro:
    'These are the figures that our councillors look at every three months. They count everything people asked of us, on every channel.',
  back: 'All services',
  empty: 'There are no figures yet. They are shown from the first day somebody uses a service.',
  caption: 'The last four quarters',
  measure: 'What we count',
  target: 'Target',
  soFar: '{quarter} so far',
  privacy: 'No figure tells of a person. A share over fewer than ten is not shown.',
  definitions: 'What these figures mean',
  table: 'Table: {title}',
  notShown: 'Not shown',
});
