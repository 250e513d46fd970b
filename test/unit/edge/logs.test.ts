import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logsEdge } from '../../../shared/edge/logs.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';

/** docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
const event = (messages: string[], messageType = 'DATA_MESSAGE') => ({
  awslogs: {
    data: gzipSync(
      JSON.stringify({
        messageType,
        owner: '123456789012',
        logGroup: 'sns/eu-west-2/123456789012/DirectPublishToPhoneNumber',
        logStream: 'example',
        subscriptionFilters: ['delivered'],
        logEvents: messages.map((message, index) => ({ id: String(index), timestamp: 1467074434558, message })),
      }),
    ).toString('base64'),
  },
});

function setup() {
  const taken: string[] = [];
  const lines: string[] = [];
  const handle = logsEdge(
    async (message) => {
      if (message === 'bad') throw new Error('+447700900123 cannot be dealt with');
      taken.push(message);
    },
    createLogger('logs', (line) => lines.push(line)),
  );
  return { handle, taken, lines };
}

describe('lines of a log', () => {
  it('are unpacked and taken one by one', async () => {
    const { handle, taken } = setup();
    await handle(event(['one', 'two']));
    expect(taken).toEqual(['one', 'two']);
  });

  it('of a control message are left', async () => {
    const { handle, taken } = setup();
    await handle(event(['CWL CONTROL MESSAGE: Checking health of destination Lambda function.'], 'CONTROL_MESSAGE'));
    expect(taken).toEqual([]);
  });

  it('that fail make the event come again, after the others are taken, and tell nothing of the person', async () => {
    const { handle, taken, lines } = setup();
    await expect(handle(event(['one', 'bad', 'two']))).rejects.toThrow('1 of 3 lines failed');
    expect(taken).toEqual(['one', 'two']);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('7700');
  });
});
