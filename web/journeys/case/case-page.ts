import { formatDate, formatInstant } from '../../../shared/domain/calendar.ts';
import { asides, type Case, type Step } from '../../../shared/domain/case.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { caseWords as words } from '../../content/case.ts';
import { fill } from '../../content/fill.ts';
import { findWords } from '../../content/find.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './case.njk';
import { progressOf } from './progress.ts';

/**
 * Where a case is: who must act next and by when, the progress tracker, the timeline.
 * @param today the council's local date: after the target date the page says sorry
 */
export function casePage(council: CouncilView, { service, state, today }: { service: Service; state: Case; today: string }): string {
  const stage = stageOf(service, state.stage);
  const latest = state.steps.findLast((step) => step.stage === state.stage && !asides.includes(step.type));
  return render(template, {
    title: `${service.name}: ${words.reference.toLowerCase()} ${formatReference(state.reference)}`,
    council,
    back: { text: findWords.title, href: '/find' },
    words,
    service: service.name,
    reference: formatReference(state.reference),
    says: stage.says,
    turn: turnOf(stage.actor, state, today),
    instruction: stage.actor === 'resident' ? latest?.personal.instruction : undefined,
    reason: latest?.personal.reason,
    progress: progressOf(service, state),
    timeline: timelineOf(service, state),
    texts: state.mobile ? `/case/${formatReference(state.reference)}/texts` : undefined,
    helpText: fill(words.helpText, { phone: council.phone }),
  });
}

function turnOf(actor: 'council' | 'resident' | 'nobody', state: Case, today: string): string {
  if (actor === 'nobody') return words.nobody;
  if (actor === 'resident') return state.actBy ? fill(words.youBy, { date: formatDate(state.actBy) }) : words.you;
  return fill(state.targetDate < today ? words.councilLate : words.councilBy, { date: formatDate(state.targetDate) });
}

/** Newest first. Staff's notes and internal moves are not the resident's to read. */
function timelineOf(service: Service, state: Case) {
  const shown = state.steps.filter((step) => {
    const stage = stageOf(service, step.stage);
    return !asides.includes(step.type) && (stage.onTracker || stage.text !== undefined);
  });
  return shown.reverse().map((step) => ({
    title: stageOf(service, step.stage).name,
    when: formatInstant(step.at),
    datetime: step.at,
    detail: detailOf(service, step),
  }));
}

function detailOf(service: Service, step: Step): string {
  const { instruction, reason } = step.personal;
  const asked = instruction && `${words.instruction}: ${instruction}`;
  const why = reason && `${words.reason}: ${reason}`;
  return [stageOf(service, step.stage).says, asked, why].filter(Boolean).join('\n');
}
