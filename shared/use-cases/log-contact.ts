import { instantOf } from '../domain/calendar.ts';
import type { Channel } from '../domain/case.ts';
import type { Actor } from '../domain/commit.ts';
import type { ContactOutcome } from '../domain/contact.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Reference } from '../domain/reference.ts';
import type { LogStore } from '../store/log-store.ts';
import { createBeginContact } from './begin-contact.ts';

export type LogContact = ReturnType<typeof createLogContact>;
export type NewContact = {
  /** What the contact's id follows from, so that a double press logs one: a form's nonce, or an idempotency key. */
  nonce: string;
  channel: Channel;
  service: string;
  outcome: ContactOutcome;
  /** What it was really about: a reason that the caller has checked. */
  reason?: string;
  /** The case that they asked about: one of that service, as the caller has checked. */
  about?: Reference;
  /** E.164; the person is then asked to rate by text, unless it is long past. */
  mobile?: string;
  /** An ISO instant in UTC, where it did not happen now. */
  happenedAt?: string;
  by: Actor;
};

export type LogContactOutcome =
  | { kind: 'logged'; id: string }
  /** The same nonce was logged before: `changed` when it was for something else. */
  | { kind: 'already-logged'; id: string; changed: boolean };

/** Nobody is asked how a contact went that they no longer think of. */
const ASKED_WITHIN_MS = 24 * 3_600_000;

/** Logs a contact with one conditional put of its first commit; see `begin-contact.ts`. */
export function createLogContact({ logs, keyring, now }: { logs: LogStore; keyring: Keyring; now: () => number }) {
  const begin = createBeginContact({ logs, keyring });
  return async ({ nonce, mobile, by, ...said }: NewContact): Promise<LogContactOutcome> => {
    const { channel, service, outcome, reason, about, happenedAt } = said;
    const at = instantOf(now());
    const recent = Date.parse(at) - Date.parse(happenedAt ?? at) <= ASKED_WITHIN_MS;
    const begun = await begin(
      { nonce, kind: 'contact' },
      {
        at,
        by,
        events: [{ type: 'logged', ...defined(said), channel, service, outcome, textable: mobile !== undefined && recent }],
        personal: mobile ? { mobile } : {},
      },
    );
    if (begun.kind === 'begun') return { kind: 'logged', id: begun.id };
    const [before] = begun.first.events;
    const same =
      before?.type === 'logged' &&
      before.channel === channel &&
      before.service === service &&
      before.outcome === outcome &&
      before.reason === reason &&
      before.about === about &&
      before.happenedAt === happenedAt &&
      begun.first.personal.mobile === mobile;
    return { kind: 'already-logged', id: begun.id, changed: !same };
  };
}

const defined = ({ reason, about, happenedAt }: Pick<NewContact, 'reason' | 'about' | 'happenedAt'>) => ({
  ...(reason ? { reason } : {}),
  ...(about ? { about } : {}),
  ...(happenedAt ? { happenedAt } : {}),
});
