import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summaryKey, textKey } from '../../../shared/store/keys.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { byPost, createPeople, JOAN, OFFICER, type People } from '../../support/people.ts';

let door: FrontDoor;
let people: People;
beforeEach(async () => {
  door = await createFrontDoor();
  people = createPeople(door);
});
afterEach(() => door.stop());

const caseLog = (id: string) => ({ kind: 'case', id }) as const;

describe('a case tied to a person', () => {
  it('says so in its own log, and the person’s log lists it', async () => {
    await people.confirm();
    const first = await people.open();
    const second = await people.open();
    await people.tie(first);
    await people.tie(second);
    expect((await door.loadCase(first))?.state.person).toBe(JOAN);
    expect((await people.loadPerson(JOAN))?.cases).toEqual([first, second]);
    await people.change(first, { type: 'untiePerson' });
    expect((await door.loadCase(first))?.state.person).toBeUndefined();
    expect((await people.loadPerson(JOAN))?.cases).toEqual([second]);
  });

  it('is listed once when its commit is projected twice', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await door.projectCommit(caseLog(reference), 2);
    await door.projectCommit(caseLog(reference), 2);
    expect(await people.loadPerson(JOAN)).toMatchObject({ cases: [reference], sequence: 2 });
  });
});

describe('after a death', () => {
  it('a text that was queued before it does not go, and nobody is told otherwise', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await people.dies();
    await people.sendQueued();
    expect(people.published).toEqual([]);
    expect(await people.textsOf(reference)).toMatchObject([{ purpose: 'received', state: 'dropped', because: 'bereaved' }]);
    expect((await people.tasksOf(reference)).map(({ kind }) => kind)).toEqual(['bereavement']);
    expect(await people.lettersOf(reference)).toEqual([]);
  });

  it('stops a text at its claim, though nothing of the death was projected yet', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await people.changePerson(JOAN, { type: 'recordDeath', toldBy: 'registrar', officer: { name: 'Nia Hughes' } }, OFFICER);
    await people.sendQueued();
    expect(people.published).toEqual([]);
  });

  it('stops every case of theirs by one commit, and no case of anybody else', async () => {
    await people.confirm();
    const [first, second, other] = [
      await people.open(),
      await people.open(),
      await people.open({ ...byPost, mobile: { wanted: true, number: '+447700900124' } }),
    ];
    await people.tie(first);
    await people.tie(second);
    const before = await people.loadPerson(JOAN);
    await people.dies();
    expect((await people.loadPerson(JOAN))?.sequence).toBe((before?.sequence ?? 0) + 1);
    await people.sendQueued();
    expect(people.published.map(({ to }) => to)).toEqual(['+447700900124']);
    expect(await people.textsOf(other)).toMatchObject([{ state: 'sent' }]);
  });

  it('what comes later is not sent either, and nobody is asked to rate', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await people.dies();
    await people.change(reference, { type: 'decide', outcome: 'refused', reason: 'Savings', basedOn: 2 });
    await people.sendQueued();
    expect(people.published).toEqual([]);
    const texts = await people.textsOf(reference);
    expect(texts.map(({ purpose, state, because }) => [purpose, state, because])).toEqual([
      ['received', 'dropped', 'bereaved'],
      ['refused', 'dropped', 'bereaved'],
    ]);
    expect(texts.every(({ subject, personal }) => subject === undefined && !personal.body?.includes('Rate us'))).toBe(true);
  });

  it('a request to rate that waits to be sent does not go', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.sendQueued();
    await people.tie(reference);
    await people.change(reference, { type: 'decide', outcome: 'refused', reason: 'Savings', basedOn: 2 });
    expect((await people.textsOf(reference)).at(-1)).toMatchObject({ subject: { kind: 'case', id: reference }, state: 'due' });
    people.published.length = 0;
    await people.dies();
    await people.sendQueued();
    expect(people.published).toEqual([]);
    expect(await door.handsets.state(door.keyring.handsetId('+447700900123'))).toMatchObject({ asks: [] });
  });

  it('a reminder that waits for its day does not go', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await people.sendQueued();
    const [opened] = await people.textsOf(reference);
    if (!opened) throw new Error('no text');
    const reminder = { log: opened.log, sequence: 1, purpose: 'reminder-half', at: opened.at, dueAt: '2026-11-25T10:00:00.000Z' };
    await door.texts.add({ ...reminder, urgency: 'bulk', parts: 1, personal: { to: '+447700900123', body: 'Please send it' } });
    await people.dies();
    door.clock.ms = Date.parse('2026-11-25T10:00:00.000Z');
    people.published.length = 0;
    expect(await people.sendText(textKey(opened.log, 1, 'reminder-half'))).toMatchObject({ outcome: 'dropped', because: 'bereaved' });
    expect(people.published).toEqual([]);
  });

  it('a request to rate a call about their case does not go', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await people.dies();
    const log = { kind: 'contact', id: 'M7T8TKB' } as const;
    const at = '2026-11-20T10:00:00.000Z';
    await door.logs.append({
      log,
      sequence: 1,
      at,
      by: OFFICER,
      events: [{ type: 'logged', channel: 'telephone', service: 'housing-benefit', outcome: 'answered', about: reference }],
      personal: { mobile: '+447700900123' },
    });
    const text = { log, sequence: 1, purpose: 'rating', at, dueAt: at, urgency: 'urgent', parts: 1 } as const;
    await door.texts.add({ ...text, personal: { to: '+447700900123', body: 'How did we do?' } });
    expect(await people.sendText(textKey(log, 1, 'rating'))).toMatchObject({ outcome: 'dropped', because: 'bereaved' });
  });

  it('their cases go to the officer by name, each with a task, in whichever order it is projected', async () => {
    await people.confirm();
    const [tied, later] = [await people.open(), await people.open()];
    await people.tie(tied);
    await people.dies();
    await people.tie(later);
    for (const reference of [tied, later]) {
      await door.projectCommit(caseLog(reference), 1);
      await door.projectCommit(caseLog(reference), 2);
      expect(await door.table.get(summaryKey(reference))).toMatchObject({ assignedTo: 'Bryn Davies' });
      expect(await people.tasksOf(reference)).toMatchObject([
        { kind: 'bereavement', assignedTo: 'Bryn Davies', personal: { name: 'Joan Field' } },
      ]);
    }
  });

  it('a case whose commit was being projected as the death was recorded is assigned all the same', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await door.changeCase(reference, { type: 'moveStage', stage: 'assessing', basedOn: 2 }, OFFICER);
    const load = door.logs.load;
    let dies = true;
    door.logs.load = (async (log) => {
      const found = await load(log);
      if (log.kind !== 'person' || !dies) return found;
      dies = false;
      await people.dies();
      return found;
    }) as typeof load;
    await door.projectCommit(caseLog(reference), 3);
    expect(await door.table.get(summaryKey(reference))).toMatchObject({ stage: 'assessing', assignedTo: 'Bryn Davies' });
  });

  it('a poor rating that still comes makes no call', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.change(reference, { type: 'decide', outcome: 'refused', reason: 'Savings', basedOn: 1 });
    await people.tie(reference);
    await people.dies();
    await people.change(reference, { type: 'rate', score: 1, via: 'reply' });
    expect((await people.tasksOf(reference)).map(({ kind }) => kind)).toEqual(['bereavement']);
  });

  it('STATUS is answered without a word of how it stands', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.sendQueued();
    await people.tie(reference);
    await people.dies();
    const handset = { kind: 'handset', id: door.keyring.handsetId('+447700900123') } as const;
    await door.logs.append({
      log: handset,
      sequence: 1,
      at: '2026-11-20T10:30:00.000Z',
      by: { kind: 'resident' },
      cause: 'm-1',
      events: [{ type: 'statusAsked', reference, answer: true }],
      personal: { number: '+447700900123', body: `STATUS ${reference}` },
    });
    people.published.length = 0;
    door.clock.ms = Date.parse('2026-11-20T10:30:00.000Z');
    await door.projectCommit(handset, 1);
    await people.sendQueued();
    expect(people.published.map(({ body }) => body)).toEqual([
      `Northwick Council: an officer is looking after the Housing Benefit claim ${reference.slice(0, 3)}-${reference.slice(3)}. You need not do anything. To talk to us, call 01632 960100`,
    ]);
  });

  it('no letter is made, and one that waits is dropped', async () => {
    await people.confirm();
    const reference = await people.open(byPost);
    expect(await people.lettersOf(reference)).toMatchObject([{ stage: 'received', state: 'due' }]);
    await people.tie(reference);
    await people.dies();
    await people.change(reference, { type: 'moveStage', stage: 'assessing', basedOn: 2 });
    expect(await people.lettersOf(reference)).toMatchObject([{ stage: 'received', state: 'dropped', because: 'bereaved' }]);
    expect(await people.listLetters(['benefits'])).toEqual({ letters: [] });
  });

  it('costs a text of a case tied to nobody no read more, and of a tied one a Query', async () => {
    const alone = await people.open();
    door.calls.length = 0;
    await people.sendQueued();
    const callsAlone = [...door.calls];
    await people.confirm();
    const tied = await people.open({ ...byPost, mobile: { wanted: true, number: '+447700900125' } });
    await people.tie(tied);
    door.calls.length = 0;
    await people.sendQueued();
    expect(callsAlone.filter((call) => call === 'Query')).toHaveLength(1);
    expect(door.calls.filter((call) => call === 'Query')).toHaveLength(2);
    expect(door.calls).toHaveLength(callsAlone.length + 1);
    expect((await people.textsOf(alone))[0]?.state).toBe('sent');
  });
});

describe('a death that was a mistake', () => {
  it('is taken back by a second commit: texts go again, and what was dropped stays dropped and is told', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await people.dies();
    await people.sendQueued();
    await people.livesAfterAll();
    expect(await door.table.get(summaryKey(reference))).not.toHaveProperty('assignedTo');
    expect(await people.tasksOf(reference)).toMatchObject([{ kind: 'bereavement', doneBy: OFFICER }]);
    await people.change(reference, { type: 'moveStage', stage: 'assessing', basedOn: 2 });
    await people.sendQueued();
    expect(people.published).toHaveLength(1);
    expect((await people.textsOf(reference)).map(({ purpose, state }) => [purpose, state])).toEqual([
      ['received', 'dropped'],
      ['assessing', 'sent'],
    ]);
  });

  it('leaves what waited and was never claimed to go', async () => {
    await people.confirm();
    const reference = await people.open();
    await people.tie(reference);
    await people.dies();
    await people.livesAfterAll();
    await people.sendQueued();
    expect(people.published).toHaveLength(1);
  });
});
