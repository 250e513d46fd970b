import { type Instant, type LocalDate, localDate } from '../domain/calendar.ts';
import type { Channel } from '../domain/case.ts';
import { FACT_SHARDS, type Fact } from '../domain/fact.ts';
import { quarterOf } from '../domain/quarter.ts';
import { type TeamToday, teamToday } from '../domain/team-today.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { FailingText, FailingTextStore } from '../store/failing-text-store.ts';
import type { QueueStore } from '../store/queue-store.ts';
import type { RollupStore } from '../store/rollup-store.ts';
import { all } from '../store/table.ts';
import type { TaskStore } from '../store/task-store.ts';

/** The most that is looked at of each list: what a dashboard costs does not grow with the work that waits. */
const MOST_CASES = 1000;
const MOST_TASKS = 200;
/** Of each service. */
const MOST_TEXTS = 100;
/** For so long a text that did not arrive is shown. */
const FAILING_DAYS = 7;

type Deps = { queues: QueueStore; tasks: TaskStore; failingTexts: FailingTextStore; rollups: RollupStore; factStore: FactStore };
/** A team, with the services that it does. */
export type TeamAsked = { team: string; services: readonly string[] };
export type ReadToday = ReturnType<typeof createReadToday>;

/** What stands before a team today, and the lists that its other pages do not have. */
export function createReadToday({ queues, tasks, failingTexts, rollups, factStore }: Deps) {
  const since = (at: Instant): Instant => new Date(Date.parse(at) - FAILING_DAYS * 86_400_000).toISOString();
  const failing = async (services: readonly string[], at: Instant, most: number) =>
    Promise.all(services.map((service) => failingTexts.since(service, since(at), most)));

  return {
    /** Its numbers. Two Queries for the team and two for each of its services, side by side, however many cases there are. */
    async numbers({ team, services }: TeamAsked, at: Instant): Promise<TeamToday> {
      const day = localDate(at);
      const [cases, open, texts, today] = await Promise.all([
        queues.page(team, { limit: MOST_CASES + 1 }),
        tasks.page(team, { limit: MOST_TASKS + 1 }),
        failing(services, at, MOST_TEXTS + 1),
        Promise.all(services.map((service) => rollups.ofDay({ quarter: quarterOf(day), service, day }))),
      ]);
      const textsFailing = texts.map((each) => cutAt(each, MOST_TEXTS));
      return teamToday({ cases: cutAt(cases, MOST_CASES), tasks: cutAt(open, MOST_TASKS), textsFailing, today }, day);
    },
    /** The texts that failed of late, the latest first. One Query for each service. */
    async texts({ services }: TeamAsked, at: Instant): Promise<FailingText[]> {
      const found = await failing(services, at, MOST_TEXTS);
      return found.flat().toSorted((a, b) => ((a.settledAt ?? a.at) > (b.settledAt ?? b.at) ? -1 : 1));
    },
    /** What was counted today of one channel. Four Queries for each service. */
    async contacts({ services }: TeamAsked, { channel, day }: { channel: Channel; day: LocalDate }): Promise<Fact[]> {
      const slices = services.flatMap((service) => Array.from({ length: FACT_SHARDS }, (_, shard) => ({ day, service, shard })));
      const facts = await Promise.all(slices.map((slice) => all(factStore.in(slice))));
      return facts.flat().filter((fact) => fact.type === 'contact' && fact.channel === channel && fact.quantity > 0);
    },
  };
}

const cutAt = <T>(items: readonly T[], most: number) => ({ items: items.slice(0, most), cut: items.length > most });
