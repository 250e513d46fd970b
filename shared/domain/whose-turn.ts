import { addWorkingDays, type LocalDate, localDate } from './calendar.ts';
import { asides, type Case, type Step } from './case.ts';
import { type Service, type Stage, stageOf } from './catalogue.ts';
import { standingDecision } from './deciding.ts';
import { actorOf } from './evidence.ts';

/** How long a stage should take at most, in working days: never longer than the whole of a fast track. */
export function workingDaysFor(service: Service, { workingDays }: Stage, fastTrack: boolean): number | undefined {
  if (workingDays === undefined || !fastTrack || !service.fastTrack) return workingDays;
  return Math.min(workingDays, service.fastTrack.targetWorkingDays);
}

type Entered = { type: Step['type']; stage: string; at: string; by?: LocalDate | undefined };

/**
 * By when what a stage is about should be done: the date that its text names, and the page after it. What the resident was asked for:
 * the officer's date; on opening, or where the stage has no working days of its own: the case's target; else the stage's own days.
 */
export function dateOf(service: Service, { fastTrack, targetDate }: Pick<Case, 'fastTrack' | 'targetDate'>, entered: Entered): LocalDate {
  if (entered.by !== undefined) return entered.by;
  const days = workingDaysFor(service, stageOf(service, entered.stage), fastTrack);
  if (entered.type === 'opened' || days === undefined) return targetDate;
  const from = localDate(entered.at);
  const by = addWorkingDays(from, days);
  // Nobody on a fast track is told of a later day than they were promised, unless that day is over.
  return fastTrack && targetDate < by && targetDate >= from ? targetDate : by;
}

/** The step that led to where a case stands. */
export function latestMove({ steps, stage }: Pick<Case, 'steps' | 'stage'>): Step | undefined {
  return steps.findLast((step) => step.stage === stage && !asides.includes(step.type));
}

export type Turn = { actor: Stage['actor']; by?: LocalDate; about: 'doing' | 'paying' | 'paying-once' };

/** Who must act next, and by when. Once an award said when its first payment comes, it is that day. */
export function whoseTurn(service: Service, state: Case): Turn {
  const stage = stageOf(service, state.stage);
  const actor = actorOf(service, state);
  if (actor === 'nobody') return { actor, about: 'doing' };
  if (actor === 'resident') return { actor, about: 'doing', ...(state.actBy ? { by: state.actBy } : {}) };
  const move = latestMove(state);
  const award = stage.entered === 'awarded' ? standingDecision(state)?.personal.award : undefined;
  if (award) return { actor, about: award.per === 'once' ? 'paying-once' : 'paying', by: award.firstPaymentOn };
  return { actor, about: 'doing', by: move ? dateOf(service, state, { ...move, by: undefined }) : state.targetDate };
}
