import { formatDate, formatInstant } from '../../../shared/domain/calendar.ts';
import type { Case, Step } from '../../../shared/domain/case.ts';
import { type Service, type Stage, stageOf } from '../../../shared/domain/catalogue.ts';
import type { Actor } from '../../../shared/domain/commit.ts';
import { awardLines } from '../../../shared/domain/deciding.ts';
import { instructionsIn } from '../../../shared/domain/evidence.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import type { Task } from '../../../shared/domain/task.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { nameOfItem } from '../../components/evidence-list.ts';
import { caseFileWords as words } from '../../content/console-case.ts';
import { fill } from '../../content/fill.ts';
import { textStateWords } from './text-state.ts';

/** What `web/components/timeline.njk` draws. */
export type TimelineItem = { title: string; when: string; datetime: string; detail?: string };

/** What has happened to a case, newest first, with who did it. */
export function timelineOf(service: Service, state: Case, staff: Staff, tasks: readonly Task[] = []): TimelineItem[] {
  const { rating } = state;
  const rated = rating && {
    title: fill(words.steps.rated, { score: words.scores[rating.score] }),
    ...whenAndWho(rating.at, { kind: 'resident' }, staff),
    ...(rating.comment ? { detail: rating.comment } : {}),
  };
  const steps = state.steps.toReversed().map((step) => itemOf(service, state, step, staff));
  const done = tasks.flatMap(({ kind, doneAt, doneBy }) =>
    doneAt && doneBy ? [{ title: words.tasks[kind].done, ...whenAndWho(doneAt, doneBy, staff) }] : [],
  );
  return [...(rated ? [rated] : []), ...done, ...steps].toSorted((a, b) =>
    a.datetime < b.datetime ? 1 : a.datetime > b.datetime ? -1 : 0,
  );
}

/** What others did since a page was shown, oldest first. */
export function changesSince(service: Service, state: Case, basedOn: number, staff: Staff): TimelineItem[] {
  return state.steps.filter((step) => step.sequence > basedOn).map((step) => itemOf(service, state, step, staff));
}

/** The texts sent for a case, newest first, each with what became of it. */
export function textsOf(texts: readonly Text[]): TimelineItem[] {
  return texts
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .map((text) => {
      const { at, settledAt, personal } = text;
      const datetime = settledAt ?? at;
      return {
        title: textStateWords(text),
        when: formatInstant(datetime),
        datetime,
        ...(personal.body ? { detail: personal.body } : {}),
      };
    });
}

function itemOf(service: Service, state: Case, step: Step, staff: Staff): TimelineItem {
  const { reason, grounds = [], award, note, said, helperName } = step.personal;
  const paid = award ? awardLines(service, award) : [];
  const why = step.type === 'itemRejected' && step.item ? step.personal.reasons?.[step.item] : reason;
  const detail = [...instructionsIn(step.personal), ...grounds, ...paid, why, note, said, helperName].filter(Boolean).join('\n');
  return { title: titleOf(service, state, step), ...whenAndWho(step.at, step.by, staff), ...(detail ? { detail } : {}) };
}

function titleOf(service: Service, state: Case, step: Step): string {
  const stage = stageOf(service, step.stage);
  switch (step.type) {
    case 'opened':
      return fill(words.steps.opened, { channel: words.channels[state.channel] }) + (state.assisted ? words.assisted : '');
    case 'evidenceAsked':
      return fill(words.steps.evidenceAsked, { date: step.actBy ? formatDate(step.actBy) : '' });
    case 'evidenceDateChanged':
      return fill(words.steps.evidenceDateChanged, { date: step.actBy ? formatDate(step.actBy) : '' });
    case 'itemOffered':
    case 'itemUploaded':
    case 'fileTurnedAway':
    case 'itemNotPossible':
    case 'itemPromised':
    case 'itemBroughtIn':
    case 'itemAccepted':
    case 'itemRejected':
      return fill(words.steps[step.type], { item: itemNamed(state, step) });
    case 'decided':
      return decisionTitle(state, step, stage);
    case 'textsStopped':
      return words.steps[step.all ? 'textsStoppedAll' : 'textsStopped'];
    case 'imported':
      return fill(words.imported[step.kept ?? 'late'], { word: step.word ?? '' });
    default:
      return fill(words.steps[step.type], { stage: stage.name });
  }
}

/** Which thing an event was about, in the officer's words. */
function itemNamed({ evidence }: Case, step: Step): string {
  const item = evidence?.items.find(({ id }) => id === step.item);
  return item ? nameOfItem(item) : '';
}

/** A decision that follows on another says so. */
function decisionTitle({ steps }: Case, { sequence }: Step, { entered, choice, name }: Stage): string {
  const again = steps.some((step) => step.type === 'decided' && step.sequence < sequence);
  if (choice) return fill(words.steps[again ? 'decidedAgain' : 'decided'], { stage: name });
  const outcome = entered === 'awarded' ? 'awarded' : 'refused';
  return words.steps[again ? (`${outcome}Again` as const) : outcome];
}

function whenAndWho(at: string, by: Actor, staff: Staff): Pick<TimelineItem, 'when' | 'datetime'> {
  return { when: `${formatInstant(at)}, ${whoOf(by, staff)}`, datetime: at };
}

/** Colleagues go by the name they had then. */
function whoOf(by: Actor, staff: Staff): string {
  if (by.kind === 'staff') return by.id === staff.id ? words.by.you : (by.name ?? words.by.staff);
  return words.by[by.kind];
}
