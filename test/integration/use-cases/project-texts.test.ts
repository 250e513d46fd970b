import { afterEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { textKey } from '../../../shared/store/keys.ts';
import { parseText } from '../../../shared/store/text-store.ts';
import { binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

let door: FrontDoor;
afterEach(() => door.stop());

/** A missed bin, told of and projected; its text. */
async function tell({ by = 'resident' as 'resident' | 'client', draftId = 'draft' } = {}) {
  const service = door.catalogue.get('missed-bin') as Service;
  const given = { draftId, answers: binAnswers, channel: 'web', assisted: false, by: { kind: by } } as const;
  const outcome = await door.openCase(service, given);
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  const log = { kind: 'case', id: outcome.reference } as const;
  const project = () => door.projectCommit(log, 1);
  await project();
  return { project, text: parseText((await door.table.get(textKey(log, 1, 'received'))) ?? {}) };
}

describe('a text that the projector adds', () => {
  it('leaves at once by day when a person caused it, and is taken from the pace', async () => {
    door = await createFrontDoor();
    const { text } = await tell();
    expect(text).toMatchObject({ urgency: 'urgent', dueAt: '2026-11-20T10:00:00.000Z' });
    expect(door.queued).toHaveLength(1);
    expect(await door.pace.read()).toMatchObject({ parts: 1 });
  });

  it('is taken from the pace once when its commit is projected again', async () => {
    door = await createFrontDoor();
    const { project } = await tell();
    await project();
    expect(door.queued).toHaveLength(1);
    expect(await door.pace.read()).toMatchObject({ parts: 1 });
  });

  it('waits for the morning when it is caused at night', async () => {
    door = await createFrontDoor({ at: '2026-11-20T20:00:00.000Z' });
    const { text } = await tell();
    expect(text).toMatchObject({ state: 'due', dueAt: '2026-11-21T08:00:00.000Z' });
    expect(door.queued).toEqual([]);
    expect(await door.pace.read()).toBeUndefined();
  });

  it('waits to be released when another system caused it', async () => {
    door = await createFrontDoor();
    const { text } = await tell({ by: 'client' });
    expect(text).toMatchObject({ state: 'due', urgency: 'bulk', dueAt: '2026-11-20T10:00:00.000Z' });
    expect(door.queued).toEqual([]);
  });

  it('goes ahead of the rate by a minute’s worth, and after that waits its turn', async () => {
    door = await createFrontDoor();
    await door.pace.take({ parts: 700 + 599, urgency: 'urgent', whole: true });
    await tell({ draftId: 'one' });
    expect(door.queued).toHaveLength(1);
    await tell({ draftId: 'two' });
    expect(door.queued).toHaveLength(1);
  });

  it('stays due when the month’s money is spent', async () => {
    door = await createFrontDoor();
    await door.pace.take({ parts: 62_500, urgency: 'code', whole: true });
    const { text } = await tell();
    expect(text).toMatchObject({ state: 'due', dueAt: '2026-11-20T10:00:00.000Z' });
    expect(door.queued).toEqual([]);
  });
});
