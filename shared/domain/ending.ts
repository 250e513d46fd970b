import * as z from 'zod';
import { answersOnPath, type Progress, questionsOnPath } from './answers.ts';
import { conditionSchema, meets, questionsIn } from './condition.ts';

const common = {
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'use lower-case words joined by dashes'),
  /** Looked at as soon as one of the questions that it depends on is answered. */
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

/** An ending waits until all that it depends on is answered, of what is asked at all: nothing is concluded from a silence. */
function isMet({ when }: Ending, progress: Progress): boolean {
  const path = questionsOnPath(progress).map(({ id }) => id);
  const answers = answersOnPath(progress);
  return questionsIn(when).every((id) => !path.includes(id) || answers[id] !== undefined) && meets(when, answers, progress.today);
}

/** The ending that the answer to a question leads to; undefined when the next question comes next. */
export function endingAfter(progress: Progress, questionId: string): Ending | undefined {
  return progress.service.endings.find((each) => questionsIn(each.when).includes(questionId) && isMet(each, progress));
}

/** The ending that these answers may not go past; undefined when they may be sent. */
export function barredBy(progress: Progress): Ending | undefined {
  return progress.service.endings.find((each) => each.kind === 'not-eligible' && !each.askAnyway && isMet(each, progress));
}

/** Whether a question comes after what an ending depends on: it is not asked while the ending stands. */
export function isAfter(progress: Progress, ending: Ending, questionId: string): boolean {
  const path = questionsOnPath(progress).map(({ id }) => id);
  return path.indexOf(questionId) > lastAskedFor(progress, ending);
}

/** The last question on the path that an ending depends on: where its back link leads. */
export function questionOf(progress: Progress, ending: Ending): string | undefined {
  return questionsOnPath(progress)[lastAskedFor(progress, ending)]?.id;
}

function lastAskedFor(progress: Progress, { when }: Ending): number {
  const asked = questionsIn(when);
  return questionsOnPath(progress).findLastIndex(({ id }) => asked.includes(id));
}

/** What staff must see first on a case with these answers: the ids of its safeguarding endings. Nothing of the answers is in them. */
export function flagsIn(progress: Progress): string[] {
  return progress.service.endings.filter((each) => each.kind === 'safeguarding' && isMet(each, progress)).map(({ id }) => id);
}
