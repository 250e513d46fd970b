import { instantOf } from '../domain/calendar.ts';
import { type HandsetState, withAsk } from '../domain/handset.ts';
import { notSent, putBack, type Settlement } from '../domain/settlement.ts';
import { LEASE_MS, takeSlot } from '../domain/slot.ts';
import { CODE_PURPOSE, isToOther, type Text } from '../domain/text.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import type { Key } from '../store/keys.ts';

const MAX_RACES = 20;

export type ClaimedText = Text & { handset: string; since: string };

/**
 * Takes a handset's slot for a claimed text: one conditional update, which holds only while the handset takes texts, this case
 * is not muted, and nothing else is on its way. It is the last thing before publishing: what is said by STOP after it, and
 * decided on the case after it was read, comes too late for this text.
 * @returns what becomes of the text when it cannot have the slot
 */
export async function claimSlot(
  { handsets, now }: { handsets: HandsetStore; now: () => number },
  key: Key,
  text: ClaimedText,
): Promise<'taken' | Settlement> {
  const { handset, log, subject, unknowns } = text;
  const code = text.purpose === CODE_PURPOSE;
  // What a helper or a follower texts is not what the resident said of the case.
  const about = !isToOther(text) && (log.kind === 'case' || log.kind === 'contact') ? { kind: log.kind, id: log.id } : subject;
  const reference = about?.kind === 'case' ? about.id : undefined;
  for (let race = 0; race < MAX_RACES; race++) {
    const before = await handsets.state(handset);
    const refusal = refusalOf(before, { reference, code });
    if (refusal) return notSent(text, 'dropped', refusal);
    const at = instantOf(now());
    const attempt = { text: key, attempt: text.attempts, since: text.since, leaseUntil: instantOf(Date.parse(text.since) + LEASE_MS) };
    const taken = takeSlot(before, attempt, { code, now: now() });
    if ('busyUntil' in taken) return putBack(text, taken.busyUntil, 'another-on-its-way');
    // The ask is kept before the text leaves: if this process dies after publishing, a reply still finds what it rates.
    const asks = subject && unknowns === 0 ? withAsk(before.asks, { subject, at }) : before.asks;
    const after = { ...taken, asks, ...(about ? { lastText: { subject: about, at } } : {}) };
    if ((await handsets.save(handset, before, after, { reference, code })) === 'done') return 'taken';
  }
  throw new Error('what is on its way to a handset kept changing');
}

function refusalOf(state: HandsetState, { reference, code }: { reference: string | undefined; code: boolean }): string | undefined {
  // A code is the answer to somebody who asks on the web just now: without it nobody who stopped could start again there.
  if (code) return undefined;
  if (state.stopped) return 'stopped';
  if (reference && state.mutes.includes(reference)) return 'muted';
  return state.unreachable ? 'unreachable' : undefined;
}
