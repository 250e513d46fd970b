import * as z from 'zod';

/**
 * Who did it: a resident, somebody they let in (their id of `helper.ts`), a member of staff (their issuer's subject id, and their name
 * as it was then), an API client, or Front Door itself.
 */
export const actorSchema = z.object({
  kind: z.enum(['resident', 'helper', 'staff', 'client', 'system']),
  id: z.string().optional(),
  name: z.string().optional(),
});
export type Actor = z.infer<typeof actorSchema>;

type LogKind = 'case' | 'contact' | 'lookup' | 'handset' | 'person' | 'calls';
/** Names one log: `case` and its reference, `contact` and its id, `lookup` and its id, `person` and their id, `handset` and the HMAC of its number, `calls` with a day and its queue. */
export type LogId = { kind: LogKind; id: string };

/**
 * What one command added to a log: one item, numbered without gaps from 1.
 * Personal fields sit apart in `personal`, so that they can be blanked in place; events hold none.
 * - `cause`: what asked for it (an idempotency key's hash, a text's id); a log never takes the same cause twice.
 */
export type Commit<Event, Personal = Record<string, unknown>> = {
  log: LogId;
  sequence: number;
  at: string;
  by: Actor;
  cause?: string;
  events: Event[];
  personal: Personal;
};
export type AnyCommit = Commit<unknown>;

/** The most a commit or a draft may hold, as JSON: DynamoDB's item limit is 400 KB, and an item must stay readable in one page. */
export const MAX_ITEM_BYTES = 200_000;
