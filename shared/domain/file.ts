import * as z from 'zod';
import { type Instant, instantOf } from './calendar.ts';

/** The kinds of file that a resident may send, as its first bytes show; each is served as this and nothing else. */
export const fileMediaTypes = ['image/jpeg', 'image/png', 'image/heic', 'application/pdf'] as const;
export const fileMediaSchema = z.enum(fileMediaTypes);
export type FileMedia = z.infer<typeof fileMediaSchema>;

/** The most a file may have, in bytes: 10 MB, as the page says beside the field. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/**
 * The most that the bucket takes, in bytes. More than the page promises: what the bucket itself refuses shows a browser without
 * scripts a page of XML, and what it takes and we turn away gets a sentence of ours.
 */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
/** Files that one item may have. One that was turned away counts towards {@link MAX_TURNED_AWAY} instead. */
export const MAX_FILES_OF_ITEM = 10;
/** Files of one case that may be turned away in {@link TURNED_AWAY_HOURS}: past that nobody is trying to send a payslip. */
export const MAX_TURNED_AWAY = 20;
const TURNED_AWAY_HOURS = 24;
/** Files of one case that may be waiting to be sent or checked. */
export const MAX_FILES_WAITING = 20;
/** How long a form that uploads is good for, and how long a file may wait for its check after that. */
export const FORM_MINUTES = 60;
export const CHECK_MINUTES = 60;

/**
 * Why a file was turned away. `could-not-check`: it could not be looked into (a password, damage), or no result of the check came
 * within {@link CHECK_MINUTES}. None is ever served.
 */
export const turnedAwayReasonSchema = z.enum(['empty', 'too-large', 'not-what-it-says', 'infected', 'could-not-check']);
export type TurnedAwayReason = z.infer<typeof turnedAwayReasonSchema>;

export const fileOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), media: fileMediaSchema, bytes: z.number().int().positive() }),
  z.object({ kind: z.literal('turned-away'), because: turnedAwayReasonSchema }),
]);
/** What came of checking a file. */
export type FileOutcome = z.infer<typeof fileOutcomeSchema>;

/**
 * Where a file stands. `expected`: a form was made for it; it may never come. `checking`: it was sent. Whether a file that is
 * `expected` has come is known once it was checked.
 */
export const fileStateSchema = z.enum(['expected', 'checking', 'ready', 'turned-away']);

/** What is kept of a file beside its case. Nothing in it is personal; the file itself is in the bucket. */
export const fileSchema = z.object({
  state: fileStateSchema,
  at: z.string(),
  uploadedAt: z.string().optional(),
  settledAt: z.string().optional(),
  media: fileMediaSchema.optional(),
  /** Of the file as it is kept, its metadata taken out. */
  bytes: z.number().int().positive().optional(),
  because: turnedAwayReasonSchema.optional(),
  /** The object in the bucket, once it is ready. */
  key: z.string().optional(),
  /** That object's version. */
  versionId: z.string().optional(),
  /** The upload that settled it: a form can be sent twice, and the second is another file. */
  upload: z.string().optional(),
  /** Its case was told. It is looked once more whether another upload by its form was left unscanned. */
  told: z.literal(true).optional(),
});
export type FilePlace = { reference: string; item: string; fileId: string };
/** A file of an item of a case. */
export type CaseFileItem = z.infer<typeof fileSchema> & FilePlace;

/** Object keys in the bucket of evidence: a file as it was sent, and as it is kept. Neither says whose it is. */
export const ARRIVING = 'arriving/';
export const EVIDENCE = 'evidence/';
export const arrivingKey = (fileId: string): string => `${ARRIVING}${fileId}`;
export const evidenceKey = (fileId: string): string => `${EVIDENCE}${fileId}`;

/** The outcome of a file that was settled; undefined before. */
export function outcomeOf({ state, media, bytes, because }: CaseFileItem): FileOutcome | undefined {
  if (state === 'ready' && media && bytes) return { kind: 'ready', media, bytes };
  return state === 'turned-away' && because ? { kind: 'turned-away', because } : undefined;
}

/**
 * Whether an item of a case may have another file.
 * @param files all files of the case
 */
export function mayAddFile(files: readonly CaseFileItem[], item: string, at: Instant): boolean {
  const since = instantOf(Date.parse(at) - TURNED_AWAY_HOURS * 3_600_000);
  const turnedAway = files.filter(({ state, settledAt = '' }) => state === 'turned-away' && settledAt > since);
  const kept = files.filter((file) => file.item === item && file.state !== 'turned-away');
  const waiting = files.filter(({ state }) => state === 'expected' || state === 'checking');
  return kept.length < MAX_FILES_OF_ITEM && waiting.length < MAX_FILES_WAITING && turnedAway.length < MAX_TURNED_AWAY;
}
