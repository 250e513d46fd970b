import { daysBetween, localDate } from './calendar.ts';
import type { CaseCommit, CaseEvent, Channel } from './case.ts';
import { isEnd, type Service, stageOf } from './catalogue.ts';
import type { AnyCommit, Commit } from './commit.ts';
import type { ContactCommit, ContactEvent } from './contact.ts';
import { type Fact, shardOf } from './fact.ts';
import type { HandsetCommit } from './handset.ts';
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
    return isEnd(stage) ? [fact('ended', { channel, assisted, outcome: stage.entered })] : [];
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
        return ratedFacts({ kind: 'case', commits }, commit, event);
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
  return commit.events.flatMap((event): Fact[] =>
    event.type === 'rated' ? ratedFacts({ kind: 'contact', commits }, commit, event) : [fact('contact', { channel, outcome })],
  );
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

/** A STATUS text that was answered counts once, as a text contact about the case's service. */
export function factOfStatus(commit: HandsetCommit, service: string): Fact {
  return factMaker(commit, service)('contact', { channel: 'text', outcome: 'status' });
}

/** The log of something that can be rated, from its first commit. */
export type RatedLog = { kind: 'case'; commits: readonly CaseCommit[] } | { kind: 'contact'; commits: readonly ContactCommit[] };

/**
 * What became of the request to rate that one commit caused: it was `asked`; its text `reached` the phone; or it never left
 * after all, which takes the asking back. Asked and reached stand on the day of the commit, so that they fall in one quarter.
 */
export function factsOfRequest(log: RatedLog, sequence: number, became: 'asked' | 'reached' | 'not-sent'): Fact[] {
  const commit = log.commits.find((each) => each.sequence === sequence);
  const begun = beginningOf(log);
  if (!commit || !begun) return [];
  const fact = factMaker(commit, begun.service);
  if (became === 'reached') return [reachedFact(log, commit, begun)];
  const asked = fact('rating-asked', { channel: begun.channel });
  return [became === 'asked' ? asked : { ...asked, quantity: 0, version: sequence + 1 }];
}

/**
 * One rating per subject: its fact stays in the place of the first rating, so that a later one replaces it there and
 * nothing needs to be moved, in whichever order the two are projected. One that answers a request shows that it reached.
 */
function ratedFacts(log: RatedLog, commit: CaseCommit | ContactCommit, { score, via }: Pick<Rated, 'score' | 'via'>): Fact[] {
  const begun = beginningOf(log);
  const commits: readonly Commit<{ type: string }>[] = log.commits;
  const first = commits.find((each) => each.events.some((event) => event.type === 'rated'));
  if (!begun || !first) return [];
  const { channel, service } = begun;
  const place = { id: `rated:${log.kind}:${first.log.id}`, day: localDate(first.at) };
  const rated = { ...factMaker(commit, service)('rated', { channel, outcome: via, score }), ...place };
  const asking = ANSWERS_A_REQUEST.includes(via) && askedIn(log);
  return asking ? [rated, reachedFact(log, asking, begun)] : [rated];
}

type Rated = Extract<CaseEvent, { type: 'rated' }>;
/** Ways of rating that only somebody whom our request reached has. */
export const ANSWERS_A_REQUEST: readonly Rated['via'][] = ['reply', 'link'];

/** The commit whose text asked to rate: that of the case's end, or of the contact. */
function askedIn({ kind, commits }: RatedLog): CaseCommit | ContactCommit | undefined {
  if (kind === 'contact') return commits[0];
  return commits.findLast(({ events }) => events.some((event) => 'stage' in event));
}

/** One for each subject, whether the carrier or an answer told of it first. */
function reachedFact({ kind }: RatedLog, commit: CaseCommit | ContactCommit, { channel, service }: Beginning): Fact {
  return { ...factMaker(commit, service)('rating-reached', { channel }), id: `rating-reached:${kind}:${commit.log.id}`, version: 1 };
}

type Beginning = { channel: Channel; service: string };
function beginningOf({ commits }: RatedLog): Beginning | undefined {
  const events: readonly (CaseEvent | ContactEvent)[] = commits[0]?.events ?? [];
  return events.find((event) => event.type === 'opened' || event.type === 'logged');
}
