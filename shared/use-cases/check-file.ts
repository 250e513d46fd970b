import { createHash } from 'node:crypto';
import { instantOf } from '../domain/calendar.ts';
import { cleanFile, sizeRefusal } from '../domain/clean-file.ts';
import {
  ARRIVING,
  arrivingKey,
  type CaseFileItem,
  CHECK_MINUTES,
  evidenceKey,
  type FilePlace,
  FORM_MINUTES,
  mayAddFile,
  outcomeOf,
  type TurnedAwayReason,
} from '../domain/file.ts';
import type { ScanResult } from '../ports/malware-scan.ts';
import type { FileStore } from '../store/file-store.ts';
import type { RecordFile } from './record-file.ts';

/** The bucket of evidence, as far as checking needs it. */
export type Objects = {
  head: (
    key: string,
    versionId?: string,
  ) => Promise<{ bytes: number; metadata: Record<string, string>; eTag: string; versionId: string | undefined } | undefined>;
  read: (key: string, versionId?: string) => Promise<Uint8Array | undefined>;
  put: (key: string, body: Uint8Array, as: { contentType: string }) => Promise<{ versionId: string | undefined }>;
  delete: (key: string, versionId?: string) => Promise<void>;
};
export type CheckFileDeps = { objects: Objects; files: FileStore; recordFile: RecordFile; now: () => number };

/** `gone`: it was dealt with, or taken away. `unexpected`: nobody waits for it any more, and it was deleted. */
export type Checked = 'ready' | 'turned-away' | 'gone' | 'unexpected';
export type CheckFile = ReturnType<typeof createCheckFile>;

/**
 * Checks what was scanned: one version of one object, since a form may be sent again. What is a picture or a document, small enough
 * and clean is kept without its metadata; anything else is turned away. Either way the object as it was sent is deleted, last of
 * all and for good, so that what was cut short is done again and what is done twice changes nothing.
 */
export function createCheckFile(deps: CheckFileDeps) {
  const { objects, files, now } = deps;
  const claim = createClaimUpload(deps);
  const tell = createTellOfFile(deps);
  return async ({ key, versionId, eTag, verdict }: ScanResult): Promise<Checked> => {
    if (!key.startsWith(ARRIVING)) return 'unexpected';
    const head = await objects.head(key, versionId);
    // Without versions, what was scanned may have been written over: the scan of that comes, too.
    if (!head || (!versionId && plain(head.eTag) !== plain(eTag))) return 'gone';
    const sent = placeOf(head.metadata, key.slice(ARRIVING.length));
    const upload = versionId ?? plain(eTag);
    const claimed = sent && (await claim(sent, upload));
    if (!claimed) {
      await objects.delete(key, versionId);
      return 'unexpected';
    }
    const because = claimed.outcome ? undefined : refusalBefore(verdict, head.bytes);
    if (!claimed.outcome) await settle(claimed.place, upload, because ?? { key, versionId });
    const outcome = await tell(claimed.place);
    await objects.delete(key, versionId);
    return outcome?.kind ?? 'unexpected';
  };

  async function settle(
    place: FilePlace,
    upload: string,
    what: TurnedAwayReason | { key: string; versionId: string | undefined },
  ): Promise<void> {
    const at = instantOf(now());
    const turnAway = (because: TurnedAwayReason) => files.turnedAway(place, { at, upload, because });
    if (typeof what === 'string') return void (await turnAway(what));
    const bytes = await objects.read(what.key, what.versionId);
    if (!bytes) throw new Error('an object went while it was checked');
    const cleaned = cleanFile(bytes);
    if (cleaned.kind === 'turned-away') return void (await turnAway(cleaned.because));
    const key = evidenceKey(place.fileId);
    const { versionId } = await objects.put(key, cleaned.bytes, { contentType: cleaned.media });
    const kept = { media: cleaned.media, bytes: cleaned.bytes.length, key, ...(versionId ? { versionId } : {}) };
    // The sweep was first: nothing is to be kept of what is turned away.
    if ((await files.ready(place, { at, upload, ...kept })) === 'refused') await objects.delete(key, versionId);
  }
}

type Claimed = { place: FilePlace; outcome: CaseFileItem['because'] | 'ready' };

/**
 * Takes a file for one upload. A second one by the same form is another file of the same item, whose id follows from the two; past
 * what an item may have, it is nobody's: undefined.
 */
export function createClaimUpload({ files, now }: Pick<CheckFileDeps, 'files' | 'now'>) {
  return async function claim(place: FilePlace, upload: string): Promise<Claimed | undefined> {
    const at = instantOf(now());
    if ((await files.claim(place, { at, upload })) === 'done') return { place, outcome: undefined };
    const found = await files.read(place.reference, place.item, place.fileId);
    if (!found) return undefined;
    if (found.upload === upload) return { place, outcome: found.because ?? (found.state === 'ready' ? 'ready' : undefined) };
    const another = { ...place, fileId: idOfAnother(place.fileId, upload) };
    if (another.fileId === place.fileId) return undefined;
    const known = await files.read(another.reference, another.item, another.fileId);
    if (!known && !mayAddFile(await files.listOf(place.reference), place.item, at)) return undefined;
    await files.expect(another, { at, look: instantOf(now() + CHECK_MINUTES * 60_000) });
    return claim(another, upload);
  };
}

/** Tells the case what came of a file, and notes that: it is looked at once more when its form is over. Undefined where the file is not settled, or gone. */
export function createTellOfFile({ files, recordFile, now }: Pick<CheckFileDeps, 'files' | 'recordFile' | 'now'>) {
  return async (place: FilePlace) => {
    const found = await files.read(place.reference, place.item, place.fileId);
    const outcome = found && outcomeOf(found);
    if (!outcome) return undefined;
    await recordFile({ reference: place.reference, item: place.item, file: place.fileId, outcome });
    await files.told(place, { look: instantOf(now() + (FORM_MINUTES + CHECK_MINUTES) * 60_000) });
    return outcome;
  };
}

const plain = (eTag: string) => eTag.replaceAll('"', '');

/** Why what was scanned is turned away unread. */
function refusalBefore(verdict: ScanResult['verdict'], bytes: number): TurnedAwayReason | undefined {
  if (verdict === 'infected') return 'infected';
  // An empty file is nothing to scan.
  return sizeRefusal(bytes) ?? (verdict === 'clean' ? undefined : 'could-not-check');
}

/** The place that the form wrote with the object; see `createPrepareUpload`. */
function placeOf({ place = '' }: Record<string, string>, fileId: string): FilePlace | undefined {
  const [, reference, item] = /^([0-9A-Z]+)\/([A-Za-z0-9_-]+)$/.exec(place) ?? [];
  return reference && item && arrivingKey(fileId) !== ARRIVING ? { reference, item, fileId } : undefined;
}

const idOfAnother = (fileId: string, upload: string) => createHash('sha256').update(`${fileId}/${upload}`).digest('hex').slice(0, 32);
