import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { shardOf } from '../../../shared/domain/fact.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createCaseFileStore } from '../../../shared/store/case-file-store.ts';
import { all } from '../../../shared/store/table.ts';
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

async function logged(nonce: string, about?: Reference): Promise<string> {
  const contact = { nonce, channel: 'telephone', service: 'missed-bin', outcome: 'answered', by: staff } as const;
  return (await door.logContact({ ...contact, ...(about ? { about } : {}) })).id;
}
const chasesOf = async (reference: Reference) => (await createCaseFileStore(door.table)(reference)).chases;
const factsOf = async (contact: string) =>
  (await all(door.factStore.in({ day: '2026-11-20', service: 'missed-bin', shard: shardOf(contact) })))
    .filter(({ id }) => id.endsWith(`:contact:${contact}:1`))
    .map(({ type, channel }) => `${type} ${channel}`)
    .toSorted();

it('keeps a contact about a case beside it, and counts it as one who asked what is happening, however often it is projected', async () => {
  const reference = await openBin();
  const contact = await logged('n1', reference);
  for (let times = 0; times < 3; times++) await door.projectCommit({ kind: 'contact', id: contact }, 1);
  expect(await chasesOf(reference)).toEqual([{ contact, at: '2026-11-20T10:00:00.000Z', channel: 'telephone' }]);
  expect(await factsOf(contact)).toEqual(['chased telephone', 'contact telephone']);
  await door.projectCommit({ kind: 'contact', id: await logged('n2', reference) }, 1);
  expect(await chasesOf(reference)).toHaveLength(2);
});

it('counts a contact about no case as a contact alone', async () => {
  const contact = await logged('n1');
  await door.projectCommit({ kind: 'contact', id: contact }, 1);
  expect(await factsOf(contact)).toEqual(['contact telephone']);
});

it('takes the same nonce with another case for another contact', async () => {
  const [one, other] = [await openBin(), await openBin()];
  await logged('n1', one);
  const again = { nonce: 'n1', channel: 'telephone', service: 'missed-bin', outcome: 'answered', by: staff, about: other } as const;
  expect(await door.logContact(again)).toMatchObject({ kind: 'already-logged', changed: true });
});
