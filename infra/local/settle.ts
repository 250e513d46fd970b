import { setTimeout as sleep } from 'node:timers/promises';
import type { CallLedger } from './call-ledger.ts';
import type { DeliveryLog } from './delivery-log.ts';
import type { QueueState } from './embedded-worker.ts';
import type { ObjectEvents } from './object-events.ts';
import type { QueueConsumer } from './queues.ts';
import type { Schedules } from './schedules.ts';
import type { StreamConsumer } from './stream.ts';

export interface Settled {
  settled: boolean;
  rounds: number;
}

interface Settings {
  streams: StreamConsumer[];
  queues: QueueConsumer[];
  deliveryLog: Pick<DeliveryLog, 'waiting'>;
  objectEvents: Pick<ObjectEvents, 'waiting'>;
  /** Messages of the local GOV.UK Pay on their way. */
  payments?: { waiting: () => number } | undefined;
  queueStates: () => Promise<QueueState[]>;
  schedules: Pick<Schedules, 'runAll' | 'running'>;
  ledger: CallLedger;
  /** When to give up, in real milliseconds. */
  patienceMs?: number;
}

const LOOK_AGAIN_MS = 8;

/**
 * Waits until nothing is waiting: streams, queues, the delivery log and what follows from uploads run empty and what a schedule
 * began has ended, then every schedule runs once at the time the clock shows, and so on until a round writes nothing. A message
 * that is delayed, or that failed and is out of sight, waits for the clock and not for us: it counts only once its time has come.
 * A queue that no function reads (a dead-letter queue) does not count.
 * Told to leave schedules, it ends when all has run empty once.
 */
export function createSettle({
  streams,
  queues,
  deliveryLog,
  objectEvents,
  payments,
  queueStates,
  schedules,
  ledger,
  patienceMs = 120_000,
}: Settings) {
  const busy = async (): Promise<boolean> => {
    if (schedules.running() || streams.some((stream) => stream.waiting() > 0)) return true;
    if (deliveryLog.waiting() > 0 || objectEvents.waiting() > 0 || (payments?.waiting() ?? 0) > 0) return true;
    const states = await queueStates();
    return queues.some((consumer) => {
      const state = states.find(({ name }) => name === consumer.queueName);
      return state !== undefined && (state.due > 0 || state.hidden.some((id) => !consumer.failed().has(id)));
    });
  };
  const drain = async (deadline: number): Promise<boolean> => {
    // Twice, since a write is handed on a moment after its caller has the answer.
    for (let quiet = 0; quiet < 2; ) {
      if (performance.now() > deadline) return false;
      quiet = (await busy()) ? 0 : quiet + 1;
      await sleep(LOOK_AGAIN_MS);
    }
    return true;
  };
  return async ({ schedules: run = true } = {}): Promise<Settled> => {
    const deadline = performance.now() + patienceMs;
    for (let rounds = 1; ; rounds += 1) {
      if (!(await drain(deadline))) return { settled: false, rounds };
      if (!run) return { settled: true, rounds };
      const before = ledger.writes();
      await schedules.runAll();
      if (!(await drain(deadline))) return { settled: false, rounds };
      if (ledger.writes() === before) return { settled: true, rounds };
    }
  };
}
