import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The most messages that SQS takes in one call. */
const BATCH = 10;

/**
 * The queue of texts ready to leave: names of items only, so that nothing of a person waits in a queue.
 * `delaySeconds`, 900 at most, keeps one back. Throws when the queue would not take some: they stay due in the table, and are released again.
 */
export function createTextsQueue(client: SQSClient, queueUrl: string) {
  return async (texts: readonly { pk: string; sk: string; delaySeconds?: number }[]): Promise<void> => {
    for (let start = 0; start < texts.length; start += BATCH) {
      const Entries = texts.slice(start, start + BATCH).map(({ pk, sk, delaySeconds }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify({ pk, sk }),
        ...(delaySeconds ? { DelaySeconds: delaySeconds } : {}),
      }));
      const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      if (Failed?.length) throw new Error(`the texts queue refused ${Failed.length} of ${Entries.length} messages: ${Failed[0]?.Code}`);
    }
  };
}
