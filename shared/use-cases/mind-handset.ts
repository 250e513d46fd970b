import { ASKED_ONCE_IN_DAYS } from '../domain/asking.ts';
import { instantOf } from '../domain/calendar.ts';
import type { Case, CaseCommit } from '../domain/case.ts';
import type { Subject } from '../domain/handset.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { HandsetStore } from '../store/handset-store.ts';

export type MindHandset = ReturnType<typeof createMindHandset>;

const ASKED_ONCE_MS = ASKED_ONCE_IN_DAYS * 86_400_000;

/** What a commit of a case or a contact has to do with the handset it is about. Doing it again changes nothing. */
export function createMindHandset({ handsets, keyring }: { handsets: HandsetStore; keyring: Keyring }) {
  return {
    /**
     * Whether the handset may be asked to rate this now: nothing else was asked of it for 30 days. The request is reserved, so
     * that of two cases that end together one asks. One conditional update; none where nothing is asked.
     */
    async mayAsk(request: Subject | undefined, mobile: string | undefined, at: string): Promise<boolean> {
      if (!request || !mobile) return false;
      const since = instantOf(Date.parse(at) - ASKED_ONCE_MS);
      return (await handsets.reserveAsk(keyring.handsetId(mobile), request, { at, since })) === 'reserved';
    },
    /** A code that was texted came back: the number reaches its resident, whatever failed before. */
    async verified(state: Pick<Case, 'mobile'> | undefined, at: string): Promise<void> {
      if (state?.mobile) await handsets.verify(keyring.handsetId(state.mobile), at);
    },
    /**
     * Passes on to the handset that texts were stopped or restarted on a page. Where a commit brought another number, what its
     * resident said about this case from the last one holds for it too.
     * @param last the number that the case was last texted at before the commit, if any
     */
    async keepConsent(
      { mobile, reference }: Pick<Case, 'mobile' | 'reference'>,
      { events, at }: Pick<CaseCommit, 'events' | 'at'>,
      last?: string,
    ): Promise<void> {
      if (!mobile) return;
      const handset = keyring.handsetId(mobile);
      if (last && last !== mobile) {
        const { stopped, mutes } = await handsets.state(keyring.handsetId(last));
        if (stopped || mutes.includes(reference)) await handsets.setMuted(handset, { reference, muted: true }, at);
      }
      for (const event of events) {
        if (event.type === 'textsRestarted') await handsets.restart(handset, reference, at);
        if (event.type !== 'textsStopped') continue;
        if (event.all) await handsets.setStopped(handset, true, at);
        else await handsets.setMuted(handset, { reference, muted: true }, at);
      }
    },
  };
}
