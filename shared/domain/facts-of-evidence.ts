import { localDate } from './calendar.ts';
import type { CaseCommit } from './case.ts';
import type { Service } from './catalogue.ts';
import { isReady } from './evidence.ts';
import { foldCase } from './evolve-case.ts';
import { type Fact, shardOf } from './fact.ts';
import type { TextBecame } from './facts-of-text.ts';
import { isQuiet } from './imported.ts';
import { isReminder, remindersFor } from './reminders.ts';
import type { Text } from './text.ts';

/**
 * What one commit of a case counts for, of what was asked of its resident: that something was asked, that all of it is in, and each
 * reminder that need not be sent because of that. Only those of somebody who gets texts were planned, and could be saved.
 */
export function factsOfEvidence(service: Service, commits: readonly CaseCommit[], sequence: number): Fact[] {
  const index = commits.findIndex((each) => each.sequence === sequence);
  const commit = commits[index];
  if (!commit?.events.some((event) => event.type === 'evidenceAsked' || 'item' in event)) return [];
  const before = foldCase(service, commits.slice(0, index));
  const after = foldCase(service, commits.slice(0, index + 1));
  if (!before || !after) return [];
  const fact = (type: Fact['type'], cause: string): Fact => ({
    id: `${type}:case:${commit.log.id}:${cause}`,
    day: localDate(commit.at),
    service: service.id,
    shard: shardOf(commit.log.id),
    type,
    quantity: 1,
    version: sequence,
  });
  const asked = commit.events.some((event) => event.type === 'evidenceAsked') ? [fact('evidence-asked', String(sequence))] : [];
  const { evidence } = before;
  if (!evidence || isReady(before) || !isReady(after)) return asked;
  const quiet = commits.some((each) => each.sequence === evidence.planned && isQuiet(each));
  const planned = before.textable && !before.fastTrack && !quiet ? remindersFor(evidence) : [];
  const saved = planned.filter(({ at }) => at > commit.at);
  return [
    ...asked,
    fact('evidence-complete', String(sequence)),
    ...saved.map(({ purpose }) => fact('reminder-saved', `${evidence.planned}:${purpose}`)),
  ];
}

/** A reminder that was sent counts once, on the day of what caused it, as its text does; one that did not arrive for nothing. */
export function factsOfReminder(
  { log, sequence, purpose, at, service }: Pick<Text, 'log' | 'sequence' | 'purpose' | 'at' | 'service'>,
  became: TextBecame,
): Fact[] {
  if (!isReminder(purpose) || !service || became === 'failed' || became === 'refused') return [];
  const id = `reminder-sent:case:${log.id}:${sequence}:${purpose}`;
  return [{ id, day: localDate(at), service, shard: shardOf(log.id), type: 'reminder-sent', quantity: 1, version: 1 }];
}
