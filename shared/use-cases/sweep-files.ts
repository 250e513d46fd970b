import { instantOf } from '../domain/calendar.ts';
import { arrivingKey, type CaseFileItem, type FilePlace, outcomeOf } from '../domain/file.ts';
import { type CheckFileDeps, createClaimUpload, createTellOfFile } from './check-file.ts';

export type SweepFiles = ReturnType<typeof createSweepFiles>;
/** `never-came`: forgotten, nobody sent it. `not-checked`: no result of a scan came for it. `told`: its case had not been told. */
export type SweptFiles = { 'never-came': number; 'not-checked': number; told: number; failed: number };

/** Uploads by one form that are looked at in one run; more are for the next. */
const MAX_LEFT = 20;
/** Files looked at in one run, at most; the rest is for the next. */
const MAX_FILES = 500;

/**
 * Looks what became of files that should be settled by now. One that was sent and never scanned is turned away, and its case told;
 * one that never came is forgotten; a case that was not told is told. When the form of one is over, what was sent by it once more
 * and never scanned is turned away too, each upload as a file of its own.
 * @param stopAt epoch ms after which no further file is begun
 */
export function createSweepFiles(deps: CheckFileDeps) {
  const { objects, files, now } = deps;
  const claim = createClaimUpload(deps);
  const tell = createTellOfFile(deps);
  return async (stopAt: number): Promise<SweptFiles> => {
    const swept: SweptFiles = { 'never-came': 0, 'not-checked': 0, told: 0, failed: 0 };
    for await (const place of files.due(instantOf(now()), MAX_FILES)) {
      if (now() > stopAt) break;
      // One that cannot be dealt with delays nobody, and is found again.
      const outcome = await sweepOne(place).catch(() => 'failed' as const);
      if (outcome !== 'nothing') swept[outcome]++;
    }
    return swept;
  };

  async function sweepOne(place: FilePlace): Promise<Exclude<keyof SweptFiles, 'failed'> | 'nothing'> {
    const file = await files.read(place.reference, place.item, place.fileId);
    if (!file) return 'nothing';
    if (file.told) return lookAgain(file);
    if (outcomeOf(file)) {
      await tell(place);
      return 'told';
    }
    const key = arrivingKey(place.fileId);
    const sent = await objects.head(key);
    if (!sent && !file.upload) {
      await files.remove(place);
      return 'never-came';
    }
    const at = instantOf(now());
    const upload = file.upload ?? sent?.versionId ?? 'none';
    await files.claim(place, { at, upload });
    await files.turnedAway(place, { at, upload, because: 'could-not-check' });
    await tell(place);
    // Another version that came meanwhile is another file.
    if (sent) await objects.delete(key, sent.versionId && upload);
    return 'not-checked';
  }

  /** What still stands where a settled file came: nobody scanned it, or it could not be deleted. */
  async function lookAgain(place: CaseFileItem): Promise<'not-checked' | 'nothing'> {
    const key = arrivingKey(place.fileId);
    for (let looks = 0; looks < MAX_LEFT; looks++) {
      const left = await objects.head(key);
      if (!left) {
        await files.over(place);
        return looks === 0 ? 'nothing' : 'not-checked';
      }
      const upload = left.versionId ?? left.eTag.replaceAll('"', '');
      const claimed = await claim(place, upload);
      if (claimed && !claimed.outcome) {
        await files.turnedAway(claimed.place, { at: instantOf(now()), upload, because: 'could-not-check' });
        await tell(claimed.place);
      }
      await objects.delete(key, left.versionId);
    }
    return 'not-checked';
  }
}
