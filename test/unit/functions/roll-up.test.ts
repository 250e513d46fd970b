import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/roll-up/handler.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';
import type { RollUp } from '../../../shared/use-cases/roll-up.ts';

function setup(rollUp: RollUp) {
  const lines: string[] = [];
  const logger = createLogger('roll-up', (line) => lines.push(line));
  const handler = createHandler({ rollUp, logger });
  const handle = () => handler({}, { getRemainingTimeInMillis: () => 60_000 });
  return { handle, said: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the roll-up function', () => {
  it('says how much it folded, and what it left to the next run', async () => {
    const { handle, said } = setup(async () => ({ slices: 3, quarters: 2, left: 1 }));
    await handle();
    expect(said()).toMatchObject([
      { level: 'INFO', message: 'folded', count: 5 },
      { level: 'WARN', message: 'left to the next run', count: 1 },
    ]);
  });

  it('is silent when nothing had changed', async () => {
    const { handle, said } = setup(async () => ({ slices: 0, quarters: 0, left: 0 }));
    await handle();
    expect(said()).toEqual([]);
  });

  it('names each failure without its message, and fails, so that the alarm sees it', async () => {
    const { handle, said } = setup(async () => {
      throw new AggregateError([new TypeError('quotes a value'), new RangeError('so does this')], '2 could not be folded');
    });
    await expect(handle()).rejects.toThrow('2 could not be folded');
    expect(said().map(({ level, errorName }) => [level, errorName])).toEqual([
      ['ERROR', 'TypeError'],
      ['ERROR', 'RangeError'],
    ]);
    expect(JSON.stringify(said())).not.toContain('quotes');
  });
});
