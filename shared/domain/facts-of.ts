import { daysBetween, localDate } from './calendar.ts';
import type { CaseCommit, CaseEvent } from './case.ts';
import { isEnd, type Service, stageOf, textTemplate } from './catalogue.ts';
import type { AnyCommit, Commit } from './commit.ts';
import type { ContactCommit } from './contact.ts';
import { type Fact, shardOf } from './fact.ts';
import type { LookupCommit } from './lookup.ts';

/**
 * The facts that one commit of a case adds. Those before it are looked at too; those after it are not, so that a commit
 * gives the same facts whenever it is projected.
 * @param commits the case's log from its first commit
 * @param sequence the commit to find the facts of; none for one that is not there
 */
export function factsOfCase(service: Service, commits: readonly CaseCommit[], sequence: number): Fact[] {
  const commit = commits.find((each) => each.sequence === sequence);
  const first = commits[0];
  const opened = first?.events.find((event) => event.type === 'opened');
  if (!commit || !first || !opened) return [];
  const { channel, assisted } = opened;
  const fact = factMaker(commit, opened.service);
  const ended = (event: CaseEvent & { stage: string }): Fact[] => {
    const stage = stageOf(service, event.stage);
    if (!isEnd(stage)) return [];
    const asked = first.personal.mobile !== undefined && textTemplate(service, stage, opened.fastTrack) !== undefined;
    return [fact('ended', { channel, assisted, outcome: stage.entered }), ...(asked ? [fact('rating-asked', { channel })] : [])];
  };
  return commit.events.flatMap((event): Fact[] => {
    switch (event.type) {
      case 'opened':
        return [fact('contact', { channel, assisted, outcome: 'request' }), fact('opened', { channel, assisted })];
      case 'decided': {
        const days = daysBetween(localDate(first.at), localDate(commit.at));
        return [fact('decided', { channel, outcome: event.outcome, days }), ...ended(event)];
      }
      case 'stageMoved':
      case 'completed':
      case 'closed':
        return ended(event);
      case 'rated':
        return [{ ...fact('rated', { channel, score: event.score }), ...ratingPlace(commits, 'case') }];
      default:
        return [];
    }
  });
}

/** The facts that one commit of a contact's log adds; see {@link factsOfCase}. */
export function factsOfContact(commits: readonly ContactCommit[], sequence: number): Fact[] {
  const commit = commits.find((each) => each.sequence === sequence);
  const logged = commits[0]?.events.find((event) => event.type === 'logged');
  if (!commit || !logged) return [];
  const { channel, outcome } = logged;
  const fact = factMaker(commit, logged.service);
  return commit.events.flatMap((event): Fact[] => {
    if (event.type === 'rated') return [{ ...fact('rated', { channel, score: event.score }), ...ratingPlace(commits, 'contact') }];
    return [fact('contact', { channel, outcome }), ...(commit.personal.mobile === undefined ? [] : [fact('rating-asked', { channel })])];
  });
}

/** A look-up counts once, as a web contact, when it is opened: until then it may be nobody's. */
export function factsOfLookup(commits: readonly LookupCommit[], sequence: number): Fact[] {
  const commit = commits.find((each) => each.events.some((event) => event.type === 'opened'));
  const opened = commit?.events.find((event) => event.type === 'opened');
  if (!commit || !opened || commit.sequence !== sequence) return [];
  return [factMaker(commit, opened.service)('contact', { channel: 'web', outcome: 'look-up' })];
}

type Dimensions = Pick<Fact, 'channel' | 'assisted' | 'outcome' | 'days' | 'score'>;

function factMaker({ log, sequence, at }: AnyCommit, service: string) {
  return (type: Fact['type'], dimensions: Dimensions): Fact => ({
    id: `${type}:${log.kind}:${log.id}:${sequence}`,
    day: localDate(at),
    service,
    shard: shardOf(log.id),
    type,
    quantity: 1,
    ...dimensions,
    version: sequence,
  });
}

/**
 * One rating per subject: its fact stays in the place of the first rating, so that a later one replaces it there and
 * nothing needs to be moved, in whichever order the two are projected.
 */
function ratingPlace(commits: readonly Commit<{ type: string }>[], kind: 'case' | 'contact'): Pick<Fact, 'id' | 'day'> {
  const first = commits.find((each) => each.events.some((event) => event.type === 'rated')) as AnyCommit;
  return { id: `rated:${kind}:${first.log.id}`, day: localDate(first.at) };
}
