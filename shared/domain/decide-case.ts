import { type Answers, answersOnPath, mobileIn, nameIn, whoAsks } from './answers.ts';
import { addDays, addWorkingDays, localDate } from './calendar.ts';
import type { Case, CaseEvent, CasePersonal, Channel, Score } from './case.ts';
import { hasEnded, isEnd, type Service, type Stage, stageEnteredBy, stageOf } from './catalogue.ts';
import { meets } from './condition.ts';
import { ratedBy } from './decide-contact.ts';
import { decideEvidence, type EvidenceCommand } from './decide-evidence.ts';
import { type DecideCommand, type OutcomeRefusal, promiseToLookAgain, type ReconsiderCommand, sayDecision } from './decide-outcome.ts';
import { decidePayment, type PaymentCommand, type PaymentRefusal } from './decide-payment.ts';
import { flagsIn } from './ending.ts';
import { decideErasure, type ErasureCommand, type ErasureRefusal } from './erasure.ts';
import { decideFollow, type FollowCommand, type FollowRefusal } from './follower.ts';
import { decideHelper, type HelperCommand, type HelperRefusal } from './helper.ts';
import { keptLanguage, type Language } from './language.ts';
import { offerIn } from './offer.ts';
import { letInBy } from './on-behalf.ts';
import { PAY_WITHIN_DAYS, priceOf } from './payment.ts';
import { addressOf } from './reach.ts';
import { decideWhose, type WhoseCommand, type WhoseRefusal } from './whose-case.ts';

/**
 * What may be asked of an open case. Staff commands carry `basedOn`, the sequence their page showed:
 * if the case has moved on since, the command is refused and the page shows what changed.
 */
export type CaseCommand =
  | { type: 'moveStage'; stage: string; basedOn: number }
  | EvidenceCommand
  | DecideCommand
  | ReconsiderCommand
  | { type: 'complete'; basedOn: number }
  | { type: 'close'; reason: string; basedOn: number }
  | { type: 'note'; note: string }
  | { type: 'stopTexts'; all: boolean }
  | { type: 'restartTexts' }
  /** Keeps what the resident texted. */
  | { type: 'keepText'; said: string }
  | ErasureCommand
  | HelperCommand
  | WhoseCommand
  | PaymentCommand
  | FollowCommand
  | { type: 'rate'; score: Score; via: NonNullable<Case['rating']>['via']; comment?: string; happenedAt?: string };

export type Refusal =
  | HelperRefusal
  | WhoseRefusal
  | ErasureRefusal
  | PaymentRefusal
  | FollowRefusal
  /** Nothing is added to a case that was erased. */
  | 'erased'
  | 'changed-since'
  | 'not-from-this-stage'
  | 'no-such-stage'
  | OutcomeRefusal
  | 'instruction-missing'
  | 'instruction-too-long'
  | 'too-many-items'
  | 'nothing-chosen'
  | 'nothing-asked'
  | 'no-such-item'
  | 'item-settled'
  | 'already-promised'
  | 'date-not-ahead'
  | 'not-ended'
  | 'no-mobile';
export type Decision = { kind: 'accepted'; events: CaseEvent[]; personal: CasePersonal } | { kind: 'refused'; reason: Refusal };

const refused = (reason: Refusal): Decision => ({ kind: 'refused', reason });
const accepted = (event: CaseEvent, personal: CasePersonal = {}): Decision => ({ kind: 'accepted', events: [event], personal });

/** Decides a command on a case, by the service's table of stages. Pure: the moment comes in, events come out. */
export function decide(service: Service, state: Case, command: CaseCommand, at: string): Decision {
  if (state.erasure.erasedAt) return refused('erased');
  if ('basedOn' in command && command.basedOn !== undefined && command.basedOn !== state.sequence) return refused('changed-since');
  switch (command.type) {
    case 'moveStage': {
      const stage = service.stages.find((each) => each.id === command.stage);
      if (stage?.entered !== 'moved') return refused('no-such-stage');
      return enter(service, state, stage, (id) => accepted({ type: 'stageMoved', stage: id }));
    }
    case 'askEvidence':
    case 'reviewEvidence':
    case 'bringIn':
    case 'changeEvidenceDate':
    case 'cannotGet':
    case 'promiseItem':
    case 'keepFile':
    case 'turnFileAway':
      return decideEvidence(service, state, command, at);
    case 'decide': {
      const said = sayDecision(service, command, at);
      if ('refused' in said) return refused(said.refused);
      const { personal, ...until } = said;
      return enter(service, state, stageEnteredBy(service, command.outcome), (id) =>
        accepted({ type: 'decided', stage: id, outcome: command.outcome, ...until }, personal),
      );
    }
    case 'reconsider': {
      const promised = promiseToLookAgain(service, state, command, at);
      return enter(service, state, stageEnteredBy(service, 'reconsidered'), (id) =>
        'refused' in promised
          ? refused(promised.refused)
          : accepted({ type: 'reconsidered', stage: id, targetDate: promised.targetDate }, promised.personal),
      );
    }
    case 'complete':
      return enter(service, state, stageEnteredBy(service, 'completed'), (id) => accepted({ type: 'completed', stage: id }));
    case 'close': {
      if (command.reason.trim() === '') return refused('reason-missing');
      return enter(service, state, stageEnteredBy(service, 'closed'), (id) =>
        accepted({ type: 'closed', stage: id }, { reason: command.reason.trim() }),
      );
    }
    case 'note':
      return accepted({ type: 'noted' }, { note: command.note });
    case 'stopTexts':
      return state.mobile ? accepted({ type: 'textsStopped', all: command.all }) : refused('no-mobile');
    case 'restartTexts':
      return state.mobile ? accepted({ type: 'textsRestarted' }) : refused('no-mobile');
    case 'keepText':
      return accepted({ type: 'textReceived' }, { said: command.said });
    case 'askErasure':
    case 'declineErasure':
    case 'erase':
    case 'giveCopy':
      return decideErasure(state, command, at);
    case 'letHelperIn':
    case 'takeHelperOut':
      return decideHelper(state, command, at);
    case 'tiePerson':
    case 'untiePerson':
    case 'reachBy':
      return decideWhose(state, command, addressOf(service, state) !== undefined);
    case 'startPayment':
    case 'settlePayment':
    case 'payAnotherWay':
      return decidePayment(service, state, command, at);
    case 'follow':
      return decideFollow(service, state, command);
    case 'rate':
      if (!hasEnded(service, state) && !state.rating) return refused('not-ended');
      return accepted(ratedBy(command), command.comment ? { comment: command.comment } : {});
  }
}

function enter(service: Service, state: Case, stage: Stage | undefined, event: (stageId: string) => Decision): Decision {
  if (!stage) return refused('no-such-stage');
  return stageOf(service, state.stage).next.includes(stage.id) ? event(stage.id) : refused('not-from-this-stage');
}

/** The commands that the case's stage allows, for a page to offer. */
export function commandsOpen(service: Service, state: Case): { type: CaseCommand['type']; stage: Stage }[] {
  const kinds = {
    moved: 'moveStage',
    asked: 'askEvidence',
    awarded: 'decide',
    refused: 'decide',
    reconsidered: 'reconsider',
    completed: 'complete',
    closed: 'close',
    paid: 'payAnotherWay',
  } as const;
  return stageOf(service, state.stage).next.flatMap((id) => {
    const stage = stageOf(service, id);
    return stage.entered === 'opened' ? [] : [{ type: kinds[stage.entered], stage }];
  });
}

export type Opening = {
  answers: Answers;
  channel: Channel;
  assisted: boolean;
  /** HMAC of the look-up word; used only when no mobile was given. */
  wordHash?: string;
  draft?: string;
  session?: string;
  savedBy?: string;
  /** In which the resident is told. */
  language?: Language | undefined;
  begunOn?: string;
  /** Of a claim that an import brought: the system it is from, and the day on which the council received it. */
  source?: string;
  receivedOn?: string;
};

/**
 * Opens a case. The answers must have been checked: only those still on the path are kept. Whoever asked for somebody else is let in
 * to see it in the same commit.
 */
export function open(service: Service, opening: Opening, at: string): { events: CaseEvent[]; personal: CasePersonal } {
  const today = localDate(at);
  const answers = answersOnPath({ service, answers: opening.answers, today });
  const fastTrack = service.fastTrack !== undefined && meets(service.fastTrack.when, answers, today);
  const targetWorkingDays = fastTrack && service.fastTrack ? service.fastTrack.targetWorkingDays : service.targetWorkingDays;
  const first = stageEnteredBy(service, 'opened');
  if (!first || isEnd(first)) throw new Error(`${service.id} has no stage to open in`);
  const mobile = mobileIn(service, answers);
  const name = nameIn(service, answers);
  const counted = service.countedBy && answers[service.countedBy];
  const pence = service.payment && priceOf(service.payment, answers);
  if (service.payment && pence === undefined) throw new Error(`${service.id} has no price for these answers`);
  const flags = flagsIn({ service, answers, today });
  const event: CaseEvent = {
    type: 'opened',
    service: service.id,
    channel: opening.channel,
    assisted: opening.assisted,
    fastTrack,
    textable: mobile !== undefined,
    ...(typeof counted === 'string' ? { counted } : {}),
    stage: first.id,
    targetDate: addWorkingDays(opening.receivedOn ?? localDate(at), targetWorkingDays),
    ...(pence === undefined ? {} : { toPay: { pence, by: addDays(localDate(at), PAY_WITHIN_DAYS) } }),
    ...(flags.length > 0 ? { flags } : {}),
    ...(opening.wordHash && !mobile ? { wordHash: opening.wordHash } : {}),
    ...(opening.draft ? { draft: opening.draft } : {}),
    ...(opening.session ? { session: opening.session } : {}),
    ...(opening.savedBy ? { savedBy: opening.savedBy } : {}),
    ...keptLanguage(opening.language),
    ...(opening.begunOn ? { begunOn: opening.begunOn } : {}),
    ...(opening.source ? { source: opening.source } : {}),
    ...(opening.receivedOn ? { receivedOn: opening.receivedOn } : {}),
  };
  const offer = offerIn(service, answers);
  const helper = letInBy(whoAsks(service, answers), { mobile, on: today });
  return {
    events: [event, ...(helper ? [helper.event] : []), ...(offer ? [{ type: 'itemOffered', item: offer.item } as const] : [])],
    personal: {
      answers,
      ...(name ? { name } : {}),
      ...(mobile ? { mobile } : {}),
      ...helper?.personal,
      ...(offer ? { items: { [offer.item]: offer.what } } : {}),
    },
  };
}
