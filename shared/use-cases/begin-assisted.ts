import type { Channel } from '../domain/case.ts';
import type { DraftStore } from '../store/draft-store.ts';

export type BeginAssisted = ReturnType<typeof createBeginAssisted>;

/** Begins a draft that staff fill for a resident: what comes of it counts on the resident's channel, as assisted. One put. */
export function createBeginAssisted({ drafts, newId, now }: { drafts: DraftStore; newId: () => string; now: () => number }) {
  return async ({
    sessionHash,
    service,
    channel,
    by,
  }: {
    sessionHash: string;
    service: string;
    channel: Channel;
    by: string;
  }): Promise<void> => {
    await drafts.begin({ sessionHash, service }, { id: newId(), answers: {}, assisted: { channel, by } }, now());
  };
}
