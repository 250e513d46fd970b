import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import * as z from 'zod';
import { describeError, type Logger } from '../telemetry/logger.ts';

/** What CloudWatch Logs sends to a subscriber, once unpacked: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
const unpackedSchema = z.object({
  /** `CONTROL_MESSAGE` only asks whether anybody is there. */
  messageType: z.string(),
  logEvents: z.array(z.object({ message: z.string() })).default([]),
});

/**
 * Runs each line of a log by itself, all at once. Lines that throw make the whole event fail after the others are done, so that
 * Lambda brings it again: a line must come to the same when it is taken twice.
 */
export function logsEdge(handler: (message: string) => Promise<void>, logger: Logger) {
  return async (event: CloudWatchLogsEvent): Promise<void> => {
    const json = gunzipSync(Buffer.from(event.awslogs.data, 'base64')).toString('utf8');
    const { messageType, logEvents } = unpackedSchema.parse(JSON.parse(json));
    if (messageType !== 'DATA_MESSAGE') return;
    const outcomes = await Promise.allSettled(logEvents.map(({ message }) => handler(message)));
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of failed) logger.error('line failed', describeError(reason));
    if (failed.length > 0) throw new Error(`${failed.length} of ${logEvents.length} lines failed`);
  };
}
