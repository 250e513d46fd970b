import type { HandsetCommit, HandsetEvent, HandsetPersonal, HandsetState } from './handset.ts';
import { openAsk } from './handset.ts';
import type { Reply } from './reply.ts';

const ANSWER_EVERY_MS = 24 * 60 * 60_000;

/** A text that came in. `previousMessageId` is the network's hint of the text it follows: often right, never proof. */
export type Received = { number: string; body: string; previousMessageId?: string };
type HandsetBefore = { state: HandsetState; commits: readonly HandsetCommit[] };

/**
 * What a received text adds to its handset's log. A rating goes to the ask it answers; without an open ask, and for
 * anything that is not a rating, STOP or START, the text is kept for staff to read, with what it may be about,
 * and answered kindly at most once in 24 hours, so that two machines cannot talk to each other.
 */
export function decideReceived(
  { state, commits }: HandsetBefore,
  received: Received,
  reply: Reply,
  now: number,
): { events: HandsetEvent[]; personal: HandsetPersonal } {
  const personal = { number: received.number, body: received.body };
  const one = (event: HandsetEvent) => ({ events: [event], personal });
  if (reply.kind === 'stop') return one({ type: 'stopped' });
  if (reply.kind === 'start') return one({ type: 'restarted' });
  const ask = openAsk(state.asks, now, received.previousMessageId);
  if (reply.kind === 'rating' && ask) return one({ type: 'rated', subject: ask.subject, score: reply.score });
  return one({ type: 'received', ...(ask ? { about: ask.subject } : {}), answer: !state.stopped && !answeredLately(commits, now) });
}

function answeredLately(commits: readonly HandsetCommit[], now: number): boolean {
  return commits.some(
    ({ at, events }) => now - Date.parse(at) < ANSWER_EVERY_MS && events.some((event) => event.type === 'received' && event.answer),
  );
}
