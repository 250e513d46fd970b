import { setTimeout as sleep } from 'node:timers/promises';
import { type EventSource, failedPlaces } from './event-sources.ts';
import { type MessageService, queueUrlOf } from './messages.ts';
import { REGION } from './physical-names.ts';
import type { FunctionRunner } from './workers.ts';

interface Message {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
}

export interface QueueConsumer {
  queueName: string;
  /** Ids of messages that failed and now stay out of sight until they are tried again or given up. */
  failed(): ReadonlySet<string>;
  stop(): void;
}

interface Settings {
  source: EventSource;
  runner: FunctionRunner;
  messages: MessageService;
  say: (line: string) => void;
}

/**
 * Feeds a function from a queue as Lambda does. A message is deleted when its batch, or the message itself, was taken; else it
 * stays out of sight for the queue's visibility timeout, and its redrive policy counts. The batching window is not waited for.
 */
export function startQueueConsumer({ source, runner, messages, say }: Settings): QueueConsumer {
  const QueueUrl = queueUrlOf(source.sourceArn);
  const queueName = source.sourceArn.split(':').pop() ?? '';
  const stopping = new AbortController();
  const failedIds = new Set<string>();

  const handle = async (batch: Message[]): Promise<void> => {
    const wanted = batch.filter((message) => source.wants(filterable(message)));
    const failed = wanted.length > 0 ? await failures(wanted) : [];
    const taken = batch.filter((message) => !failed.includes(message.MessageId));
    if (taken.length > 0 && !stopping.signal.aborted) {
      const Entries = taken.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await messages.sqs('DeleteMessageBatch', { QueueUrl, Entries });
    }
    for (const id of failed) failedIds.add(id);
  };

  const failures = async (batch: Message[]): Promise<string[]> => {
    const ids = batch.map(({ MessageId }) => MessageId);
    const Records = batch.map((message) => toRecord(message, source.sourceArn));
    const outcome = await runner.invoke(source.lambda, { Records }, `queue ${source.lambda.name}`);
    if (outcome.kind === 'error') return ids;
    if (!source.partialFailures) return [];
    const places = failedPlaces(outcome.json, ids);
    return places === 'whole batch' ? ids : places.map((place) => ids[place] as string);
  };

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const input = {
          QueueUrl,
          MaxNumberOfMessages: Math.min(10, source.batchSize),
          WaitTimeSeconds: 20,
          AttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        };
        const { Messages = [] } = await messages.sqs<{ Messages?: Message[] }>('ReceiveMessage', input, stopping.signal);
        for (const { MessageId } of Messages) failedIds.delete(MessageId);
        await handle(Messages);
      } catch (error) {
        if (stopping.signal.aborted) return;
        say(`  The queue ${queueName} could not be read: ${String(error)}`);
        await sleep(500, undefined, { ref: false });
      }
    }
  };

  for (let poller = 0; poller < source.parallel; poller += 1) void poll();
  return { queueName, failed: () => failedIds, stop: () => stopping.abort() };
}

function toRecord({ MessageId, ReceiptHandle, Body, MD5OfBody, Attributes, MessageAttributes }: Message, eventSourceARN: string) {
  const attributes = Object.entries(MessageAttributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    { stringValue: StringValue, binaryValue: BinaryValue, stringListValues: [], binaryListValues: [], dataType: DataType },
  ]);
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes) as Record<string, unknown>,
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}

/** A queue's filters look at the body as JSON where it is JSON. */
function filterable(message: Message): unknown {
  try {
    return { ...message, body: JSON.parse(message.Body) as unknown };
  } catch {
    return { ...message, body: message.Body };
  }
}
