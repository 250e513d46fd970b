import type { AddressInfo } from 'node:net';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTextsQueue } from '../../../shared/adapters/sqs/texts-queue.ts';
import type { Key } from '../../../shared/store/keys.ts';

const app = buildApp({ logger: false });
let client: SQSClient;
let queueUrl: string;
beforeAll(async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  client = new SQSClient({ endpoint, region: 'eu-west-2', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 });
  await client.send(new CreateQueueCommand({ QueueName: 'texts' }));
  queueUrl = `${endpoint}/000000000000/texts`;
});
afterAll(() => app.close());

describe('the queue of texts', () => {
  it('takes any number of texts, each as its key and nothing else', async () => {
    const keys = Array.from({ length: 23 }, (_, index) => ({ pk: `CASE#${index}`, sk: 'TEXT#000001#received' }));
    await createTextsQueue(client, queueUrl)(keys.map((key) => ({ ...key, to: '+447700900123' })));
    const bodies: string[] = [];
    for (let call = 0; call < 5; call++) {
      const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }));
      bodies.push(...(Messages ?? []).map((message) => message.Body ?? ''));
    }
    expect(bodies.sort()).toEqual(keys.map((key) => JSON.stringify(key)).sort());
  });

  it('keeps back for a while a text that says so', async () => {
    const [now, later] = ['CASE#now', 'CASE#later'].map((pk) => ({ pk, sk: 'TEXT#000001#received' })) as [Key, Key];
    await createTextsQueue(client, queueUrl)([{ ...later, delaySeconds: 1 }, now]);
    const take = async (WaitTimeSeconds: number) => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds }),
      );
      return Messages.map(({ Body }) => Body);
    };
    expect(await take(0)).toEqual([JSON.stringify(now)]);
    expect(await take(3)).toEqual([JSON.stringify(later)]);
  });

  it('throws when the queue is not there', async () => {
    await expect(createTextsQueue(client, `${queueUrl}-gone`)([{ pk: 'CASE#1', sk: 'TEXT#000001#received' }])).rejects.toThrow();
  });
});
