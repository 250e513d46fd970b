import type { DeliveryLine, Receipt } from '../../shared/domain/receipt.ts';
import type { SendOutcome } from '../../shared/domain/text.ts';
import type { SmsGateway } from '../../shared/ports/sms-gateway.ts';
import type { Key } from '../../shared/store/keys.ts';
import type { Cloud, Worker } from './cloud.ts';
import type { Random } from './random.ts';
import type { Simulation } from './simulation.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What the client waits for an answer. */
const ANSWER_MS = 5_000;

/** A text that reached the carrier, and so, sooner or later or never, a phone. */
export type Taken = { key: Key; to: string; body: string; messageId: string; at: number; receipt: Receipt };

/** What becomes of a publishing, and how often of a thousand at the worst; else it is taken and answered. */
type Fate =
  | 'taken'
  | 'throttled'
  | 'not valid'
  | 'taken, cut off'
  | 'cut off'
  | 'taken, late'
  | 'server error'
  | 'taken, server error'
  | 'killed before'
  | 'killed after';
const rough: readonly (readonly [Fate, number])[] = [
  ['throttled', 100],
  ['not valid', 15],
  ['taken, cut off', 110],
  ['cut off', 80],
  ['taken, late', 60],
  ['server error', 40],
  ['taken, server error', 40],
  ['killed before', 40],
  ['killed after', 60],
];

type Settings = {
  simulation: Simulation;
  random: Random;
  cloud: Cloud;
  harm: number;
  calmAtMs: number;
  /** Hands on a line of the delivery log. */
  onLine: (line: DeliveryLine) => void;
};

/** A carrier, and the log of what became of what it took. */
export function createCarrier({ simulation, random, cloud, harm, calmAtMs, onLine }: Settings) {
  const taken: Taken[] = [];
  const faults: Partial<Record<Fate, number>> = {};
  const sending = new Map<string, number>();
  let mostAtOnce = 0;

  const take = (key: Key, { to, body }: { to: string; body: string }): string => {
    const messageId = `m-${taken.length + 1}`;
    // Its clock is not quite ours.
    const at = new Date(simulation.now() + random.between(-1_000, 1_000)).toISOString();
    const receipt: Receipt = random.chance(0.92)
      ? { at, state: 'delivered' }
      : { at, state: 'failed', because: random.pick(['invalid-number', 'phone-unreachable', 'unknown-error', 'unknown-reason']) };
    taken.push({ key, to, body, messageId, at: simulation.now(), receipt });
    const after = waitForLine();
    const line = { messageId, to, receipt };
    if (after !== undefined) simulation.after(after, () => onLine(line));
    if (after !== undefined && cloud.strikes('repeated', 0.3)) simulation.after(after + random.between(0, 2 * HOUR), () => onLine(line));
    return messageId;
  };

  /** A line comes in seconds, in the hour, after it, or never. */
  const waitForLine = (): number | undefined => {
    const drawn = simulation.now() < calmAtMs ? random.next() * (0.5 + harm / 2) : 0;
    if (drawn < 0.55) return random.between(100, 30_000);
    if (drawn < 0.75) return random.between(MINUTE, 58 * MINUTE);
    if (drawn < 0.9) return random.between(HOUR, 70 * HOUR);
    return undefined;
  };

  const fateOf = (): Fate => {
    if (simulation.now() >= calmAtMs) return 'taken';
    let drawn = random.next() * 1000;
    for (const [fate, often] of rough) {
      drawn -= often * harm;
      if (drawn >= 0) continue;
      faults[fate] = (faults[fate] ?? 0) + 1;
      return fate;
    }
    return 'taken';
  };

  /** The port for one worker that sends one text. */
  const gatewayFor = (worker: Worker, key: Key, isCode: boolean): SmsGateway => ({
    send: (text) =>
      new Promise<SendOutcome>((resolve) => {
        if (worker.dead) return;
        const fate = fateOf();
        const ongoing = (sending.get(text.to) ?? 0) + 1;
        if (!isCode) {
          sending.set(text.to, ongoing);
          mostAtOnce = Math.max(mostAtOnce, ongoing);
        }
        const over = () => {
          if (!isCode) sending.set(text.to, (sending.get(text.to) ?? 1) - 1);
        };
        const answer = (ms: number, outcome: SendOutcome) =>
          simulation.after(ms, () => {
            over();
            if (!worker.dead) resolve(outcome);
          });
        simulation.after(random.between(20, 400), () => {
          if (fate === 'killed before') {
            over();
            return worker.kill();
          }
          if (fate === 'throttled') return answer(10, { kind: 'refused', again: true, because: 'ThrottledException' });
          if (fate === 'not valid') return answer(10, { kind: 'refused', again: false, because: 'InvalidParameterException' });
          if (fate === 'cut off') return answer(10, { kind: 'unknown', because: 'ECONNRESET' });
          if (fate === 'server error') return answer(10, { kind: 'unknown', because: 'InternalErrorException' });
          // Taken after its sender gave it up.
          if (fate === 'taken, late') {
            simulation.after(random.between(ANSWER_MS, 3 * ANSWER_MS), () => void take(key, text));
            return answer(ANSWER_MS, { kind: 'unknown', because: 'ETIMEDOUT' });
          }
          const messageId = take(key, text);
          if (fate === 'killed after') {
            over();
            return worker.kill();
          }
          if (fate === 'taken, cut off') return answer(10, { kind: 'unknown', because: 'ECONNRESET' });
          if (fate === 'taken, server error') return answer(10, { kind: 'unknown', because: 'ServiceUnavailable' });
          answer(random.between(10, 200), { kind: 'accepted', messageId });
        });
      }),
  });

  return { gatewayFor, taken, faults, mostAtOnce: () => mostAtOnce };
}
