import { addWorkingDays, isRealDate, type LocalDate, localDate } from './calendar.ts';
import type { Case, CasePersonal } from './case.ts';
import { type Service, stageEnteredBy, stageOf } from './catalogue.ts';
import { type Award, MAX_AWARD_PENCE, periodsOf, reconsiderBy, standingDecision } from './deciding.ts';
import { workingDaysFor } from './whose-turn.ts';

/**
 * A decision, and what it says. Reasons and the free `reason` belong to a refusal; of the award nothing is kept for one, nor a reason
 * of the list for an award.
 * - `reasons`: ids of the service's own list; at least one, or a `reason`, for a refusal
 */
export type DecideCommand = {
  type: 'decide';
  outcome: 'awarded' | 'refused';
  reason: string;
  reasons?: readonly string[] | undefined;
  award?: Award | undefined;
  basedOn: number;
};

/**
 * Somebody asks that a decision is looked at again.
 * - `evenLate`: staff may look again after the date by which residents may ask
 * - `basedOn`: a resident's page need not have it, since the stage alone says whether they may ask
 */
export type ReconsiderCommand = { type: 'reconsider'; reason: string; evenLate?: boolean; basedOn?: number };

export type OutcomeRefusal = 'reason-missing' | 'no-such-reason' | 'award-not-here' | 'award-wrong' | 'too-late-to-ask';

type Said = { personal: CasePersonal; reconsiderBy?: LocalDate };

/** What a decision says, in words that stay as they were even when the service's own change. */
export function sayDecision(service: Service, command: DecideCommand, at: string): Said | { refused: OutcomeRefusal } {
  const reason = command.reason.trim();
  const words = reason ? { reason } : {};
  const by = reconsiderBy(service, localDate(at));
  const until = by ? { reconsiderBy: by } : {};
  if (command.outcome === 'awarded') {
    const { award } = command;
    if (award && !service.deciding?.award) return { refused: 'award-not-here' };
    if (award && !isSound(service, award)) return { refused: 'award-wrong' };
    return { personal: { ...words, ...(award ? { award } : {}) }, ...until };
  }
  const chosen = [...new Set(command.reasons ?? [])].map((id) => service.deciding?.reasons.find((each) => each.id === id)?.says);
  const grounds = chosen.filter((each) => each !== undefined);
  if (grounds.length < chosen.length) return { refused: 'no-such-reason' };
  if (grounds.length === 0 && !reason) return { refused: 'reason-missing' };
  return { personal: { ...words, ...(grounds.length > 0 ? { grounds } : {}) }, ...until };
}

const isSound = (service: Service, { amountPence, per, from, firstPaymentOn }: Award): boolean =>
  periodsOf(service).includes(per) &&
  Number.isInteger(amountPence) &&
  amountPence >= 1 &&
  amountPence <= MAX_AWARD_PENCE &&
  isRealDate(firstPaymentOn) &&
  (from === undefined || (service.deciding?.award?.from !== undefined && isRealDate(from)));

/** What looking again promises: a new date to decide by, counted from the day it was asked. */
export function promiseToLookAgain(
  service: Service,
  state: Case,
  { reason, evenLate }: ReconsiderCommand,
  at: string,
): { targetDate: LocalDate; personal: CasePersonal } | { refused: OutcomeRefusal } {
  if (reason.trim() === '') return { refused: 'reason-missing' };
  if (!evenLate && !mayAskAgain(service, state, localDate(at))) return { refused: 'too-late-to-ask' };
  const stage = stageEnteredBy(service, 'reconsidered');
  const days = (stage && workingDaysFor(service, stage, state.fastTrack)) ?? service.targetWorkingDays;
  return { targetDate: addWorkingDays(localDate(at), days), personal: { reason: reason.trim() } };
}

/** The last day on which the resident may ask to have the decision that stands looked at again; undefined where there is none. */
export function askAgainBy(service: Service, state: Case): LocalDate | undefined {
  const stands = standingDecision(state);
  const again = stageEnteredBy(service, 'reconsidered');
  if (!stands || !again || !stageOf(service, state.stage).next.includes(again.id)) return undefined;
  // A decision that came without the date, as one of another system may, has that of the rule.
  return state.decision?.reconsiderBy ?? reconsiderBy(service, localDate(stands.at));
}

/** Whether the resident may ask today. */
export function mayAskAgain(service: Service, state: Case, today: LocalDate): boolean {
  const by = askAgainBy(service, state);
  return by !== undefined && today <= by;
}
