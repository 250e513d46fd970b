import { type Measures, parseMeasures } from '../domain/measure.ts';
import { claims } from './claims.ts';
import { community } from './community.ts';
import { complaints } from './complaints.ts';
import { contacts } from './contacts.ts';
import { council } from './council.ts';
import { satisfaction } from './satisfaction.ts';
import { telephone } from './telephone.ts';
import { texts } from './texts.ts';

/** Every measure the council reports, a file for each group. Those that were published before launch have kept their ids and titles. */
export const measures: Measures = parseMeasures([
  ...contacts,
  ...telephone,
  ...satisfaction,
  ...claims,
  ...texts,
  ...complaints,
  ...community,
  ...council,
]);
