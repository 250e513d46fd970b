import type { DueBetween, QueueEntry, QueueStore } from '../store/queue-store.ts';

export type ListQueue = ReturnType<typeof createListQueue>;
/** `next` is the rank to go on after, when there is more. */
export type QueuePage = { entries: QueueEntry[]; next?: string };

const PAGE = 50;

/** One page of the queues of some teams, as one queue: earliest target date first. One Query per team, side by side; two of those due between two dates. */
export function createListQueue({ queues }: { queues: QueueStore }) {
  return async (
    teams: readonly string[],
    { after, due }: { after?: string | undefined; due?: DueBetween | undefined } = {},
  ): Promise<QueuePage> => {
    const pages = await Promise.all(teams.map((team) => queues.page(team, { after, due, limit: PAGE + 1 })));
    const ranked = pages.flat().toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    const entries = ranked.slice(0, PAGE);
    const last = entries.at(-1);
    return { entries, ...(ranked.length > PAGE && last ? { next: last.rank } : {}) };
  };
}
