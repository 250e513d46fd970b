import * as z from 'zod';
import type { Question, questionSchema } from '../domain/question.ts';
import { common, type Option } from '../domain/question-parts.ts';

/** Asks for one of the things that another service's question offers: the one list, kept in one place. */
const fromSchema = z.strictObject({
  ...common,
  type: z.literal('from'),
  service: z.string(),
  question: z.string(),
  /** Options of that list, by value, that make no sense here. */
  except: z.array(z.string()).default([]),
});
export type QuestionData = z.input<typeof questionSchema> | z.input<typeof fromSchema>;
type Asking = { id: string; questions: readonly QuestionData[] };

/** As many as can be read at a glance; more go into a select. */
const MOST_RADIOS = 10;

/**
 * The questions of a service, each that is `from` another service made into radios, or into a select when they are many.
 * Throws, with what to do, when there is no such service, no such question, or none to choose from.
 */
export function withOptions(service: Asking, services: readonly Asking[]): z.input<typeof questionSchema>[] {
  return service.questions.map((question) => {
    if (question.type !== 'from') return question;
    const refuse = (why: string) => new Error(`service ${service.id}: the question ${question.id} ${why}`);
    const parsed = fromSchema.safeParse(question);
    if (!parsed.success) throw refuse(`cannot be read: ${z.prettifyError(parsed.error)}`);
    const { service: from, question: id, except, ...asked } = parsed.data;
    const other = services.find((each) => each.id === from);
    if (!other) throw refuse(`takes its options from the service ${from}, which does not exist`);
    const source = other.questions.find((each) => each.id === id);
    if (!source) throw refuse(`takes its options from the question ${id} of ${from}, which does not exist`);
    if (!offers(source))
      throw refuse(`takes its options from the question ${id} of ${from}, which has none: it must be radios, checkboxes or a select`);
    for (const value of except)
      if (!source.options.some((each) => each.value === value))
        throw refuse(`leaves out the option ${value}, which ${from} does not offer`);
    const options: Option[] = source.options
      .filter((each) => !except.includes(each.value))
      .map(({ value, text, hint }) => ({ value, text, ...(hint ? { hint } : {}) }));
    return { ...asked, type: options.length > MOST_RADIOS ? 'select' : 'radios', options };
  });
}

type Offering = Extract<Question, { type: 'radios' | 'checkboxes' | 'select' }>;
const offers = (question: QuestionData): question is Extract<QuestionData, { type: Offering['type'] }> =>
  ['radios', 'checkboxes', 'select'].includes(question.type);
