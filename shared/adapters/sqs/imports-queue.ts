import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The queue of imports to go on with: their ids only. */
export function createImportsQueue(client: SQSClient, queueUrl: string) {
  return async (id: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ import: id }) }));
  };
}
