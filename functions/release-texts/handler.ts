import type { Logger } from '../../shared/telemetry/logger.ts';
import type { PutMetric } from '../../shared/telemetry/metrics.ts';
import type { ReleaseTexts } from '../../shared/use-cases/release-texts.ts';

/** Releases what is due, on a schedule. How much of the month's money is spent is measured at each run: alarms watch it. */
export function createHandler({ releaseTexts, logger, putMetric }: { releaseTexts: ReleaseTexts; logger: Logger; putMetric: PutMetric }) {
  return async (): Promise<void> => {
    const { released, spentPercent } = await releaseTexts();
    putMetric('TextSpendPercent', spentPercent);
    if (released > 0) logger.info('texts released', { count: released });
    if (spentPercent >= 100) logger.warn('no texts released: the month’s money for them is spent', { outcome: 'ceiling' });
  };
}
