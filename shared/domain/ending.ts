import * as z from 'zod';
import { type Answer, type Answers, isAnswered, type Progress, questionsOnPath } from './answers.ts';
import type { LocalDate } from './calendar.ts';
import type { Service } from './catalogue.ts';
import { type Condition, conditionSchema, meets, questionsIn } from './condition.ts';
import type { Question } from './question.ts';

const common = {
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'use lower-case words joined by dashes'),
  /** Looked at once all is answered that is asked as far as the last question it depends on. */
  when: conditionSchema,
  title: z.string().min(5).max(100),
  says: z.array(z.string().min(5).max(400)).min(1).max(6),
};

/**
 * Where answers lead away from the questions.
 * - `not-eligible`: they cannot get it, so far as one can see: why, and what there is `instead`. `askAnyway` lets them go on, where
 *   somebody should decide. Counted as completed, not as given up.
 * - `safeguarding`: somebody may be in danger: `numbers` to call at once, then on with the form. `flag` is what staff read on the case.
 */
export const endingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('not-eligible'),
    instead: z.array(z.strictObject({ text: z.string().min(5).max(200), href: z.string().optional() })).min(1),
    askAnyway: z.literal(true).optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('safeguarding'),
    numbers: z
      .array(z.strictObject({ name: z.string().min(3).max(80), phone: z.string().min(3).max(20), hours: z.string().max(80) }))
      .min(1),
    flag: z.string().min(10).max(200),
  }),
]);
export type Ending = z.infer<typeof endingSchema>;

/**
 * Whether what was asked brings an ending about: something that it depends on was, and nothing of that was left empty. Nothing is
 * concluded from a silence.
 * @param asked the answers of what was asked up to there; null where it was left empty
 */
export function concludes({ when }: Ending, asked: Readonly<Record<string, Answer | null>>, today: LocalDate): boolean {
  const given = questionsIn(when).flatMap((id) => (asked[id] === undefined ? [] : [asked[id]]));
  return given.length > 0 && !given.includes(null) && meets(when, withoutNull(asked), today);
}

const withoutNull = (asked: Readonly<Record<string, Answer | null>>): Answers =>
  Object.fromEntries(Object.entries(asked).filter((each): each is [string, Answer] => each[1] !== null));

/** Where in the questions of a service, asked or not, the last stands that an ending depends on. */
export function lastOf({ questions }: Pick<Service, 'questions'>, when: Condition): number {
  const ids = questionsIn(when);
  return questions.findLastIndex(({ id }) => ids.includes(id));
}

/** Whether these answers bring an ending about: it waits until all that is asked as far as it depends on anything is answered. */
export function isMet(ending: Ending, progress: Progress): boolean {
  const asked = askedFor(progress, ending);
  if (!asked.every((each) => isAnswered(each, progress.answers[each.id]))) return false;
  return concludes(ending, Object.fromEntries(asked.map(({ id }) => [id, progress.answers[id] ?? null])), progress.today);
}

/** The endings that the answer to a question leads to, in their order. */
export function endingsAfter(progress: Progress, questionId: string): Ending[] {
  return progress.service.endings.filter((each) => bringsAbout(progress, each).includes(questionId) && isMet(each, progress));
}

/** The first of {@link endingsAfter}; undefined when the next question comes next. */
export function endingAfter(progress: Progress, questionId: string): Ending | undefined {
  return endingsAfter(progress, questionId)[0];
}

/** The questions whose answers may bring an ending about: what it depends on, what has any of that not asked, and the last before it is looked at. */
function bringsAbout(progress: Progress, ending: Ending): string[] {
  const found = new Set(questionsIn(ending.when));
  const path = questionsOnPath(progress).map(({ id }) => id);
  for (const id of found) {
    const { when } = progress.service.questions.find((each) => each.id === id) ?? {};
    if (when && !path.includes(id)) for (const before of questionsIn(when)) found.add(before);
  }
  return [...found, questionOf(progress, ending)].filter((id) => id !== undefined);
}

/** The ending that these answers may not go past; undefined when they may be sent. */
export function barredBy(progress: Progress): Ending | undefined {
  return progress.service.endings.find((each) => each.kind === 'not-eligible' && !each.askAnyway && isMet(each, progress));
}

/** Whether a question comes after all that an ending waits for: it is not asked while the ending stands. */
export function isAfter(progress: Progress, ending: Ending, questionId: string): boolean {
  const path = questionsOnPath(progress).map(({ id }) => id);
  return path.indexOf(questionId) >= askedFor(progress, ending).length;
}

/** The last question that is asked before an ending is looked at: where its back link leads. */
export function questionOf(progress: Progress, ending: Ending): string | undefined {
  return askedFor(progress, ending).at(-1)?.id;
}

/** The questions on the path as far as the last that an ending depends on, whether or not that one is asked. */
function askedFor(progress: Progress, { when }: Ending): readonly Question[] {
  const { questions } = progress.service;
  const upTo = new Set(questions.slice(0, lastOf(progress.service, when) + 1).map(({ id }) => id));
  return questionsOnPath(progress).filter(({ id }) => upTo.has(id));
}

/** What staff must see first on a case with these answers: the ids of its safeguarding endings. Nothing of the answers is in them. */
export function flagsIn(progress: Progress): string[] {
  return progress.service.endings.filter((each) => each.kind === 'safeguarding' && isMet(each, progress)).map(({ id }) => id);
}
