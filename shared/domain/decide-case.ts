import { type Answers, answersOnPath, mobileIn, nameIn } from './answers.ts';
import { addWorkingDays, isRealDate, localDate } from './calendar.ts';
import { type Case, type CaseEvent, type CasePersonal, type Channel, MAX_INSTRUCTION, type Score } from './case.ts';
import { isEnd, type Service, type Stage, stageEnteredBy, stageOf } from './catalogue.ts';
import { meets } from './condition.ts';

/**
 * What may be asked of an open case. Staff commands carry `basedOn`, the sequence their page showed:
 * if the case has moved on since, the command is refused and the page shows what changed.
 */
export type CaseCommand =
  | { type: 'moveStage'; stage: string; basedOn: number }
  /** The instruction goes into a text as it stands: at most {@link MAX_INSTRUCTION} characters. */
  | { type: 'askEvidence'; instruction: string; by: string; basedOn: number }
  | { type: 'decide'; outcome: 'awarded' | 'refused'; reason: string; basedOn: number }
  | { type: 'complete'; basedOn: number }
  | { type: 'close'; reason: string; basedOn: number }
  | { type: 'note'; note: string }
  | { type: 'stopTexts'; all: boolean }
  | { type: 'restartTexts' }
  /** Keeps what the resident texted. */
  | { type: 'keepText'; said: string }
  | { type: 'rate'; score: Score; via: NonNullable<Case['rating']>['via']; comment?: string };

export type Refusal =
  | 'changed-since'
  | 'not-from-this-stage'
  | 'no-such-stage'
  | 'reason-missing'
  | 'instruction-missing'
  | 'instruction-too-long'
  | 'date-not-ahead'
  | 'not-ended'
  | 'no-mobile';
export type Decision = { kind: 'accepted'; events: CaseEvent[]; personal: CasePersonal } | { kind: 'refused'; reason: Refusal };

const refused = (reason: Refusal): Decision => ({ kind: 'refused', reason });
const accepted = (event: CaseEvent, personal: CasePersonal = {}): Decision => ({ kind: 'accepted', events: [event], personal });

/** Decides a command on a case, by the service's table of stages. Pure: the moment comes in, events come out. */
export function decide(service: Service, state: Case, command: CaseCommand, at: string): Decision {
  if ('basedOn' in command && command.basedOn !== state.sequence) return refused('changed-since');
  switch (command.type) {
    case 'moveStage': {
      const stage = service.stages.find((each) => each.id === command.stage);
      if (stage?.entered !== 'moved') return refused('no-such-stage');
      return enter(service, state, stage, (id) => accepted({ type: 'stageMoved', stage: id }));
    }
    case 'askEvidence': {
      if (command.instruction.trim() === '') return refused('instruction-missing');
      if ([...command.instruction.trim()].length > MAX_INSTRUCTION) return refused('instruction-too-long');
      if (!isRealDate(command.by) || command.by <= localDate(at)) return refused('date-not-ahead');
      const personal = { instruction: command.instruction.trim() };
      return enter(service, state, stageEnteredBy(service, 'asked'), (id) =>
        accepted({ type: 'evidenceAsked', stage: id, by: command.by }, personal),
      );
    }
    case 'decide': {
      if (command.outcome === 'refused' && command.reason.trim() === '') return refused('reason-missing');
      const personal = command.reason.trim() ? { reason: command.reason.trim() } : {};
      return enter(service, state, stageEnteredBy(service, command.outcome), (id) =>
        accepted({ type: 'decided', stage: id, outcome: command.outcome }, personal),
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
    case 'rate':
      if (!state.endedAt && !state.rating) return refused('not-ended');
      return accepted({ type: 'rated', score: command.score, via: command.via }, command.comment ? { comment: command.comment } : {});
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
    completed: 'complete',
    closed: 'close',
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
};

/** Opens a case. The answers must have been checked: only those still on the path are kept. */
export function open(service: Service, opening: Opening, at: string): { events: CaseEvent[]; personal: CasePersonal } {
  const answers = answersOnPath(service, opening.answers);
  const fastTrack = service.fastTrack !== undefined && meets(service.fastTrack.when, answers);
  const targetWorkingDays = fastTrack && service.fastTrack ? service.fastTrack.targetWorkingDays : service.targetWorkingDays;
  const first = stageEnteredBy(service, 'opened');
  if (!first || isEnd(first)) throw new Error(`${service.id} has no stage to open in`);
  const mobile = mobileIn(service, answers);
  const name = nameIn(service, answers);
  const event: CaseEvent = {
    type: 'opened',
    service: service.id,
    channel: opening.channel,
    assisted: opening.assisted,
    fastTrack,
    stage: first.id,
    targetDate: addWorkingDays(localDate(at), targetWorkingDays),
    ...(opening.wordHash && !mobile ? { wordHash: opening.wordHash } : {}),
    ...(opening.draft ? { draft: opening.draft } : {}),
    ...(opening.session ? { session: opening.session } : {}),
  };
  return { events: [event], personal: { answers, ...(name ? { name } : {}), ...(mobile ? { mobile } : {}) } };
}
