import { instantOf } from '../domain/calendar.ts';
import type { DraftPlace, DraftStore } from '../store/draft-store.ts';
import type { EndJourney } from './end-journey.ts';

/** The most in one run; the rest is for the next. */
const MAX = 500;

export type SweepDrafts = ReturnType<typeof createSweepDrafts>;
/** How many drafts a run took away (`left`), how many were still being filled in (`open`), and how many `failed` and wait for the next run. */
export type SweptDrafts = { left: number; open: number; failed: number };

/**
 * Takes away the drafts that were left for good, and counts each with the question it was left at. One that somebody still fills in is
 * looked at again when its time is over. A read, three puts and a delete for one that was left; a read and an update for one that is open.
 * @param stopAt epoch ms after which no further one is begun
 */
export function createSweepDrafts({ drafts, endJourney, now }: { drafts: DraftStore; endJourney: EndJourney; now: () => number }) {
  return async (stopAt = Number.POSITIVE_INFINITY): Promise<SweptDrafts> => {
    const swept: SweptDrafts = { left: 0, open: 0, failed: 0 };
    for await (const place of drafts.due(instantOf(now()), MAX)) {
      if (now() > stopAt) return swept;
      // One that cannot be dealt with delays nobody, and is found again.
      const outcome = await look(place).catch(() => 'failed' as const);
      if (outcome !== 'nothing') swept[outcome]++;
    }
    return swept;
  };

  /** It is counted before it goes: whoever stops between counts it again, as the same facts. */
  async function look(place: DraftPlace): Promise<'left' | 'open' | 'nothing'> {
    const draft = await drafts.read(place);
    if (!draft || draft.sentAs !== undefined) return 'nothing';
    if (draft.openUntil > now() / 1000) {
      await drafts.lookAgain(place, draft);
      return 'open';
    }
    await endJourney(place.service, draft, { outcome: 'left' });
    await drafts.remove(place, draft);
    return 'left';
  }
}
