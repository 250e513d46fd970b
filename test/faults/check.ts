import { catalogue } from '../../shared/catalogue/index.ts';
import { stageOf, textTemplate } from '../../shared/domain/catalogue.ts';
import { SLOT_MS } from '../../shared/domain/slot.ts';
import { isFinal } from '../../shared/domain/text.ts';
import { type Key, TEXT_PREFIX, textKey } from '../../shared/store/keys.ts';
import { commitNamed } from '../../shared/store/log-store.ts';
import { parseText } from '../../shared/store/text-store.ts';
import type { Taken } from './carrier.ts';
import type { FaultyFrontDoor } from './front-door.ts';

/** From a claim to its publishing, at most: a function may run so long. */
const CLAIM_TO_CARRIER_MS = 45_000;

export type Findings = { texts: number; duplicates: number; losses: string[]; wrongs: string[] };
const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`;

/** What must hold of every run once it is over: nothing lost without a visible state, nothing sent twice that must not be. */
export function check({ table, carrier, heard }: FaultyFrontDoor, stoppedAt: ReadonlyMap<string, number>): Findings {
  const items = table.items() as (Key & Record<string, unknown>)[];
  const texts = items.filter(({ sk }) => sk.startsWith(TEXT_PREFIX));
  const byName = new Map(texts.map((item) => [nameOf(item), parseText(item)]));
  const taken = Map.groupBy(carrier.taken, ({ key }) => nameOf(key));
  const losses: string[] = [];
  const wrongs: string[] = [];
  let duplicates = 0;

  for (const item of items) {
    if (item['unprojected']) losses.push(`${nameOf(item)} was never projected`);
    for (const expected of textsCalledFor(item)) if (!byName.has(nameOf(expected))) losses.push(`${nameOf(expected)} is not there`);
  }
  for (const [name, text] of byName) {
    const times = taken.get(name) ?? [];
    if (!isFinal(text.state)) losses.push(`${name} is ${text.state} for ever`);
    if (times.length === 0 && ['delivered', 'failed', 'sent'].includes(text.state)) losses.push(`${name} is ${text.state} and never left`);
    if (times.length > 0 && ['dropped', 'refused'].includes(text.state)) wrongs.push(`${name} left, and is ${text.state}`);
    duplicates += Math.max(0, times.length - 1);
    const asks = times.filter(({ body }) => body.includes('5 excellent'));
    if (text.purpose === 'code' && times.length > 1) wrongs.push(`${name}: a code left ${times.length} times`);
    if (asks.length > 1) wrongs.push(`${name}: asked for a rating ${asks.length} times`);
    if (times.length > 2) wrongs.push(`${name} left ${times.length} times`);
    const [first, second] = times;
    if (first && second) wrongs.push(...wrongSecond(name, first, second));
  }
  for (const { key, to, at } of carrier.taken) {
    // A code answers somebody who asks for it on the web, stopped or not.
    const stopped = key.sk.endsWith('#code') ? undefined : stoppedAt.get(to);
    if (stopped !== undefined && at > stopped + CLAIM_TO_CARRIER_MS) wrongs.push(`${nameOf(key)} left after STOP`);
  }
  if (carrier.mostAtOnce() > 1) wrongs.push(`${carrier.mostAtOnce()} texts at once to one number`);
  return { texts: texts.length, duplicates, losses, wrongs };

  /** A copy leaves an hour after the first at the earliest, and only where no line about the first had come. */
  function wrongSecond(name: string, first: Taken, second: Taken): string[] {
    const hour = first.at - CLAIM_TO_CARRIER_MS + SLOT_MS;
    const came = heard.get(first.messageId);
    return [
      ...(second.at < hour ? [`${name} left again after ${Math.round((second.at - first.at) / 60_000)} minutes`] : []),
      ...(came !== undefined && came < hour
        ? [`${name} left again, though its line came after ${Math.round((came - first.at) / 60_000)} minutes`]
        : []),
    ];
  }
}

/** The text of each stage that a case's commit led to. All cases of a run have a mobile. */
function textsCalledFor(item: Key & Record<string, unknown>): Key[] {
  const commit = commitNamed(item);
  if (commit?.log.kind !== 'case') return [];
  const service = catalogue.get('missed-bin');
  const events = item['events'] as { stage?: string }[];
  return events.flatMap(({ stage }) =>
    service && stage && textTemplate(service, stageOf(service, stage), false) ? [textKey(commit.log, commit.sequence, stage)] : [],
  );
}
