import { daysBetween, type LocalDate, localDate } from './calendar.ts';
import type { CaseCommit, CaseEvent, Channel } from './case.ts';
import { isEnd, type Service, stageOf } from './catalogue.ts';
import type { AnyCommit, Commit } from './commit.ts';
import type { ContactCommit, ContactEvent } from './contact.ts';
import { type Fact, shardOf } from './fact.ts';
import { factsOfCoding } from './facts-of-contact.ts';
import { factsOfEvidence } from './facts-of-evidence.ts';
import { factsOfJourney } from './facts-of-journey.ts';
import { NO_SERVICE } from './facts-of-text.ts';
import type { HandsetCommit } from './handset.ts';
import { importedIn } from './imported.ts';
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
  const { channel, assisted, counted: detail } = opened;
  const fact = factMaker(commit, opened.service);
  const ended = (event: CaseEvent & { stage: string }): Fact[] => endedFacts(service, opened, event, { commit, fact });
  const counted = commit.events.flatMap((event): Fact[] => {
    switch (event.type) {
      case 'opened':
        return [
          // What came to a back office, at some time before, is no contact of the day on which its file was taken in.
          fact('contact', { channel, assisted, outcome: importedIn(commit) ? 'imported' : 'request' }),
          fact('opened', { channel, assisted, ...(detail ? { detail } : {}) }),
          ...journeyFacts(event),
        ];
      // They found that it is known and had no need to ask: that is a look-up, not one more request.
      case 'followed':
        return [fact('contact', { channel: event.channel, assisted: event.assisted, outcome: 'look-up' })];
      case 'decided':
        return [...decidedFacts(commits, commit, event, fact), ...ended(event)];
      case 'reconsidered':
        return notEndedFacts(service, commits, commit);
      case 'stageMoved':
      case 'completed':
      case 'closed':
        return ended(event);
      case 'rated':
        return ratedFacts({ kind: 'case', commits }, commit, { ...event, askedIn: firstEnd(service, commits) });
      default:
        return [];
    }
  });
  return [...counted, ...factsOfEvidence(service, commits, sequence)];
}

/** The facts that one commit of a contact's log adds; see {@link factsOfCase}. */
export function factsOfContact(commits: readonly ContactCommit[], sequence: number): Fact[] {
  const commit = commits.find((each) => each.sequence === sequence);
  if (!commit) return [];
  const rated = commit.events.flatMap((event): Fact[] =>
    event.type === 'rated' ? ratedFacts({ kind: 'contact', commits }, commit, { ...event, askedIn: commits[0] }) : [],
  );
  return [...factsOfCoding(commits, sequence), ...rated];
}

/**
 * A look-up counts once, as a web contact, when it is opened: until then it may be nobody's. One of everything asked from a number is about no service. One
 * that could only save a form or take one up is none: the request that it comes to is.
 */
export function factsOfLookup(commits: readonly LookupCommit[], sequence: number): Fact[] {
  const commit = commits.find((each) => each.events.some((event) => event.type === 'opened'));
  const opened = commit?.events.find((event) => event.type === 'opened');
  if (!commit || !opened || opened.form || commit.sequence !== sequence) return [];
  return [factMaker(commit, opened.service ?? NO_SERVICE)('contact', { channel: 'web', outcome: 'look-up' })];
}

type FactMaker = ReturnType<typeof factMaker>;

/**
 * A case's first decision counts with its days, and each later one, when it was looked at again, without: so many decisions were made.
 * One that comes to something else is a reversal as well.
 */
function decidedFacts(
  commits: readonly CaseCommit[],
  commit: CaseCommit,
  { outcome }: CaseEvent & { type: 'decided' },
  fact: FactMaker,
): Fact[] {
  const [first] = commits;
  const opened = first?.events.find((event) => event.type === 'opened');
  if (!first || !opened) return [];
  const { channel } = opened;
  const before = commits.filter(({ sequence }) => sequence < commit.sequence).flatMap(({ events }) => events);
  const earlier = before.findLast((event) => event.type === 'decided');
  if (!earlier) {
    // A claim that an import brought was received before we heard of it.
    const from = opened.receivedOn ?? localDate(first.at);
    return [fact('decided', { channel, outcome, detail: 'first', days: Math.max(0, daysBetween(from, doneOn(commit))) })];
  }
  const decided = fact('decided', { channel, outcome, detail: 'again' });
  return earlier.outcome === outcome ? [decided] : [decided, fact('reversed', { channel, outcome })];
}

type Opened = CaseEvent & { type: 'opened' };

/** A request that came from a form is that form completed. */
function journeyFacts({ draft, begunOn, service, channel, assisted }: Opened): Fact[] {
  return draft && begunOn ? factsOfJourney({ draft, service, begunOn, channel, assisted }, { outcome: 'completed' }) : [];
}

/** An end is in time on or before the date named to the resident on the first day, whatever other date was named when it was looked at again. */
function endedFacts(
  service: Service,
  { channel, assisted, counted, targetDate }: Opened,
  event: CaseEvent & { stage: string },
  { commit, fact }: { commit: CaseCommit; fact: FactMaker },
): Fact[] {
  const stage = stageOf(service, event.stage);
  if (!isEnd(stage)) return [];
  const dimensions = { channel, assisted, outcome: stage.entered };
  const detail = doneOn(commit) <= targetDate ? 'in-time' : 'late';
  return [fact('ended', { ...dimensions, detail }), ...(counted ? [fact('ended-by-kind', { ...dimensions, detail: counted })] : [])];
}

/** The local day on which what a commit tells of was done: of one that an import brought, the day its row says. */
const doneOn = (commit: CaseCommit): LocalDate => importedIn(commit)?.asOf.slice(0, 10) ?? localDate(commit.at);

/** What a case that goes on after its end takes back: the fact of that end, so that it counts as ended once, where it ends at last. */
function notEndedFacts(service: Service, commits: readonly CaseCommit[], { sequence }: CaseCommit): Fact[] {
  const opened = commits[0]?.events.find((event) => event.type === 'opened');
  const left = commits.findLast((each) => each.sequence < sequence && stageIn(each) !== undefined);
  const event = left && stageIn(left);
  if (!opened || !left || !event) return [];
  const ended = endedFacts(service, opened, event, { commit: left, fact: factMaker(left, opened.service) });
  return ended.map((fact) => ({ ...fact, quantity: 0, version: sequence }));
}

const stageIn = ({ events }: CaseCommit) => events.findLast((event) => 'stage' in event);

/** The commit whose text may have asked to rate: that of the case's first end. */
function firstEnd(service: Service, commits: readonly CaseCommit[]): CaseCommit | undefined {
  return commits.find((each) => each.events.some((event) => 'stage' in event && isEnd(stageOf(service, event.stage))));
}

type Dimensions = Pick<Fact, 'channel' | 'assisted' | 'outcome' | 'detail' | 'days' | 'score'>;

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
 * One rating per subject: its fact stays in the place of the first rating, on the day that it was given, so that a later one replaces it there and
 * nothing needs to be moved, in whichever order the two are projected. One that answers a request shows that it reached.
 */
function ratedFacts(
  log: RatedLog,
  commit: CaseCommit | ContactCommit,
  { score, via, askedIn }: Pick<Rated, 'score' | 'via'> & { askedIn: CaseCommit | ContactCommit | undefined },
): Fact[] {
  const begun = beginningOf(log);
  const commits: readonly Commit<CaseEvent | ContactEvent>[] = log.commits;
  const first = commits.find((each) => each.events.some(isRated));
  if (!begun || !first) return [];
  const { channel, service } = begun;
  const place = { id: `rated:${log.kind}:${first.log.id}`, day: localDate(first.events.find(isRated)?.happenedAt ?? first.at) };
  const rated = { ...factMaker(commit, service)('rated', { channel, outcome: via, score }), ...place };
  return askedIn && ANSWERS_A_REQUEST.includes(via) ? [rated, answeredFact(log, askedIn, begun)] : [rated];
}

type Rated = Extract<CaseEvent, { type: 'rated' }>;
const isRated = (event: CaseEvent | ContactEvent): event is Rated => event.type === 'rated';
/** Ways of rating that only somebody whom our request reached has. */
export const ANSWERS_A_REQUEST: readonly Rated['via'][] = ['reply', 'link'];

/** One for each subject, whether the carrier or an answer told of it first. */
function reachedFact({ kind }: RatedLog, commit: CaseCommit | ContactCommit, { channel, service }: Beginning): Fact {
  return { ...factMaker(commit, service)('rating-reached', { channel }), id: `rating-reached:${kind}:${commit.log.id}`, version: 1 };
}

/**
 * That an answer came takes the place of the same, with the higher version: it stands on the day of the request, so that no quarter has more
 * answers than it reached people.
 */
const answeredFact = (log: RatedLog, commit: CaseCommit | ContactCommit, begun: Beginning): Fact => ({
  ...reachedFact(log, commit, begun),
  outcome: 'answered',
  version: 2,
});

type Beginning = { channel: Channel; service: string };
function beginningOf({ commits }: RatedLog): Beginning | undefined {
  const events: readonly (CaseEvent | ContactEvent)[] = commits[0]?.events ?? [];
  return events.find((event) => event.type === 'opened' || event.type === 'logged');
}
