import { instantOf } from '../domain/calendar.ts';
import type { Keyring } from '../domain/keyring.ts';
import { keptLanguage, type Language } from '../domain/language.ts';
import { askedIn, type LookupCommit, type LookupEvent, type TryOutcome, tryCode } from '../domain/lookup.ts';
import { plainFigures } from '../domain/plain-figures.ts';
import type { Reference } from '../domain/reference.ts';
import { nextCommit } from '../store/log-store.ts';
import type { LookupStore } from '../store/lookup-store.ts';

export type AskForCode = ReturnType<typeof createAskForCode>;
export type OpenLookUp = ReturnType<typeof createOpenLookUp>;

/**
 * What a code is asked for: a case; a case by somebody who says that they were let in, with their own number; or everything
 * asked from a number, or to save a form under it. Numbers are in E.164.
 */
export type Wanted = { reference: Reference; helper?: string } | { mobile: string; saving?: true };

/**
 * Asks for a code: one put, the same whatever exists, and nothing is read. Returns the look-up's id.
 * An id is never drawn twice, so one already there is our own put, repeated after its answer was lost.
 */
export function createAskForCode({
  lookups,
  keyring,
  newId,
  now,
}: {
  lookups: LookupStore;
  keyring: Keyring;
  newId: () => string;
  now: () => number;
}) {
  return async (wanted: Wanted, language?: Language): Promise<string> => {
    const id = newId();
    const mobile = 'mobile' in wanted ? wanted.mobile : wanted.helper;
    const asked: Omit<LookupCommit, 'log' | 'sequence'> = {
      at: instantOf(now()),
      by: { kind: 'resident' },
      events: [{ ...eventOf(wanted, keyring), ...keptLanguage(language) }],
      personal: mobile ? { mobile } : {},
    };
    await lookups.append(nextCommit({ kind: 'lookup', id }, 0, asked));
    return id;
  };
}

function eventOf(wanted: Wanted, keyring: Keyring): LookupEvent {
  if ('mobile' in wanted)
    return { type: 'askedAll', handset: keyring.handsetId(wanted.mobile), ...(wanted.saving ? { saving: true } : {}) };
  return { type: 'asked', reference: wanted.reference, ...(wanted.helper ? { helping: true } : {}) };
}

/** Two tries at once: the one that came second is decided again, with the first counted. */
const MAX_RACES = 3;

/**
 * Tries a texted code or a look-up word: one Query of the look-up, one put of what came of it.
 * A try before the code was made costs none of the five.
 */
export function createOpenLookUp({ lookups, keyring, now }: { lookups: LookupStore; keyring: Keyring; now: () => number }) {
  return async (lookupId: string, raw: string): Promise<TryOutcome> => {
    const typed = plainFigures(raw);
    for (let race = 0; race < MAX_RACES; race++) {
      const { commits, code } = await lookups.load(lookupId);
      const asked = askedIn(commits);
      const at = instantOf(now());
      const reference = asked?.type === 'asked' ? asked.reference : '';
      // A code is bound to this look-up, the word to the case: what was typed may be either.
      const isCode = /^\d[\d\s]*$/.test(typed.trim());
      const outcome = tryCode(commits, code, keyring.secretHash(isCode ? lookupId : reference, typed), at);
      const event = cameOf(outcome);
      if (!event) return outcome;
      const tried: Omit<LookupCommit, 'log' | 'sequence'> = { at, by: { kind: 'resident' }, events: [event], personal: {} };
      const commit = nextCommit({ kind: 'lookup', id: lookupId }, commits.length, tried);
      if ((await lookups.append(commit, commits)) === 'appended') return outcome;
    }
    return { kind: 'not-ready' };
  };
}

/** What is kept of a try; nothing of one that counts for nothing. */
function cameOf(outcome: TryOutcome): LookupEvent | undefined {
  if (outcome.kind === 'opened') return { type: 'opened', service: outcome.service, ...(outcome.byWord ? { byWord: true } : {}) };
  if (outcome.kind === 'opened-all') return { type: 'opened', ...(outcome.form ? { form: true } : {}) };
  return outcome.kind === 'wrong' ? { type: 'failed' } : undefined;
}
