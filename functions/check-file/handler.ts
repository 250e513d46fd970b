import { readScanResult } from '../../shared/ports/malware-scan.ts';
import { describeError, type Logger } from '../../shared/telemetry/logger.ts';
import type { CheckFile } from '../../shared/use-cases/check-file.ts';

/** Takes the result of one scan. What it throws makes Lambda bring the event again. */
export function createHandler({ checkFile, logger }: { checkFile: CheckFile; logger: Logger }) {
  return async (event: unknown): Promise<void> => {
    try {
      const result = readScanResult(event);
      // Its alarm rings: a permission is missing, or the scanner is not well. The file is turned away all the same.
      if (result.verdict === 'failed') logger.error('a scan failed', { outcome: result.verdict });
      logger.info('checked', { outcome: await checkFile(result) });
    } catch (error) {
      logger.error('a file could not be checked', describeError(error));
      throw error;
    }
  };
}
