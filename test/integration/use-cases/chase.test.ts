import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { ContactCommand } from '../../../shared/domain/decide-contact.ts';
import { shardOf } from '../../../shared/domain/fact.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createCaseFileStore } from '../../../shared/store/case-file-store.ts';
import { all } from '../../../shared/store/table.ts';
import type { NewContact } from '../../../shared/use-cases/log-contact.ts';
import { binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await createFrontDoor();
});
afterEach(() => door.stop());

const staff = { kind: 'staff', id: 'amal' } as const;

async function openBin(): Promise<Reference> {
  const service = door.catalogue.get('missed-bin') as Service;
  const outcome = await door.openCase(service, {
    draftId: crypto.randomUUID(),
    answers: binAnswers,
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome.reference;
}

async function logged(nonce: string, rest: Partial<NewContact> = {}): Promise<string> {
  const contact = { nonce, channel: 'telephone', service: 'missed-bin', outcome: 'answered', by: staff } as const;
  return (await door.logContact({ ...contact, ...rest })).id;
}
const chasesOf = async (reference: Reference) => (await createCaseFileStore(door.table)(reference)).chases;
const factsOf = async (contact: string) =>
  (await all(door.factStore.in({ day: '2026-11-20', service: 'missed-bin', shard: shardOf(contact) })))
    .filter(({ id, quantity }) => id.includes(`:contact:${contact}`) && quantity > 0 && !id.startsWith('rating'))
    .map(({ type, channel, outcome, detail }) => [type, channel, outcome, detail].filter(Boolean).join(' '))
    .toSorted();
/** Projects a contact's commits, and those that projecting adds. */
async function project(contact: string): Promise<void> {
  const log = { kind: 'contact', id: contact } as const;
  for (let sequence = 1; (await door.projectCommit(log, sequence)) === 'projected'; sequence++);
}

it('links a contact about an open case to the stage and the text that should have told, however often it is projected', async () => {
  const reference = await openBin();
  const contact = await logged('n1', { about: reference });
  for (let times = 0; times < 3; times++) await project(contact);
  expect(await chasesOf(reference)).toEqual([
    { contact, at: '2026-11-20T10:00:00.000Z', channel: 'telephone', stage: 'received', named: true, gone: false },
  ]);
  expect(await factsOf(contact)).toEqual(['chased telephone text received', 'contact telephone answered']);
  expect((await door.logs.load({ kind: 'contact', id: contact })).map(({ events }) => events[0]?.type)).toEqual(['logged', 'linked']);
  await project(await logged('n2', { about: reference }));
  expect(await chasesOf(reference)).toHaveLength(2);
});

it('finds the open case by the number that was left, of the same service and as it stood then', async () => {
  const reference = await openBin();
  await door.projectCommit({ kind: 'case', id: reference }, 1);
  const mobile = '+447700900123';
  const [before, then, after] = [
    await logged('n1', { mobile, happenedAt: '2026-11-20T09:59:59.000Z' }),
    await logged('n2', { mobile }),
    await logged('n3', { mobile, service: 'blue-badge' }),
  ];
  door.clock.ms += 60_000;
  await door.changeCase(reference, { type: 'complete', basedOn: 1 }, staff);
  for (const contact of [before, then, after]) await project(contact);
  expect(await factsOf(before)).toEqual(['contact telephone answered']);
  expect(await factsOf(then)).toEqual(['chased telephone text received', 'contact telephone answered']);
  expect(await chasesOf(reference)).toMatchObject([{ contact: then, named: false }]);
  expect((await door.logs.load({ kind: 'contact', id: after })).length).toBe(1);
});

it.each([
  ['by a channel that takes nobody’s time', { channel: 'email' }],
  ['of a case opened too long ago', { happenedAt: '2027-02-19T10:00:00.000Z' }],
] as const)('does not take for avoidable a contact %s', async (_why, rest) => {
  const reference = await openBin();
  const contact = await logged('n1', { about: reference, ...rest });
  await project(contact);
  expect((await door.logs.load({ kind: 'contact', id: contact })).length).toBe(1);
  expect(await chasesOf(reference)).toMatchObject([{ contact, gone: false }]);
});

it('takes back what was found for a contact that is put right or withdrawn, and finds it anew where it went', async () => {
  const reference = await openBin();
  const contact = await logged('n1', { about: reference });
  await project(contact);
  const coding = { channel: 'telephone', service: 'blue-badge', outcome: 'answered' } as const;
  const change = (command: ContactCommand, cause: string) => door.changeContact(contact, command, staff, cause);
  await change({ type: 'recode', coding, because: 'Wrong service', basedOn: 0 }, 'c1');
  await project(contact);
  expect(await factsOf(contact)).toEqual([]);
  expect(await chasesOf(reference)).toMatchObject([{ contact, gone: true }]);
  await change({ type: 'recode', coding: { ...coding, service: 'missed-bin' }, because: 'It was right', basedOn: 1 }, 'c2');
  await project(contact);
  expect(await factsOf(contact)).toEqual(['chased telephone text received', 'contact telephone answered']);
  await change({ type: 'withdraw', because: 'Logged twice', basedOn: 2 }, 'c3');
  await project(contact);
  expect(await factsOf(contact)).toEqual([]);
  expect(await chasesOf(reference)).toMatchObject([{ contact, gone: true }]);
  expect(await change({ type: 'withdraw', because: 'Again', basedOn: 3 }, 'c4')).toMatchObject({ kind: 'refused', reason: 'withdrawn' });
});

it('counts a contact about no case as a contact alone, and reads nothing for it', async () => {
  const contact = await logged('n1');
  door.calls.length = 0;
  await door.projectCommit({ kind: 'contact', id: contact }, 1);
  expect(await factsOf(contact)).toEqual(['contact telephone answered']);
  expect(door.calls.slice(0, 4)).toEqual(['Query', 'PutItem', 'PutItem', 'UpdateItem']);
});

it('takes the same nonce with another case for another contact', async () => {
  const [one, other] = [await openBin(), await openBin()];
  await logged('n1', { about: one });
  const again = { nonce: 'n1', channel: 'telephone', service: 'missed-bin', outcome: 'answered', by: staff, about: other } as const;
  expect(await door.logContact(again)).toMatchObject({ kind: 'already-logged', changed: true });
});
