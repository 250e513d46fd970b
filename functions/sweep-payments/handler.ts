import type { Context } from 'aws-lambda';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { SweepPayments } from '../../shared/use-cases/sweep-payments.ts';

/** Left of the function's time when no further payment is begun: one may take as long as the provider lets it. */
const RESERVE_MS = 10_000;

/** Sweeps once, on a schedule. A payment that is overdue, and one that could not be dealt with, make the run fail after all others, so that its alarm rings. */
export function createHandler({ sweepPayments, logger }: { sweepPayments: SweepPayments; logger: Logger }) {
  return async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const swept = await sweepPayments(Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
    for (const outcome of ['known', 'closed', 'waiting'] as const)
      if (swept[outcome] > 0) logger.info('looked at payments', { count: swept[outcome], outcome });
    const { overdue, failed } = swept;
    if (overdue + failed > 0) throw new Error(`of ${overdue} payments nobody knows what became, and ${failed} could not be dealt with`);
  };
}
