import { type CommentPlace, type CommentsPage, commentOf, type FoundComment, MAX_CHOSEN } from '../domain/comment.ts';
import type { Quarter } from '../domain/quarter.ts';
import type { CommentStore, NotedComment } from '../store/comment-store.ts';
import type { LogStore } from '../store/log-store.ts';

/** How many comments a page shows: each is read from its log. */
export const COMMENTS_A_PAGE = 20;

export type ChooseOutcome = 'chosen' | 'too-many';

export type Comments = ReturnType<typeof createComments>;

/**
 * What people wrote when they rated, for a manager to choose from and for the report to print. Words are read from the logs they
 * stand in each time: what has been erased, or rated again without words, is not there any more.
 */
export function createComments({ commentStore, logs }: { commentStore: CommentStore; logs: LogStore }) {
  const read = async ({ kind, id, chosen }: NotedComment): Promise<FoundComment[]> => {
    const found = commentOf(kind === 'case' ? await logs.load({ kind, id }) : await logs.load({ kind, id }));
    return found ? [{ ...found, kind, id, chosen }] : [];
  };
  const readAll = async (noted: readonly NotedComment[]) => (await Promise.all(noted.map(read))).flat();

  return {
    /** Those a manager chose. One Query, and one for each. */
    async chosen(quarter: Quarter): Promise<FoundComment[]> {
      const noted = (await commentStore.of(quarter)).filter(({ chosen }) => chosen);
      return readAll(noted.slice(0, MAX_CHOSEN));
    },
    /** One page of all that came, from 1. One Query, and one for each comment on the page. */
    async page(quarter: Quarter, asked: number): Promise<CommentsPage> {
      const noted = await commentStore.of(quarter);
      const pages = Math.max(1, Math.ceil(noted.length / COMMENTS_A_PAGE));
      const page = Math.min(Math.max(1, asked), pages);
      const here = noted.slice((page - 1) * COMMENTS_A_PAGE, page * COMMENTS_A_PAGE);
      const chosen = noted.filter((each) => each.chosen).length;
      return { comments: await readAll(here), page, pages, noted: noted.length, chosen };
    },
    /**
     * Makes those of `shown` that are among `wanted` chosen and the rest not; others stay as they are. Nothing is changed where
     * it would come to more than {@link MAX_CHOSEN}. One Query, and one update for each that changes.
     */
    async choose(quarter: Quarter, shown: readonly CommentPlace[], wanted: readonly CommentPlace[]): Promise<ChooseOutcome> {
      const has = (places: readonly CommentPlace[], { kind, id }: CommentPlace) =>
        places.some((each) => each.kind === kind && each.id === id);
      const noted = await commentStore.of(quarter);
      const after = (each: NotedComment) => (has(shown, each) ? has(wanted, each) : each.chosen);
      if (noted.filter(after).length > MAX_CHOSEN) return 'too-many';
      await Promise.all(noted.filter((each) => after(each) !== each.chosen).map((each) => commentStore.choose(quarter, each, after(each))));
      return 'chosen';
    },
  };
}
