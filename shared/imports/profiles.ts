import type { ImportProfileData } from '../domain/import-profile.ts';

/**
 * Sample profiles, made up after the usual kinds of extracts from revenues and benefits systems. Copy one for your own back
 * office, give it a name and an id, say `sample: false`, and change its columns and words; `npm run test:unit` says what is wrong.
 */

/** What a benefits system calls our stages, the same for both benefits. */
const CLAIM_WORDS = {
  NEW: 'received',
  REGISTERED: 'received',
  'PENDING - EVIDENCE': 'needs',
  'AWAITING ASSESSMENT': 'assessing',
  'IN ASSESSMENT': 'assessing',
  'DECIDED - AWARD': 'awarded',
  'IN PAYMENT': 'paid',
  'DECIDED - NIL': 'refused',
  DEFECTIVE: 'closed',
  WITHDRAWN: 'closed',
};

/** Every open claim each night: quoted, with commas, one row for a claim and benefit. */
const nightly: ImportProfileData = {
  id: 'sample-nightly-claims',
  name: 'Sample: nightly list of open claims',
  sample: true,
  about: 'All open claims every night, with commas and quotation marks. One row for each benefit of a claim.',
  source: 'sample-benefits',
  extract: 'full',
  encoding: 'utf-8',
  delimiter: ',',
  quoted: true,
  columns: {
    claim: 'CLAIM_NO',
    service: 'BEN_TYPE',
    status: 'CLAIM_STATUS',
    received: 'DATE_RECEIVED',
    asOf: 'EXTRACT_DATE',
    channel: 'HOW_MADE',
    name: ['FORENAME', 'SURNAME'],
    mobile: 'MOBILE',
    addressLines: ['ADDR1', 'ADDR2'],
    town: 'ADDR3',
    postcode: 'POSTCODE',
    needed: 'EVIDENCE_NEEDED',
    neededBy: 'EVIDENCE_BY',
    reason: 'REASON',
  },
  dateFormats: ['DD/MM/YYYY', 'DD/MM/YYYY HH:mm'],
  personal: ['FORENAME', 'SURNAME', 'MOBILE', 'ADDR1', 'ADDR2', 'ADDR3', 'POSTCODE', 'EVIDENCE_NEEDED', 'REASON'],
  service: { HB: 'housing-benefit', CTS: 'council-tax-support' },
  channels: { words: { TELEPHONE: 'telephone', COUNTER: 'face-to-face', EMAIL: 'email' }, otherwise: 'post' },
  statuses: {
    'housing-benefit': CLAIM_WORDS,
    'council-tax-support': CLAIM_WORDS,
  },
  asks: { instruction: 'the papers we wrote to you about', days: 28 },
  reasonUnsaid: 'Our letter to you has the reasons.',
  confirmAbove: { percent: 25, people: 20 },
};

/** Claims with a new decision, in the columns of the nightly list: each row stands for itself, in whatever order the files come. */
const decisions: ImportProfileData = {
  ...nightly,
  id: 'sample-decided-claims',
  name: 'Sample: claims that were decided',
  about: 'Only claims that were decided, with the day of it as their date. The columns are those of the nightly list.',
  extract: 'changes',
  confirmAbove: { percent: 100, people: 500 },
};

/** What changed since the last extract, as old systems write it: pipes, one letter for a status, Windows letters. */
const changes: ImportProfileData = {
  id: 'sample-daily-changes',
  name: 'Sample: daily changes, with status letters',
  sample: true,
  about: 'Only claims that changed, with pipes between the columns, no quotation marks, and a letter for each status.',
  source: 'sample-benefits-letters',
  extract: 'changes',
  encoding: 'windows-1252',
  delimiter: '|',
  quoted: false,
  columns: {
    claim: 'REF',
    status: 'STAT',
    received: 'RECD',
    asOf: 'STAT_DATE',
    name: ['NAME'],
    mobile: 'TEL_MOB',
    addressLines: ['ADD1', 'ADD2'],
    town: 'TOWN',
    postcode: 'PCODE',
    neededBy: 'DUE_BACK',
  },
  dateFormats: ['DD-MMM-YYYY'],
  personal: ['NAME', 'TEL_MOB', 'ADD1', 'ADD2', 'TOWN', 'PCODE'],
  service: 'housing-benefit',
  channels: { words: {}, otherwise: 'post' },
  statuses: {
    'housing-benefit': { N: 'received', E: 'needs', W: 'assessing', A: 'awarded', P: 'paid', D: 'refused', C: 'closed' },
  },
  asks: { instruction: 'the papers we wrote to you about', days: 28 },
  reasonUnsaid: 'Our letter to you has the reasons.',
  confirmAbove: { percent: 100, people: 500 },
};

/** Badge applications from a national system, as it exports them. */
const badges: ImportProfileData = {
  id: 'sample-badge-applications',
  name: 'Sample: badge applications',
  sample: true,
  about: 'All open applications for Blue Badges, with semicolons between the columns and dates the ISO way.',
  source: 'sample-badges',
  extract: 'full',
  encoding: 'utf-8',
  delimiter: ';',
  quoted: true,
  columns: {
    claim: 'Application number',
    status: 'Application status',
    received: 'Submitted on',
    asOf: 'Exported on',
    name: ['Holder name'],
    mobile: 'Contact mobile',
    addressLines: ['Address line 1', 'Address line 2'],
    town: 'Town',
    postcode: 'Postcode',
    reason: 'Refusal reason',
  },
  dateFormats: ['YYYY-MM-DD'],
  personal: ['Holder name', 'Contact mobile', 'Address line 1', 'Address line 2', 'Town', 'Postcode', 'Refusal reason'],
  service: 'blue-badge',
  channels: { words: {}, otherwise: 'post' },
  statuses: {
    'blue-badge': {
      SUBMITTED: 'received',
      'PENDING EVIDENCE': 'needs',
      'IN PROGRESS': 'assessing',
      APPROVED: 'awarded',
      'BADGE ISSUED': 'sent',
      DECLINED: 'refused',
      WITHDRAWN: 'closed',
    },
  },
  asks: { instruction: 'the proof we wrote to you about', days: 28 },
  reasonUnsaid: 'Our letter to you has the reasons.',
  confirmAbove: { percent: 25, people: 20 },
};

export const profileData = [nightly, decisions, changes, badges];
