import type { Context } from 'aws-lambda';
import { describeError, type Logger } from '../../shared/telemetry/logger.ts';
import type { RollUp } from '../../shared/use-cases/roll-up.ts';

/** Left of the function's time when nothing further is begun. */
const RESERVE_MS = 10_000;

/** Folds what has changed since the last run. */
export function createHandler({ rollUp, logger }: { rollUp: RollUp; logger: Logger }) {
  return async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const stopAt = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    const { slices, quarters, left } = await rollUp(stopAt).catch((error: unknown) => {
      for (const each of error instanceof AggregateError ? error.errors : [error]) logger.error('not folded', describeError(each));
      throw error;
    });
    if (slices + quarters > 0) logger.info('folded', { count: slices + quarters });
    if (left > 0) logger.warn('left to the next run', { count: left });
  };
}
