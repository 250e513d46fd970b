import { afterEach, describe, expect, it } from 'vitest';
import type { ImportProfile } from '../../../shared/domain/import-profile.ts';
import { importProfiles } from '../../../shared/imports/index.ts';
import { createFrontDoor } from '../../support/front-door.ts';
import { aRow, createImports, type Imports, type NightlyRow, nightly, nightlyFile } from '../../support/imports.ts';

const { mobile: _mobile, town: _town, postcode: _postcode, ...columns } = nightly.columns;
/** The same system's list of decisions, which names the claimant and says nothing else of them. */
const decisions: ImportProfile = { ...nightly, id: 'decisions', extract: 'changes', columns: { ...columns, addressLines: [] } };

let imports: Imports;
const setup = async () => {
  const door = await createFrontDoor({ at: '2026-11-20T22:00:00.000Z' });
  imports = createImports(door, new Map([...importProfiles, [decisions.id, decisions]]));
  return imports;
};
afterEach(() => imports.stop());

const takeIn = async (row: NightlyRow, profile?: string) => {
  const id = await imports.check(nightlyFile([aRow(row)]), profile);
  await imports.apply(id);
  await imports.project();
  return imports.store.read(id);
};
const [first, second] = ['+447700900123', '+447700900456'];
const mutesOf = async (number: string) => (await imports.handsets.state(imports.keyring.handsetId(number))).mutes;

describe('a file without a column for something', () => {
  it('leaves it as another file brought it: the mobile and the address stay, and news is texted', async () => {
    const { caseOf, items } = await setup();
    await takeIn({});
    const done = await takeIn({ CLAIM_STATUS: 'Decided - award', SURNAME: 'Fielding' }, decisions.id);
    expect(done).toMatchObject({ check: { move: 1, texts: 1, letters: 0 }, apply: { move: 1, texts: 1, letters: 0 } });
    expect(await caseOf()).toMatchObject({
      stage: 'awarded',
      textable: true,
      mobile: first,
      name: 'Joan Fielding',
      answers: { mobile: { wanted: true, number: first }, address: { line1: '12 Mill Lane', postcode: 'NW1 4RP' } },
    });
    expect(await items()).toContain('TEXT#000002#awarded');
  });

  it('takes away what its own column says is no more', async () => {
    const { caseOf } = await setup();
    await takeIn({});
    await takeIn({ MOBILE: '' });
    expect(await caseOf()).toMatchObject({ textable: false, answers: { mobile: { wanted: false } } });
  });
});

describe('a row that no case can be opened for', () => {
  it('is named among the faults, and stops no other', async () => {
    const priced: ImportProfile = {
      ...nightly,
      id: 'priced',
      service: { HB: 'housing-benefit', BULKY: 'bulky-waste' },
      statuses: { ...nightly.statuses, 'bulky-waste': { NEW: 'received' } },
    };
    imports = createImports(await createFrontDoor(), new Map([[priced.id, priced]]));
    const id = await imports.check(nightlyFile([aRow({ BEN_TYPE: 'BULKY' }), aRow()]), priced.id);
    await imports.apply(id);
    expect(await imports.store.read(id)).toMatchObject({ state: 'done', apply: { rows: 2, open: 1, bad: 1 } });
    expect((await imports.store.faults(id)).faults).toEqual([{ line: 2, reason: 'not-kept' }]);
  });
});

describe('another mobile of a claim', () => {
  it.each([
    ['this case', false],
    ['everything', true],
  ])('is not texted about it where the last one asked for no texts about %s', async (_what, all) => {
    const { referenceOf, changeCase } = await setup();
    await takeIn({});
    await changeCase(referenceOf(), { type: 'stopTexts', all }, { kind: 'resident' });
    await imports.project();
    await takeIn({ MOBILE: '' });
    await takeIn({ MOBILE: second, CLAIM_STATUS: 'In assessment' });
    expect(await mutesOf(second)).toEqual([referenceOf()]);
    expect((await imports.handsets.state(imports.keyring.handsetId(second))).stopped).toBe(false);
  });

  it('is texted where the last one took texts', async () => {
    await setup();
    await takeIn({});
    await takeIn({ MOBILE: second });
    expect(await mutesOf(second)).toEqual([]);
  });
});
