import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createCodeStore } from '../../../shared/store/code-store.ts';
import { codeKey } from '../../../shared/store/keys.ts';
import { createAskForCode, createOpenLookUp } from '../../../shared/use-cases/look-up.ts';
import { binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

let door: FrontDoor;
let ask: ReturnType<typeof createAskForCode>;
let tryIt: ReturnType<typeof createOpenLookUp>;
beforeAll(async () => {
  door = await createFrontDoor();
  const now = () => door.clock.ms;
  ask = createAskForCode({ ...door, newId: () => crypto.randomUUID(), now });
  tryIt = createOpenLookUp({ ...door, now });
});
afterAll(() => door.stop());
beforeEach(() => {
  door.clock.ms = Date.parse('2026-11-20T10:00:00.000Z');
});

async function opened(draftId: string, mobile: object) {
  const outcome = await door.openCase(door.catalogue.get('missed-bin') as Service, {
    draftId,
    answers: { ...binAnswers, mobile: mobile as never },
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome;
}
async function asked(reference: Reference): Promise<string> {
  const id = await ask({ reference });
  await door.projectCommit({ kind: 'lookup', id }, 1);
  return id;
}

describe('asking for a code', () => {
  it('makes the same one write whether or not the reference exists', async () => {
    const { reference } = await opened('ask', binAnswers.mobile);
    door.calls.length = 0;
    await ask({ reference });
    await ask({ reference: 'P8VZ82M' as Reference });
    expect(door.calls).toEqual(['PutItem', 'PutItem']);
  });

  it('queues no code: it is made where it is sent', async () => {
    const { reference } = await opened('no-code', binAnswers.mobile);
    const id = await asked(reference);
    expect(await door.table.get(codeKey(id))).not.toHaveProperty('codeHash');
    expect(door.queued.at(-1)).toEqual({ pk: `LOOKUP#${id}`, sk: 'TEXT#000001#code' });
  });
});

describe('trying a code', () => {
  it('opens the case with one query and one put', async () => {
    const { reference } = await opened('right', binAnswers.mobile);
    const id = await asked(reference);
    await createCodeStore(door.table).keepHash(id, door.keyring.secretHash(id, '123456'));
    door.calls.length = 0;
    expect(await tryIt(id, '123 456')).toEqual({ kind: 'opened', reference, service: 'missed-bin' });
    expect(door.calls).toEqual(['Query', 'PutItem']);
  });

  it.each(['٢٤٦٨١٠', '۲۴۶ ۸۱۰'])('opens with the figures of another keyboard: %s', async (typed) => {
    const { reference } = await opened(`right ${typed}`, binAnswers.mobile);
    const id = await asked(reference);
    await createCodeStore(door.table).keepHash(id, door.keyring.secretHash(id, '246810'));
    expect(await tryIt(id, typed)).toMatchObject({ kind: 'opened' });
  });

  it('takes the look-up word of a case without a mobile, however it is typed', async () => {
    const { reference, lookUpWord = '' } = await opened('word', { wanted: false });
    const id = await asked(reference);
    expect(await tryIt(id, ` ${lookUpWord.toUpperCase().replace('-', ' ')} `)).toMatchObject({ kind: 'opened', reference });
  });

  it('is shut after five wrong tries, even for the right word', async () => {
    const { reference, lookUpWord = '' } = await opened('shut', { wanted: false });
    const id = await asked(reference);
    const tries = [];
    for (let count = 0; count < 5; count++) tries.push(await tryIt(id, 'wrong-word'));
    expect(tries.map((each) => each.kind === 'wrong' && each.triesLeft)).toEqual([4, 3, 2, 1, 0]);
    expect(await tryIt(id, lookUpWord)).toEqual({ kind: 'shut' });
  });

  it('is over after ten minutes', async () => {
    const { reference, lookUpWord = '' } = await opened('late', { wanted: false });
    const id = await asked(reference);
    door.clock.ms += 10 * 60_000 + 1;
    expect(await tryIt(id, lookUpWord)).toEqual({ kind: 'expired' });
  });

  it('answers alike for a reference that no case has', async () => {
    const id = await asked('P8VZ82M' as Reference);
    expect(await tryIt(id, '123456')).toEqual({ kind: 'wrong', triesLeft: 4 });
  });

  it('costs nothing while the code is still being made', async () => {
    const { reference } = await opened('early', binAnswers.mobile);
    const id = await ask({ reference });
    expect(await tryIt(id, '123456')).toEqual({ kind: 'not-ready' });
    expect(await door.logs.load({ kind: 'lookup', id })).toHaveLength(1);
  });

  it('cannot be made longer by asking again and again: five look-ups of a case in ten minutes', async () => {
    const { reference, lookUpWord = '' } = await opened('often', { wanted: false });
    for (let count = 0; count < 5; count++) await asked(reference);
    expect(await tryIt(await asked(reference), lookUpWord)).toMatchObject({ kind: 'wrong' });
    door.clock.ms += 10 * 60_000;
    expect(await tryIt(await asked(reference), lookUpWord)).toMatchObject({ kind: 'opened' });
  });

  it('cannot go on for ever: fifteen look-ups of a case in a day, and staff hear of the rest', async () => {
    const { reference, lookUpWord = '' } = await opened('all-day', { wanted: false });
    for (let count = 0; count < 15; count++) {
      await asked(reference);
      door.clock.ms += 11 * 60_000;
    }
    door.noticed.length = 0;
    expect(await tryIt(await asked(reference), lookUpWord)).toMatchObject({ kind: 'wrong' });
    expect(door.noticed).toEqual(['look-up refused: too many of one case']);
    door.clock.ms += 86_400_000;
    expect(await tryIt(await asked(reference), lookUpWord)).toMatchObject({ kind: 'opened' });
  });

  it('opens for both of two presses of the right code at once', async () => {
    const { reference, lookUpWord = '' } = await opened('twice', { wanted: false });
    const id = await asked(reference);
    expect((await Promise.all([tryIt(id, lookUpWord), tryIt(id, lookUpWord)])).map((each) => each.kind)).toEqual(['opened', 'opened']);
  });

  it('is kept for 30 days and then let go', async () => {
    const { reference } = await opened('kept', { wanted: false });
    const id = await asked(reference);
    const until = Date.parse('2026-12-20T10:00:00.000Z') / 1000;
    expect(await door.table.get({ pk: `LOOKUP#${id}`, sk: 'COMMIT#000001' })).toMatchObject({ expiresAt: until });
    expect(await door.table.get(codeKey(id))).toMatchObject({ expiresAt: until });
  });

  it('knows no look-up that was never asked for', async () => {
    expect(await tryIt('made-up', '123456')).toEqual({ kind: 'expired' });
  });
});
