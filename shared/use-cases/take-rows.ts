import { instantOf, type LocalDate } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { type Catalogue, type Service, stageEnteredBy } from '../domain/catalogue.ts';
import type { Actor } from '../domain/commit.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Progress } from '../domain/import.ts';
import { digestsOf, foresee, type KnownCase, type Plan, planRow, type RowDigests } from '../domain/import-plan.ts';
import type { ImportProfile } from '../domain/import-profile.ts';
import type { Fault, ImportRow } from '../domain/import-row.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Reference } from '../domain/reference.ts';
import type { ImportStore } from '../store/import-store.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

type Deps = { imports: ImportStore; logs: LogStore; catalogue: Catalogue; keyring: Keyring; now: () => number };
/** How rows are taken: only looked at, unless `apply` is there. */
type Taking = { profile: ImportProfile; newest: string | undefined; today: LocalDate; apply?: { quiet: boolean } };
/** What came of some rows. */
export type Taken = {
  tally: Pick<Progress, 'same' | 'open' | 'move' | 'details' | 'late' | 'unmapped' | 'noWay' | 'texts' | 'letters' | 'commits'>;
  faults: Fault[];
  /** Rows among the faults that were not taken at all. */
  bad: number;
  words: { service: string; word: string }[];
};

/** A row with the case that it is of; `known` is undefined for a claim that no case is of. */
type Found = { row: ImportRow; service: Service; digests: RowDigests; reference: Reference; known: KnownCase | undefined };

/** 30^6 references: of a hundred thousand claims some seven meet another's, and none five in a row. */
const MAX_CLASHES = 10;
/** Other writers of one case at one moment. */
const MAX_RACES = 5;
/** Cases that are written at once. */
const AT_ONCE = 16;

const tallyOf = {
  nothing: 'same',
  open: 'open',
  move: 'move',
  details: 'details',
  late: 'late',
  unmapped: 'unmapped',
  'no-way': 'noWay',
} as const;

/** What is planned; undefined where that throws. Nothing is read or written inside: a table that is away is no row's fault. */
function planned(plan: () => Plan): Plan | undefined {
  try {
    return plan();
  } catch {
    return undefined;
  }
}

/**
 * Takes a hundred rows: their cases' summaries with one batched read, and nothing more for a row that says nothing new. For one
 * that does, its log is read with one Query, unless it opens a case, and one conditional put records it.
 */
export function createTakeRows({ imports, logs, catalogue, keyring, now }: Deps) {
  return async (rows: readonly ImportRow[], taking: Taking): Promise<Taken> => {
    const taken: Taken = {
      tally: { same: 0, open: 0, move: 0, details: 0, late: 0, unmapped: 0, noWay: 0, texts: 0, letters: 0, commits: 0 },
      faults: [],
      bad: 0,
      words: [],
    };
    const found = await findCases(rows, taking.profile);
    // Rows of one claim one after the other, in the order of the file; different claims at once.
    const claims = [...Map.groupBy(found, ({ digests }) => digests.claim).values()];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let mine = claims[next++]; mine; mine = claims[next++]) {
        let earlier: Found | undefined;
        for (const each of mine) {
          const now: Found = earlier ? { ...each, reference: earlier.reference, known: after(earlier) } : each;
          const placed = await takeRow(now, taking, taken);
          if (placed === 'not-kept') {
            taken.faults.push({ line: now.row.line, reason: 'not-kept' });
            taken.bad++;
            continue;
          }
          earlier = placed ? { ...now, reference: placed } : earlier;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return taken;
  };

  /** The case of each row, by the reference that follows from its claim: one batched read, and another where references clash. */
  async function findCases(rows: readonly ImportRow[], profile: ImportProfile): Promise<Found[]> {
    const found: Found[] = [];
    let left = rows.map((row) => ({ row, digests: digestsOf(keyring, row, profile) }));
    for (let attempt = 0; left.length > 0; attempt++) {
      if (attempt === MAX_CLASHES) throw new Error('no free reference was found');
      const named = left.map((each) => ({ ...each, reference: keyring.reference(each.digests.claim, attempt) }));
      const summaries = await imports.summaries(named.map(({ reference }) => reference));
      left = [];
      for (const { row, digests, reference } of named) {
        const summary = summaries.get(reference);
        const service = catalogue.get(row.service);
        if (!service) throw new Error('a row of a service that the catalogue does not have');
        const { stage, fastTrack, asker, imported } = summary ?? {};
        if (summary && imported?.claim !== digests.claim) left.push({ row, digests });
        else
          found.push({
            row,
            service,
            digests,
            reference,
            known: stage && imported ? { stage, fastTrack: fastTrack ?? false, textable: asker !== undefined, imported } : undefined,
          });
      }
    }
    return found;
  }

  /**
   * One row that cannot be decided on, as of a service that asks for money it can name no price for, stops no other.
   * @returns the reference it was kept under, if anything was
   */
  async function takeRow(found: Found, taking: Taking, taken: Taken): Promise<Reference | 'not-kept' | undefined> {
    const { row, digests, service, known } = found;
    const foreseen = foresee(service, known, { row, digests, ...taking });
    if (row.stage === undefined && foreseen.kind !== 'nothing') taken.words.push({ service: row.service, word: row.status });
    if (foreseen.dateOver) taken.faults.push(dateOver(row, taking.profile));
    const nothingToDo = foreseen.kind === 'nothing' || (foreseen.kind === 'late' && !known);
    if (!taking.apply || nothingToDo) {
      taken.tally[tallyOf[foreseen.kind]]++;
      if ('told' in foreseen && foreseen.told) countTold(found, taken);
      return nothingToDo ? undefined : found.reference;
    }
    const recorded = await record(found, taking, taking.apply.quiet);
    if (recorded === 'not-kept') return recorded;
    const { plan, reference } = recorded;
    taken.tally[tallyOf[plan.kind === 'commit' ? plan.outcome : plan.kind]]++;
    if (plan.kind !== 'commit') return undefined;
    taken.tally.commits++;
    if ('told' in foreseen && foreseen.told && !taking.apply.quiet && (plan.outcome === 'open' || plan.outcome === 'move'))
      countTold(found, taken);
    return reference;
  }

  /** Writes what a row adds: decided on the log, and again when another writer was first. */
  async function record(
    found: Found,
    { profile, newest }: Taking,
    quiet: boolean,
  ): Promise<{ plan: Plan; reference: Reference } | 'not-kept'> {
    const { row, digests, service } = found;
    const by: Actor = { kind: 'client', id: profile.source };
    const at = instantOf(now());
    const planning = { profile, row, digests, newest, quiet, at, by };
    let { reference } = found;
    let attempt = [...Array(MAX_CLASHES).keys()].find((each) => keyring.reference(digests.claim, each) === reference) ?? 0;
    let state: Case | undefined;
    let fresh = found.known === undefined;
    for (let race = 0; race < MAX_RACES; race++) {
      const log = { kind: 'case', id: reference } as const;
      if (!fresh) {
        const commits = await logs.load(log);
        state = caseOf(catalogue, commits)?.state;
        if (commits.length > 0 && state?.draft !== digests.claim) {
          // Another's case has the reference, and had no summary yet.
          attempt++;
          reference = keyring.reference(digests.claim, attempt);
          state = undefined;
          race = -1;
          if (attempt >= MAX_CLASHES) throw new Error('no free reference was found');
          continue;
        }
      }
      fresh = false;
      const plan = planned(() => planRow(service, state, planning));
      if (!plan) return 'not-kept';
      if (plan.kind !== 'commit') return { plan, reference };
      const done = await logs.append(nextCommit(log, state?.sequence ?? 0, { at, by, ...plan.commit }));
      if (done === 'appended') return { plan, reference };
      if (done === 'too-large') return 'not-kept';
    }
    return 'not-kept';
  }

  function dateOver({ line }: ImportRow, { columns }: ImportProfile): Fault {
    return { line, reason: 'date-over', noted: true, ...(columns.neededBy ? { column: columns.neededBy } : {}) };
  }

  function countTold({ row, service, known }: Found, { tally }: Taken): void {
    if (row.textable ?? known?.textable) tally.texts++;
    else if (service.letters !== 'on-request') tally.letters++;
  }

  /** What is known of a claim after one of its rows, for the next one in the same batch. */
  function after({ row, service, digests, known }: Found): KnownCase {
    const digestsKnown = [...(known?.imported.digests ?? []), digests.digest];
    if (known && row.asOf < known.imported.asOf) return { ...known, imported: { ...known.imported, digests: digestsKnown } };
    const first = stageEnteredBy(service, 'opened')?.id ?? '';
    return {
      stage: row.stage ?? known?.stage ?? first,
      fastTrack: known?.fastTrack ?? false,
      textable: row.textable ?? known?.textable ?? false,
      imported: {
        claim: digests.claim,
        asOf: row.asOf,
        digest: digests.digest,
        news: row.stage === undefined && known ? known.imported.news : digests.news,
        digests: digestsKnown,
      },
    };
  }
}
