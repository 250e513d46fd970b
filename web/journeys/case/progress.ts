import type { Case } from '../../../shared/domain/case.ts';
import { isEnd, type Service, type Stage, stageOf } from '../../../shared/domain/catalogue.ts';
import { caseWords as words } from '../../content/case.ts';

export type ProgressStep = { text: string; state: 'done' | 'now' | 'todo'; stateText: string };

/**
 * The steps of the progress tracker: the service's fixed ones, done up to where the case got. A stage that is no fixed step
 * is put in where the resident must know of it: when they must act, while a decision is looked at again, or when the case ended
 * there; then nothing is to come.
 */
export function progressOf(service: Service, state: Case): ProgressStep[] {
  const fixed = service.stages.filter((stage) => stage.onTracker);
  const current = stageOf(service, state.stage);
  const ended = isEnd(current);
  const reached = Math.max(0, ...state.steps.map((step) => fixed.findIndex((stage) => stage.id === step.stage)));
  if (fixed.includes(current)) {
    const at = fixed.indexOf(current);
    return fixed.map((stage, index) => stepOf(stage, index < at || (index === at && ended) ? 'done' : index === at ? 'now' : 'todo'));
  }
  if (ended) return [...fixed.slice(0, reached + 1).map((stage) => stepOf(stage, 'done')), stepOf(current, 'done')];
  const passed = current.actor === 'resident' || current.entered === 'reconsidered';
  return fixed.flatMap((stage, index) => {
    if (index !== reached) return [stepOf(stage, index < reached ? 'done' : 'todo')];
    return passed ? [stepOf(stage, 'done'), stepOf(current, 'now')] : [stepOf(stage, 'now')];
  });
}

function stepOf(stage: Stage, state: ProgressStep['state']): ProgressStep {
  return { text: stage.name, state, stateText: words.states[state] };
}
