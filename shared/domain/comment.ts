import { localDate } from './calendar.ts';
import type { CaseEvent, Score } from './case.ts';
import type { Commit } from './commit.ts';
import type { ContactEvent } from './contact.ts';
import { type Quarter, quarterOf } from './quarter.ts';

/**
 * What somebody wrote when they rated a case or a contact. Kept in its log alone: whatever lists it names the log and no word of it.
 * `sequence`: of the commit that holds the words.
 */
export type Comment = { service: string; score: Score; comment: string; at: string; sequence: number };

/** The log a comment is in. */
export type CommentPlace = { kind: 'case' | 'contact'; id: string };
/** The words of one rating: those of a later rating of the same log are others. */
export type RatedWords = CommentPlace & Pick<Comment, 'sequence'>;
export type FoundComment = Comment & CommentPlace & { chosen: boolean };
/** One page, from 1, of a quarter's comments; `noted` on all of them, words erased since among them; `chosen` of those that can be read. */
export type CommentsPage = { comments: FoundComment[]; page: number; pages: number; noted: number; chosen: number };

/** The most comments of one quarter that a manager may choose: each costs the report one Query. */
export const MAX_CHOSEN = 20;

/** A log that can be rated, from its first commit. */
type Rated = readonly Commit<CaseEvent | ContactEvent, { comment?: string | undefined }>[];

type RatedEvent = CaseEvent | ContactEvent;
type Of<T extends RatedEvent['type']> = Extract<RatedEvent, { type: T }>;
const isRating = (event: RatedEvent): event is Of<'rated' | 'ratingLeft'> => event.type === 'rated' || event.type === 'ratingLeft';
const isBeginning = (event: RatedEvent): event is Of<'opened' | 'logged' | 'ratingLeft'> =>
  event.type === 'opened' || event.type === 'logged' || event.type === 'ratingLeft';

/** What the rating that stands says in words; undefined where it says nothing, or its words were erased. */
export function commentOf(commits: Rated): Comment | undefined {
  const service = commits[0]?.events.find(isBeginning)?.service;
  const rated = commits.findLast(({ events }) => events.some(isRating));
  const event = rated?.events.find(isRating);
  const comment = rated?.personal.comment?.trim();
  if (!service || !rated || !event || !comment) return undefined;
  return { service, score: event.score, comment, at: rated.at, sequence: rated.sequence };
}

/** The quarter that its rating counts in: that of the first, whose place every later one takes. */
export function quarterRated(commits: Rated): Quarter | undefined {
  const first = commits.find(({ events }) => events.some(isRating));
  return first && quarterOf(localDate(first.events.find(isRating)?.happenedAt ?? first.at));
}
