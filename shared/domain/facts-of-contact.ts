import { localDate } from './calendar.ts';
import { type Contact, type ContactCommit, type ContactEvent, foldContact } from './contact.ts';
import { type Fact, shardOf } from './fact.ts';

/**
 * What one commit of a contact's log counts for, other than a rating that was asked for: the contact itself, on the day it happened;
 * that it need not have been, with the stage that made its person ask; ratings that were left. A contact is one fact, under one id: where it
 * is put right its new slice gets it with this commit's version, and its old slice gets it with nothing in it; so whichever of its commits is projected last, the numbers are the
 * same. What follows from its ratings stays where it was: the request named the service that they rated, and nobody can take out
 * a rating by taking out its contact.
 */
export function factsOfCoding(commits: readonly ContactCommit[], sequence: number): Fact[] {
  const commit = commits.find((each) => each.sequence === sequence);
  const left = commit?.events.filter((event) => event.type === 'ratingLeft') ?? [];
  if (commit && left.length > 0) return left.map((event) => leftFact(event, commit));
  const before = foldContact(commits.filter((each) => each.sequence < sequence));
  const after = foldContact(commits.filter((each) => each.sequence <= sequence));
  if (!commit || !after) return [];
  const counts = commit.events.some(({ type }) => type === 'logged' || type === 'recoded' || type === 'withdrawn');
  return [
    ...(counts ? moved(before && contactFact(before, sequence), contactFact(after, sequence)) : []),
    ...moved(chasedFact(before, sequence), chasedFact(after, sequence)),
  ];
}

/** A fact as it is now, and nothing of it in a slice that it has left; none where it is not and was not, or was and is the same. */
function moved(was: Fact | undefined, is: Fact | undefined): Fact[] {
  const unchanged = was && is && JSON.stringify(was) === JSON.stringify(is);
  const leaves = was && (!is || is.service !== was.service);
  return [...(leaves ? [{ ...was, quantity: 0 }] : []), ...(is && !unchanged ? [is] : [])];
}

function contactFact({ id, happenedAt, channel, service, outcome, reason, withdrawn }: Contact, version: number): Fact {
  return {
    // Of the commit that logged it, as everything that follows from a commit.
    id: `contact:contact:${id}:1`,
    day: localDate(happenedAt),
    service,
    shard: shardOf(id),
    type: 'contact',
    quantity: withdrawn ? 0 : 1,
    channel,
    outcome,
    ...(reason ? { detail: reason } : {}),
    version,
  };
}

function chasedFact(contact: Contact | undefined, version: number): Fact | undefined {
  if (!contact?.link) return undefined;
  const { id, happenedAt, channel, service, link } = contact;
  return {
    id: `chased:contact:${id}`,
    day: localDate(happenedAt),
    service,
    shard: shardOf(id),
    type: 'chased',
    quantity: 1,
    channel,
    outcome: link.told,
    detail: link.stage,
    version,
  };
}

function leftFact(event: Extract<ContactEvent, { type: 'ratingLeft' }>, { log, at, sequence }: ContactCommit): Fact {
  const { service, channel, via, score, quantity, happenedAt } = event;
  return {
    id: `rated:contact:${log.id}:${sequence}:${score}`,
    day: localDate(happenedAt ?? at),
    service,
    shard: shardOf(log.id),
    type: 'rated',
    quantity,
    channel,
    outcome: via,
    score,
    version: sequence,
  };
}
