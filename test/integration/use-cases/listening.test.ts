import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { wirePeople } from '../../../shared/edge/people.ts';
import { factPartition, logPartition, teamTasks } from '../../../shared/store/keys.ts';
import { all } from '../../../shared/store/table.ts';
import { createAfterText } from '../../../shared/use-cases/after-text.ts';
import { createChangeConsent } from '../../../shared/use-cases/change-consent.ts';
import { createMindHandset } from '../../../shared/use-cases/mind-handset.ts';
import { createReceiveText } from '../../../shared/use-cases/receive-text.ts';
import { binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

const MOBILE = '+447700900123';
const OTHER = '+447700900124';
const staff = { kind: 'staff', id: 'amal' } as const;
const DAY = 86_400_000;

let door: FrontDoor;
beforeEach(async () => {
  door = await createFrontDoor();
});
afterEach(() => door.stop());

async function open(draftId = 'draft'): Promise<Reference> {
  const outcome = await door.openCase(door.catalogue.get('missed-bin') as Service, {
    draftId,
    answers: binAnswers,
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  await door.projectCommit({ kind: 'case', id: outcome.reference }, 1);
  return outcome.reference;
}
async function change(reference: Reference, command: Parameters<FrontDoor['changeCase']>[1]) {
  const outcome = await door.changeCase(reference, command, staff);
  if (outcome.kind !== 'changed') throw new Error(outcome.kind);
  await door.projectCommit({ kind: 'case', id: reference }, outcome.state.sequence);
  return outcome.state.sequence;
}
const textOf = async (log: { kind: 'case' | 'handset'; id: string }, sequence: number, purpose: string) =>
  door.table.get({ pk: logPartition(log), sk: `TEXT#${String(sequence).padStart(6, '0')}#${purpose}` });
const factsOn = async (day: string) => {
  const found = await Promise.all(
    [0, 1, 2, 3].map((shard) =>
      all(door.table.query({ expression: '#pk = :pk', values: { pk: factPartition({ day, service: 'missed-bin', shard }) } })),
    ),
  );
  return found
    .flat()
    .filter((fact) => Number(fact['quantity']) > 0)
    .map((fact) => [fact['type'], fact['channel'], fact['outcome']].filter(Boolean).join(' '))
    .sort();
};
const tasks = async () =>
  all(door.table.query({ index: 'byList', expression: '#list = :list', values: { list: teamTasks('environment') } }));

let messages = 0;
/** A text that came in and was projected, with the calls that took. */
async function receive(body: string, from = MOBILE) {
  const receiveText = createReceiveText({ handsets: door.handsets, logs: door.logs, keyring: door.keyring, now: () => door.clock.ms });
  const log = { kind: 'handset', id: door.keyring.handsetId(from) } as const;
  await receiveText({ from, body, messageId: `m-${messages++}`, sentAt: new Date(door.clock.ms).toISOString() });
  const { sequence = 0 } = (await door.logs.load(log)).at(-1) ?? {};
  const before = door.queued.length;
  door.calls.length = 0;
  await door.projectCommit(log, sequence);
  const calls = [...door.calls];
  const answer = await textOf(log, sequence, 'answer');
  return { answer: (answer?.['personal'] as { body: string } | undefined)?.body, calls, queued: door.queued.length - before };
}
/** The text of a stage went, and arrived. */
const arrived = async (reference: Reference, sequence: number, purpose: string) =>
  door.table.update(
    { pk: logPartition({ kind: 'case', id: reference }), sk: `TEXT#${String(sequence).padStart(6, '0')}#${purpose}` },
    { expression: 'SET #state = :delivered REMOVE #due, #dueAt', values: { delivered: 'delivered' } },
  );

describe('STATUS', () => {
  it('answers the number on the case with what it was texted, and counts as a text contact', async () => {
    const reference = await open();
    await arrived(reference, 1, 'received');
    const { answer, queued } = await receive(`STATUS ${reference}`);
    expect(answer).toMatch(
      /^Northwick Council: missed bin report .*, since 20 November: Received\. The date we gave you is 24 November\.$/,
    );
    expect(queued).toBe(1);
    expect(await factsOn('2026-11-20')).toEqual(['contact text status', 'contact web request', 'opened web']);
  });

  it('answers another number and an unknown reference in the same words, after the same calls', async () => {
    const reference = await open();
    await arrived(reference, 1, 'received');
    const mine = await receive(`STATUS ${reference}`);
    const other = await receive(`STATUS ${reference}`, OTHER);
    const unknown = await receive('STATUS P8VZ82M', OTHER);
    const none = await receive('STATUS', OTHER);
    expect(other.answer).toMatch(/^Northwick Council: we can say nothing on that reference to this number\./);
    expect([unknown.answer, none.answer]).toEqual([other.answer, other.answer]);
    expect([unknown.calls, none.calls]).toEqual([other.calls, other.calls]);
    // Its own number's answer differs only in what follows once it has left: the fact.
    const untilAnswered = other.calls.lastIndexOf('UpdateItem');
    expect(mine.calls.slice(0, untilAnswered)).toEqual(other.calls.slice(0, untilAnswered));
    expect(await factsOn('2026-11-20')).toEqual(['contact text status', 'contact web request', 'opened web']);
  });
});

describe('what we cannot read', () => {
  it('is kept on the case that the handset was asked about, once', async () => {
    const reference = await open();
    const handset = door.keyring.handsetId(MOBILE);
    const before = await door.handsets.state(handset);
    const lastText = { subject: { kind: 'case', id: reference } as const, at: new Date(door.clock.ms).toISOString() };
    await door.handsets.save(handset, before, { strays: [], asks: [], lastText });
    const { answer } = await receive('The gate code is 4711');
    await door.projectCommit({ kind: 'handset', id: handset }, 1);
    expect(answer).toContain('sorry, we could not read that');
    const found = await door.loadCase(reference);
    expect(found?.state.steps.map(({ type, personal }) => [type, personal.said])).toEqual([
      ['opened', undefined],
      ['textReceived', 'The gate code is 4711'],
    ]);
  });

  it('of a handset we know nothing of stays in its log', async () => {
    await receive('hello');
    expect(await door.logs.load({ kind: 'handset', id: door.keyring.handsetId(MOBILE) })).toMatchObject([
      { events: [{ type: 'received', answer: true }], personal: { body: 'hello' } },
    ]);
  });
});

describe('asking to rate', () => {
  it('happens at the end, once in 30 days for one handset, whatever its cases', async () => {
    const [first, second, third] = [await open('a'), await open('b'), await open('c')];
    await change(first, { type: 'complete', basedOn: 1 });
    await change(second, { type: 'close', reason: 'Not ours', basedOn: 1 });
    expect((await textOf({ kind: 'case', id: first }, 2, 'emptied'))?.['subject']).toEqual({ kind: 'case', id: first });
    const unasked = await textOf({ kind: 'case', id: second }, 2, 'closed');
    expect(unasked).not.toHaveProperty('subject');
    expect(unasked?.['personal']).toMatchObject({ body: expect.stringMatching(/is closed\. Ask why: 01632 960100\.$/) });
    expect((await factsOn('2026-11-20')).filter((fact) => fact.startsWith('rating'))).toEqual(['rating-asked web']);
    door.clock.ms += 31 * DAY;
    await change(third, { type: 'complete', basedOn: 1 });
    expect((await textOf({ kind: 'case', id: third }, 2, 'emptied'))?.['subject']).toEqual({ kind: 'case', id: third });
  });

  it('comes to the same when the commit is projected again', async () => {
    const reference = await open();
    await change(reference, { type: 'complete', basedOn: 1 });
    await door.projectCommit({ kind: 'case', id: reference }, 2);
    expect((await factsOn('2026-11-20')).filter((fact) => fact.startsWith('rating'))).toEqual(['rating-asked web']);
  });

  it('after a contact counts in the same 30 days', async () => {
    const reference = await open();
    await change(reference, { type: 'complete', basedOn: 1 });
    const { id } = await door.logContact({
      nonce: 'n',
      channel: 'telephone',
      service: 'missed-bin',
      outcome: 'answered',
      mobile: MOBILE,
      by: staff,
    });
    await door.projectCommit({ kind: 'contact', id }, 1);
    expect(
      await all(door.table.query({ expression: '#pk = :pk AND begins_with(#sk, :text)', values: { pk: `CONTACT#${id}`, text: 'TEXT#' } })),
    ).toEqual([]);
  });
});

describe('a text that ended', () => {
  const followed = () => {
    const { factStore, logs, loadCase, handsets, tasks: taskStore, keyring, table, catalogue } = door;
    const { letters } = wirePeople({ table, logs, factStore, catalogue, keyring, now: () => door.clock.ms });
    return createAfterText({ factStore, logs, loadCase, handsets, tasks: taskStore, letters, keyring, now: () => door.clock.ms });
  };
  const ended = async () => {
    const reference = await open();
    await change(reference, { type: 'complete', basedOn: 1 });
    const subject = { kind: 'case', id: reference } as const;
    const at = '2026-11-20T10:00:00.000Z';
    return { log: subject, subject, sequence: 2, purpose: 'emptied', at, service: 'missed-bin', personal: { to: MOBILE } };
  };

  it('counts as one text for its service, whatever came of it', async () => {
    const text = await ended();
    await followed().delivered(text);
    await followed().delivered(text);
    const other = { ...text, purpose: 'received', subject: undefined };
    await followed().unconfirmed(other);
    await followed().failed(other);
    await followed().unconfirmed(other);
    expect((await factsOn('2026-11-20')).filter((fact) => fact.startsWith('text'))).toEqual(['text delivered', 'text failed']);
  });

  it('counts as reached when it was delivered, once', async () => {
    const text = await ended();
    await followed().delivered(text);
    await followed().delivered(text);
    expect((await factsOn('2026-11-20')).filter((fact) => fact.startsWith('rating'))).toEqual(['rating-asked web', 'rating-reached web']);
  });

  it.each(['stopped', 'muted', 'unreachable'] as const)(
    'makes one task to write or call when it was not sent because %s, and was not asked',
    async (because) => {
      const text = await ended();
      await followed().notSent(text, because);
      await followed().notSent(text, because);
      expect(await tasks()).toMatchObject([{ kind: 'reach', because, stage: 'emptied', by: '2026-11-23', personal: { mobile: MOBILE } }]);
      expect((await factsOn('2026-11-20')).filter((fact) => fact.startsWith('rating'))).toEqual([]);
      expect(await door.handsets.reserveAsk(door.keyring.handsetId(MOBILE), { kind: 'case', id: 'OTHER' }, { at: 'b', since: 'a' })).toBe(
        'reserved',
      );
    },
  );

  it('makes none when a later stage was decided', async () => {
    await followed().notSent(await ended(), 'out-of-date');
    expect(await tasks()).toEqual([]);
  });

  it('makes a task when the network did not deliver it', async () => {
    await followed().failed(await ended());
    expect(await tasks()).toMatchObject([{ kind: 'reach', because: 'unreachable' }]);
  });
});

describe('a rating of 1 or 2', () => {
  it('makes a task to call back within 3 working days, done by one conditional update', async () => {
    const reference = await open();
    await change(reference, { type: 'complete', basedOn: 1 });
    await change(reference, { type: 'rate', score: 2, via: 'link' });
    const [task] = await door.tasks.page('environment', { limit: 10 });
    expect(task).toMatchObject({ kind: 'call-back', score: 2, by: '2026-11-25', personal: { mobile: MOBILE } });
    if (!task) throw new Error('no task');
    const by = { by: staff, at: '2026-11-23T09:00:00.000Z' };
    expect(await door.tasks.finish(task, { ...by, teams: ['benefits'] })).toBe('refused');
    door.calls.length = 0;
    expect(await door.tasks.finish(task, { ...by, teams: ['benefits', 'environment'] })).toBe('done');
    expect(door.calls).toEqual(['UpdateItem']);
    expect(await door.tasks.finish(task, { ...by, teams: ['environment'] })).toBe('refused');
    expect(await tasks()).toEqual([]);
    expect(JSON.stringify(await door.table.get({ pk: `CASE#${reference}`, sk: 'TASK#000003#call-back' }))).not.toContain('7700');
    await door.projectCommit({ kind: 'case', id: reference }, 3);
    expect(await tasks()).toEqual([]);
  });
});

describe('a number that failed for good', () => {
  it('is texted again once a code that was sent to it comes back', async () => {
    const reference = await open();
    const handset = door.keyring.handsetId(MOBILE);
    await door.handsets.markUnreachable(handset, { at: '2026-11-20T09:00:00.000Z', because: 'invalid-number' });
    const log = { kind: 'lookup', id: 'L1' } as const;
    const commit = { log, at: '2026-11-20T10:00:00.000Z', by: { kind: 'resident' }, personal: {} } as const;
    await door.logs.append({ ...commit, sequence: 1, events: [{ type: 'asked', reference }] });
    await door.logs.append({ ...commit, sequence: 2, events: [{ type: 'failed' }] });
    await door.logs.append({ ...commit, sequence: 3, events: [{ type: 'opened', service: 'missed-bin' }] });
    await door.projectCommit(log, 1);
    await door.projectCommit(log, 2);
    expect((await door.handsets.state(handset)).unreachable).toBeDefined();
    await door.projectCommit(log, 3);
    expect((await door.handsets.state(handset)).unreachable).toBeUndefined();
  });
});

describe('stopping on a page', () => {
  it('is one commit of the case, holds at once, and comes to the same when it is projected', async () => {
    const reference = await open();
    const changeConsent = createChangeConsent({ changeCase: door.changeCase, mindHandset: createMindHandset(door) });
    const state = () => door.handsets.state(door.keyring.handsetId(MOBILE));
    const consent = async (command: Parameters<typeof changeConsent>[1]) => {
      door.clock.ms += 1000;
      const outcome = await changeConsent(reference, command, staff);
      return outcome.kind === 'changed' ? outcome.state.sequence : 0;
    };
    const muted = await consent({ type: 'stopTexts', all: false });
    expect(await state()).toMatchObject({ stopped: false, mutes: [reference] });
    const stopped = await consent({ type: 'stopTexts', all: true });
    expect(await state()).toMatchObject({ stopped: true });
    const restarted = await consent({ type: 'restartTexts' });
    expect(await state()).toMatchObject({ stopped: false, mutes: [] });
    for (const sequence of [stopped, muted, restarted, muted]) await door.projectCommit({ kind: 'case', id: reference }, sequence);
    expect(await state()).toMatchObject({ stopped: false, mutes: [] });
    const found = await door.loadCase(reference);
    expect(found?.state.steps.map(({ type, all: everything }) => [type, everything])).toEqual([
      ['opened', undefined],
      ['textsStopped', false],
      ['textsStopped', true],
      ['textsRestarted', undefined],
    ]);
  });

  it('is refused on a case without a number', async () => {
    const outcome = await door.openCase(door.catalogue.get('missed-bin') as Service, {
      draftId: 'silent',
      answers: { ...binAnswers, mobile: { wanted: false } },
      channel: 'web',
      assisted: false,
      by: { kind: 'resident' },
    });
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    expect(await door.changeCase(outcome.reference, { type: 'stopTexts', all: true }, staff)).toMatchObject({
      kind: 'refused',
      reason: 'no-mobile',
    });
  });
});
