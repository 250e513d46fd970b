import type * as z from 'zod';
import type { Service } from '../../shared/domain/catalogue.ts';
import { reasonsOf } from '../../shared/domain/contact-reason.ts';
import type { Question } from '../../shared/domain/question.ts';
import type { ApiDeps } from './deps.ts';
import { json, problem } from './problem.ts';
import type { serviceDetailSchema, serviceSummarySchema } from './schemas.ts';

/** The services residents can ask for. */
export function serviceRoutes({ catalogue, withScope }: ApiDeps) {
  return {
    list: withScope('services.read', async () => json(200, { services: [...catalogue.values()].map(summaryOf) })),
    read: withScope('services.read', async (event) => {
      const service = catalogue.get(event.pathParameters?.['service'] ?? '');
      return service ? json(200, detailOf(service)) : problem(404, 'There is no such service.');
    }),
  };
}

function summaryOf({ id, name, summary, group, lgsl, team, targetWorkingDays }: Service): z.infer<typeof serviceSummarySchema> {
  return { id, name, summary, group, lgsl, team, targetWorkingDays };
}

function detailOf(service: Service): z.infer<typeof serviceDetailSchema> {
  return {
    ...summaryOf(service),
    questions: service.questions.map((question) => ({
      id: question.id,
      type: question.type,
      ask: question.ask,
      // Who does not say who asks, asks for themselves.
      required: !question.optional && question.type !== 'on-behalf',
      conditional: question.when !== undefined,
      ...optionsOf(question),
      ...(question.type === 'repeat'
        ? {
            fields: question.fields.map((field) => {
              const { id, type, ask, optional } = field;
              return { id, type, ask, required: !optional, ...optionsOf(field) };
            }),
            least: question.least,
            most: question.most,
          }
        : {}),
    })),
    stages: service.stages.map(({ id, name, entered, next }) => ({ id, name, entered, next })),
    reasons: service.deciding?.reasons ?? [],
    contactReasons: [...reasonsOf(service)],
  };
}

const optionsOf = (question: Question) =>
  'options' in question ? { options: question.options.map(({ value, text }) => ({ value, text })) } : {};
