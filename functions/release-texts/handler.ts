import type { Logger } from '../../shared/telemetry/logger.ts';
import type { ReleaseTexts } from '../../shared/use-cases/release-texts.ts';

/** Releases what is due, on a schedule. */
export function createHandler({ releaseTexts, logger }: { releaseTexts: ReleaseTexts; logger: Logger }) {
  return async (): Promise<void> => {
    const { released, unknown } = await releaseTexts();
    if (released > 0) logger.info('texts released', { count: released });
    if (unknown > 0) logger.warn('texts whose worker vanished', { count: unknown, outcome: 'unknown' });
  };
}
