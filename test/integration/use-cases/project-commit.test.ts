import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { factPartition, logPartition, summaryKey, teamQueue } from '../../../shared/store/keys.ts';
import { all } from '../../../shared/store/table.ts';
import { binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await createFrontDoor();
});
afterEach(() => door.stop());

const staff = { kind: 'staff', id: 'amal' } as const;

async function open(draftId = 'draft', change: object = {}): Promise<Reference> {
  const service = door.catalogue.get('missed-bin') as Service;
  const outcome = await door.openCase(service, {
    draftId,
    answers: { ...binAnswers, ...change },
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome.reference;
}
const project = (reference: Reference, sequence: number) => door.projectCommit({ kind: 'case', id: reference }, sequence);
const textsOf = async (reference: Reference) =>
  (
    await all(
      door.table.query({
        expression: '#pk = :pk AND begins_with(#sk, :text)',
        values: { pk: logPartition({ kind: 'case', id: reference }), text: 'TEXT#' },
      }),
    )
  ).map((item) => item['sk']);
const factsOn = async (day: string) => {
  const shards = await Promise.all(
    [0, 1, 2, 3].map((shard) =>
      all(door.table.query({ expression: '#pk = :pk', values: { pk: factPartition({ day, service: 'missed-bin', shard }) } })),
    ),
  );
  return shards
    .flat()
    .map((fact) => fact['type'])
    .sort();
};
const unprojected = () =>
  all(door.table.query({ index: 'byUnprojected', expression: '#unprojected = :hour', values: { hour: '2026-11-20T10' } }));

describe('projecting a commit', () => {
  it('writes the summary, the facts and the text, and takes the mark off last', async () => {
    const reference = await open();
    expect(await unprojected()).toHaveLength(1);
    expect(await project(reference, 1)).toBe('projected');
    expect(door.calls.at(-1)).toBe('UpdateItem');
    expect(await door.table.get(summaryKey(reference))).toMatchObject({
      list: teamQueue('environment'),
      rank: `2026-11-24#${reference}`,
      stage: 'received',
    });
    expect(await factsOn('2026-11-20')).toEqual(['contact', 'opened']);
    expect(await textsOf(reference)).toEqual(['TEXT#000001#received']);
    expect(await unprojected()).toEqual([]);
  });

  it('goes on past a stage that was taken out of the service while the case was in it', async () => {
    const reference = await open();
    await project(reference, 1);
    await door.changeCase(reference, { type: 'moveStage', stage: 'with-crew', basedOn: 1 }, staff);
    const service = door.catalogue.get('missed-bin') as Service;
    const { stages } = service;
    service.stages = stages.filter(({ id }) => id !== 'with-crew');
    try {
      expect(await project(reference, 2)).toBe('projected');
      expect(await door.table.get(summaryKey(reference))).toMatchObject({ stage: 'with-crew', list: teamQueue('environment') });
      await door.changeCase(reference, { type: 'complete', basedOn: 2 }, staff);
      expect(await project(reference, 3)).toBe('projected');
      const summary = await door.table.get(summaryKey(reference));
      expect([summary?.['stage'], summary?.['list']]).toEqual(['emptied', undefined]);
      expect(await factsOn('2026-11-20')).toEqual(['contact', 'ended', 'opened', 'rating-asked']);
    } finally {
      service.stages = stages;
    }
  });

  it('changes nothing when it is done again', async () => {
    const reference = await open();
    await project(reference, 1);
    await project(reference, 1);
    expect(await textsOf(reference)).toEqual(['TEXT#000001#received']);
    expect(await factsOn('2026-11-20')).toEqual(['contact', 'opened']);
    expect(door.queued).toHaveLength(1);
  });

  it('never lets an earlier commit overwrite a later summary', async () => {
    const reference = await open();
    await door.changeCase(reference, { type: 'complete', basedOn: 1 }, staff);
    await project(reference, 2);
    await project(reference, 1);
    const summary = await door.table.get(summaryKey(reference));
    expect(summary).toMatchObject({ stage: 'emptied', sequence: 2 });
    expect(summary).not.toHaveProperty('list');
  });

  it('sends nothing for an internal move', async () => {
    const reference = await open();
    await door.changeCase(reference, { type: 'moveStage', stage: 'with-crew', basedOn: 1 }, staff);
    await project(reference, 2);
    expect(await textsOf(reference)).toEqual([]);
  });

  it('sends nothing to a resident who did not want texts', async () => {
    const reference = await open('silent', { mobile: { wanted: false } });
    await project(reference, 1);
    expect(await textsOf(reference)).toEqual([]);
  });

  it('does nothing for a record of a write that never was', async () => {
    expect(await project('P8VZ82M' as Reference, 1)).toBe('absent');
  });

  it('keeps no answer, name or number in a fact', async () => {
    await project(await open(), 1);
    const facts = await Promise.all(
      [0, 1, 2, 3].map((shard) =>
        all(
          door.table.query({ expression: '#pk = :pk', values: { pk: factPartition({ day: '2026-11-20', service: 'missed-bin', shard }) } }),
        ),
      ),
    );
    expect(JSON.stringify(facts)).not.toMatch(/7700900|High Street|NW1/);
  });
});

describe('the sweeper', () => {
  it('catches up by itself with a projector that failed for a month', async () => {
    const first = await open('first');
    door.clock.ms += 31 * 86_400_000;
    const second = await open('second');
    door.clock.ms += 6 * 60_000;
    // The first sweep of a table looks a day back; one that ran before the fault left its cursor there.
    await door.table.put({ pk: 'SWEEP', sk: 'CURSOR', bucket: '2026-11-20T09' });
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 2, failed: 0 });
    expect(await textsOf(first)).toEqual(['TEXT#000001#received']);
    expect(await textsOf(second)).toEqual(['TEXT#000001#received']);
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 0, failed: 0 });
  });

  it('leaves alone what the stream has had no time for', async () => {
    await open();
    door.clock.ms += 4 * 60_000;
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 0, failed: 0 });
  });

  it('goes past a commit that cannot be projected, and comes back to it', async () => {
    await door.logs.append({
      log: { kind: 'case', id: 'P8VZ82M' },
      sequence: 1,
      at: '2026-11-20T10:00:00.000Z',
      by: { kind: 'resident' },
      events: [
        {
          type: 'opened',
          service: 'no-longer-offered',
          channel: 'web',
          assisted: false,
          fastTrack: false,
          stage: 'received',
          targetDate: '2026-11-24',
        },
      ],
      personal: {},
    });
    const sound = await open();
    door.clock.ms += 6 * 60_000;
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 1, failed: 1 });
    expect(await textsOf(sound)).toHaveLength(1);
    door.clock.ms += 5 * 3_600_000;
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 0, failed: 1 });
  });

  it('goes on through the hours past a commit set aside, and stops trying it once it is mended', async () => {
    const broken = await open('broken');
    const answers = door.logs.load;
    let fails = true;
    door.logs.load = (async (log) => {
      if (fails && log.id === broken) throw new Error('unreadable for now');
      return answers(log);
    }) as typeof answers;
    door.clock.ms += 6 * 60_000;
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 0, failed: 1 });
    door.clock.ms += 30 * 86_400_000;
    await door.sweep(Number.POSITIVE_INFINITY);
    door.calls.length = 0;
    door.clock.ms += 5 * 60_000;
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 0, failed: 1 });
    expect(door.calls.length).toBeLessThanOrEqual(5);
    fails = false;
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 1, failed: 0 });
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 0, failed: 0 });
    expect(await textsOf(broken)).toHaveLength(1);
  });

  it('begins nothing more when its time is over, and goes on from there', async () => {
    const reference = await open();
    door.clock.ms += 6 * 60_000;
    expect(await door.sweep(door.clock.ms)).toEqual({ projected: 0, failed: 0 });
    expect(await door.sweep(Number.POSITIVE_INFINITY)).toEqual({ projected: 1, failed: 0 });
    expect(await textsOf(reference)).toHaveLength(1);
  });

  it('costs a quiet hour a handful of queries', async () => {
    await door.sweep(Number.POSITIVE_INFINITY);
    door.clock.ms += 5 * 60_000;
    door.calls.length = 0;
    await door.sweep(Number.POSITIVE_INFINITY);
    expect(door.calls.length).toBeLessThanOrEqual(5);
  });
});

describe('a rating by reply', () => {
  it('reaches the case from the handset it came to, once', async () => {
    const reference = await open();
    await door.changeCase(reference, { type: 'complete', basedOn: 1 }, staff);
    const handset = { kind: 'handset', id: 'hmac' } as const;
    await door.logs.append({
      log: handset,
      sequence: 1,
      at: '2026-11-20T10:05:00.000Z',
      by: { kind: 'resident' },
      cause: 'message-1',
      events: [{ type: 'rated', subject: { kind: 'case', id: reference }, score: 5 }],
      personal: { body: '5 - brilliant, thank you' },
    });
    await door.projectCommit(handset, 1);
    await door.projectCommit(handset, 1);
    const found = await door.loadCase(reference);
    expect(found?.state).toMatchObject({ sequence: 3, rating: { score: 5, via: 'reply' } });
  });
});
