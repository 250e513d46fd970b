import type { Context } from 'aws-lambda';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { Forget } from '../../shared/use-cases/forget.ts';

/** Left of the function's time when nothing further is begun. */
const RESERVE_MS = 10_000;

/**
 * Forgets once, on a schedule, what has been kept for its time. What could not be dealt with makes the run fail, after all else
 * is done, so that its alarm rings; the next run finds it again.
 */
export function createHandler({ forget, logger }: { forget: Forget; logger: Logger }) {
  return async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const { erased, blanked, failed } = await forget(Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
    for (const [outcome, count] of Object.entries({ erased, blanked })) if (count > 0) logger.info('forgotten', { outcome, count });
    if (failed > 0) throw new Error(`${failed} cases, contacts or texts could not be forgotten`);
  };
}
