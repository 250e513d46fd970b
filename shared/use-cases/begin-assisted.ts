import type { Assisted } from '../domain/draft.ts';
import type { DraftPlace, DraftStore } from '../store/draft-store.ts';

export type BeginAssisted = ReturnType<typeof createBeginAssisted>;

/**
 * Begins a draft that staff fill for a resident: what comes of it counts on the resident's channel, as assisted. One put,
 * before the first question is shown, so that its page already says whose form it is.
 * @param place of a session just made: no draft is there yet
 */
export function createBeginAssisted({ drafts, newId, now }: { drafts: DraftStore; newId: () => string; now: () => number }) {
  return async (place: DraftPlace, assisted: Assisted): Promise<void> => {
    await drafts.begin(place, { id: newId(), answers: {}, assisted }, now());
  };
}
