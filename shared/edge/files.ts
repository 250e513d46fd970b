import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { createBucket } from '../adapters/s3/bucket.ts';
import { catalogue } from '../catalogue/index.ts';
import { createFileStore } from '../store/file-store.ts';
import { createLogStore } from '../store/log-store.ts';
import { createTable } from '../store/table.ts';
import { createChangeCase } from '../use-cases/change-case.ts';
import { createCheckFile } from '../use-cases/check-file.ts';
import { createRecordFile } from '../use-cases/record-file.ts';
import { createSweepFiles } from '../use-cases/sweep-files.ts';

type Config = { TABLE_NAME: string; EVIDENCE_BUCKET: string };
type Parts = { dynamodb: DynamoDBClient; s3: S3Client; config: Config; now: () => number };

/** The check of files on real parts, for the two functions that run it: `check-file` on each scan, `sweep-files` on what was left. */
export function wireFiles({ dynamodb, s3, config, now }: Parts) {
  const table = createTable(dynamodb, config.TABLE_NAME);
  const changeCase = createChangeCase({ logs: createLogStore(table), catalogue, now });
  const parts = {
    objects: createBucket({ client: s3, bucketName: config.EVIDENCE_BUCKET }),
    files: createFileStore(table),
    recordFile: createRecordFile({ changeCase }),
    now,
  };
  return { checkFile: createCheckFile(parts), sweepFiles: createSweepFiles(parts) };
}
