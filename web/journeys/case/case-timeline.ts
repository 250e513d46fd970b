import { asides, type Case, type Step } from '../../../shared/domain/case.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { awardLines } from '../../../shared/domain/deciding.ts';
import { instructionsIn } from '../../../shared/domain/evidence.ts';
import { caseWords as words } from '../../content/case.ts';
import { decisionWords } from '../../content/case-decision.ts';
import { formatInstant } from '../../content/dates.ts';

/** What has happened, newest first. Staff's notes, another system's words and internal moves are not the resident's to read. */
export function timelineOf(service: Service, state: Case) {
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
  const { reason, grounds = [], award } = step.personal;
  const asked = instructionsIn(step.personal).map((each) => `${words.instruction}: ${each}`);
  const paid = award ? awardLines(service, award) : [];
  const told = step.type === 'reconsidered' && step.by.kind === 'resident';
  const why = [...grounds, ...(reason ? [reason] : [])].map((each) => `${told ? decisionWords.steps.told : words.reason}: ${each}`);
  return [stageOf(service, step.stage).says, ...asked, ...paid, ...why].filter(Boolean).join('\n');
}
