import { type Problem, problems, problemWords as words } from '../../content/problem.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './problem.njk';

/** A page that says kindly what went wrong and what to do. */
export function problemPage(council: CouncilView, problem: Problem): string {
  const { title, says } = problems[problem];
  return render(template, { title, council, words, says });
}
