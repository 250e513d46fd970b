import { localDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { type Service, stageEnteredBy, stageOf } from '../../../shared/domain/catalogue.ts';
import { askAgainBy } from '../../../shared/domain/decide-outcome.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { dateOf } from '../../../shared/domain/whose-turn.ts';
import { residentSession } from '../../components/session.ts';
import { caseWords } from '../../content/case.ts';
import { decisionWords } from '../../content/case-decision.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './again.njk';

const words = decisionWords.ask;
/** The most that may be typed: as long as a reason that staff may give. */
export const MOST_ASKED = 1000;
export type AgainError = 'missing' | 'too-long';

/**
 * Asks to have a decision looked at again: what follows, by when, and one box. Where it cannot be asked it says so and why.
 * @param at now
 * @param typed what came back, with what is wrong with it
 */
export const againPage = ofService(
  (
    council: CouncilView,
    {
      service,
      state,
      at,
      typed = '',
      error,
    }: { service: Service; state: Case; at: string; typed?: string; error?: AgainError | undefined },
  ): string => {
    const { phone } = council;
    const path = `/case/${formatReference(state.reference)}`;
    const closed = closedBecause(service, state, { today: localDate(at), phone });
    const wrong =
      error && fill(error === 'missing' ? words.errors.missing : words.errors.tooLong, { most: MOST_ASKED.toLocaleString('en-GB') });
    const stage = stageEnteredBy(service, 'reconsidered');
    const by = stage && dateOf(service, state, { type: 'reconsidered', stage: stage.id, at });
    return render(template, {
      title: words.title,
      council,
      session: residentSession(path),
      back: { text: words.back, href: path },
      errors: wrong ? [{ text: wrong, href: '#reason' }] : [],
      words,
      caption: `${caseWords.reference} ${formatReference(state.reference)}`,
      action: `${path}/look-again`,
      closed,
      says: [...(service.deciding?.lookAgain?.says ?? []), ...(by ? [fill(words.next, { date: formatDate(by) })] : [])],
      reason: {
        id: 'reason',
        name: 'reason',
        label: { text: words.label, classes: 'govuk-label--m' },
        hint: { text: words.hint },
        value: typed,
        maxlength: MOST_ASKED,
        threshold: 75,
        rows: 6,
        ...(wrong ? { errorMessage: { text: wrong } } : {}),
      },
    });
  },
);

/** Why it cannot be asked now; undefined when it can. */
function closedBecause(service: Service, state: Case, { today, phone }: { today: string; phone: string }): string | undefined {
  if (stageOf(service, state.stage).entered === 'reconsidered') return words.closed.already;
  const by = askAgainBy(service, state);
  if (!by) return fill(words.closed.nothing, { phone });
  return today > by ? fill(words.closed['too-late'], { date: formatDate(by), phone }) : undefined;
}
