import { type LocalDate, localDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { askAgainBy } from '../../../shared/domain/decide-outcome.ts';
import { awardLines, standingDecision } from '../../../shared/domain/deciding.ts';
import { decisionWords as words } from '../../content/case-decision.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';

/** What the page says of the decision that stands: what is paid, why not, and how to have it looked at again. */
export type DecisionView = {
  on: string;
  award: string[];
  reasons: string[];
  /** @property link only while there is time */
  again?: { by: string; says: readonly string[]; call?: string; link?: boolean };
};

type Seen = { today: LocalDate; phone: string; own: boolean };

/** @param own whether it is the resident who looks: nobody else may ask */
export function decisionView(service: Service, state: Case, seen: Seen): DecisionView | undefined {
  const step = standingDecision(state);
  if (!step) return undefined;
  const { award, grounds = [], reason } = step.personal;
  const by = askAgainBy(service, state);
  return {
    on: fill(words.on, { date: formatDate(localDate(step.at)) }),
    award: award ? awardLines(service, award) : [],
    reasons: [...grounds, ...(reason ? [reason] : [])],
    ...(by ? { again: againView(service, by, seen) } : {}),
  };
}

function againView({ deciding }: Service, by: LocalDate, { today, phone, own }: Seen) {
  const date = formatDate(by);
  if (today > by) return { by: fill(words.again.over, { date, phone }), says: [] };
  return {
    by: fill(words.again.until, { date }),
    says: deciding?.lookAgain?.says ?? [],
    call: fill(words.again.call, { phone }),
    link: own,
  };
}
