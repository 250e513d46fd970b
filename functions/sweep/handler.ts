import type { Context } from 'aws-lambda';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { Sweep } from '../../shared/use-cases/sweep.ts';

/** Left of the function's time when no further commit is begun. */
const RESERVE_MS = 10_000;

/** Sweeps once, on a schedule. Commits that could not be projected make the run fail, after all others are done, so that its alarm rings. */
export function createHandler({ sweep, logger }: { sweep: Sweep; logger: Logger }) {
  return async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const { projected, failed } = await sweep(Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
    if (projected + failed > 0)
      logger.warn('swept commits that the stream left', { count: projected, outcome: failed > 0 ? 'some failed' : 'all done' });
    if (failed > 0) throw new Error(`${failed} commits could not be projected`);
  };
}
