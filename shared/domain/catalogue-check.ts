import { MAX_INSTRUCTION } from './case.ts';
import { isEnd, type Service, type Stage } from './catalogue.ts';
import { questionsIn } from './condition.ts';
import { endingFaults } from './ending-check.ts';
import { flowFaults } from './flow-check.ts';
import { nearbyFaults } from './nearby.ts';
import { onBehalfFaults } from './on-behalf-check.ts';
import { paymentFaults } from './payment-check.ts';
import { readingProblems } from './reading-check.ts';
import { languageProblems, textProblems } from './text-check.ts';
import type { Deployment } from './text-preview.ts';

/**
 * What is wrong with a service that its schema cannot see, a sentence each; none for a sound service. Tests and builds ask,
 * never a function: it counts and scores every text.
 */
export function faultsOf(service: Service, deployment: Deployment): string[] {
  const faults = [
    ...questionFaults(service),
    ...stageFaults(service),
    ...textFaults(service),
    ...paymentFaults(service),
    ...endingFaults(service),
    ...nearbyFaults(service),
    ...onBehalfFaults(service),
  ];
  // The ways through a service are followed only once its questions and stages hang together.
  return faults.length > 0
    ? faults
    : [...flowFaults(service), ...textProblems(service, deployment), ...languageProblems(service, deployment), ...readingProblems(service)];
}

/** Pages of every journey that stand where a question's page would. */
const TAKEN = ['check', 'done', 'ending', 'save', 'saved', 'nearby', 'followed'];

function questionFaults({ questions, fastTrack, countedBy, payment }: Service): string[] {
  const faults: string[] = [];
  const ids = questions.map((each) => each.id);
  for (const [index, question] of questions.entries()) {
    if (TAKEN.includes(question.id)) faults.push(`no question may be called ${question.id}: every journey has a page of that name`);
    if (ids.indexOf(question.id) < index) faults.push(`two questions are called ${question.id}`);
    for (const id of question.when ? questionsIn(question.when) : []) {
      if (!ids.slice(0, index).includes(id)) faults.push(`${question.id} depends on ${id}, which is not asked before it`);
    }
  }
  for (const id of fastTrack ? questionsIn(fastTrack.when) : [])
    if (!ids.includes(id)) faults.push(`the fast track depends on ${id}, which is not asked`);
  if (questions.filter((each) => each.type === 'mobile').length !== 1) faults.push('exactly one question must ask for a mobile');
  if (questions.filter((each) => each.type === 'file').length > 1) faults.push('two questions ask for a file: one can hold several');
  if (payment && questions.some((each) => each.type === 'file'))
    faults.push('it asks for a file and has a price: paying comes right after the form');
  const kinds = questions.find((each) => each.id === countedBy);
  if (countedBy && (kinds?.type !== 'radios' || kinds.when || kinds.optional))
    faults.push(`requests are counted by ${countedBy}, which is not a choice that everybody makes`);
  return faults;
}

const ONE_OF = ['opened', 'asked', 'awarded', 'refused', 'reconsidered', 'completed', 'closed', 'paid'] as const;

function stageFaults({ stages, fastTrack, deciding, oftenAsked = [] }: Service): string[] {
  const faults: string[] = [];
  const ids = stages.map((each) => each.id);
  if (new Set(ids).size < ids.length) faults.push('two stages have the same id');
  for (const stage of stages)
    for (const next of stage.next) if (!ids.includes(next)) faults.push(`${stage.id} leads to ${next}, which is not a stage`);
  for (const entered of ONE_OF)
    if (stages.filter((each) => each.entered === entered).length > 1) faults.push(`two stages are entered by being ${entered}`);
  for (const each of oftenAsked)
    if ([...each].length > MAX_INSTRUCTION) faults.push(`it often asks for "${each}", which has over ${MAX_INSTRUCTION} characters`);
  if (oftenAsked.length > 0 && !stages.some((each) => each.entered === 'asked'))
    faults.push('it often asks for things, and has no stage for that');
  for (const entered of ['opened', 'closed'] as const)
    if (!stages.some((each) => each.entered === entered)) faults.push(`no stage is entered by being ${entered}`);
  for (const id of Object.keys(fastTrack?.texts ?? {}))
    if (!ids.includes(id)) faults.push(`the fast track has a text for ${id}, which is not a stage`);
  const reached = reachable(stages);
  for (const stage of stages) if (!reached.has(stage.id)) faults.push(`nothing leads to the stage ${stage.id}`);
  for (const stage of stages)
    if (![...reachableFrom(stages, stage)].some(isEnd)) faults.push(`nothing leads from the stage ${stage.id} to an end`);
  const again = stages.find((each) => each.entered === 'reconsidered');
  for (const stage of stages)
    if (isEnd(stage) !== stage.next.every((next) => next === again?.id))
      faults.push(`${stage.id} must be an end, in which nobody acts, just when nothing follows it but being looked at again`);
  if (again && !deciding?.lookAgain) faults.push(`the stage ${again.id} needs \`deciding.lookAgain\`: within how long one may ask`);
  if (!again && deciding?.lookAgain) faults.push('decisions may be looked at again, and no stage is entered by being reconsidered');
  for (const stage of stages) if (stage.entered === 'opened' && isEnd(stage)) faults.push('a case would end as it opens');
  return faults;
}

function reachable(stages: Stage[]): Set<string> {
  const first = stages.find((each) => each.entered === 'opened');
  return new Set(first ? [...reachableFrom(stages, first)].map((each) => each.id) : []);
}

function reachableFrom(stages: Stage[], from: Stage): Set<Stage> {
  const found = new Set([from]);
  for (const stage of found) for (const next of stages) if (stage.next.includes(next.id)) found.add(next);
  return found;
}

function textFaults({ stages, fastTrack }: Service): string[] {
  const faults: string[] = [];
  const texts = [...stages.map((each) => [each, each.text] as const), ...stages.map((each) => [each, fastTrack?.texts[each.id]] as const)];
  for (const [stage, text] of texts) {
    if (!text) continue;
    if (text.includes('{rateLink}'))
      faults.push(`the text of ${stage.id} may not ask for a rating: the service’s \`asking\` says whether an end does`);
    if (stage.entered === 'asked' && !(text.includes('{instruction}') && text.includes('{date}')))
      faults.push(`the text of ${stage.id} must say what to do and by when`);
  }
  for (const stage of stages) if (isEnd(stage) && !stage.text) faults.push(`the end ${stage.id} has no text`);
  return faults;
}
