import * as z from 'zod';
import type { LocalDate } from './calendar.ts';
import type { Commit, LogId } from './commit.ts';
import { type Fact, shardOf } from './fact.ts';
import { NO_SERVICE } from './facts-of-text.ts';

const count = z.number().int().nonnegative();
/**
 * One half hour of one queue, as the telephone system counted it.
 * - `begins`: an instant. The hour that an autumn night has twice is two
 * - `offered`: callers who reached the queue; `within90`: those answered within 90 seconds; `abandoned`: who hung up before
 * - `line`: where it stood in its file
 */
export const halfHourSchema = z.object({
  begins: z.string(),
  offered: count,
  answered: count,
  within90: count,
  abandoned: count,
  line: z.number().int().positive(),
});
export type HalfHour = z.infer<typeof halfHourSchema>;

/**
 * Half hours of one day of one queue that one file told of.
 * - `service`: what the queue's calls are about, by the profile of then; absent where it is several
 * - `file`, `given`: the import, and when its file was given to us: what a later file says stands
 */
export const callsEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('counted'),
    queue: z.string(),
    day: z.string(),
    service: z.string().optional(),
    file: z.string(),
    given: z.string(),
    halfHours: z.array(halfHourSchema).min(1),
  }),
]);
export type CallsEvent = z.infer<typeof callsEventSchema>;
/** Nothing of a person is in it. */
export const callsPersonalSchema = z.object({});
export type CallsCommit = Commit<CallsEvent, Record<string, never>>;

/** The log of one queue's day. */
export const callsLog = ({ queue, day }: { queue: string; day: LocalDate }): LogId & { kind: 'calls' } => ({
  kind: 'calls',
  id: `${day}.${queue}`,
});

/** Which file said it, in the order of what stands: given later, and of one file the line that came first. */
type Told = { given: string; file: string; line: number };
/** What is known of one queue's day. */
export type CallsDay = {
  queue: string;
  day: LocalDate;
  sequence: number;
  service: string | undefined;
  told: Told;
  halfHours: ReadonlyMap<string, HalfHour & Told>;
};

const isNewer = (one: Told, than: Told): boolean => {
  if (one.given !== than.given) return one.given > than.given;
  return one.file === than.file ? one.line < than.line : one.file > than.file;
};
export const countNames = ['offered', 'answered', 'within90', 'abandoned'] as const;
export type Counts = Pick<HalfHour, (typeof countNames)[number]>;
const alike = (one: Counts, other: Counts): boolean => countNames.every((each) => one[each] === other[each]);

/** What is known after one more event. A half hour that a later file leaves out stays as it was. */
function evolve(state: CallsDay | undefined, { queue, day, service, given, file, halfHours }: CallsEvent, sequence: number): CallsDay {
  const known = new Map(state?.halfHours);
  for (const each of halfHours) {
    const next = { ...each, given, file };
    const before = known.get(each.begins);
    if (!before || isNewer(next, before)) known.set(each.begins, next);
  }
  const told: Told = { given, file, line: 1 };
  const latest = !state || !isNewer(state.told, told) ? { told, service } : { told: state.told, service: state.service };
  return { queue, day, sequence, ...latest, halfHours: known };
}

/** A queue's day from its commits; undefined for one that nothing was told of. */
export function foldCalls(commits: readonly CallsCommit[]): CallsDay | undefined {
  let state: CallsDay | undefined;
  for (const { events, sequence } of commits) for (const event of events) state = evolve(state, event, sequence);
  return state;
}

/** What becomes of a row: `late`: a later file said otherwise; `twice`: its own file did, in an earlier line. */
export type RowBecomes = 'added' | 'corrected' | 'same' | 'late' | 'twice';

/**
 * Decides what rows of one queue and day, from one file, add to what is known: one event of all that is new, or none.
 * Told again, nothing is new; so a file may be gone through any number of times.
 */
export function decideCalls(
  state: CallsDay | undefined,
  rows: readonly HalfHour[],
  of: Pick<CallsEvent, 'queue' | 'day' | 'service' | 'file' | 'given'>,
): { event: CallsEvent | undefined; became: RowBecomes[] } {
  const { file, given } = of;
  const known = new Map(state?.halfHours);
  const moves = state !== undefined && state.service !== of.service && isNewer({ given, file, line: 1 }, state.told);
  const news: HalfHour[] = [];
  const became = rows.map((row): RowBecomes => {
    const before = known.get(row.begins);
    const said = { ...row, file, given };
    if (before?.file === file && before.line !== row.line) return alike(before, row) ? 'same' : 'twice';
    if (before && alike(before, row) && !moves) return 'same';
    if (before && !isNewer(said, before)) return 'late';
    known.set(row.begins, said);
    news.push(row);
    return before ? 'corrected' : 'added';
  });
  const halfHours = news.map(({ begins, offered, answered, within90, abandoned, line }) => ({
    begins,
    offered,
    answered,
    within90,
    abandoned,
    line,
  }));
  return { event: halfHours.length > 0 ? { type: 'counted', ...of, halfHours } : undefined, became };
}

/** Counts of several half hours, or days, together. */
export function sumCounts(some: Iterable<Counts>): Counts {
  const sum: Counts = { offered: 0, answered: 0, within90: 0, abandoned: 0 };
  for (const each of some) for (const name of countNames) sum[name] += each[name];
  return sum;
}

const outcomes = { offered: 'offered', answered: 'answered', within90: 'answered-90s', abandoned: 'abandoned' } as const;

/**
 * The facts of a queue's day as one commit left it: four, each replacing what the commit before it said. Where the queue's
 * calls are now about another service, those in the old place come to nothing.
 */
export function factsOfCalls(commits: readonly CallsCommit[], sequence: number): Fact[] {
  const state = foldCalls(commits.slice(0, sequence));
  if (!state || state.sequence !== sequence) return [];
  const { log } = commits[sequence - 1] as CallsCommit;
  const sum = sumCounts(state.halfHours.values());
  const facts = (service: string, of: (name: keyof Counts) => number): Fact[] =>
    countNames.map((name) => ({
      id: `calls:${log.id}:${outcomes[name]}`,
      day: state.day,
      service,
      shard: shardOf(log.id),
      type: 'calls',
      outcome: outcomes[name],
      detail: state.queue,
      quantity: of(name),
      version: sequence,
    }));
  const service = state.service ?? NO_SERVICE;
  const left = new Set(commits.slice(0, sequence - 1).flatMap(({ events }) => events.map((event) => event.service ?? NO_SERVICE)));
  left.delete(service);
  return [...facts(service, (name) => sum[name]), ...[...left].flatMap((each) => facts(each, () => 0))];
}
