import type * as z from 'zod';
import type { Caller } from '../../shared/adapters/oidc/access-token.ts';
import type { Answer } from '../../shared/domain/answers.ts';
import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Case } from '../../shared/domain/case.ts';
import { type Service, stageOf } from '../../shared/domain/catalogue.ts';
import { checkAnswer } from '../../shared/domain/check-answer.ts';
import { questionsIn } from '../../shared/domain/condition.ts';
import { commandsOpen } from '../../shared/domain/decide-case.ts';
import type { Ending } from '../../shared/domain/ending.ts';
import { actorOf as actorNow, type Evidence, isAllIn } from '../../shared/domain/evidence.ts';
import type { Location } from '../../shared/domain/location.ts';
import { formatReference, parseReference } from '../../shared/domain/reference.ts';
import type { Locate } from '../../shared/use-cases/locate.ts';
import { causeOf, fingerprint, parseBody } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { json, type ProblemError, problem } from './problem.ts';
import { refusalDetail } from './refusals.ts';
import { caseCommandSchema, type caseSchema, openCaseSchema } from './schemas.ts';

const NO_CASE = 'There is no case with that reference.';
const BAD_KEY = 'Idempotency-Key must have 1 to 255 characters.';

/** Opens, reads and adds to cases. */
export function caseRoutes({ catalogue, keyring, locate, openCase, loadCase, changeCase, newId, now, withScope }: ApiDeps) {
  return {
    open: withScope('cases.write', async (event, caller) => {
      const draftId = causeOf(event, caller, keyring, newId);
      if (!draftId) return problem(400, BAD_KEY);
      const parsed = parseBody(event, openCaseSchema);
      if ('refused' in parsed) return parsed.refused;
      const service = catalogue.get(parsed.body.service);
      if (!service)
        return problem(422, 'There is no such service.', [{ pointer: '/service', detail: 'is not a service: see /api/v1/services' }]);
      const checked = await checkAnswers(service, parsed.body.answers, { today: localDate(instantOf(now())), locate });
      if (checked.errors.length > 0) return problem(422, 'Some answers must be put right.', checked.errors);
      const { channel, language } = parsed.body;
      const outcome = await openCase(service, {
        draftId,
        answers: checked.answers,
        channel,
        assisted: channel !== 'web',
        language,
        by: actorOf(caller),
      });
      if (outcome.kind === 'too-large') return problem(413, 'The answers are over 200 KB together.');
      if (outcome.kind === 'barred') return problem(422, `${outcome.ending.title}.`, barringErrors(outcome.ending));
      if (outcome.kind === 'incomplete') {
        return problem(422, 'A question has no answer.', [{ pointer: `/answers/${outcome.questionId}`, detail: 'needs an answer' }]);
      }
      if (outcome.kind === 'already-open' && outcome.changed) return problem(422, 'This Idempotency-Key was used with other answers.');
      const { reference, lookUpWord } = outcome;
      const body = { reference, displayReference: formatReference(reference), ...(lookUpWord ? { lookUpWord } : {}) };
      return json(outcome.kind === 'opened' ? 201 : 200, body, { location: `/api/v1/cases/${reference}` });
    }),

    read: withScope('cases.read', async (event) => {
      const reference = parseReference(event.pathParameters?.['reference'] ?? '');
      const found = reference && (await loadCase(reference));
      return found ? json(200, viewOf(found.service, found.state)) : problem(404, NO_CASE);
    }),

    add: withScope('cases.write', async (event, caller) => {
      const key = causeOf(event, caller, keyring, newId);
      if (!key) return problem(400, BAD_KEY);
      const reference = parseReference(event.pathParameters?.['reference'] ?? '');
      if (!reference) return problem(404, NO_CASE);
      const parsed = parseBody(event, caseCommandSchema);
      if ('refused' in parsed) return parsed.refused;
      const { body } = parsed;
      // A system stands for staff, who may look again after the resident's date.
      const command = body.type === 'reconsider' ? { ...body, evenLate: true } : body;
      const outcome = await changeCase(reference, command, actorOf(caller), `${key}.${fingerprint(body)}`);
      switch (outcome.kind) {
        case 'changed':
        case 'already-done':
          return json(200, viewOf(outcome.service, outcome.state));
        case 'refused':
          return problem(outcome.reason === 'changed-since' ? 409 : 422, refusalDetail[outcome.reason]);
        case 'cause-reused':
          return problem(422, 'This Idempotency-Key was used with another body.');
        case 'not-found':
          return problem(404, NO_CASE);
        case 'too-large':
          return problem(413, 'That is over 200 KB.');
        case 'busy':
          return problem(503, 'Others were changing this case. Try again.');
      }
    }),
  };
}

const actorOf = (caller: Caller) => ({ kind: 'client', id: caller.id }) as const;

async function checkAnswers(service: Service, candidates: Record<string, unknown>, { today, locate }: { today: string; locate: Locate }) {
  const answers: Record<string, Answer> = {};
  const errors: ProblemError[] = [];
  for (const id of Object.keys(candidates)) {
    if (!service.questions.some((each) => each.id === id))
      errors.push({ pointer: `/answers/${id}`, detail: 'is not a question of this service' });
  }
  for (const question of service.questions) {
    const candidate = candidates[question.id];
    if (candidate === undefined) continue;
    const read = checkAnswer(question, candidate, today);
    const isPlace = question.type === 'location' && read.kind === 'accepted' && read.value !== undefined;
    const check = isPlace ? await locate(read.value as Location) : read;
    if (check.kind === 'refused')
      errors.push(
        ...check.errors.map(({ part, message }) => ({ pointer: `/answers/${question.id}${part ? `/${part}` : ''}`, detail: message })),
      );
    else if (check.value !== undefined) answers[question.id] = check.value;
  }
  return { answers, errors };
}

/** What bars a request, by the questions that it depends on. */
const barringErrors = ({ when, says }: Ending): ProblemError[] =>
  [...new Set(questionsIn(when))].map((id) => ({ pointer: `/answers/${id}`, detail: says.join(' ') }));

function evidenceView({ by, open, items }: Evidence): NonNullable<z.infer<typeof caseSchema>['evidence']> {
  return { by, open, allIn: isAllIn({ items }), items: items.map(({ id, state, files }) => ({ id, state, files: files.length })) };
}

function viewOf(service: Service, state: Case): z.infer<typeof caseSchema> {
  const stage = stageOf(service, state.stage);
  const { reference, sequence, channel, assisted, fastTrack, openedAt, targetDate, actBy, endedAt, decision } = state;
  return {
    reference,
    displayReference: formatReference(reference),
    service: service.id,
    sequence,
    stage: { id: stage.id, name: stage.name, actor: actorNow(service, state) },
    channel,
    language: state.language ?? 'en',
    assisted,
    fastTrack,
    openedAt,
    targetDate,
    ...(actBy ? { actBy } : {}),
    ...(endedAt ? { endedAt } : {}),
    ...(state.evidence ? { evidence: evidenceView(state.evidence) } : {}),
    ...(decision ? { decision } : {}),
    timeline: state.steps.map((step) => ({ sequence: step.sequence, at: step.at, event: step.type, stage: step.stage })),
    nextStages: commandsOpen(service, state).map(({ type, stage: next }) => ({ command: type, stage: next.id })),
  };
}
