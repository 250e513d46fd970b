import { formatDate, localDate } from '../../../shared/domain/calendar.ts';
import { type CommentPlace, type CommentsPage, MAX_CHOSEN, type RatedWords } from '../../../shared/domain/comment.ts';
import { formatQuarter, type Quarter } from '../../../shared/domain/quarter.ts';
import { commentWords as words } from '../../content/comments.ts';
import { fill } from '../../content/fill.ts';
import { reportWords } from '../../content/report.ts';
import { render } from '../../render.ts';
import { consoleFrame } from '../console/frame.ts';
import { template } from './comments.njk';
import { commentsPath, type ReportView, reportPath } from './report-page.ts';
import { serviceName } from './service-name.ts';

/** What came of choosing: refused with what was ticked, which is shown again. */
export type AfterChoosing = { done?: boolean; refused?: readonly RatedWords[] };

/** What people wrote when they rated in a quarter, for a manager to choose from. */
export function commentsPage(
  { council, staff, catalogue }: Pick<ReportView, 'council' | 'staff' | 'catalogue'>,
  quarter: Quarter,
  found: CommentsPage,
  { done, refused }: AfterChoosing = {},
): string {
  const { comments, page, pages, noted, chosen } = found;
  const name = formatQuarter(quarter);
  const error = refused && fill(words.tooMany, { most: String(MAX_CHOSEN) });
  const ticked = (place: RatedWords & { chosen: boolean }) =>
    refused ? refused.some((each) => commentValue(each) === commentValue(place)) : place.chosen;
  const turn = (text: string, to: number) => ({
    text,
    labelText: fill(words.pageOf, { page: String(to), pages: String(pages) }),
    href: commentsPath(quarter, to),
  });
  return render(template, {
    ...consoleFrame(staff, council, 'report'),
    title: fill(words.title, { quarter: name }),
    back: { text: fill(reportWords.back, { quarter: name }), href: reportPath(quarter) },
    words,
    ...(error ? { errors: [{ text: error, href: '#chosen' }] } : {}),
    banner: done ? words.done : undefined,
    nothing: noted === 0 ? words.none : comments.length === 0 ? words.nonePage : undefined,
    count: fill(words.count, { chosen: String(chosen), most: String(MAX_CHOSEN) }),
    action: commentsPath(quarter, page),
    shown: comments.map(commentValue),
    checkboxes: {
      idPrefix: 'chosen',
      name: 'chosen',
      fieldset: { legend: { text: words.legend, classes: 'govuk-fieldset__legend--m' } },
      ...(error ? { errorMessage: { text: error } } : {}),
      items: comments.map((each) => ({
        value: commentValue(each),
        text: each.comment,
        hint: {
          text: fill(words.of, {
            service: serviceName(catalogue, each.service),
            score: reportWords.scores[each.score],
            when: formatDate(localDate(each.at)),
          }),
        },
        checked: ticked(each),
      })),
    },
    pages:
      pages > 1
        ? {
            landmarkLabel: words.pages,
            ...(page > 1 ? { previous: turn(words.previous, page - 1) } : {}),
            ...(page < pages ? { next: turn(words.next, page + 1) } : {}),
          }
        : undefined,
  });
}

/** How a form names the words of a rating, so that what is ticked is what was read: `case/K7MQ2XW/3`. */
const commentValue = ({ kind, id, sequence }: RatedWords): string => `${kind}/${id}/${sequence}`;

/** Reads that back; undefined for anything else. */
export function parseCommentValue(value: string): RatedWords | undefined {
  const [, kind, id, sequence] = /^(case|contact)\/([\w-]{1,64})\/([1-9]\d{0,5})$/.exec(value) ?? [];
  return id ? { kind: kind as CommentPlace['kind'], id, sequence: Number(sequence) } : undefined;
}
