import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

let door: FrontDoor;
beforeAll(async () => {
  door = await createFrontDoor();
});
afterAll(() => door.stop());

const contact = (nonce: string) =>
  ({ nonce, channel: 'telephone', service: 'missed-bin', outcome: 'answered', by: { kind: 'staff', id: 'amal' } }) as const;

it('logs a contact with one write, and a double press once', async () => {
  door.calls.length = 0;
  const first = await door.logContact(contact('one'));
  expect(door.calls).toEqual(['PutItem']);
  expect(await door.logContact(contact('one'))).toEqual({ kind: 'already-logged', id: first.id, changed: false });
  expect(await door.logContact({ ...contact('one'), channel: 'post' })).toMatchObject({ kind: 'already-logged', changed: true });
});

it('never loses a contact to another whose id it would have had', async () => {
  const taken = door.keyring.reference('contact/mine', 0);
  await door.logs.append({
    log: { kind: 'contact', id: taken },
    sequence: 1,
    at: '2026-11-20T10:00:00.000Z',
    by: { kind: 'staff', id: 'bo' },
    cause: 'theirs',
    events: [{ type: 'logged', channel: 'telephone', service: 'blue-badge', outcome: 'answered' }],
    personal: {},
  });
  expect(await door.logContact(contact('mine'))).toEqual({ kind: 'logged', id: door.keyring.reference('contact/mine', 1) });
});
