import type { SQSRecord } from 'aws-lambda';
import { textIdSchema } from '../../shared/store/text-store.ts';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { SendText } from '../../shared/use-cases/send-text.ts';

/** Sends the one text that a queue message names. An outcome that nobody knows is a warning: staff see it on the case. */
export function createHandler({ sendText, logger }: { sendText: SendText; logger: Logger }) {
  return async (record: SQSRecord): Promise<void> => {
    const { outcome, because, ...rest } = await sendText(textIdSchema.parse(JSON.parse(record.body)));
    const log = outcome === 'unknown' || outcome === 'refused' ? logger.warn : logger.info;
    log('text', { ...rest, outcome, ...(because ? { errorName: because } : {}) });
  };
}
