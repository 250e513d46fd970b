import type { HandsetCommit, HandsetEvent, HandsetPersonal, HandsetState } from './handset.ts';
import { aboutOf, openAsk } from './handset.ts';
import type { Reply } from './reply.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How many automatic answers of each kind a handset gets in 24 hours, so that two machines cannot talk to each other for long. */
const ANSWERS_A_DAY = { received: 1, helpAsked: 1, statusAsked: 5 } as const;
type Answered = keyof typeof ANSWERS_A_DAY;

/** A text that came in. `previousMessageId` is the network's hint of the text it follows: often right, never proof. */
export type Received = { number: string; body: string; previousMessageId?: string };
type HandsetBefore = { state: HandsetState; commits: readonly HandsetCommit[] };

/**
 * What a received text adds to its handset's log. A rating goes to the ask it answers; without an open ask, and for
 * anything that is not a word we know, the text is kept for staff to read, with what it may be about. HELP, STATUS and
 * what we cannot read are answered, each so many times a day, and never after STOP.
 */
export function decideReceived(
  { state, commits }: HandsetBefore,
  received: Received,
  reply: Reply,
  now: number,
): { events: HandsetEvent[]; personal: HandsetPersonal } {
  const personal = { number: received.number, body: received.body };
  const one = (event: HandsetEvent) => ({ events: [event], personal });
  const mayAnswer = (kind: Answered) => !state.stopped && answeredLately(commits, kind, now) < ANSWERS_A_DAY[kind];
  const named = 'reference' in reply && reply.reference ? { reference: reply.reference } : {};
  switch (reply.kind) {
    case 'stop':
      return one({ type: 'stopped', ...named });
    case 'start':
      return one({ type: 'restarted', ...named });
    case 'help':
      return one({ type: 'helpAsked', answer: mayAnswer('helpAsked') });
    case 'status':
      return one({ type: 'statusAsked', ...named, answer: mayAnswer('statusAsked') });
    case 'rating': {
      const ask = openAsk(state.asks, now, received.previousMessageId);
      if (ask) return one({ type: 'rated', subject: ask.subject, score: reply.score });
    }
  }
  const about = aboutOf(state, now, received.previousMessageId);
  return one({ type: 'received', ...(about ? { about } : {}), answer: mayAnswer('received') });
}

function answeredLately(commits: readonly HandsetCommit[], kind: Answered, now: number): number {
  return commits
    .filter(({ at }) => now - Date.parse(at) < DAY_MS)
    .flatMap(({ events }) => events)
    .filter((event) => event.type === kind && event.answer).length;
}
