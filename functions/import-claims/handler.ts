import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { importOfFile } from '../../shared/domain/import-file.ts';
import type { ImportStore } from '../../shared/store/import-store.ts';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { RunImport } from '../../shared/use-cases/run-import.ts';

/** Left of the function's time when no further batch is begun. */
const RESERVE_MS = 20_000;

/** docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const arrivedSchema = z.object({
  Records: z.array(
    z.object({
      s3: z.object({ object: z.object({ key: z.string(), size: z.number().optional(), versionId: z.string().optional() }) }),
    }),
  ),
});
/** What S3 sends once, when the notification is made. */
const testSchema = z.object({ Event: z.literal('s3:TestEvent') });
const messageSchema = z.union([z.object({ import: z.string() }), arrivedSchema, testSchema]);

type Deps = {
  imports: Pick<ImportStore, 'arrived'>;
  runImport: RunImport;
  /** Puts an import on the queue, to be gone on with. */
  enqueue: (id: string) => Promise<void>;
  logger: Logger;
  now: () => number;
};

/** Goes through the file of one import: when it has come, when somebody has said yes, and on from where another run stopped. */
export function createHandler({ imports, runImport, enqueue, logger, now }: Deps) {
  return (remainingMs: number) => {
    const stopAt = now() + remainingMs - RESERVE_MS;
    return async (record: SQSRecord): Promise<void> => {
      for (const id of await importsOf(messageSchema.parse(JSON.parse(record.body)))) {
        const outcome = await runImport(id, stopAt);
        if (outcome === 'more') await enqueue(id);
        logger.info('import', { outcome });
      }
    };
  };

  async function importsOf(message: z.infer<typeof messageSchema>): Promise<string[]> {
    if ('import' in message) return [message.import];
    if ('Event' in message) return [];
    const ids: string[] = [];
    for (const { s3 } of message.Records) {
      const { key, size = 0, versionId } = s3.object;
      const id = importOfFile(decodeURIComponent(key.replaceAll('+', ' ')));
      if (!id) continue;
      // Refused for one that was told of before: it is gone on with all the same.
      await imports.arrived(id, { bytes: size, version: versionId, at: new Date(now()).toISOString() });
      ids.push(id);
    }
    return ids;
  }
}
