import type { Context } from 'aws-lambda';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { SweepFiles } from '../../shared/use-cases/sweep-files.ts';

/** Left of the function's time when no further file is begun. */
const RESERVE_MS = 10_000;

/** Sweeps files once, on a schedule. Files that nobody scanned, and what could not be dealt with, ring its alarm. */
export function createHandler({ sweepFiles, logger }: { sweepFiles: SweepFiles; logger: Logger }) {
  return async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const swept = await sweepFiles(Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
    if (swept.told > 0) logger.warn('cases had not been told of their files', { count: swept.told });
    if (swept['not-checked'] > 0) logger.error('files were never scanned', { count: swept['not-checked'] });
    if (swept.failed > 0) throw new Error(`${swept.failed} files could not be dealt with`);
  };
}
