import type { CallsProfileData } from '../domain/calls-profile.ts';

/**
 * Sample profiles, made up after the usual interval reports of telephone systems. Copy one for your own, give it a name and an
 * id, say `sample: false`, and change its columns and queues; `npm run test:unit` says what is wrong.
 */

/** A row for each queue and half hour, with the time beside the date. Its queues are those of a real council's report of 2020. */
const intervals: CallsProfileData = {
  kind: 'calls',
  id: 'sample-calls-half-hours',
  name: 'Sample: calls by queue and half hour',
  sample: true,
  about: 'A row for each queue and half hour, with commas. Times are those on the clock.',
  source: 'sample-telephones',
  encoding: 'utf-8',
  delimiter: ',',
  quoted: true,
  dateFormats: ['DD/MM/YYYY', 'YYYY-MM-DD'],
  zone: 'local',
  columns: {
    queue: 'Queue',
    date: 'Date',
    begins: 'Interval',
    offered: 'Offered',
    answered: 'Answered',
    within90: 'Answered within 90s',
    abandoned: 'Abandoned',
  },
  queues: {
    BENEFITS: { id: 'benefits', service: 'housing-benefit' },
    'COUNCIL TAX': { id: 'council-tax' },
    'CUSTOMER SERVICE': { id: 'customer-service' },
    'GREEN WASTE': { id: 'green-waste' },
    HOUSING: { id: 'housing' },
    LICENSING: { id: 'licensing' },
    'COMMUNITY HUB': { id: 'community-hub' },
  },
  leftOut: ['INTERNAL', 'TOTAL'],
};

/** The same from a system that exports instants in UTC, with semicolons. */
const utc: CallsProfileData = {
  kind: 'calls',
  id: 'sample-calls-utc',
  name: 'Sample: calls by skill group, times in UTC',
  sample: true,
  about: 'A row for each skill group and half hour, with semicolons. Times are UTC: an hour behind the clock in summer.',
  source: 'sample-cloud-telephones',
  encoding: 'utf-8',
  delimiter: ';',
  quoted: true,
  dateFormats: ['YYYY-MM-DD HH:mm'],
  zone: 'utc',
  columns: {
    queue: 'skillGroup',
    date: 'intervalStart',
    offered: 'contactsOffered',
    answered: 'contactsHandled',
    within90: 'handledWithin90Seconds',
    abandoned: 'contactsAbandoned',
  },
  queues: {
    REVS_BENS: { id: 'benefits', service: 'housing-benefit' },
    GENERAL: { id: 'customer-service' },
    WASTE: { id: 'waste', service: 'missed-bin' },
  },
};

export const callsProfileData = [intervals, utc];
