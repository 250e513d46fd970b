import { type HttpResult, html } from '../../shared/edge/http.ts';
import type { Problem } from '../../web/content/problem.ts';
import { problemPage } from '../../web/journeys/problem/problem-page.ts';
import type { CouncilView } from '../../web/render.ts';

const statuses: Record<Problem, number> = {
  'not-found': 404,
  'too-large': 413,
  'went-wrong': 500,
  'not-our-page': 403,
  'not-through-front': 403,
  'already-sent': 409,
  busy: 503,
};

/** Answers with the page that explains a problem, under its status. */
export type ShowProblem = (problem: Problem) => HttpResult;

export function createShowProblem(council: CouncilView): ShowProblem {
  return (problem) => html(problemPage(council, problem), { status: statuses[problem] });
}
