import { expect, it } from 'vitest';
import { createHandler } from '../../../functions/release-texts/handler.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';

function setup(found: { released: number; spentPercent: number }) {
  const lines: string[] = [];
  const measured: [string, number][] = [];
  const handler = createHandler({
    releaseTexts: async () => found,
    logger: createLogger('release-texts', (line) => lines.push(line)),
    putMetric: (name, value) => measured.push([name, value]),
  });
  return { handler, lines, measured };
}

it('measures what is spent at every run, and says nothing when nothing was due', async () => {
  const { handler, lines, measured } = setup({ released: 0, spentPercent: 12 });
  await handler();
  expect(measured).toEqual([['TextSpendPercent', 12]]);
  expect(lines).toEqual([]);
});

it('says when the ceiling holds texts back', async () => {
  const { handler, lines, measured } = setup({ released: 0, spentPercent: 100 });
  await handler();
  expect(measured).toEqual([['TextSpendPercent', 100]]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'WARN', outcome: 'ceiling' }]);
});
