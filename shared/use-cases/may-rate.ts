import type { Subject } from '../domain/handset.ts';
import type { LogStore } from '../store/log-store.ts';

export type MayRate = ReturnType<typeof createMayRate>;

/** Whether a member of staff may rate a case or a contact, for themselves or for somebody: not where they did anything to it. One Query. */
export function createMayRate({ logs }: { logs: LogStore }) {
  return async ({ kind, id }: Subject, staffId: string): Promise<boolean> => {
    const commits = await logs.load({ kind, id });
    return !commits.some(({ by }) => by.kind === 'staff' && by.id === staffId);
  };
}
