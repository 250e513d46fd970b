import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { describeError, type Logger } from '../telemetry/logger.ts';

/**
 * Runs every record of a stream batch in order, and names all that threw. Lambda tries again from the first of them: the
 * records after it that were done are done again, which changes nothing, and one that can never be done delays none.
 */
export function streamEdge(handler: (record: DynamoDBRecord) => Promise<void>, logger: Logger) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const record of event.Records) {
      try {
        await handler(record);
      } catch (error) {
        logger.error('record failed', describeError(error));
        batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
      }
    }
    return { batchItemFailures };
  };
}
