import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../../shared/domain/reference.ts';
import { codeKey, factPartition } from '../../../shared/store/keys.ts';
import { all } from '../../../shared/store/table.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { byPost, claim, createPeople, JOAN, OFFICER, type People } from '../../support/people.ts';

let door: FrontDoor;
let people: People;
beforeEach(async () => {
  door = await createFrontDoor();
  people = createPeople(door);
});
afterEach(() => door.stop());

const NIA = { kind: 'staff', id: 'nia', name: 'Nia Hughes' } as const;
const noAddress = { ...byPost, address: { line1: '12 Mill Lane', town: 'Northwick', postcode: ' ' } };
const statesOf = async (reference: Reference) => (await people.lettersOf(reference)).map(({ stage, state }) => [stage, state]);
const lettersCounted = async () => {
  const shards = [0, 1, 2, 3].map((shard) => factPartition({ day: '2026-11-20', service: 'housing-benefit', shard }));
  const facts = (await Promise.all(shards.map((pk) => all(door.table.query({ expression: '#pk = :pk', values: { pk } }))))).flat();
  return facts.filter(({ type }) => type === 'letter').map(({ outcome, quantity }) => [outcome, quantity]);
};

describe('somebody who cannot be texted', () => {
  it('without a mobile gets a letter at each stage that others get a text of', async () => {
    const reference = await people.open(byPost);
    await people.change(reference, { type: 'moveStage', stage: 'assessing', basedOn: 1 });
    await people.change(reference, { type: 'note', note: 'Called' });
    expect(await statesOf(reference)).toEqual([
      ['received', 'due'],
      ['assessing', 'due'],
    ]);
    expect(await people.textsOf(reference)).toEqual([]);
    expect(await people.tasksOf(reference)).toEqual([]);
    expect(await lettersCounted()).toEqual([
      ['made', 1],
      ['made', 1],
    ]);
  });

  it('is written to once when a commit is projected twice', async () => {
    const reference = await people.open(byPost);
    await door.projectCommit({ kind: 'case', id: reference }, 1);
    expect(await statesOf(reference)).toEqual([['received', 'due']]);
    expect(await lettersCounted()).toEqual([['made', 1]]);
  });

  it('who said STOP gets a letter in place of the text, and no task', async () => {
    const reference = await people.open();
    await door.handsets.setStopped(door.keyring.handsetId('+447700900123'), true, '2026-11-20T10:00:00.000Z');
    await people.sendQueued();
    expect(await people.lettersOf(reference)).toMatchObject([{ stage: 'received', why: 'stopped', state: 'due' }]);
    expect(await people.tasksOf(reference)).toEqual([]);
  });

  it('whose number fails for good gets a letter', async () => {
    const reference = await people.open();
    await people.sendQueued();
    const [text] = await people.textsOf(reference);
    if (!text) throw new Error('no text');
    await people.after.failed(text);
    await people.after.failed(text);
    expect(await people.lettersOf(reference)).toMatchObject([{ stage: 'received', why: 'unreachable' }]);
  });

  it('is not written to about what the case has left behind', async () => {
    const reference = await people.open();
    await people.sendQueued();
    const [text] = await people.textsOf(reference);
    if (!text) throw new Error('no text');
    await people.change(reference, { type: 'moveStage', stage: 'assessing', basedOn: 1 });
    await people.after.failed(text);
    expect(await people.lettersOf(reference)).toEqual([]);
    expect(await people.tasksOf(reference)).toEqual([]);
  });

  it('and has no address either makes a task to find out', async () => {
    const reference = await people.open(noAddress);
    expect(await people.lettersOf(reference)).toEqual([]);
    expect(await people.tasksOf(reference)).toMatchObject([{ kind: 'reach', because: 'no-address', stage: 'received' }]);
  });

  it('whose texts stopped and who has no address makes a task to write or call, as before', async () => {
    const reference = await people.open({ ...noAddress, mobile: { wanted: true, number: '+447700900123' } });
    await door.handsets.setStopped(door.keyring.handsetId('+447700900123'), true, '2026-11-20T10:00:00.000Z');
    await people.sendQueued();
    expect(await people.tasksOf(reference)).toMatchObject([{ kind: 'reach', because: 'stopped' }]);
  });

  it('who asked for letters gets those and no texts, from then on, and texts again when they say so', async () => {
    const reference = await people.open();
    await people.change(reference, { type: 'reachBy', by: 'letter' });
    await people.change(reference, { type: 'moveStage', stage: 'assessing', basedOn: 2 });
    expect((await people.textsOf(reference)).map(({ purpose }) => purpose)).toEqual(['received']);
    expect(await people.lettersOf(reference)).toMatchObject([{ stage: 'assessing', why: 'prefers-letters' }]);
    await people.change(reference, { type: 'reachBy', by: 'text' });
    await people.change(reference, { type: 'decide', outcome: 'refused', reason: 'Savings', basedOn: 4 });
    expect((await people.textsOf(reference)).map(({ purpose }) => purpose)).toEqual(['received', 'refused']);
    expect(await people.lettersOf(reference)).toHaveLength(1);
  });
});

describe('a batch of letters', () => {
  it('is printed once by two who print at once', async () => {
    const [first, second] = [await people.open(byPost), await people.open(byPost)];
    await Promise.all([people.postLetters.print('benefits', 'batch-1', OFFICER), people.postLetters.print('benefits', 'batch-2', NIA)]);
    const printed = await Promise.all(['batch-1', 'batch-2'].map((id) => people.postLetters.open(id)));
    const references = printed.flatMap((batch) => batch?.letters.map(({ letter }) => letter.log.id) ?? []);
    expect(references.toSorted()).toEqual([first, second].toSorted());
  });

  it('is posted: each letter leaves the list, and counts as posted', async () => {
    const reference = await people.open(byPost);
    await people.open(byPost);
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    expect(await people.postLetters.post('batch-1', NIA)).toEqual({ posted: 2, takenOut: [] });
    expect(await people.listLetters(['benefits'])).toEqual({ letters: [] });
    expect(await people.lettersOf(reference)).toMatchObject([{ state: 'posted', settledBy: NIA, printedBy: OFFICER }]);
    expect(await lettersCounted()).toEqual([
      ['posted', 1],
      ['posted', 1],
    ]);
  });

  it('goes on where it was cut short: pressing again marks the rest', async () => {
    await people.open(byPost);
    await people.open(byPost);
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    const update = door.table.update;
    let left = 1;
    door.table.update = (async (key, change) => {
      if (String(change.values?.['state']) === 'posted' && left-- === 0) throw new Error('killed');
      return update(key, change);
    }) as typeof update;
    await expect(people.postLetters.post('batch-1', OFFICER)).rejects.toThrow('killed');
    door.table.update = update;
    expect(await people.postLetters.post('batch-1', OFFICER)).toEqual({ posted: 1, takenOut: [] });
    expect(await people.postLetters.post('batch-1', OFFICER)).toEqual({ posted: 0, takenOut: [] });
  });

  it('begun again with the same press goes on with the same letters', async () => {
    const reference = await people.open(byPost);
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    await people.open(byPost);
    expect(await people.postLetters.print('benefits', 'batch-1', OFFICER)).toBe('begun');
    expect((await people.postLetters.open('batch-1'))?.letters.map(({ letter }) => letter.log.id)).toEqual([reference]);
  });

  it('holds no letter whose case has gone on since it was made', async () => {
    const reference = await people.open(byPost);
    await people.change(reference, { type: 'decide', outcome: 'refused', reason: 'Savings', basedOn: 1 });
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    expect(await people.lettersOf(reference)).toMatchObject([
      { stage: 'received', state: 'dropped', because: 'out-of-date' },
      { stage: 'refused', state: 'printed' },
    ]);
  });

  it('names those to take out of the pile when a case went on, or somebody died, after they were printed', async () => {
    const [moved, died, sound] = [await people.open(byPost), await people.open(byPost), await people.open(byPost)];
    await people.confirm();
    await people.tie(died);
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    await people.change(moved, { type: 'moveStage', stage: 'assessing', basedOn: 1 });
    await people.changePerson(JOAN, { type: 'recordDeath', toldBy: 'family', officer: { name: 'Bryn Davies' } }, OFFICER);
    const { posted, takenOut } = await people.postLetters.post('batch-1', OFFICER);
    expect(posted).toBe(1);
    expect(takenOut.map(({ log }) => log.id).toSorted()).toEqual([moved, died].toSorted());
    expect(await statesOf(sound)).toEqual([['received', 'posted']]);
    expect((await people.lettersOf(died))[0]).toMatchObject({ state: 'dropped', because: 'bereaved' });
  });

  it('goes to where its resident lives when it is printed, not to where they lived when it was made', async () => {
    const reference = await people.open(byPost);
    const moved = { type: 'imported', profile: 'p', asOf: '2026-11-20', status: 'S', digest: 'd', news: 'n', textable: false } as const;
    const answers = { ...byPost, address: { line1: '3 New Road', town: 'Northwick', postcode: 'NW2 1AA' } };
    const log = { kind: 'case', id: reference } as const;
    const at = new Date(door.clock.ms).toISOString();
    await door.logs.append({ log, sequence: 2, at, by: OFFICER, events: [moved], personal: { answers, name: 'Joan Field' } });
    await door.projectCommit(log, 2);
    await people.postLetters.print('benefits', 'batch-moved', OFFICER);
    const open = await people.postLetters.open('batch-moved');
    expect(open?.letters.map(({ letter }) => letter.personal.address)).toEqual([['3 New Road', 'Northwick', 'NW2 1AA']]);
  });

  it('that was not posted is put back, to be printed by anybody', async () => {
    const reference = await people.open(byPost);
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    expect(await people.postLetters.putBack('batch-1')).toBe(1);
    expect(await people.postLetters.post('batch-1', OFFICER)).toEqual({ posted: 0, takenOut: [] });
    await people.postLetters.print('benefits', 'batch-2', NIA);
    expect((await people.postLetters.open('batch-2'))?.letters.map(({ letter }) => letter.log.id)).toEqual([reference]);
  });

  it('costs one conditional write a letter to mark', async () => {
    for (let count = 0; count < 3; count++) await people.open(byPost);
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    const update = door.table.update;
    const states: unknown[] = [];
    door.table.update = (async (key, change) => {
      if (key.sk.startsWith('LETTER#')) states.push(change.values?.['state']);
      return update(key, change);
    }) as typeof update;
    await people.postLetters.post('batch-1', OFFICER);
    expect(states).toEqual(['posted', 'posted', 'posted']);
  });
});

describe('the word on a letter', () => {
  it('opens a case whose texts stopped, once the letter is printed, and only its hash is kept', async () => {
    const reference = await people.open(claim);
    await door.handsets.setStopped(door.keyring.handsetId('+447700900123'), true, '2026-11-20T10:00:00.000Z');
    await people.sendQueued();
    const hash = (await people.lettersOf(reference))[0]?.wordHash;
    const word = door.keyring.lookUpWord(`letter/${reference}`);
    expect(hash).toBe(door.keyring.secretHash(reference, word));
    await door.projectCommit({ kind: 'lookup', id: await lookUp(reference, 'before') }, 1);
    expect(await door.table.get(codeKey('before'))).not.toHaveProperty('wordHash');
    await people.postLetters.print('benefits', 'batch-1', OFFICER);
    await door.projectCommit({ kind: 'lookup', id: await lookUp(reference, 'after') }, 1);
    expect(await door.table.get(codeKey('after'))).toMatchObject({ wordHash: hash });
  });
});

async function lookUp(reference: Reference, id: string): Promise<string> {
  await door.lookups.append({
    log: { kind: 'lookup', id },
    sequence: 1,
    at: '2026-11-20T10:00:00.000Z',
    by: { kind: 'resident' },
    events: [{ type: 'asked', reference }],
    personal: {},
  });
  return id;
}
