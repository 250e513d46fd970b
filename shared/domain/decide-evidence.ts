import { addDays, isRealDate, type LocalDate, localDate } from './calendar.ts';
import { type Case, type CaseEvent, type CasePersonal, MAX_INSTRUCTION } from './case.ts';
import { type Service, stageEnteredBy, stageOf } from './catalogue.ts';
import type { Decision, Refusal } from './decide-case.ts';
import { type EvidenceItem, isOutstanding, isToReview, MAX_ITEMS } from './evidence.ts';
import { itemId } from './evolve-evidence.ts';
import type { TurnedAwayReason } from './file.ts';

/**
 * What may be asked about the evidence of a case. What staff do carries `basedOn`, like all they do; what the resident
 * does, and what came of a file, does not: it holds whatever else happened.
 */
export type EvidenceCommand =
  /** Each item goes into a text as it stands where it is the only one: at most {@link MAX_INSTRUCTION} characters. `instruction` is one item. */
  | { type: 'askEvidence'; instruction?: string | undefined; items?: readonly string[] | undefined; by: string; basedOn: number }
  /** What an officer makes of some items. What is not accepted is asked for again by `by`; without one, by the date that stands. */
  | {
      type: 'reviewEvidence';
      accepted: readonly string[];
      rejected: readonly { item: string; reason: string }[];
      by?: string | undefined;
      basedOn: number;
    }
  | { type: 'bringIn'; items: readonly string[]; basedOn: number }
  | { type: 'changeEvidenceDate'; by: string; basedOn: number }
  | { type: 'cannotGet'; item: string; reason: string }
  | { type: 'promiseItem'; item: string }
  | { type: 'keepFile'; item: string; file: string; media: string; bytes: number }
  | { type: 'turnFileAway'; item: string; file: string; because: TurnedAwayReason };

const refused = (reason: Refusal): Decision => ({ kind: 'refused', reason });
const accepted = (events: CaseEvent[], personal: CasePersonal = {}): Decision => ({ kind: 'accepted', events, personal });

/** Decides a command on the evidence of a case. Pure; that the case has not moved on since is checked already. */
export function decideEvidence(service: Service, state: Case, command: EvidenceCommand, at: string): Decision {
  const today = localDate(at);
  const itemOf = (id: string) => state.evidence?.items.find((each) => each.id === id);
  switch (command.type) {
    case 'askEvidence':
      return ask(service, state, command, today);
    case 'reviewEvidence':
      return review(state, command, today);
    case 'bringIn': {
      const items = command.items.map(itemOf);
      if (items.length === 0) return refused('nothing-chosen');
      if (!state.evidence?.open || !items.every((item) => item && mayComeIn(item))) return refused('no-such-item');
      return accepted([...new Set(command.items)].map((item) => ({ type: 'itemBroughtIn', item })));
    }
    case 'changeEvidenceDate':
      if (!state.evidence?.open || !state.evidence.items.some(isOutstanding)) return refused('nothing-asked');
      return isAhead(command.by, today) ? accepted([{ type: 'evidenceDateChanged', by: command.by }]) : refused('date-not-ahead');
    case 'cannotGet': {
      if (command.reason.trim() === '') return refused('reason-missing');
      return (
        outstanding(state, command.item) ?? accepted([{ type: 'itemNotPossible', item: command.item }], { reason: command.reason.trim() })
      );
    }
    case 'promiseItem':
      if (itemOf(command.item)?.promised) return outstanding(state, command.item) ?? refused('already-promised');
      return outstanding(state, command.item) ?? accepted([{ type: 'itemPromised', item: command.item }]);
    case 'keepFile': {
      const { item, file, media, bytes } = command;
      return itemOf(item) ? accepted([{ type: 'itemUploaded', item, file, media, bytes }]) : refused('no-such-item');
    }
    case 'turnFileAway': {
      const { item, file, because } = command;
      return itemOf(item) ? accepted([{ type: 'fileTurnedAway', item, file, because }]) : refused('no-such-item');
    }
  }
}

function ask(service: Service, state: Case, command: EvidenceCommand & { type: 'askEvidence' }, today: LocalDate): Decision {
  const asked = [...new Set((command.items ?? [command.instruction ?? '']).map((each) => each.trim()).filter(Boolean))];
  if (asked.length === 0) return refused('instruction-missing');
  if (asked.length > MAX_ITEMS) return refused('too-many-items');
  if (asked.some((each) => [...each].length > MAX_INSTRUCTION)) return refused('instruction-too-long');
  if (!isAhead(command.by, today)) return refused('date-not-ahead');
  const stage = stageEnteredBy(service, 'asked');
  if (!stage) return refused('no-such-stage');
  if (!stageOf(service, state.stage).next.includes(stage.id)) return refused('not-from-this-stage');
  const items = asked.map((_, index) => itemId(state.sequence + 1, index));
  const personal = { items: Object.fromEntries(items.map((id, index) => [id, asked[index] as string])) };
  return accepted([{ type: 'evidenceAsked', stage: stage.id, by: command.by, items }], personal);
}

function review(state: Case, command: EvidenceCommand & { type: 'reviewEvidence' }, today: LocalDate): Decision {
  const { evidence } = state;
  const rejected = command.rejected.map(({ item, reason }) => ({ item, reason: reason.trim() }));
  const named = [...command.accepted, ...rejected.map(({ item }) => item)];
  if (named.length === 0) return refused('nothing-chosen');
  const items = named.map((id) => evidence?.items.find((each) => each.id === id));
  if (!evidence?.open || new Set(named).size < named.length) return refused('no-such-item');
  if (items.some((item) => !item || item.state === 'not-needed')) return refused('no-such-item');
  const back = items.slice(command.accepted.length) as EvidenceItem[];
  if (back.some((item) => !isToReview(item) && item.state !== 'accepted')) return refused('no-such-item');
  if (rejected.some(({ reason }) => reason === '')) return refused('reason-missing');
  const by = command.by ?? evidence.by;
  if (rejected.length > 0 && !isAhead(by, today)) return refused('date-not-ahead');
  return accepted(
    [
      ...command.accepted.map((item): CaseEvent => ({ type: 'itemAccepted', item })),
      ...rejected.map(({ item }): CaseEvent => ({ type: 'itemRejected', item, by })),
    ],
    rejected.length > 0 ? { reasons: Object.fromEntries(rejected.map(({ item, reason }) => [item, reason])) } : {},
  );
}

/** Nobody is given longer to send something: what is further ahead is a slip, or stands for no date at all, as 31 December 9999 does. */
export const MAX_DAYS_AHEAD = 400;
const isAhead = (by: string, today: LocalDate) => isRealDate(by) && by > today && by <= addDays(today, MAX_DAYS_AHEAD);
const mayComeIn = (item: EvidenceItem) => isOutstanding(item) || (isToReview(item) && item.state !== 'brought-in');

/** Why the resident can say nothing more of an item; undefined while it is their turn. */
function outstanding({ evidence }: Case, id: string): Decision | undefined {
  const item = evidence?.items.find((each) => each.id === id);
  if (!item) return refused('no-such-item');
  return evidence?.open && isOutstanding(item) ? undefined : refused('item-settled');
}
