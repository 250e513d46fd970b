import * as z from 'zod';
import type { Case, CaseCommit, CaseEvent } from './case.ts';

/**
 * Why a row changed nothing on its case and is only kept beside it.
 * - `late`: it is older than what was known
 * - `unmapped`: nobody has said what its status means
 * - `no-way`: from where the case stands, no step leads to what it says
 */
export const keptAsides = ['late', 'unmapped', 'no-way'] as const;
export type KeptAside = (typeof keptAsides)[number];

/**
 * A row of an import, in the same commit as the stage that it led to.
 * - `profile`, `asOf`: by which it was read, and when it was so (`2026-11-21`, or with the time)
 * - `status`: empty. What the back office said is personal, `word`: nobody knows what stands there. Commits before that have it here
 * - `digest`, `news`: keyed digests of the whole row, and of what it says of the claim: what tells a row that was seen
 * - `aside`: it was kept and changed nothing
 * - `textable`: it brought the person's details, in `personal`; absent where they are as before
 * - `quiet`: nobody is told of it
 */
export const importEvents = [
  z.object({
    type: z.literal('imported'),
    profile: z.string(),
    asOf: z.string(),
    status: z.string(),
    digest: z.string(),
    news: z.string(),
    aside: z.enum(keptAsides).optional(),
    textable: z.boolean().optional(),
    quiet: z.boolean().optional(),
  }),
] as const;
export type ImportedEvent = z.infer<(typeof importEvents)[number]>;

/** What is known of a case from imports: kept on its summary, so that a row that says nothing new costs one read in a batch. */
export const importedSchema = z.object({
  /** The claim it is, as a keyed digest: tells it from another case that has its reference. */
  claim: z.string(),
  asOf: z.string(),
  /** Of the row that stands. */
  digest: z.string(),
  news: z.string(),
  /** Of all rows seen, the one that stands included. */
  digests: z.array(z.string()),
});
export type Imported = z.infer<typeof importedSchema>;

/** Rows remembered of one claim; one that is older still is kept a second time. */
const REMEMBERED = 100;

/** What is known after one more row. Details that came with it are the case's from now on. */
export function evolveImported(state: Case, event: ImportedEvent, { personal }: Pick<CaseCommit, 'personal'>): Case {
  const { digest, news, asOf, aside, textable } = event;
  const before = state.imported;
  const digests = [...(before?.digests ?? []).filter((each) => each !== digest), digest].slice(-REMEMBERED);
  // A word that nobody mapped is no news: when the row says again what it said before it, nobody is told or asked again.
  const told = aside === 'unmapped' && before ? before.news : news;
  const stands =
    aside === 'late' && before ? { asOf: before.asOf, digest: before.digest, news: before.news } : { asOf, digest, news: told };
  const imported: Imported = { claim: state.draft ?? '', ...stands, digests };
  if (textable === undefined) return { ...state, imported };
  const { mobile: _mobile, name: _name, ...rest } = state;
  return {
    ...rest,
    imported,
    textable,
    answers: personal.answers ?? {},
    ...(personal.name ? { name: personal.name } : {}),
    ...(personal.mobile ? { mobile: personal.mobile } : {}),
  };
}

/** The row of an import that a commit holds. */
export function importedIn({ events }: Pick<CaseCommit, 'events'>): ImportedEvent | undefined {
  return events.find((event): event is CaseEvent & ImportedEvent => event.type === 'imported');
}

/** Whether a commit came by an import that was to tell nobody. */
export const isQuiet = (commit: Pick<CaseCommit, 'events'>): boolean => importedIn(commit)?.quiet === true;
