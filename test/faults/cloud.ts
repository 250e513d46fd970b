import type { Item, Table } from '../../shared/store/table.ts';
import { all } from '../../shared/store/table.ts';
import type { Random } from './random.ts';
import type { Simulation } from './simulation.ts';

/** One run of a function. Once dead it hears no answer any more, and does nothing further. */
export type Worker = { dead: boolean; kill(): void };
type Ended = 'done' | 'failed' | 'killed';

/** What can happen to a call: how often each is drawn, of a thousand, at the worst. */
const faults = {
  /** Done, and its answer lost. */
  'cut off': 25,
  /** Not done, and its caller told so. */
  refused: 15,
  throttled: 15,
  delayed: 30,
  /** Done, its answer lost, and done again by the client, whose second answer counts. */
  duplicated: 30,
  'killed before': 10,
  'killed after': 10,
} as const;
export type Fault = keyof typeof faults | 'lost' | 'repeated' | 'reordered' | 'timed out';

const WORST = 1000;
const TIMED_OUT_MS = 20_000;

/**
 * AWS as it may be on a bad day: every call takes time, and until `calmAtMs` any may go wrong.
 * @param harm from 0, nothing goes wrong, to 1
 */
export function createCloud({
  simulation,
  random,
  harm,
  calmAtMs,
}: {
  simulation: Simulation;
  random: Random;
  harm: number;
  calmAtMs: number;
}) {
  const counted: Partial<Record<Fault, number>> = {};
  const stormy = () => simulation.now() < calmAtMs;
  const count = (fault: Fault): true => {
    counted[fault] = (counted[fault] ?? 0) + 1;
    return true;
  };
  /** Draws one fault that is not of a call's own. */
  const strikes = (fault: Fault, probability: number): boolean => stormy() && random.chance(probability * harm) && count(fault);

  const draw = (without: readonly Fault[] = []): keyof typeof faults | undefined => {
    if (!stormy()) return undefined;
    let drawn = random.next() * WORST;
    for (const [fault, often] of Object.entries(faults) as [keyof typeof faults, number][]) {
      drawn -= often * harm;
      if (drawn < 0) return without.includes(fault) || !count(fault) ? undefined : fault;
    }
    return undefined;
  };

  /** One call to AWS by a worker. `does` is what it does there, all at once. */
  const call = <T>(worker: Worker, does: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (worker.dead) return;
      const fault = draw();
      const there = random.between(1, 20) + (fault === 'delayed' ? random.between(500, TIMED_OUT_MS) : 0);
      simulation.after(there, () => {
        if (fault === 'killed before') return worker.kill();
        if (fault === 'refused' || fault === 'throttled') return answer(() => reject(new Error(fault)));
        void does()
          .then((first) => (fault === 'duplicated' ? does() : first))
          .then(
            (value) => {
              if (fault === 'killed after') return worker.kill();
              answer(() => (fault === 'cut off' ? reject(new Error(fault)) : resolve(value)));
            },
            (error: unknown) => answer(() => reject(error as Error)),
          );
      });
      const answer = (tell: () => void): void =>
        simulation.after(random.between(1, 20), () => {
          if (!worker.dead) tell();
        });
    });

  /** Runs a function once, for as long as it may take. */
  const invoke = (timeoutMs: number, job: (worker: Worker) => Promise<unknown>): Promise<Ended> =>
    new Promise((resolve) => {
      const worker: Worker = {
        dead: false,
        kill: () => {
          worker.dead = true;
          resolve('killed');
        },
      };
      simulation.after(timeoutMs, () => {
        if (!worker.dead) worker.kill();
      });
      const end = (ended: Ended) => () => {
        worker.dead = true;
        resolve(ended);
      };
      job(worker).then(end('done'), end('failed'));
    });

  const tableFor = (table: Table, worker: Worker): Table => ({
    get: (key, options) => call(worker, () => table.get(key, options)),
    batchGet: (keys) => call(worker, () => table.batchGet(keys)),
    put: (item, condition) => call(worker, () => table.put(item, condition)),
    update: (key, change) => call(worker, () => table.update(key, change)),
    delete: (key, condition) => call(worker, () => table.delete(key, condition)),
    async *query(query): AsyncGenerator<Item> {
      yield* await call(worker, () => all(table.query(query)));
    },
  });

  return { call, invoke, tableFor, strikes, draw, counted };
}
export type Cloud = ReturnType<typeof createCloud>;
