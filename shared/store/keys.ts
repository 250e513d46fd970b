import type { LogId } from '../domain/commit.ts';
import type { Urgency } from '../domain/text.ts';

/**
 * Every key of the table, and nothing else builds one.
 *
 * | what | pk | sk | read by |
 * |---|---|---|---|
 * | commit of a log | `CASE#K7MQ2XW`, `CONTACT#id`, `LOOKUP#id`, `HANDSET#hmac`, `PERSON#id`, `CALLS#2026-11-21.benefits` | `COMMIT#000001` | one Query of the log, in order |
 * | text caused by a commit | the log's | `TEXT#000001#purpose` | the log's page (one Query of the whole partition), send-text |
 * | task of staff caused by a commit | the log's | `TASK#000001#reach` or `#call-back` | the log's page; index byList: a team's tasks |
 * | letter caused by a commit | `CASE#…` | `LETTER#000001#stage` | the log's page; index byList: a team's letters to post |
 * | letters printed together | `LETTERS#id` | `BATCH` | the batch's page |
 * | date that a commit named to a resident | `CASE#…` | `DEADLINE#000002` | index byDue: sweep, once it has passed |
 * | payment that a commit asked for or began | `CASE#…` | `PAYMENT#000002` | index byDue: sweep-payments, until what came of it is known |
 * | file of an item of evidence | `CASE#…` | `FILE#item#fileId` | the evidence page, the check; index byDue while it waits |
 * | contact about a case | `CASE#…` | `CHASE#contact's id` | the case's page (one Query of the whole partition) |
 * | summary of a case | `CASE#…` | `SUMMARY` | index byList: a team's queue; byPlace: what others reported close by |
 * | look-ups of a case, limited; of a number; of numbers nothing was asked from | `CASE#…`; `LOOKUPS#hmac`; `LOOKUPS` | `LOOKUPS`; `LIMIT`; `STRANGERS`, `SAVERS` | project |
 * | that a helper looked, once a day | `CASE#…` | `LOOK#2026-11-22#helper` | the page of who may see it: one Query, with the commits |
 * | code of a look-up | `LOOKUP#id` | `CODE` | the look-up's one Query |
 * | state of a handset | `HANDSET#hmac` | `STATE` | send-text, receive-text |
 * | the carrier's word on a text to a handset | `RECEIPTS#hmac` | the carrier's message id | settle-text; sweep: all of a handset |
 * | that a contact left this number | `HANDSET#hmac` | `WITH#CONTACT#id` | what is held about somebody |
 * | draft | `DRAFT#hmac of its cookie` | service | the journey; index byDue: sweep, once it may have been left |
 * | form put by for later | `SAVED#hmac of a number` | service and draft | what waits for a number: one Query |
 * | import of claims; faults of a batch of its rows | `IMPORT#id` | `STATE`; `FAULTS#000000123` (the batch’s first line) | import-claims; index byList: the imports, newest first |
 * | when the newest file of a profile was so | `IMPORTS` | `LATEST#profile` | import-claims |
 * | day of calls that a telephone system told of | `CALL-DAYS` | `2026-11-21#benefits` | the page of days that are loaded: one Query |
 * | fact | `FACT#2026-11-21#missed-bin#0` | the fact's id | roll-up: one slice |
 * | mark of a slice | `MARK` | `SLICE#day#service#shard` or `QUARTER#quarter#service` | roll-up |
 * | day rollup | `DAYS#2026-27Q3#missed-bin` | `day#shard` | roll-up |
 * | quarter rollup | `QUARTERS` | `2026-27Q3#missed-bin` | the report: one Query |
 * | figure that its owner entered | `QUARTERS` | `2026-27Q3#!entered#council-tax-collected` | the same Query |
 * | that a rating came with words, and whether a manager chose them | `COMMENTS#2026-27Q3` | `case#K7MQ2XW`, `contact#id` | choosing comments, the scrutiny report |
 * | quarter as it was reported | `QUARTERS` | `2026-27Q3#!frozen` | the same Query |
 * | where the sweeper is | `SWEEP` | `CURSOR` | sweep: one Query |
 * | commit it could not project | `SWEEP` | `ASIDE#pk#sk` | the same Query |
 * | pace of texts: what may leave now, what the month has cost | `PACE` | `TEXTS` | release-texts, project |
 *
 * Indexes: `byUnprojected` (hour bucket, instant), `byDue` (`code#0`, `urgent#0`, `bulk#0` to `bulk#3`, `watch#0` to `watch#3`, `file#0`, `deadline#0`, `payment#0`, `draft#0`, `forget#0` to `forget#3`, instant due), `byList` (`QUEUE#team`, target date and
 * reference; `TASKS#team`, date and cause; `LETTERS#team`, date and case; `FAILING#service`, instant and text), `byAsker` (HMAC of the number a case was asked from, instant it was opened),
 * `byPlace` (service and cell of the map that an open case lies in, instant it was opened).
 * No key holds a phone number, a name or anything else of a person: handsets and drafts are keyed by an HMAC.
 */
export type Key = { pk: string; sk: string };

export const indexes = { unprojected: 'byUnprojected', due: 'byDue', list: 'byList', asker: 'byAsker', place: 'byPlace' } as const;
export const COMMIT_PREFIX = 'COMMIT#';
export const TEXT_PREFIX = 'TEXT#';

const six = (number: number) => String(number).padStart(6, '0');

export const logPartition = (log: LogId): string => `${log.kind.toUpperCase()}#${log.id}`;
export const commitKey = (log: LogId, sequence: number): Key => ({ pk: logPartition(log), sk: `${COMMIT_PREFIX}${six(sequence)}` });
export const textKey = (log: LogId, sequence: number, purpose: string): Key => ({
  pk: logPartition(log),
  sk: `${TEXT_PREFIX}${six(sequence)}#${purpose}`,
});
export const summaryKey = (reference: string): Key => ({ pk: `CASE#${reference}`, sk: 'SUMMARY' });
export const lookupsKey = (reference: string): Key => ({ pk: `CASE#${reference}`, sk: 'LOOKUPS' });
/** Of one number, by its HMAC; or of all numbers that nothing was asked from, those that save a form apart. */
export const numberLookupsKey = (handsetId: string): Key => ({ pk: `LOOKUPS#${handsetId}`, sk: 'LIMIT' });
export const othersLookupsKey = (by: 'strangers' | 'savers'): Key => ({ pk: 'LOOKUPS', sk: by.toUpperCase() });
export const LOOK_PREFIX = 'LOOK#';
export const lookKey = (reference: string, { day, helper }: { day: string; helper: string }): Key => ({
  pk: `CASE#${reference}`,
  sk: `${LOOK_PREFIX}${day}#${helper}`,
});
export const codeKey = (lookupId: string): Key => ({ pk: `LOOKUP#${lookupId}`, sk: 'CODE' });
export const handsetStateKey = (handsetId: string): Key => ({ pk: `HANDSET#${handsetId}`, sk: 'STATE' });
const WITH_CONTACT = 'WITH#CONTACT#';
/** Sorts after the state, so that who reads the latest commits of a handset does not read these. */
export const handsetContactKey = (handsetId: string, contactId: string): Key => ({
  pk: `HANDSET#${handsetId}`,
  sk: `${WITH_CONTACT}${contactId}`,
});
/** The contact that an item of a handset's partition names. */
export const contactNamed = ({ sk }: Key): string | undefined => (sk.startsWith(WITH_CONTACT) ? sk.slice(WITH_CONTACT.length) : undefined);
export const receiptsPartition = (handsetId: string): string => `RECEIPTS#${handsetId}`;
export const receiptKey = (handsetId: string, messageId: string): Key => ({ pk: receiptsPartition(handsetId), sk: messageId });
const DRAFT_PREFIX = 'DRAFT#';
export const draftKey = (sessionHash: string, service: string): Key => ({ pk: `${DRAFT_PREFIX}${sessionHash}`, sk: service });
/** The session and service of a draft's key. */
export const draftNamed = ({ pk, sk }: Key): { sessionHash: string; service: string } => ({
  sessionHash: pk.slice(DRAFT_PREFIX.length),
  service: sk,
});
/** The partition of the index of what is due where drafts wait until they may have been left. */
export const draftShard = 'draft#0';
/** Forms that somebody put by, under the HMAC of their number. */
export const savedFormsPartition = (handsetId: string): string => `SAVED#${handsetId}`;
export const savedFormKey = (handsetId: string, service: string, draft: string): Key => ({
  pk: savedFormsPartition(handsetId),
  sk: `${service}#${draft}`,
});
export const SWEEP = 'SWEEP';
export const sweepCursorKey: Key = { pk: SWEEP, sk: 'CURSOR' };
export const sweepAsideKey = (commit: Key): Key => ({ pk: SWEEP, sk: `ASIDE#${commit.pk}#${commit.sk}` });
export const paceKey: Key = { pk: 'PACE', sk: 'TEXTS' };

/** The log that a commit's or a text's partition belongs to; undefined for anything that is not a log. */
export function logOf(pk: string): LogId | undefined {
  const [kind = '', id] = pk.split('#');
  const known = ({ CASE: 'case', CONTACT: 'contact', LOOKUP: 'lookup', HANDSET: 'handset', PERSON: 'person', CALLS: 'calls' } as const)[
    kind
  ];
  return known && id ? { kind: known, id } : undefined;
}

/** The hour bucket of the index of unprojected commits: `2026-11-21T22`, UTC. */
export const unprojectedBucket = (at: string): string => at.slice(0, 13);

/** Partitions of the index of what is due. Bulk, of which there may be very much at one moment, spreads over four. */
export const dueShards = {
  code: ['code#0'],
  urgent: ['urgent#0'],
  bulk: ['bulk#0', 'bulk#1', 'bulk#2', 'bulk#3'],
} as const satisfies Record<Urgency, readonly string[]>;
/** Partitions of the same index for texts that left, or may have: `dueAt` is then when to look what became of them. */
export const watchShards = ['watch#0', 'watch#1', 'watch#2', 'watch#3'] as const;
/** Partitions of the same index for what is kept so long and no longer: ended cases, contacts, texts that came in. */
export const forgetShards = ['forget#0', 'forget#1', 'forget#2', 'forget#3'] as const;
export const forgetShard = (key: Key): string => shardOf(key, forgetShards);
/** The partition in which a text waits to be released, by the end of its key. */
export const dueShard = (key: Key, urgency: Urgency): string => shardOf(key, dueShards[urgency]);
export const watchShard = (key: Key): string => shardOf(key, watchShards);

function shardOf(key: Key, shards: readonly string[]): string {
  let sum = 0;
  for (const character of key.pk + key.sk) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return shards[sum % shards.length] as string;
}

export const TASK_PREFIX = 'TASK#';
export const taskKey = (log: LogId, sequence: number, kind: string): Key => ({
  pk: logPartition(log),
  sk: `${TASK_PREFIX}${six(sequence)}#${kind}`,
});
export const teamTasks = (team: string): string => `TASKS#${team}`;
/** By date, then by cause: no two alike. */
export const taskRank = ({ by, log, sequence }: { by: string; log: LogId; sequence: number }): string =>
  `${by}#${log.kind}#${log.id}#${six(sequence)}`;

export const LETTER_PREFIX = 'LETTER#';
export const letterKey = (log: LogId, sequence: number, stage: string): Key => ({
  pk: logPartition(log),
  sk: `${LETTER_PREFIX}${six(sequence)}#${stage}`,
});
/** Texts about cases of a service that did not arrive, or of which nobody knows whether they were sent. */
export const failingTexts = (service: string): string => `FAILING#${service}`;
/** By the instant it was known, then by the text: no two alike. */
export const failingRank = (at: string, text: Key): string => `${at}#${text.pk}#${text.sk}`;

export const teamLetters = (team: string): string => `LETTERS#${team}`;
/** By the date it should be posted, then by its case: no two alike. */
export const letterRank = ({ by, log, sequence }: { by: string; log: LogId; sequence: number }): string =>
  `${by}#${log.id}#${six(sequence)}`;
export const letterBatchKey = (batch: string): Key => ({ pk: `LETTERS#${batch}`, sk: 'BATCH' });

export const DEADLINE_PREFIX = 'DEADLINE#';
export const deadlineKey = (log: LogId, sequence: number): Key => ({ pk: logPartition(log), sk: `${DEADLINE_PREFIX}${six(sequence)}` });
/** The partition of the index of what is due where dates named to residents wait to be looked at. */
export const deadlineShard = 'deadline#0';

export const PAYMENT_PREFIX = 'PAYMENT#';
export const paymentWatchKey = (log: LogId, sequence: number): Key => ({
  pk: logPartition(log),
  sk: `${PAYMENT_PREFIX}${six(sequence)}`,
});
/** The partition of the index of what is due where payments wait to be looked at. */
export const paymentShard = 'payment#0';

export const FILE_PREFIX = 'FILE#';
export const fileKey = ({ reference, item, fileId }: { reference: string; item: string; fileId: string }): Key => ({
  pk: `CASE#${reference}`,
  sk: `${FILE_PREFIX}${item}#${fileId}`,
});
/** The partition of the index of what is due where files wait to be checked, and their cases to be told. */
export const fileShard = 'file#0';

export const CHASE_PREFIX = 'CHASE#';
export const chaseKey = (reference: string, contactId: string): Key => ({ pk: `CASE#${reference}`, sk: `${CHASE_PREFIX}${contactId}` });

/** One file of claims: where it stands, and what was wrong with its rows, a batch in one item. */
export const importKey = (id: string): Key => ({ pk: `IMPORT#${id}`, sk: 'STATE' });
export const isImport = ({ pk }: Key): boolean => pk.startsWith('IMPORT#');
export const IMPORT_FAULTS_PREFIX = 'FAULTS#';
export const importFaultsKey = (id: string, line: number): Key => ({
  pk: `IMPORT#${id}`,
  sk: `${IMPORT_FAULTS_PREFIX}${String(line).padStart(9, '0')}`,
});
/** The list of imports, by the moment they were begun. */
export const IMPORTS = 'IMPORTS';
export const importRank = ({ at, id }: { at: string; id: string }): string => `${at}#${id}`;
export const importLatestKey = (profile: string): Key => ({ pk: IMPORTS, sk: `LATEST#${profile}` });

/** Days of queues, in order of days: some eight a day. */
export const CALL_DAYS = 'CALL-DAYS';
export const callDayKey = ({ queue, day }: { queue: string; day: string }): Key => ({ pk: CALL_DAYS, sk: `${day}#${queue}` });

export const teamQueue = (team: string): string => `QUEUE#${team}`;
/** Within a team's queue, the ranks of the target dates from one to another, both included: those of what goes first, and the rest. */
export const queueRanks = (
  { from = '0', to }: { from?: string | undefined; to: string },
  goesFirst: boolean,
): { first: string; last: string } => {
  const mark = goesFirst ? '!' : '';
  // `~` sorts after all that a reference is made of.
  return { first: `${mark}${from}`, last: `${mark}${to}#~` };
};
/** By target date, then by reference: no two alike. What goes first stands before every date: `!` sorts before digits. */
export const teamQueueRank = (targetDate: string, reference: string, goesFirst: boolean): string =>
  `${goesFirst ? '!' : ''}${targetDate}#${reference}`;

/** Where open cases of one service lie, a cell of `place.ts` at a time. */
export const placePartition = (service: string, cell: string): string => `PLACE#${service}#${cell}`;

export type Slice = { day: string; service: string; shard: number };
export const factPartition = (slice: Slice): string => `FACT#${slice.day}#${slice.service}#${slice.shard}`;
export const factKey = (slice: Slice, factId: string): Key => ({ pk: factPartition(slice), sk: factId });
/** The slice that a fact, or a day rollup, is of; undefined for any other item. */
export function sliceNamed({ pk, sk }: Key): Slice | undefined {
  const [kind, first = '', service = '', last = ''] = pk.split('#');
  if (kind === 'FACT') return { day: first, service, shard: Number(last) };
  const [day = '', shard = ''] = sk.split('#');
  return kind === 'DAYS' ? { day, service, shard: Number(shard) } : undefined;
}
export const MARKS = 'MARK';
export const sliceMarkKey = (slice: Slice): Key => ({ pk: MARKS, sk: `SLICE#${slice.day}#${slice.service}#${slice.shard}` });
export const quarterMarkKey = (quarter: string, service: string): Key => ({ pk: MARKS, sk: `QUARTER#${quarter}#${service}` });
export const dayRollupPartition = (quarter: string, service: string): string => `DAYS#${quarter}#${service}`;
export const dayRollupKey = (quarter: string, slice: Slice): Key => ({
  pk: dayRollupPartition(quarter, slice.service),
  sk: `${slice.day}#${slice.shard}`,
});
export const commentsPartition = (quarter: string): string => `COMMENTS#${quarter}`;
export const commentKey = (quarter: string, { kind, id }: { kind: string; id: string }): Key => ({
  pk: commentsPartition(quarter),
  sk: `${kind}#${id}`,
});
export const QUARTERS = 'QUARTERS';
export const quarterRollupKey = (quarter: string, service: string): Key => ({ pk: QUARTERS, sk: `${quarter}#${service}` });
/** No service's id begins with `!`. */
export const enteredFigureKey = (quarter: string, measure: string): Key => ({ pk: QUARTERS, sk: `${quarter}#!entered#${measure}` });
export const frozenQuarterKey = (quarter: string): Key => ({ pk: QUARTERS, sk: `${quarter}#!frozen` });
