import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { createCallLedger } from '../../infra/local/call-ledger.ts';
import { createClock } from '../../infra/local/clock.ts';
import type { LambdaFunction } from '../../infra/local/functions.ts';
import { startGate } from '../../infra/local/gate.ts';
import { createObjectStore, type ObjectStore } from '../../infra/local/object-store.ts';
import { createS3Gate } from '../../infra/local/s3-gate.ts';

export const BUCKET = 'evidence-test';

export type TestBucket = { client: S3Client; objects: ObjectStore; stop: () => Promise<void> };

/** A bucket on the embedded engine, in a folder of its own, and a client that may do everything with it. */
export async function createTestBucket(): Promise<TestBucket> {
  const folder = mkdtempSync(join(tmpdir(), 'bucket-'));
  const objects = createObjectStore({ folder, buckets: [BUCKET], now: Date.now, onCreate: () => undefined });
  const gate = await startGate();
  const lambda = { name: 'test', role: 'test', physicalName: 'test', statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  gate.open({
    services: { s3: createS3Gate(objects) },
    callerOf: () => ({ lambda: lambda as unknown as LambdaFunction, cause: 'test' }),
    ledger: createCallLedger(),
    clock: createClock(),
    say: () => undefined,
  });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint: gate.url, region: 'eu-west-2', credentials, maxAttempts: 1 });
  return {
    client,
    objects,
    stop: async () => {
      client.destroy();
      await gate.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
