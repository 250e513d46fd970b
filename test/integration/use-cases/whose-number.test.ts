import { afterEach, beforeEach, expect, it } from 'vitest';
import { textKey } from '../../../shared/store/keys.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { aRow, createImports, nightlyFile } from '../../support/imports.ts';
import { createPeople, type People } from '../../support/people.ts';

let door: FrontDoor;
let people: People;
beforeEach(async () => {
  door = await createFrontDoor();
  people = createPeople(door);
});
afterEach(() => door.stop());

it('a text that waits is not sent to somebody who has asked for letters since: a letter says it', async () => {
  const reference = await people.open();
  await people.change(reference, { type: 'reachBy', by: 'letter' });
  await people.sendQueued();
  expect(people.published).toEqual([]);
  expect(await people.textsOf(reference)).toMatchObject([{ state: 'dropped', because: 'prefers-letters' }]);
  expect(await people.lettersOf(reference)).toMatchObject([{ stage: 'received', why: 'prefers-letters', state: 'due' }]);
  expect(await people.tasksOf(reference)).toEqual([]);
});

it('a reminder is not sent to a number that is not theirs any more: staff tell them', async () => {
  const imports = createImports(door);
  const asked = { CLAIM_STATUS: 'PENDING - EVIDENCE', EVIDENCE_NEEDED: 'your last 2 payslips', EVIDENCE_BY: '04/12/2026' };
  await imports.apply(await imports.check(nightlyFile([aRow(asked)])));
  await imports.project();
  const reference = imports.referenceOf();
  door.clock.ms = Date.parse('2026-11-21T10:00:00.000Z');
  await imports.apply(await imports.check(nightlyFile([aRow({ ...asked, EXTRACT_DATE: '21/11/2026', MOBILE: '07700 900555' })])));
  await imports.project();
  const reminder = (await people.textsOf(reference)).find(({ purpose }) => purpose === 'reminder-half');
  expect(reminder).toMatchObject({ state: 'due', personal: { to: '+447700900123' } });
  door.clock.ms = Date.parse('2026-11-27T10:00:00.000Z');
  await people.sendText(textKey({ kind: 'case', id: reference }, reminder?.sequence ?? 0, 'reminder-half'));
  expect(people.published).toEqual([]);
  expect((await people.textsOf(reference)).find(({ purpose }) => purpose === 'reminder-half')).toMatchObject({
    state: 'dropped',
    because: 'number-changed',
  });
  expect(await people.tasksOf(reference)).toMatchObject([
    { kind: 'reach', because: 'number-changed', personal: { mobile: '+447700900555' } },
  ]);
});
