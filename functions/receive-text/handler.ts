import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { ReceiveText } from '../../shared/use-cases/receive-text.ts';

/** SNS's envelope, as its subscription puts it on a queue. It has the only time there is: the message inside has none. */
const envelopeSchema = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string(),
  Message: z.string(),
  Timestamp: z.iso.datetime(),
});
/** docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html */
const twoWaySchema = z.object({
  originationNumber: z.string(),
  messageBody: z.string(),
  inboundMessageId: z.string().min(1).optional(),
  previousPublishedMessageId: z.string().min(1).nullish(),
});

/** Takes in the one text that a queue message holds. */
export function createHandler({ receiveText, logger }: { receiveText: ReceiveText; logger: Logger }) {
  return async (record: SQSRecord): Promise<void> => {
    const envelope = envelopeSchema.parse(JSON.parse(record.body));
    const text = twoWaySchema.parse(JSON.parse(envelope.Message));
    const outcome = await receiveText({
      from: text.originationNumber,
      body: text.messageBody,
      messageId: text.inboundMessageId ?? envelope.MessageId,
      ...(text.previousPublishedMessageId ? { previousMessageId: text.previousPublishedMessageId } : {}),
      sentAt: new Date(envelope.Timestamp).toISOString(),
    });
    logger.info('text received', { outcome });
  };
}
