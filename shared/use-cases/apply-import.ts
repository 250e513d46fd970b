import { instantOf } from '../domain/calendar.ts';
import type { Actor } from '../domain/commit.ts';
import { asksFirst, type Import, isStuck } from '../domain/import.ts';
import type { ImportProfiles } from '../domain/import-profile.ts';
import type { ImportStore } from '../store/import-store.ts';

export type ApplyImport = ReturnType<typeof createApplyImport>;
/** @property confirmed somebody said, by name, that so many are to be told */
export type Yes = { by: Actor; quiet: boolean; confirmed: boolean };
export type ApplyOutcome = 'begun' | 'under-way' | 'done' | 'confirmation-needed' | 'not-ready' | 'not-found';

/**
 * Says yes to an import that was gone through: from here on its rows change cases. One that has not moved for two minutes is
 * started again by the same press; one that moves, or is done, is left alone.
 * @param enqueue puts the import on its queue. It comes after the write: a lost message is sent again by the next press
 */
export function createApplyImport({
  imports,
  profiles,
  enqueue,
  now,
}: {
  imports: ImportStore;
  profiles: ImportProfiles;
  enqueue: (id: string) => Promise<void>;
  now: () => number;
}) {
  // Without a yes it is only started again: the page of that press may be old, and the import wait for somebody's yes by now.
  return async (id: string, yes?: Yes): Promise<ApplyOutcome> => {
    const found = await imports.read(id);
    if (!found) return 'not-found';
    if (found.state === 'done') return 'done';
    if (found.state === 'checking' || found.state === 'applying') {
      if (isStuck(found, now())) await enqueue(id);
      return found.state === 'applying' ? 'under-way' : 'not-ready';
    }
    const profile = profiles.get(found.profile);
    if (found.state !== 'ready' || !profile || !yes) return 'not-ready';
    const { by, quiet, confirmed } = yes;
    if (asksFirst(profile, found.check) && !quiet && !confirmed) return 'confirmation-needed';
    const done = await imports.apply(id, { by, at: instantOf(now()), quiet, confirmed });
    await enqueue(id);
    return done === 'done' ? 'begun' : 'under-way';
  };
}

/** Teams whose cases a profile's files change. */
export function teamsOfImport(
  profiles: ImportProfiles,
  catalogue: ReadonlyMap<string, { team: string }>,
  { profile }: Pick<Import, 'profile'>,
): string[] {
  const found = profiles.get(profile);
  const services = found?.kind === 'claims' ? Object.keys(found.statuses) : [];
  return [...new Set(services.flatMap((service) => catalogue.get(service)?.team ?? []))];
}
