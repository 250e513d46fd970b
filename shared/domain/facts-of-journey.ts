import { type Progress, questionsOnPath } from './answers.ts';
import type { LocalDate } from './calendar.ts';
import type { Channel } from './case.ts';
import { type Fact, shardOf } from './fact.ts';

/**
 * One way through a service's form, from the first answer that was kept.
 * - `draft`: the id of its draft, which no other has
 * - `begunOn`: the local day of the first answer
 * - `channel`: the adviser's for a form that staff filled, and `assisted`; else `web`
 */
export type Journey = { draft: string; service: string; begunOn: LocalDate; channel: Channel; assisted: boolean };

/**
 * How it ended: sent; with somebody told that they cannot get it and what else there is; with somebody who would be told of what
 * another has told us of (`followed`); or left for good.
 * - `question`: of one not sent, the id of the question that told them, or of the last one answered
 */
export type JourneyEnd = { outcome: 'completed' } | { outcome: 'not-eligible' | 'followed' | 'left'; question?: string | undefined };

/** Which end stands where two are told of: who sends it after all completed it; who was told that they cannot get it and went is no loss. */
const STANDS = { left: 1, 'not-eligible': 2, followed: 2, completed: 3 } as const;

/**
 * That it was begun, and how it ended: two facts of the day it was begun, so that both fall in one quarter and a share of them is never
 * more than all. They are keyed by the draft, so that each counts once in whatever order, and however often, its ends are told of.
 */
export function factsOfJourney({ draft, service, begunOn, channel, assisted }: Journey, end: JourneyEnd): Fact[] {
  const fact = { day: begunOn, service, shard: shardOf(draft), type: 'journey' as const, quantity: 1, channel, assisted };
  const detail = end.outcome !== 'completed' && end.question ? { detail: end.question } : {};
  return [
    { ...fact, id: `journey:begun:${draft}`, outcome: 'started', version: 1 },
    { ...fact, id: `journey:ended:${draft}`, outcome: end.outcome, ...detail, version: STANDS[end.outcome] },
  ];
}

/** How far somebody came: the last question of their path that they answered; undefined where they answered none. */
export function lastAnswered(progress: Progress): string | undefined {
  return questionsOnPath(progress).findLast(({ id }) => progress.answers[id] !== undefined)?.id;
}
