import { createBucket } from '../../shared/adapters/s3/bucket.ts';
import { arrivingKey, type FileOutcome, type FilePlace } from '../../shared/domain/file.ts';
import type { ScanVerdict } from '../../shared/ports/malware-scan.ts';
import { createFileStore } from '../../shared/store/file-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { createCheckFile } from '../../shared/use-cases/check-file.ts';
import { createPrepareUpload } from '../../shared/use-cases/prepare-upload.ts';
import { createSweepFiles } from '../../shared/use-cases/sweep-files.ts';
import { BUCKET, type TestBucket } from './bucket.ts';

/**
 * The checking of files on a real table and bucket, with a clock to move; `told` is what the case would have been told, and fails
 * as often as `failing` says.
 */
export function createChecking(table: Table, { client, objects }: TestBucket) {
  const clock = { ms: Date.parse('2026-11-20T10:00:00.000Z') };
  const now = () => clock.ms;
  const told: { reference: string; item: string; file: string; outcome: FileOutcome }[] = [];
  const failing = { times: 0 };
  const files = createFileStore(table);
  const parts = {
    objects: createBucket({ client, bucketName: BUCKET }),
    files,
    recordFile: async (checked: (typeof told)[number]) => {
      if (failing.times-- > 0) throw new Error('not now');
      told.push(checked);
    },
    now,
  };
  const reference = `C${Math.random().toString(36).slice(2, 8).toUpperCase()}`;
  const prepareUpload = createPrepareUpload({
    files,
    signForm: async ({ metadata }) => ({ url: 'https://bucket.example', fields: metadata }),
    newId: () => crypto.randomUUID(),
    now,
  });
  /** The form for one item, as its page would have it. */
  const expected = async (item = 'payslip'): Promise<FilePlace> => {
    const prepared = await prepareUpload({ reference, item, returnTo: 'https://my.northwick.example/back' });
    if (prepared.kind === 'refused') throw new Error(prepared.reason);
    return { reference, item, fileId: prepared.fileId };
  };
  /** Sends a file by the form, as a browser does. */
  const send = ({ item, fileId }: FilePlace, body: Uint8Array) =>
    objects.put(
      {
        bucket: BUCKET,
        key: arrivingKey(fileId),
        contentType: 'application/octet-stream',
        metadata: { place: `${reference}/${item}` },
        via: 'Post',
      },
      Buffer.from(body),
    );
  const checkFile = createCheckFile(parts);
  const scanned = (object: { key: string; etag: string; versionId: string }, verdict: ScanVerdict = 'clean') =>
    checkFile({ key: object.key, eTag: object.etag.replaceAll('"', ''), versionId: object.versionId, verdict });
  const bytesAt = (key: string) => {
    const found = objects.find(BUCKET, key);
    return found && objects.read(found);
  };
  return {
    clock,
    told,
    failing,
    files,
    reference,
    prepareUpload,
    expected,
    send,
    scanned,
    sweepFiles: createSweepFiles(parts),
    bytesAt,
    versionsAt: (key: string) => objects.versions(BUCKET, key).length,
  };
}
