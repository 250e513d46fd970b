import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/check-file/handler.ts';
import { createHandler as createSweepHandler } from '../../../functions/sweep-files/handler.ts';
import type { ScanResult } from '../../../shared/ports/malware-scan.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';

/** As GuardDuty's documentation shows it. */
const anEvent = (scanResultStatus: string, scanStatus = 'COMPLETED') => ({
  version: '0',
  id: '72c7d362-737a-6dce-fc78-9e27a0171419',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  source: 'aws.guardduty',
  account: '111122223333',
  time: '2026-11-20T10:00:00Z',
  region: 'eu-west-2',
  resources: ['arn:aws:guardduty:eu-west-2:111122223333:malware-protection-plan/b4c7f464ab3a4EXAMPLE'],
  detail: {
    schemaVersion: '1.0',
    scanStatus,
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: {
      bucketName: 'evidence',
      objectKey: 'arriving/one',
      eTag: 'ASIAI44QH8DHBEXAMPLE',
      versionId: 'd41d8cd98f00b204e9800998eEXAMPLE',
      s3Throttled: false,
    },
    scanResultDetails: { scanResultStatus, threats: null },
  },
});

function setup(checkFile: (result: ScanResult) => Promise<'ready'> = async () => 'ready') {
  const seen: ScanResult[] = [];
  const lines: { level: string; message: string }[] = [];
  const logger = createLogger('check-file', (line) => lines.push(JSON.parse(line)));
  const handler = createHandler({
    checkFile: async (result) => {
      seen.push(result);
      return checkFile(result);
    },
    logger,
  });
  return { handler, logger, seen, lines };
}

describe('the result of a scan', () => {
  it.each([
    ['NO_THREATS_FOUND', 'clean'],
    ['THREATS_FOUND', 'infected'],
    ['UNSUPPORTED', 'not-scanned'],
    ['ACCESS_DENIED', 'failed'],
    ['FAILED', 'failed'],
  ])('%s is read as %s, of one version of one object', async (status, verdict) => {
    const { handler, seen } = setup();
    await handler(anEvent(status));
    expect(seen).toEqual([{ key: 'arriving/one', eTag: 'ASIAI44QH8DHBEXAMPLE', versionId: 'd41d8cd98f00b204e9800998eEXAMPLE', verdict }]);
  });

  it('rings the alarm when the scanner is not well, and is taken all the same', async () => {
    const { handler, lines } = setup();
    await handler(anEvent('ACCESS_DENIED', 'FAILED'));
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['ERROR', 'a scan failed'],
      ['INFO', 'checked'],
    ]);
  });

  it('is brought again when it could not be taken, and the log names no file', async () => {
    const { handler, lines } = setup(async () => {
      throw new Error('arriving/one of P8VZ82M');
    });
    await expect(handler(anEvent('NO_THREATS_FOUND'))).rejects.toThrow();
    expect(lines.map(({ level }) => level)).toEqual(['ERROR']);
    expect(JSON.stringify(lines)).not.toMatch(/arriving|P8VZ82M/);
  });

  it('is refused when it is of no kind that we know', async () => {
    const { handler, seen } = setup();
    await expect(handler(anEvent('SOMETHING_ELSE'))).rejects.toThrow();
    expect(seen).toEqual([]);
  });
});

describe('the sweep of files', () => {
  const context = { getRemainingTimeInMillis: () => 60_000 };
  const nothing = { 'never-came': 3, 'not-checked': 0, told: 0, failed: 0 };

  it('says nothing of what never came', async () => {
    const { logger, lines } = setup();
    await createSweepHandler({ sweepFiles: async () => nothing, logger })({}, context);
    expect(lines).toEqual([]);
  });

  it('rings the alarm of files that nobody scanned, and of what it could not deal with', async () => {
    const { logger, lines } = setup();
    const sweepFiles = async () => ({ ...nothing, 'not-checked': 2, failed: 1 });
    await expect(createSweepHandler({ sweepFiles, logger })({}, context)).rejects.toThrow('1 files could not be dealt with');
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', message: 'files were never scanned', count: 2 })]);
  });
});
