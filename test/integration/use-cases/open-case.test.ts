import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

let door: FrontDoor;
let missedBin: Service;
beforeAll(async () => {
  door = await createFrontDoor();
  missedBin = door.catalogue.get('missed-bin') as Service;
});
afterAll(() => door.stop());
beforeEach(() => {
  door.calls.length = 0;
});

const application = (draftId: string, change: object = {}) =>
  ({ draftId, answers: { ...binAnswers, ...change }, channel: 'web', assisted: false, by: { kind: 'resident' } }) as const;

describe('opening a case', () => {
  it('is one conditional write', async () => {
    const outcome = await door.openCase(missedBin, application('one'));
    expect(outcome).toMatchObject({ kind: 'opened', reference: door.keyring.reference('one', 0) });
    expect(door.calls).toEqual(['PutItem']);
  });

  it('meets itself on a double press', async () => {
    const pressed = await Promise.all([1, 2, 3, 4].map(() => door.openCase(missedBin, application('double'))));
    expect(pressed.map((each) => each.kind).sort()).toEqual(['already-open', 'already-open', 'already-open', 'opened']);
    expect(new Set(pressed.map((each) => 'reference' in each && each.reference)).size).toBe(1);
  });

  it('says so when the answers of a draft already sent have changed', async () => {
    await door.openCase(missedBin, application('edited'));
    expect(await door.openCase(missedBin, application('edited'))).toMatchObject({ kind: 'already-open', changed: false });
    expect(await door.openCase(missedBin, application('edited', { 'which-bin': 'food' }))).toMatchObject({
      kind: 'already-open',
      changed: true,
    });
  });

  it('goes on to the next reference when another resident has the first', async () => {
    const taken = door.keyring.reference('mine', 0);
    await door.logs.append({
      log: { kind: 'case', id: taken },
      sequence: 1,
      at: '2026-11-20T10:00:00.000Z',
      by: { kind: 'resident' },
      events: [
        {
          type: 'opened',
          service: 'missed-bin',
          channel: 'web',
          assisted: false,
          fastTrack: false,
          stage: 'received',
          targetDate: '2026-11-24',
          draft: 'theirs',
        },
      ],
      personal: {},
    });
    expect(await door.openCase(missedBin, application('mine'))).toMatchObject({
      kind: 'opened',
      reference: door.keyring.reference('mine', 1),
    });
  });

  it('gives a look-up word in place of texts, and keeps only its hash', async () => {
    const outcome = await door.openCase(missedBin, application('no-mobile', { mobile: { wanted: false } }));
    const word = outcome.kind === 'opened' ? outcome.lookUpWord : undefined;
    expect(word).toMatch(/^[a-z]{3,6}-[a-z]{3,6}$/);
    const commits = await door.logs.load({ kind: 'case', id: door.keyring.reference('no-mobile', 0) });
    expect(JSON.stringify(commits)).not.toContain(word);
  });

  it('says when it was opened and by when it should be done, as it did first on a double press', async () => {
    const first = await door.openCase(missedBin, application('dated'));
    expect(first).toMatchObject({
      kind: 'opened',
      at: new Date(door.clock.ms).toISOString(),
      targetDate: expect.stringMatching(/^2026-/),
    });
    door.clock.ms += 3_600_000;
    const { kind: _, ...same } = first;
    expect(await door.openCase(missedBin, application('dated'))).toMatchObject({ ...same, kind: 'already-open' });
  });

  it('gives the word that opens it on a double press, whatever the later answers say', async () => {
    const [silent, texted] = [{ mobile: { wanted: false } }, { mobile: { wanted: true, number: '+447700900123' } }];
    await door.openCase(missedBin, application('first-silent', silent));
    expect(await door.openCase(missedBin, application('first-silent', texted))).toMatchObject({ lookUpWord: expect.any(String) });
    await door.openCase(missedBin, application('first-texted', texted));
    expect(await door.openCase(missedBin, application('first-texted', silent))).not.toHaveProperty('lookUpWord');
  });

  it('refuses answers that are not all there, and keeps nothing', async () => {
    expect(await door.openCase(missedBin, { ...application('short'), answers: { 'which-bin': 'garden' } })).toEqual({
      kind: 'incomplete',
      questionId: 'garden-paid',
    });
    expect(door.calls).toEqual([]);
  });

  it('refuses what an ending bars, before it asks for the rest', async () => {
    const pass = door.catalogue.get('bus-pass') as Service;
    const young = { ...application('young'), answers: { kind: 'older', 'date-of-birth': '1990-01-01' } };
    expect(await door.openCase(pass, young)).toMatchObject({ kind: 'barred', ending: { id: 'too-young' } });
    expect(door.calls).toEqual([]);
  });

  it('refuses more than 200 KB kindly', async () => {
    expect(await door.openCase(missedBin, application('huge', { 'anything-else': 'x'.repeat(200_001) }))).toEqual({ kind: 'too-large' });
  });
});

describe('two officers at once', () => {
  it('lets one win and tells the other that the case has moved on', async () => {
    const opened = await door.openCase(missedBin, application('race'));
    const reference = opened.kind === 'opened' ? opened.reference : undefined;
    if (!reference) throw new Error('not opened');
    const outcomes = await Promise.all(
      ['amal', 'bo'].map((id) => door.changeCase(reference, { type: 'moveStage', stage: 'booked', basedOn: 1 }, { kind: 'staff', id })),
    );
    expect(outcomes.map((each) => (each.kind === 'refused' ? each.reason : each.kind)).sort()).toEqual(['changed', 'changed-since']);
    expect(await door.logs.load({ kind: 'case', id: reference })).toHaveLength(2);
  });

  it('keeps both of two things that do not disagree', async () => {
    const opened = await door.openCase(missedBin, application('notes'));
    const reference = opened.kind === 'opened' ? opened.reference : undefined;
    if (!reference) throw new Error('not opened');
    const noted = await Promise.all(
      ['a', 'b', 'c'].map((note) => door.changeCase(reference, { type: 'note', note }, { kind: 'staff', id: note })),
    );
    expect(noted.map((each) => each.kind)).toEqual(['changed', 'changed', 'changed']);
    expect(await door.logs.load({ kind: 'case', id: reference })).toHaveLength(4);
  });

  it('takes the same cause once, and refuses its key for something else', async () => {
    const opened = await door.openCase(missedBin, application('cause'));
    const reference = opened.kind === 'opened' ? opened.reference : undefined;
    if (!reference) throw new Error('not opened');
    const staff = { kind: 'staff', id: 'amal' } as const;
    const move = { type: 'moveStage', stage: 'booked', basedOn: 1 } as const;
    expect((await door.changeCase(reference, move, staff, 'key.1')).kind).toBe('changed');
    expect((await door.changeCase(reference, move, staff, 'key.1')).kind).toBe('already-done');
    expect((await door.changeCase(reference, { type: 'note', note: 'x' }, staff, 'key.2')).kind).toBe('cause-reused');
  });
});
