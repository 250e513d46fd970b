import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/import-claims/handler.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';
import type { RunImportOutcome } from '../../../shared/use-cases/run-import.ts';

const setup = (outcome: RunImportOutcome = 'finished') => {
  const arrived: unknown[] = [];
  const ran: unknown[] = [];
  const enqueued: string[] = [];
  const within = createHandler({
    imports: {
      arrived: async (id, of) => {
        arrived.push([id, of]);
        return 'done';
      },
    },
    runImport: async (id, stopAt) => {
      ran.push([id, stopAt]);
      return outcome;
    },
    enqueue: async (id) => void enqueued.push(id),
    logger: createLogger('import-claims', () => {}),
    now: () => Date.parse('2026-11-20T22:00:00.000Z'),
  });
  const take = (body: unknown) => within(180_000)({ body: JSON.stringify(body) } as SQSRecord);
  return { take, arrived, ran, enqueued };
};
const stopAt = Date.parse('2026-11-20T22:02:40.000Z');

describe('messages about imports', () => {
  it('begins with a file that has come, and keeps which version it is', async () => {
    const { take, arrived, ran } = setup();
    await take({ Records: [{ s3: { object: { key: 'arriving/abcdefghijklmnop', size: 9, versionId: 'v1' } } }] });
    expect(arrived).toEqual([['abcdefghijklmnop', { bytes: 9, version: 'v1', at: '2026-11-20T22:00:00.000Z' }]]);
    expect(ran).toEqual([['abcdefghijklmnop', stopAt]]);
  });

  it('goes on with an import, twenty seconds short of its time, and passes it on when that is over', async () => {
    const { take, ran, enqueued } = setup('more');
    await take({ import: 'abcdefghijklmnop' });
    expect([ran, enqueued]).toEqual([[['abcdefghijklmnop', stopAt]], ['abcdefghijklmnop']]);
  });

  it('lets a test of the notification, and an object that is no import’s, pass', async () => {
    const { take, ran } = setup();
    await take({ Service: 'Amazon S3', Event: 's3:TestEvent' });
    await take({ Records: [{ s3: { object: { key: 'arriving/../evidence' } } }] });
    expect(ran).toEqual([]);
  });

  it('gives back what it does not understand', async () => {
    await expect(setup().take({ hello: 'there' })).rejects.toThrow();
  });
});
