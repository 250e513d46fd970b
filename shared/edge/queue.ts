import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { describeError, type Logger } from '../telemetry/logger.ts';

/** Runs each message by itself; those that throw go back to the queue, the others are done. */
export function queueEdge(handler: (record: SQSRecord) => Promise<void>, logger: Logger) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const outcomes = await Promise.allSettled(event.Records.map(handler));
    const batchItemFailures = outcomes.flatMap((outcome, index) => {
      const record = event.Records[index];
      if (outcome.status === 'fulfilled' || !record) return [];
      logger.error('message failed', { ...describeError(outcome.reason), receiveCount: Number(record.attributes.ApproximateReceiveCount) });
      return [{ itemIdentifier: record.messageId }];
    });
    return { batchItemFailures };
  };
}
