import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWithScope } from '../../../functions/api/caller.ts';
import { contactRoutes } from '../../../functions/api/contacts.ts';
import { MAX_BODY_BYTES } from '../../../shared/edge/http.ts';
import { all } from '../../../shared/store/table.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { httpEvent } from '../../support/http-event.ts';

type Batch = { taken: number; takenBefore: number; refused: number; results: Record<string, unknown>[] };
let door: FrontDoor;
let send: (path: 'contacts/batch' | 'ratings/batch' | 'contacts', body: unknown, key?: string) => Promise<{ status: number; body: Batch }>;

beforeEach(async () => {
  door = await createFrontDoor();
  const withScope = createWithScope(async () => ({ id: 'telephone-system', scopes: ['contacts.write'] }));
  const routes = contactRoutes({ ...door, withScope, newId: () => crypto.randomUUID(), now: () => door.clock.ms });
  const handlers = { 'contacts/batch': routes.logBatch, 'ratings/batch': routes.rateBatch, contacts: routes.log };
  send = async (path, body, key) => {
    const headers = { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) };
    const result = await handlers[path](httpEvent({ method: 'POST', path: `/api/v1/${path}`, headers, body: JSON.stringify(body) }));
    return { status: result.statusCode ?? 200, body: JSON.parse(result.body ?? '{}') };
  };
});
afterEach(() => door.stop());

const call = { channel: 'telephone', service: 'missed-bin', outcome: 'answered' } as const;
/** What counts for the service on those days, in words. */
async function factsOn(days: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    days.flatMap((day) => [0, 1, 2, 3].map((shard) => all(door.factStore.in({ day, service: 'missed-bin', shard })))),
  );
  return found
    .flat()
    .map(({ type, day, channel, outcome, score, quantity }) =>
      [type, day, channel, outcome, ...(score ? [score] : []), ...(quantity === 1 ? [] : [`times ${quantity}`])].join(' '),
    )
    .toSorted();
}
const commitsOf = (id: unknown) => door.logs.load({ kind: 'contact', id: String(id) });

describe('a batch of contacts', () => {
  it('takes each row by itself, and says what is wrong with each that it refuses', async () => {
    const { status, body } = await send('contacts/batch', {
      contacts: [
        { ...call, key: 'a', at: '2019-04-01T10:00:00+01:00', reason: 'how-is-it-going' },
        { ...call, key: 'b', service: 'moon' },
        { ...call, key: 'c', channel: 'pigeon', colour: 'red' },
        { ...call, key: 'd', at: '2027-01-01T00:00:00Z' },
        { ...call, key: 'e', reason: 'moon' },
        { ...call, key: 'f', mobile: '12345' },
        'nonsense',
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ taken: 1, takenBefore: 0, refused: 6 });
    expect(
      body.results.map(({ index, outcome, errors }) => [index, outcome, (errors as { pointer: string }[])?.map((each) => each.pointer)]),
    ).toEqual([
      [0, 'taken', undefined],
      [1, 'refused', ['/contacts/1/service']],
      [2, 'refused', ['/contacts/2/channel', '/contacts/2']],
      [3, 'refused', ['/contacts/3/at']],
      [4, 'refused', ['/contacts/4/reason']],
      [5, 'refused', ['/contacts/5/mobile']],
      [6, 'refused', ['/contacts/6']],
    ]);
    expect(JSON.stringify(body)).not.toContain('12345');
    expect(await commitsOf(body.results[0]?.['id'])).toMatchObject([
      {
        at: '2026-11-20T10:00:00.000Z',
        events: [{ type: 'logged', happenedAt: '2019-04-01T09:00:00.000Z', reason: 'how-is-it-going', textable: false }],
      },
    ]);
  });

  it('logs each contact once, however often it is sent, and whether alone or in a batch', async () => {
    const contacts = [
      { ...call, key: 'a' },
      { ...call, key: 'b' },
    ];
    const first = await send('contacts/batch', { contacts });
    const again = await send('contacts/batch', { contacts: contacts.toReversed() });
    expect(again.body).toMatchObject({ taken: 0, takenBefore: 2, refused: 0 });
    expect(again.body.results.map(({ id }) => id).toReversed()).toEqual(first.body.results.map(({ id }) => id));
    expect((await send('contacts/batch', { contacts: [{ ...call, key: 'a', channel: 'post' }] })).body.results).toEqual([
      { index: 0, outcome: 'refused', errors: [{ pointer: '/contacts/0/key', detail: 'was used before, with something else' }] },
    ]);
    expect(await send('contacts', call, 'a')).toEqual({ status: 200, body: { id: first.body.results[0]?.['id'] } });
  });

  it('counts a contact on its day in London, in its quarter, however late it comes', async () => {
    const { body } = await send('contacts/batch', {
      contacts: [
        { ...call, key: 'a', at: '2019-03-31T23:30:00Z' },
        { ...call, key: 'b', at: '2019-03-31T22:30:00Z' },
      ],
    });
    for (const { id } of body.results) await door.projectCommit({ kind: 'contact', id: String(id) }, 1);
    expect(await factsOn(['2019-03-31', '2019-04-01'])).toEqual([
      'contact 2019-03-31 telephone answered',
      'contact 2019-04-01 telephone answered',
    ]);
  });

  it('takes 500 rows with every field in one body of 200 KB, with one write each', async () => {
    const contacts = Array.from({ length: 500 }, (_, index) => ({
      key: `${index}`.padEnd(64, 'k'),
      channel: 'face-to-face',
      service: 'council-tax-support',
      outcome: 'advice-given',
      reason: 'website-trouble',
      mobile: '07700 900123',
      at: '2026-11-20T09:30:00.000+00:00',
    }));
    expect(Buffer.byteLength(JSON.stringify({ contacts }))).toBeLessThan(MAX_BODY_BYTES);
    door.calls.length = 0;
    expect((await send('contacts/batch', { contacts })).body).toMatchObject({ taken: 500, refused: 0 });
    expect(door.calls).toEqual(new Array(500).fill('PutItem'));
    expect((await send('contacts/batch', { contacts: [...contacts, contacts[0]] })).status).toBe(422);
    expect((await send('contacts/batch', { contacts: [] })).status).toBe(422);
  }, 30_000);
});

describe('a batch of ratings', () => {
  it('takes 50 with the longest comments in any letters in one body of 200 KB, and no more', async () => {
    const ratings = Array.from({ length: 50 }, (_, index) => ({
      key: `${index}`.padEnd(64, '夜'),
      service: 'council-tax-support',
      channel: 'face-to-face',
      via: 'kiosk',
      score: 5,
      quantity: 1000,
      comment: '夜'.repeat(1000),
      at: '2026-11-20T09:30:00.000+00:00',
    }));
    expect(Buffer.byteLength(JSON.stringify({ ratings }))).toBeLessThan(MAX_BODY_BYTES);
    expect((await send('ratings/batch', { ratings })).body).toMatchObject({ taken: 50, refused: 0 });
    expect((await send('ratings/batch', { ratings: [...ratings, ratings[0]] })).status).toBe(422);
  });

  const card = { service: 'missed-bin', channel: 'face-to-face', via: 'post', score: 4 } as const;

  it('keeps each once, and counts it as a rating and as no contact', async () => {
    const ratings = [
      { ...card, key: 'a', at: '2019-06-30T22:59:59Z', comment: 'Kind people' },
      { ...card, key: 'b', via: 'kiosk', score: 5, quantity: 12 },
      { ...card, key: 'c', via: 'reply' },
      { ...card, key: 'd', score: 6 },
    ];
    const first = await send('ratings/batch', { ratings });
    expect(first.body).toMatchObject({ taken: 2, refused: 2 });
    expect((await send('ratings/batch', { ratings })).body).toMatchObject({ taken: 0, takenBefore: 2, refused: 2 });
    expect((await send('ratings/batch', { ratings: [{ ...ratings[0], score: 1 }] })).body).toMatchObject({ refused: 1 });
    const [one, other] = first.body.results.map(({ id }) => String(id));
    expect(await commitsOf(one)).toMatchObject([{ personal: { comment: 'Kind people' } }]);
    for (const id of [one, other]) await door.projectCommit({ kind: 'contact', id: String(id) }, 1);
    expect(await factsOn(['2019-06-30', '2026-11-20'])).toEqual([
      'rated 2019-06-30 face-to-face post 4',
      'rated 2026-11-20 face-to-face kiosk 5 times 12',
    ]);
  });
});
