import fc from 'fast-check';
import { type Answer, type Progress, questionsOnPath } from '../../shared/domain/answers.ts';
import type { LocalDate } from '../../shared/domain/calendar.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import { checkAnswer, checkEntry } from '../../shared/domain/check-answer.ts';
import { type Test, testsIn } from '../../shared/domain/condition.ts';
import { barredBy, endingAfter } from '../../shared/domain/ending.ts';
import type { Question } from '../../shared/domain/question.ts';
import type { Entry } from '../../shared/domain/repeat.ts';
import { candidateOf, entryCandidate } from '../../web/components/question-form.ts';
import { type Filled, type Given, rightAnswer } from './right-answers.ts';

/** One way through a service: what is given to each question, and whether it ends before it can be sent. */
export type Walk = { given: Readonly<Record<string, Given>>; barred: boolean };

/** So many ways are looked at before it is said that none comes somewhere. */
const MOST_WAYS = 4_000;

/**
 * Ways through a service that together come to each of its questions and endings; the first is one that can be sent. What is given is
 * generated from the seed.
 * @returns also what no way came to
 */
export function planWalks(service: Service, { seed, today }: { seed: number; today: LocalDate }): { walks: Walk[]; missed: string[] } {
  const tests = testsOf(service);
  const arbitrary = fc.record(
    Object.fromEntries(
      service.questions.map((each) => [
        each.id,
        rightAnswer(
          each,
          today,
          tests.filter(({ question }) => question === each.id),
        ),
      ]),
    ),
  );
  const missed = new Set([...service.questions, ...service.endings].map(({ id }) => id));
  const walks: Walk[] = [];
  for (let from = 0, size = 60; from < MOST_WAYS && (missed.size > 0 || walks.length === 0); from += size, size *= 2) {
    const ways = fc.sample(arbitrary, { seed: seed + from, numRuns: size }).map((given) => ({ given, ...follow(service, given, today) }));
    for (;;) {
      // The first must be sent; each after it adds the most of what is still missed.
      const offered = walks.length === 0 ? ways.filter(({ barred }) => !barred) : ways;
      const worth = ({ comesTo }: (typeof ways)[number]) => comesTo.filter((id) => missed.has(id)).length;
      const best = offered.reduce<(typeof ways)[number] | undefined>(
        (most, way) => (most && worth(most) >= worth(way) ? most : way),
        undefined,
      );
      if (!best || (walks.length > 0 && worth(best) === 0)) break;
      walks.push({ given: best.given, barred: best.barred });
      for (const id of best.comesTo) missed.delete(id);
    }
  }
  return { walks, missed: [...missed] };
}

/** What the conditions of a service look for. */
const testsOf = ({ questions, endings }: Service): Test[] => [...questions, ...endings].flatMap(({ when }) => (when ? testsIn(when) : []));

/** The questions and endings that a way comes to. */
function follow(service: Service, given: Walk['given'], today: LocalDate): { comesTo: string[]; barred: boolean } {
  const comesTo: string[] = [];
  let progress: Progress = { service, answers: {}, today };
  for (const question of service.questions) {
    if (!questionsOnPath(progress).some(({ id }) => id === question.id)) continue;
    comesTo.push(question.id);
    const answer = keptOf(question, given[question.id] as Given, today);
    if (answer !== undefined) progress = { ...progress, answers: { ...progress.answers, [question.id]: answer } };
    const ending = endingAfter(progress, question.id);
    if (ending) comesTo.push(ending.id);
    if (barredBy(progress)) return { comesTo, barred: true };
  }
  return { comesTo, barred: false };
}

/** The answer that is kept of what was given. Throws when it is refused: then it was no right answer. */
function keptOf(question: Question, given: Given, today: LocalDate): Answer | undefined {
  if (question.type === 'repeat') {
    const entries = given.kind === 'entries' ? given.entries : [];
    return entries.map((filled): Entry => {
      const check = checkEntry(question, entryCandidate(question.fields, formOf(filled)), today);
      if (check.kind === 'refused') throw new Error(`an entry of ${question.id} was refused: ${JSON.stringify([filled, check.errors])}`);
      return check.entry;
    });
  }
  const filled = given.kind === 'page' ? given.filled : [];
  const check = checkAnswer(question, candidateOf(question, formOf(filled)), today);
  if (check.kind === 'refused') throw new Error(`an answer to ${question.id} was refused: ${JSON.stringify([filled, check.errors])}`);
  return check.value;
}

const formOf = (filled: Filled): URLSearchParams => new URLSearchParams(filled.map(([name, value]): [string, string] => [name, value]));
