import { instantOf } from '../domain/calendar.ts';
import { decideReceived, type Received } from '../domain/decide-handset.ts';
import type { HandsetEvent } from '../domain/handset.ts';
import type { Keyring } from '../domain/keyring.ts';
import { parseMobile } from '../domain/mobile.ts';
import { type Reply, readReply } from '../domain/reply.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

/** Far beyond what a phone sends as one message; past it a body is cut. */
const MAX_BODY_CHARACTERS = 2_000;
const MAX_RACES = 5;

/**
 * A text as it reached the network.
 * @property messageId the network's id, by which a second delivery is known
 * @property sentAt ISO instant at which the network took it: the order of a STOP and a START
 */
type InboundText = { from: string; body: string; messageId: string; previousMessageId?: string; sentAt: string };
export type ReceiveText = ReturnType<typeof createReceiveText>;
type Consent = Extract<Reply, { kind: 'stop' | 'start' | 'status' }>;
type ReceiveTextOutcome = HandsetEvent['type'] | 'already-taken' | 'not-a-uk-mobile';

/**
 * Takes in one text: one Query of the handset and one conditional put; STOP and START are first stored by an update of
 * their own. A sender that is not a UK mobile cannot have been texted by us: nothing is kept of it.
 */
export function createReceiveText({
  handsets,
  logs,
  keyring,
  now,
}: {
  handsets: HandsetStore;
  logs: LogStore;
  keyring: Keyring;
  now: () => number;
}) {
  return async (inbound: InboundText): Promise<ReceiveTextOutcome> => {
    const number = parseMobile(inbound.from);
    if (!number) return 'not-a-uk-mobile';
    const id = keyring.handsetId(number);
    const reply = readReply(inbound.body);
    if (reply.kind === 'stop' || reply.kind === 'start') await keepConsent(id, reply, inbound.sentAt);

    const { messageId: cause, previousMessageId } = inbound;
    const received: Received = {
      number,
      body: inbound.body.slice(0, MAX_BODY_CHARACTERS),
      ...(previousMessageId ? { previousMessageId } : {}),
    };
    for (let race = 0; race < MAX_RACES; race++) {
      const before = await handsets.recent(id);
      if (before.commits.some((commit) => commit.cause === cause)) return 'already-taken';
      const at = now();
      const decision = decideReceived(before, received, reply, at);
      const commit = nextCommit({ kind: 'handset', id }, before.commits.at(-1)?.sequence ?? 0, {
        at: instantOf(at),
        by: { kind: 'resident' },
        cause,
        ...decision,
      });
      if ((await logs.append(commit)) === 'appended') return decision.events[0]?.type ?? 'received';
    }
    throw new Error('too many texts of one handset at once');
  };

  async function keepConsent(id: string, { kind, reference }: Consent, sentAt: string): Promise<void> {
    if (reference) await handsets.setMuted(id, { reference, muted: kind === 'stop' }, sentAt);
    else await handsets.setStopped(id, kind === 'stop', sentAt);
  }
}
