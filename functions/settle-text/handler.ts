import { readDeliveryLine } from '../../shared/domain/receipt.ts';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { SettleText } from '../../shared/use-cases/settle-text.ts';

/** Takes in one line of the delivery logs. What it cannot make sense of is a warning: nobody waits for it, and it will not read better later. */
export function createHandler({ settleText, logger }: { settleText: SettleText; logger: Logger }) {
  return async (message: string): Promise<void> => {
    const line = readDeliveryLine(message);
    if (!line) return logger.warn('a delivery line that cannot be read');
    const { messageId, receipt } = line;
    const { outcome, unknownReason } = await settleText(line);
    const log = outcome === 'unknown-text' || outcome === 'ambiguous' || unknownReason ? logger.warn : logger.info;
    log('receipt', { messageId, state: receipt.state, outcome, ...(receipt.because ? { errorName: receipt.because } : {}) });
  };
}
