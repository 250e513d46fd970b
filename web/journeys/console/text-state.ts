import { formatInstant } from '../../../shared/domain/calendar.ts';
import { isForGood } from '../../../shared/domain/receipt.ts';
import { isToOther, type Text } from '../../../shared/domain/text.ts';
import { textWords as words } from '../../content/console-texts.ts';
import { fill } from '../../content/fill.ts';

/** What became of a text, in a sentence, with why where there is a why: `Not sent: the case had moved on`. */
export function textStateWords({ state, at, dueAt, again, because }: Pick<Text, 'state' | 'at' | 'dueAt' | 'again' | 'because'>): string {
  const waits = state === 'due' && dueAt !== undefined && dueAt > at;
  const said = waits ? fill(words.dueFrom, { when: formatInstant(dueAt) }) : words.states[state];
  const told = because && state !== 'sent' && state !== 'delivered' ? `${said}: ${whyOf(because)}` : said;
  return state === 'unknown' && again && dueAt ? `${told}. ${fill(words.copyAt, { when: formatInstant(dueAt) })}` : told;
}

function whyOf(because: string): string {
  const known: Readonly<Record<string, string>> = words.because;
  return Object.hasOwn(known, because) ? String(known[because]) : fill(words.carrierSaid, { because });
}

/** Why a resident must be reached another way, going by the last of their texts that came to an end; undefined while texts arrive. */
export function reachWords(texts: readonly (Pick<Text, 'state' | 'at' | 'because'> & { purpose?: string })[]): string | undefined {
  const toResident = texts.filter(({ purpose }) => purpose === undefined || !isToOther({ purpose }));
  const ended = toResident.filter(
    ({ state, because }) => state === 'delivered' || state === 'failed' || (state === 'dropped' && isAboutPhone(because)),
  );
  const last = ended.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (!last || last.state === 'delivered') return undefined;
  if (last.because === 'stopped' || last.because === 'muted' || last.because === 'opted-out') return words.reach.stopped;
  return last.state === 'dropped' || isForGood(last.because) ? words.reach.unreachable : undefined;
}

const isAboutPhone = (because: string | undefined) => because === 'stopped' || because === 'muted' || because === 'unreachable';
