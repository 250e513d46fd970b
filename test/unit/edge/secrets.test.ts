import { expect, it } from 'vitest';
import { keptOnceRead, readLoudly } from '../../../shared/edge/secrets.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';

it('a secret that was read is not read again; a reading that failed is', async () => {
  let readings = 0;
  const lines: string[] = [];
  const read = async () => {
    readings++;
    if (readings === 1) throw new Error('throttled');
    return 'a key';
  };
  const logger = createLogger('portal', (line) => lines.push(line));
  const key = keptOnceRead(readLoudly(read, logger));
  await expect(key()).rejects.toThrow('throttled');
  expect(await Promise.all([key(), key()])).toEqual(['a key', 'a key']);
  expect(await key()).toBe('a key');
  expect(readings).toBe(2);
  // The alarm counts errors; of the key itself nothing is said.
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(['ERROR']);
  expect(lines.join()).not.toContain('a key');
});
