import { formatInstant } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { bereavementOf, type Person } from '../../../shared/domain/person.ts';
import { addressOf, type LetterReason, mayWrite, writesBecause } from '../../../shared/domain/reach.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { peopleWords } from '../../content/console-people.ts';
import { fill } from '../../content/fill.ts';

const words = peopleWords.reached;
export type Reached = { service: Service; state: Case; texts: readonly Text[]; letters: readonly Letter[]; person?: Person | undefined };

/**
 * How a resident is told, in a sentence for staff: by text, with when the last arrived; by letter, and why; or that nobody knows how.
 * For a number that stopped or fails it goes by the last of their texts that came to an end.
 */
export function reachedWords({ service, state, texts, letters, person }: Reached): string {
  if (bereavementOf(person)) return words.died;
  const address = addressOf(service, state) !== undefined;
  const why = writesBecause(service, state);
  if (why) return address ? fill(words.letter, { why: words.why[why] }) : why === 'no-mobile' ? words.nobody : byHand(why);
  if (!state.mobile) return words.onRequest;
  const failing = whyNotTexted(texts, letters);
  if (failing) return address && mayWrite(service, state) ? fill(words.letterAfter, { why: words.why[failing] }) : byHand(failing);
  const delivered = texts
    .filter((text) => text.state === 'delivered')
    .toSorted((a, b) => ((a.settledAt ?? a.at) < (b.settledAt ?? b.at) ? 1 : -1))[0];
  return delivered ? fill(words.delivered, { when: formatInstant(delivered.settledAt ?? delivered.at) }) : words.text;
}

const byHand = (why: LetterReason) => fill(words.byHand, { why: words.why[why] });

/** Why the last text that came to an end did not reach its phone; a letter says so where it took that text's place. */
function whyNotTexted(texts: readonly Text[], letters: readonly Letter[]): LetterReason | undefined {
  const last = texts
    .filter(({ state, because }) => ['delivered', 'failed', 'refused'].includes(state) || (state === 'dropped' && isAboutPhone(because)))
    .toSorted((a, b) => a.sequence - b.sequence)
    .at(-1);
  if (!last || last.state === 'delivered') return undefined;
  if (isAboutPhone(last.because)) return last.because;
  return letters.find(({ sequence }) => sequence === last.sequence)?.why ?? 'unreachable';
}

const isAboutPhone = (because: string | undefined): because is 'stopped' | 'muted' | 'unreachable' =>
  because === 'stopped' || because === 'muted' || because === 'unreachable';
