import { expect, it } from 'vitest';
import * as z from 'zod';
import { takeRows } from '../../../functions/api/batch.ts';

const row = z.strictObject({ key: z.string() });

it('takes twenty rows at a time, and answers in their order whichever is done first', async () => {
  let underWay = 0;
  let most = 0;
  const outcome = await takeRows(
    Array.from({ length: 70 }, (_, index) => ({ key: `${index}` })),
    {
      schema: row,
      under: 'rows',
      take: async ({ key }) => {
        most = Math.max(most, ++underWay);
        for (let wait = Number(key) % 7; wait >= 0; wait--) await Promise.resolve();
        underWay--;
        return { outcome: Number(key) < 60 ? 'taken' : 'taken-before', id: `id-${key}` };
      },
    },
  );
  expect(most).toBe(20);
  expect(outcome).toMatchObject({ taken: 60, takenBefore: 10, refused: 0 });
  expect(outcome.results.map((each) => each.index)).toEqual(Array.from({ length: 70 }, (_, index) => index));
});

it('points at what is wrong in each row, and takes the others', async () => {
  const outcome = await takeRows([{ key: 'a' }, { key: 3 }, 'b', { key: 'c', colour: 'red' }], {
    schema: row,
    under: 'rows',
    take: async ({ key }) => ({ outcome: 'taken', id: key }),
  });
  const pointers = outcome.results.map((each) => (each.outcome === 'refused' ? each.errors.map(({ pointer }) => pointer) : each.id));
  expect(pointers).toEqual(['a', ['/rows/1/key'], ['/rows/2'], ['/rows/3']]);
});
