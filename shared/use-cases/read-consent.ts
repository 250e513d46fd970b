import type { Case } from '../domain/case.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { HandsetStore } from '../store/handset-store.ts';

/** Which texts are stopped: those about the case, all to its number, or none. */
export type Stopping = 'about-case' | 'all' | 'none';
export type ReadConsent = ReturnType<typeof createReadConsent>;

/** Whether the texts about a case are stopped. One get; undefined, and none, for a case without a mobile. */
export function createReadConsent({ handsets, keyring }: { handsets: HandsetStore; keyring: Keyring }) {
  return async ({ mobile, reference }: Pick<Case, 'mobile' | 'reference'>): Promise<Stopping | undefined> => {
    if (!mobile) return undefined;
    const { stopped, mutes } = await handsets.state(keyring.handsetId(mobile));
    if (stopped) return 'all';
    return mutes.includes(reference) ? 'about-case' : 'none';
  };
}
