import { type UsualDays, usualDays } from '../domain/durations.ts';
import type { ReadRecent } from './read-recent.ts';

export type ReadUsualDays = ReturnType<typeof createReadUsualDays>;

/** How long decisions of a service take now: those of the last full quarter and of this one. Costs what {@link ReadRecent} costs. */
export function createReadUsualDays({ readRecent }: { readRecent: ReadRecent }) {
  return async (service: string): Promise<UsualDays | undefined> => usualDays(await readRecent(service));
}
