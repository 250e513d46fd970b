import type { CaseCommit } from './case.ts';
import type { Service, Stage } from './catalogue.ts';
import { phraseIn } from './language.ts';

const SAYS = 'We have changed how we work on this. Call us if you want to know more.';

/**
 * What stands for a stage that a service no longer has, so that its cases can be read and go on. It is called by its id in words, tells
 * nobody anything by text, and leads to every stage that staff may choose; where it ended the case it is an end still.
 * @param entered how cases came to it; without that, as by a list, it waits for the council
 */
export function goneStage(service: Service, id: string, entered: Stage['entered'] = 'moved'): Stage {
  const isOver = entered === 'completed' || entered === 'closed' || entered === 'refused' || (entered === 'awarded' && !pays(service));
  const next = service.stages.filter((stage) =>
    isOver ? stage.entered === 'reconsidered' && entered !== 'closed' : !NEVER_CHOSEN.has(stage.entered),
  );
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
    says: phraseIn(service.language, SAYS),
    actor: isOver ? 'nobody' : entered === 'asked' ? 'resident' : 'council',
    entered,
    next: next.map((stage) => stage.id),
    onTracker: false,
  };
}

const NEVER_CHOSEN: ReadonlySet<Stage['entered']> = new Set(['opened', 'paid', 'reconsidered']);
/** What is awarded is paid in a stage of its own: an award is no end. */
const pays = ({ stages }: Service) => stages.some(({ entered }) => entered === 'completed');

/** A service with what stands for each stage that a case was in and that is gone: the service itself, where none is. */
export function withGoneStages(service: Service, commits: readonly CaseCommit[]): Service {
  const gone = new Map<string, Stage>();
  for (const { events } of commits)
    for (const event of events)
      if ('stage' in event && !gone.has(event.stage) && !service.stages.some(({ id }) => id === event.stage))
        gone.set(event.stage, goneStage(service, event.stage, enteredBy(event)));
  return gone.size === 0 ? service : { ...service, stages: [...service.stages, ...gone.values()] };
}

function enteredBy(event: CaseCommit['events'][number] & { stage: string }): Stage['entered'] {
  switch (event.type) {
    case 'opened':
    case 'reconsidered':
    case 'completed':
    case 'closed':
    case 'paid':
      return event.type;
    case 'evidenceAsked':
      return 'asked';
    case 'decided':
      return event.outcome;
    default:
      return 'moved';
  }
}
