import type { Catalogue } from '../domain/catalogue.ts';
import type { Draft } from '../domain/draft.ts';
import { factsOfJourney, lastAnswered } from '../domain/facts-of-journey.ts';
import type { FactStore } from '../store/fact-store.ts';

export type EndJourney = ReturnType<typeof createEndJourney>;
type Ended = {
  outcome: 'not-eligible' | 'followed' | 'left';
  /** Where it ended; without it, at the last question answered. */
  question?: string;
};

/**
 * Counts a form that ended otherwise than by being sent: left for good, with somebody told that they cannot get it, or with somebody
 * who follows what another told us of. Three puts.
 * Doing it again changes no number, and one that is sent after all counts as completed, by its case. A draft without an answer was not
 * begun, and one of a release that did not note when it was begun counts for nothing.
 */
export function createEndJourney({ factStore, catalogue }: { factStore: FactStore; catalogue: Catalogue }) {
  return async (service: string, { id, begunOn, answers, assisted }: Draft, { outcome, question }: Ended): Promise<void> => {
    if (!begunOn || Object.keys(answers).length === 0) return;
    const offered = catalogue.get(service);
    const journey = { draft: id, service, begunOn, channel: assisted?.channel ?? 'web', assisted: assisted !== undefined };
    await factStore.put(
      factsOfJourney(journey, { outcome, question: question ?? (offered && lastAnswered({ service: offered, answers, today: begunOn })) }),
    );
  };
}
