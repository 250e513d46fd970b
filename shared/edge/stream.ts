import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { describeError, type Logger } from '../telemetry/logger.ts';

/**
 * Runs the records of a stream batch in order and stops at the first that throws: Lambda tries again from there.
 * Running on past it would let a later record of the same log overtake.
 */
export function streamEdge(handler: (record: DynamoDBRecord) => Promise<void>, logger: Logger) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of event.Records) {
      try {
        await handler(record);
      } catch (error) {
        logger.error('record failed', describeError(error));
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}
