import type { LocalDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { askAgainBy, mayAskAgain } from '../../../shared/domain/decide-outcome.ts';
import { whoseTurn } from '../../../shared/domain/whose-turn.ts';
import { caseWords as words } from '../../content/case.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';

/** A sentence or two: who must act next, and by which date; that it is late, where it is. */
export function turnOf(service: Service, state: Case, { today, phone }: { today: LocalDate; phone: string }): string {
  const { actor, by, about } = whoseTurn(service, state);
  if (actor === 'nobody') {
    const until = mayAskAgain(service, state, today) ? askAgainBy(service, state) : undefined;
    return until ? fill(words.nobodyUntil, { date: formatDate(until) }) : words.nobody;
  }
  if (!by) return words.you;
  const late = by < today;
  const wording = actor === 'resident' ? words.turns.resident : words.turns[about];
  return fill(late ? wording.late : wording.by, { date: formatDate(by), phone });
}
