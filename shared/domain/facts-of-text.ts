import { localDate } from './calendar.ts';
import { type Fact, shardOf } from './fact.ts';
import type { Text } from './text.ts';

/** What a text's fact says became of it: its carrier would not take it is `refused`; took it, and says that it did not arrive, `failed`. */
export type TextBecame = 'delivered' | 'failed' | 'refused' | 'unconfirmed';

/** Where a text is counted that is about no service: codes for a number, answers to what was texted. */
export const NO_SERVICE = 'none';

/**
 * A text counts once, when its last state is known: on the day of what caused it, so that it falls in that quarter, for the
 * service it is about. A copy of it is the same text. One that never left counts for nothing.
 */
export function factOfText(
  { log, sequence, purpose, at, service = NO_SERVICE }: Pick<Text, 'log' | 'sequence' | 'purpose' | 'at' | 'service'>,
  became: TextBecame,
): Fact {
  return {
    id: `text:${log.kind}:${log.id}:${sequence}:${purpose}`,
    day: localDate(at),
    service,
    shard: shardOf(log.id),
    type: 'text',
    quantity: 1,
    outcome: became,
    // The carrier's word may come just as nobody waits for it any more: then it holds.
    version: became === 'unconfirmed' ? 1 : 2,
  };
}
