import type { Case, CaseCommit, CaseEvent, CasePersonal, Step } from './case.ts';
import { type Catalogue, isEnd, type Service, stageOf } from './catalogue.ts';
import { evolveErasure } from './erasure.ts';
import { isAllIn } from './evidence.ts';
import { evolveEvidence } from './evolve-evidence.ts';
import { evolveFollowers } from './follower.ts';
import { withGoneStages } from './gone-stage.ts';
import { evolveHelpers } from './helper.ts';
import { evolveImported } from './imported.ts';
import { evolvePayment, evolveToPay, type PaymentEvent } from './payment.ts';
import type { Reference } from './reference.ts';
import { evolveWhose } from './whose-case.ts';

/** The service of a case's commits, with every stage that the case was ever in, and where the case stands; undefined for no commits, or a service no longer known. */
export function caseOf(catalogue: Catalogue, commits: readonly CaseCommit[]): { service: Service; state: Case } | undefined {
  const opened = commits[0]?.events.find((event) => event.type === 'opened');
  const offered = opened && catalogue.get(opened.service);
  const service = offered && withGoneStages(offered, commits);
  const state = service && foldCase(service, commits);
  return state && { service, state };
}

/** Folds a case's commits, in order, into where it stands. Undefined when there are none. */
export function foldCase(offered: Service, commits: readonly CaseCommit[]): Case | undefined {
  const service = withGoneStages(offered, commits);
  return commits.reduce<Case | undefined>((state, commit) => applyCommit(service, state, commit), undefined);
}

/** The state after one more commit. The first commit of a log must open it. */
export function applyCommit(service: Service, state: Case | undefined, commit: CaseCommit): Case {
  let next = state;
  for (const event of commit.events) next = evolve(service, next, event, commit);
  if (!next) throw new Error(`the log of a case begins with an event other than opened at ${commit.sequence}`);
  return { ...next, sequence: commit.sequence, causes: commit.cause ? [...next.causes, commit.cause] : next.causes };
}

function evolve(service: Service, before: Case | undefined, event: CaseEvent, commit: CaseCommit): Case | undefined {
  if (event.type === 'opened') return opened(event, commit);
  if (!before) return undefined;
  const evidence = evolveEvidence(before.evidence, event, commit);
  const state = evidence ? { ...before, evidence } : before;
  const { at, by, sequence, personal } = commit;
  const step = (stage: string, actBy?: string) =>
    ({
      ...state,
      stage,
      actBy,
      endedAt: isEnd(stageOf(service, stage)) ? at : undefined,
      steps: [...state.steps, { sequence, at, by, type: event.type, stage, ...(actBy ? { actBy } : {}), personal }],
    }) as Case;
  const aside = (said: Pick<Step, 'all' | 'item' | 'actBy' | 'kept' | 'word'> = {}): Case => ({
    ...state,
    steps: [...state.steps, { sequence, at, by, type: event.type, stage: state.stage, ...said, personal }],
  });
  switch (event.type) {
    case 'stageMoved':
    case 'completed':
    case 'closed':
      return step(event.stage);
    case 'evidenceAsked':
      return step(event.stage, event.by);
    case 'decided':
      return {
        ...step(event.stage),
        decision: { outcome: event.outcome, at, ...(event.reconsiderBy ? { reconsiderBy: event.reconsiderBy } : {}) },
      };
    case 'reconsidered':
      return { ...step(event.stage), targetDate: event.targetDate };
    case 'textsStopped':
      return aside({ all: event.all });
    case 'textsRestarted':
    case 'noted':
    case 'textReceived':
      return aside();
    case 'itemOffered':
      return aside({ item: event.item });
    case 'itemUploaded':
    case 'fileTurnedAway':
    case 'itemNotPossible':
    case 'itemPromised':
    case 'itemBroughtIn':
    case 'itemAccepted':
    case 'itemRejected':
      return theirTurn(aside({ item: event.item }));
    case 'evidenceDateChanged':
      return theirTurn(aside({ actBy: event.by }));
    case 'erasureAsked':
    case 'erasureDeclined':
    case 'copyGiven':
    case 'erased':
      return { ...aside(), erasure: evolveErasure(state.erasure, event, commit) };
    case 'followed':
      return { ...aside(), followers: evolveFollowers(state.followers, event, commit) };
    case 'helperLetIn':
    case 'helperTakenOut':
      return { ...aside(), helpers: evolveHelpers(state.helpers, event, commit) };
    case 'paid':
      return { ...step(event.stage), targetDate: event.targetDate, ...paymentAfter(state, event, commit) };
    case 'paymentStarted':
    case 'paymentFailed':
    case 'paidNotOwed':
      return { ...aside(), ...paymentAfter(state, event, commit) };
    case 'personTied':
    case 'personUntied':
    case 'reachChanged':
      return { ...aside(), ...evolveWhose(event) } as Case;
    case 'imported':
      return evolveImported(event.aside ? aside({ kept: event.aside, word: personal.word ?? event.status }) : state, event, commit);
    case 'rated':
      return { ...state, rating: { score: event.score, at, via: event.via, firstAt: state.rating?.firstAt ?? at, ...commentIn(personal) } };
  }
}

/** The date that the resident must act by stands only while something is still to come from them. */
function theirTurn(state: Case): Case {
  const { evidence } = state;
  if (!evidence?.open) return state;
  const { actBy, ...rest } = state;
  return isAllIn(evidence) ? rest : { ...rest, actBy: evidence.by };
}

const paymentAfter = ({ payment }: Case, event: PaymentEvent, commit: CaseCommit): Pick<Case, 'payment'> =>
  payment ? { payment: evolvePayment(payment, event, commit) } : {};

const commentIn = ({ comment }: CasePersonal) => (comment ? { comment } : {});

function opened(event: CaseEvent & { type: 'opened' }, commit: CaseCommit): Case {
  const { at, by, sequence, personal } = commit;
  return {
    reference: commit.log.id as Reference,
    sequence,
    service: event.service,
    channel: event.channel,
    assisted: event.assisted,
    fastTrack: event.fastTrack,
    textable: event.textable ?? personal.mobile !== undefined,
    openedAt: at,
    targetDate: event.targetDate,
    stage: event.stage,
    ...(event.wordHash ? { wordHash: event.wordHash } : {}),
    ...(event.draft ? { draft: event.draft } : {}),
    ...(event.language ? { language: event.language } : {}),
    ...(event.receivedOn ? { receivedOn: event.receivedOn } : {}),
    ...evolveToPay(event),
    answers: personal.answers ?? {},
    ...(personal.name ? { name: personal.name } : {}),
    ...(personal.mobile ? { mobile: personal.mobile } : {}),
    steps: [{ sequence, at, by, type: 'opened', stage: event.stage, personal: {} }],
    erasure: { copies: [] },
    helpers: [],
    followers: [],
    causes: [],
    flags: event.flags ?? [],
  };
}
