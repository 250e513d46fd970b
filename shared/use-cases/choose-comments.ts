import { type CommentPlace, type CommentsPage, commentOf, type FoundComment, MAX_CHOSEN, type RatedWords } from '../domain/comment.ts';
import type { Quarter } from '../domain/quarter.ts';
import type { CommentStore, NotedComment } from '../store/comment-store.ts';
import type { LogStore } from '../store/log-store.ts';

/** How many comments a page shows: each is read from its log. */
export const COMMENTS_A_PAGE = 20;

export type ChooseOutcome = 'chosen' | 'too-many';

export type Comments = ReturnType<typeof createComments>;

/**
 * What people wrote when they rated, for a manager to choose from and for the report to print. Words are read from the logs they
 * stand in each time: what has been erased, or rated again without words, is not there any more. What was chosen are the words of one
 * rating: once another stands in its place, nobody has read those words, and they are not chosen.
 */
export function createComments({ commentStore, logs }: { commentStore: CommentStore; logs: LogStore }) {
  const read = async ({ kind, id, chosenIn }: NotedComment): Promise<FoundComment[]> => {
    const found = commentOf(kind === 'case' ? await logs.load({ kind, id }) : await logs.load({ kind, id }));
    return found ? [{ ...found, kind, id, chosen: found.sequence === chosenIn }] : [];
  };
  const readAll = async (noted: readonly NotedComment[]) => (await Promise.all(noted.map(read))).flat();
  const readChosen = async (noted: readonly NotedComment[]) => (await readAll(noted.filter(isChosen))).filter(({ chosen }) => chosen);

  return {
    /** Those a manager chose. One Query, and one for each. */
    async chosen(quarter: Quarter): Promise<FoundComment[]> {
      return (await readChosen(await commentStore.of(quarter))).slice(0, MAX_CHOSEN);
    },
    /** One page of all that came, from 1. One Query, one for each comment on the page, and one for each that is chosen on another. */
    async page(quarter: Quarter, asked: number): Promise<CommentsPage> {
      const noted = await commentStore.of(quarter);
      const pages = Math.max(1, Math.ceil(noted.length / COMMENTS_A_PAGE));
      const page = Math.min(Math.max(1, asked), pages);
      const here = noted.slice((page - 1) * COMMENTS_A_PAGE, page * COMMENTS_A_PAGE);
      const [comments, others] = await Promise.all([readAll(here), readChosen(noted.filter((each) => !here.includes(each)))]);
      const chosen = comments.filter((each) => each.chosen).length + others.length;
      return { comments, page, pages, noted: noted.length, chosen };
    },
    /**
     * Makes those of `shown` that are among `wanted` chosen and the rest not; others stay as they are. Nothing is changed where
     * it would come to more than {@link MAX_CHOSEN} that can be read. One Query, one for each that is chosen on another page where it
     * would otherwise come to too many, and one update for each that changes.
     */
    async choose(quarter: Quarter, shown: readonly RatedWords[], wanted: readonly RatedWords[]): Promise<ChooseOutcome> {
      const noted = await commentStore.of(quarter);
      const [here, elsewhere] = [noted.filter((each) => ofLog(shown, each)), noted.filter((each) => !ofLog(shown, each))];
      const after = new Map(here.map((each) => [each, ofLog(wanted, each)?.sequence]));
      const more = [...after.values()].filter((sequence) => sequence !== undefined).length;
      if (more + elsewhere.filter(isChosen).length > MAX_CHOSEN) {
        const standing = await readChosen(elsewhere);
        if (more + standing.length > MAX_CHOSEN) return 'too-many';
        for (const each of elsewhere) if (isChosen(each) && !ofLog(standing, each)) after.set(each, undefined);
      }
      const changed = [...after].filter(([each, sequence]) => each.chosenIn !== sequence);
      await Promise.all(changed.map(([each, sequence]) => commentStore.choose(quarter, each, sequence)));
      return 'chosen';
    },
  };
}

const isChosen = ({ chosenIn }: NotedComment): boolean => chosenIn !== undefined;
const ofLog = <T extends CommentPlace>(some: readonly T[], { kind, id }: CommentPlace): T | undefined =>
  some.find((each) => each.kind === kind && each.id === id);
