import { createKeyring } from '../../shared/domain/keyring.ts';
import type { DeliveryLine } from '../../shared/domain/receipt.ts';
import { wireProjection } from '../../shared/edge/projector.ts';
import { wireTexts } from '../../shared/edge/texts.ts';
import type { SmsGateway } from '../../shared/ports/sms-gateway.ts';
import { dueShards, type Key, watchShards } from '../../shared/store/keys.ts';
import { commitNamed } from '../../shared/store/log-store.ts';
import { createPaceStore } from '../../shared/store/pace-store.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { createReleaseTexts } from '../../shared/use-cases/release-texts.ts';
import { createSendText } from '../../shared/use-cases/send-text.ts';
import { createSweep } from '../../shared/use-cases/sweep.ts';
import { createCarrier } from './carrier.ts';
import { createCloud, type Worker } from './cloud.ts';
import { createMemoryTable } from './memory-table.ts';
import type { Random } from './random.ts';
import type { Simulation } from './simulation.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const FUNCTION_MS = 30 * SECOND;
const VISIBILITY_MS = 180 * SECOND;
const MOST_TRIES = 5;
const RULES = { partsPerSecond: 10, pencePerPart: 4, ceilingPounds: 2500 };
const COUNCIL = {
  name: 'Northwick District Council',
  shortName: 'Northwick Council',
  phone: '01632 960100',
  email: 'hello@northwick.example',
  timezone: 'Europe/London',
} as const;

/** Ways to break what is tested, so that the run is seen to notice. */
export type Sabotage = {
  table?: (table: Table) => Table;
  gateway?: (gateway: SmsGateway) => SmsGateway;
};
type Settings = { simulation: Simulation; random: Random; harm: number; calmAtMs: number; sabotage?: Sabotage };

/**
 * Front Door's own code from the commit to the receipt, on a table in memory, with a stream, queues, schedules and a carrier
 * around it that keep the promises AWS makes and no others: at least once, in any order, at any moment cut short.
 */
export function createFaultyFrontDoor({ simulation, random, harm, calmAtMs, sabotage = {} }: Settings) {
  const { now, after } = simulation;
  const keyring = createKeyring('a secret for the fault run of Front Door, and nothing else');
  const cloud = createCloud({ simulation, random, harm, calmAtMs });
  const table = createMemoryTable((item) => onInsert(item));
  const carrier = createCarrier({ simulation, random, cloud, harm, calmAtMs, onLine: (line) => settle(line, 1) });
  /** When each line of the delivery log was first taken in. */
  const heard = new Map<string, number>();
  let sequence = 0;
  const newToken = () => `token-${++sequence}`;

  const partsFor = (worker: Worker) => {
    const own = cloud.tableFor(sabotage.table?.(table) ?? table, worker);
    const enqueue = (keys: (Key & { delaySeconds?: number })[]) =>
      cloud.call(worker, async () => {
        for (const { pk, sk, delaySeconds = 0 } of keys) deliver({ pk, sk }, delaySeconds * SECOND);
      });
    const projection = wireProjection({
      table: own,
      keyring,
      council: COUNCIL,
      baseUrl: 'https://my.northwick.example',
      rules: RULES,
      enqueue,
      noticed: () => undefined,
      now,
    });
    return { own, enqueue, projection, texts: wireTexts({ table: own, keyring, now }) };
  };

  // The stream: a record may come late, out of order, twice, or never; the sweeper finds what it left.
  const onInsert = (item: Item & Key): void => {
    const commit = commitNamed(item);
    if (!commit || !item['unprojected'] || cloud.strikes('lost', 0.1)) return;
    const { log, sequence: number } = commit;
    const project = (tries: number): void =>
      void cloud
        .invoke(MINUTE, (worker) => partsFor(worker).projection.projectCommit(log, number))
        .then((ended) => {
          if (ended !== 'done' && tries < MOST_TRIES) after(tries * SECOND, () => project(tries + 1));
        });
    const wait = cloud.strikes('reordered', 0.3) ? random.between(SECOND, 90 * SECOND) : random.between(50, 1_000);
    after(wait, () => project(1));
    if (cloud.strikes('repeated', 0.2)) after(wait + random.between(0, 10 * MINUTE), () => project(1));
  };

  // The queues: a message may come twice, and comes again when its function did not end well.
  const deliver = (key: Key, delayMs: number): void => {
    const receive = (tries: number): void =>
      void cloud
        .invoke(FUNCTION_MS, (worker) => send(worker, key))
        .then((ended) => {
          if (ended !== 'done' && tries < MOST_TRIES) after(VISIBILITY_MS, () => receive(tries + 1));
        });
    const wait = delayMs + (cloud.strikes('reordered', 0.3) ? random.between(SECOND, 10 * MINUTE) : random.between(20, 500));
    after(wait, () => receive(1));
    if (cloud.strikes('repeated', 0.3)) after(wait + random.between(0, 5_000), () => receive(1));
  };
  const send = (worker: Worker, key: Key) => {
    const gateway = carrier.gatewayFor(worker, key, key.sk.endsWith('#code'));
    const parts = { ...partsFor(worker).texts, newToken, luck: random.next };
    return createSendText({ ...parts, gateway: sabotage.gateway?.(gateway) ?? gateway })(key);
  };

  // The delivery log: Lambda tries an event three times.
  const settle = (line: DeliveryLine, tries: number): void =>
    void cloud
      .invoke(FUNCTION_MS, (worker) => partsFor(worker).texts.settleText(line))
      .then((ended) => {
        if (ended === 'done') heard.set(line.messageId, heard.get(line.messageId) ?? now());
        else if (tries < 3) after(tries * MINUTE, () => settle(line, tries + 1));
      });

  /** Runs a function on the minute, one run at a time, and only where it would find something: else it does nothing. */
  const schedule = (everyMs: number, finds: (item: Item) => boolean, job: (worker: Worker) => Promise<unknown>): void => {
    let running = false;
    const tick = (): 'idle' | undefined => {
      simulation.at(Math.floor(now() / everyMs + 1) * everyMs, tick);
      if (running || !table.has(finds)) return 'idle';
      running = true;
      void cloud.invoke(MINUTE, job).then(() => {
        running = false;
      });
    };
    tick();
  };
  const isDue = (shards: readonly string[]) => (item: Item) =>
    shards.includes(String(item['due'])) && Date.parse(String(item['dueAt'])) <= now();
  const released = isDue(Object.values(dueShards).flat());
  const watched = isDue(watchShards);
  schedule(MINUTE, released, (worker) => {
    const { own, enqueue, texts } = partsFor(worker);
    const pace = createPaceStore(own, { rules: RULES, now });
    return createReleaseTexts({ texts: texts.texts, pace, rules: RULES, enqueue: { urgent: enqueue, bulk: enqueue }, now })();
  });
  schedule(
    5 * MINUTE,
    (item) => item['unprojected'] !== undefined || watched(item),
    async (worker) => {
      const { projection, texts } = partsFor(worker);
      await texts.sweepTexts();
      await createSweep(projection)(Number.POSITIVE_INFINITY);
    },
  );

  return { table, keyring, cloud, carrier, heard, now };
}
export type FaultyFrontDoor = ReturnType<typeof createFaultyFrontDoor>;
