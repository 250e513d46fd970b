import { afterEach, expect, it } from 'vitest';
import { wireForget } from '../../../shared/edge/forget.ts';
import { all } from '../../../shared/store/table.ts';
import { createFrontDoor } from '../../support/front-door.ts';
import { aRow, createImports, type Imports, nightlyFile } from '../../support/imports.ts';

let imports: Imports;
afterEach(() => imports.stop());
const DAY = 86_400_000;

it('forgets a word of the back office with its case, and in the list of its import with the file', async () => {
  imports = createImports(await createFrontDoor({ at: '2026-11-20T22:00:00.000Z' }));
  const { table, keyring, catalogue, clock, referenceOf, changeCase, by } = imports;
  const { forget } = wireForget({ table, keyring, catalogue, removeObjects: async () => {}, now: () => clock.ms });
  const word = 'SUSPENDED, SON IN PRISON';
  const takeIn = async (row = {}) => {
    const id = await imports.check(nightlyFile([aRow(row)]));
    await imports.apply(id);
    await imports.project();
    return id;
  };
  await takeIn();
  const id = await takeIn({ CLAIM_STATUS: word });
  expect(await imports.caseOf()).toMatchObject({ steps: [{}, { kept: 'unmapped', word }] });
  const listed = async () => (await imports.store.read(id))?.words.map((each) => each.word);
  const kept = async () => JSON.stringify(await all(table.query({ expression: '#pk = :pk', values: { pk: `CASE#${referenceOf()}` } })));
  expect([await listed(), (await kept()).includes(word)]).toEqual([[word], true]);

  await changeCase(referenceOf(), { type: 'close', reason: 'Withdrawn', basedOn: 2 }, by);
  await changeCase(referenceOf(), { type: 'askErasure' }, { kind: 'resident' });
  await changeCase(referenceOf(), { type: 'erase', because: 'asked', basedOn: 4 }, by);
  await imports.project();
  await forget();
  expect((await kept()).includes('PRISON')).toBe(false);

  clock.ms = Date.parse('2026-11-20T22:00:00.000Z') + 30 * DAY;
  await forget();
  clock.ms += DAY;
  await forget();
  expect(await listed()).toEqual([]);
});
