import { worded } from './worded.ts';

/** Words of the pages of a repeated question: the list of its entries, an entry, and taking one away. `{one}` and `{many}` are what the service calls them. */
export const entriesWords = worded({
  toldOne: 'You have told us about 1 {one}',
  told: 'You have told us about {count} {many}',
  another: 'Do you need to add another {one}?',
  anotherMissing: 'Select yes if you need to add another {one}',
  full: 'You can tell us about {most} {many} here. If there are more, call us on {phone}.',
  change: 'Change',
  remove: 'Remove',
  removeAsk: 'Do you want to remove this {one}?',
  removeMissing: 'Select yes if you want to remove this {one}',
});
