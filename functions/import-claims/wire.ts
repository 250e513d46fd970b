import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readRecords } from '../../shared/adapters/csv/read-records.ts';
import type { Bucket } from '../../shared/adapters/s3/bucket.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { importFileKey } from '../../shared/domain/import-file.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { importProfiles } from '../../shared/imports/index.ts';
import { createImportStore } from '../../shared/store/import-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createRunImport } from '../../shared/use-cases/run-import.ts';

type Parts = { dynamodb: DynamoDBClient; tableName: string; secret: string; bucket: Pick<Bucket, 'readStream'>; now: () => number };

/** What goes through files of claims, and of calls, on a table and a bucket. */
export function wire({ dynamodb, tableName, secret, bucket, now }: Parts) {
  const table = createTable(dynamodb, tableName);
  const imports = createImportStore(table);
  const runImport = createRunImport({
    imports,
    logs: createLogStore(table),
    catalogue,
    profiles: importProfiles,
    keyring: createKeyring(secret),
    readRecords,
    openFile: ({ id, version }, fromByte) =>
      // S3 refuses to begin at the end: a run that was cut short there has nothing left to read.
      bucket.readStream(importFileKey(id), { from: fromByte }, version).catch((error: Error) => {
        if (error.name === 'InvalidRange') return nothing();
        throw error;
      }),
    now,
  });
  return { imports, runImport };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
