import type { Context } from 'aws-lambda';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { Sweep } from '../../shared/use-cases/sweep.ts';
import type { SweepDeadlines } from '../../shared/use-cases/sweep-deadlines.ts';
import type { SweepDrafts } from '../../shared/use-cases/sweep-drafts.ts';
import type { SweepTexts } from '../../shared/use-cases/sweep-texts.ts';

/** Left of the function's time when no further commit is begun. */
const RESERVE_MS = 10_000;

type Deps = { sweep: Sweep; sweepTexts: SweepTexts; sweepDeadlines: SweepDeadlines; sweepDrafts: SweepDrafts; logger: Logger };

/**
 * Sweeps once, on a schedule: commits that the stream left, texts of which nobody knows what became, dates named to
 * residents that have passed, and forms that were left. What could not be dealt with makes the run fail, after all others are done, so that its alarm rings.
 */
export function createHandler({ sweep, sweepTexts, sweepDeadlines, sweepDrafts, logger }: Deps) {
  return async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const stopAt = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    const texts = await sweepTexts(stopAt).catch(() => ({ unknown: 0, again: 0, unconfirmed: 0, failed: 1 }));
    const { projected, failed } = await sweep(stopAt);
    if (projected + failed > 0)
      logger.warn('swept commits that the stream left', { count: projected, outcome: failed > 0 ? 'some failed' : 'all done' });
    for (const outcome of ['unknown', 'again', 'unconfirmed'] as const)
      if (texts[outcome] > 0) logger.warn('texts of which nobody knows', { count: texts[outcome], outcome });
    const dates = await sweepDeadlines(stopAt).catch(() => ({ failed: 1 }));
    const drafts = await sweepDrafts(stopAt).catch(() => ({ failed: 1 }));
    if (failed + texts.failed + dates.failed + drafts.failed > 0)
      throw new Error(
        `${failed} commits, ${texts.failed} texts, ${dates.failed} dates and ${drafts.failed} drafts could not be dealt with`,
      );
  };
}
