import type { RatedWords } from '../../shared/domain/comment.ts';
import { formOf, html, redirect } from '../../shared/edge/http.ts';
import { commentsPage, parseCommentValue } from '../../web/journeys/report/comments-page.ts';
import { commentsPath } from '../../web/journeys/report/report-page.ts';
import type { ReportDeps } from './deps.ts';
import { createStaffPage, pageIn } from './staff-page.ts';

const MANAGERS = ['manager'] as const;

/** What managers choose for the scrutiny report of what people wrote. */
export function createCommentRoutes(deps: ReportDeps) {
  const { council, catalogue, comments } = deps;
  const { ofQuarter } = createStaffPage(deps);

  const show = ofQuarter(async (event, staff, quarter) => {
    const done = event.queryStringParameters?.['outcome'] === 'chosen';
    return html(commentsPage({ council, staff, catalogue }, quarter, await comments.page(quarter, pageIn(event)), { done }));
  }, MANAGERS);

  const choose = ofQuarter(async (event, staff, quarter) => {
    const form = formOf(event);
    const [shown, wanted] = [wordsIn(form, 'shown'), wordsIn(form, 'chosen')];
    const page = pageIn(event);
    const outcome = await comments.choose(quarter, shown, wanted);
    if (outcome === 'chosen') return redirect(`${commentsPath(quarter, page)}&outcome=chosen`);
    const found = await comments.page(quarter, page);
    return html(commentsPage({ council, staff, catalogue }, quarter, found, { refused: wanted }), { status: 400 });
  }, MANAGERS);

  return { show, choose };
}

const wordsIn = (form: URLSearchParams, name: string): RatedWords[] => form.getAll(name).flatMap((value) => parseCommentValue(value) ?? []);
