import { formatInstant } from '../../../shared/domain/calendar.ts';
import { asReported } from '../../../shared/domain/frozen-quarter.ts';
import { type Measure, measureGroups } from '../../../shared/domain/measure.ts';
import { formatQuarter, quarterMonths } from '../../../shared/domain/quarter.ts';
import type { QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { documentWords as words } from '../../content/document.ts';
import { fill } from '../../content/fill.ts';
import { reportWords } from '../../content/report.ts';
import { render } from '../../render.ts';
import { consoleFrame } from '../console/frame.ts';
import { template } from './document.njk';
import { glanceTable, restatedTable, serviceTables } from './document-tables.ts';
import { figureView } from './figure-view.ts';
import { breakdownsOf, hasSome, trendOf } from './measures.ts';
import { documentPath, type ReportView, reportPath } from './report-page.ts';
import { sayMeasure, standingOf, targetText } from './sentence.ts';
import type { Series } from './series.ts';
import { serviceName } from './service-name.ts';

/** What somebody said of a service when they rated it, as a manager chose it for the report. */
export type ChosenComment = { service: string; score: 1 | 2 | 3 | 4 | 5; comment: string };

/**
 * The scrutiny report of a quarter: contents, each measure with its chart, table and sentence, service by service, the comments
 * a manager chose, what has been restated, definitions and caveats. One page, made to be read on screen and printed on A4.
 */
export function documentPage(view: ReportView & { comments: readonly ChosenComment[] }): string {
  const { council, staff, catalogue, comments, today } = view;
  const current = view.reports.at(-1) as QuarterReport;
  const { report, measures } = asReported(current, view.measures);
  const reported = { ...view, measures, reports: view.reports.map((each) => asReported(each, view.measures).report) };
  const { quarter, source, frozen } = report;
  const shown = [...measures.values()].filter(({ id }) => report.figures.has(id));
  const name = formatQuarter(quarter);
  const sections = measureGroups
    .map((group) => ({ id: group, heading: reportWords.groups[group], measures: shown.filter((each) => each.group === group) }))
    .filter((section) => section.measures.length > 0);
  return render(template, {
    ...consoleFrame(staff, council, 'report'),
    title: fill(words.title, { quarter: name }),
    wide: true,
    back: { text: fill(reportWords.back, { quarter: name }), href: reportPath(quarter) },
    words,
    months: quarterMonths(quarter),
    standing: frozen
      ? fill(words.frozen, { when: formatInstant(frozen.at) })
      : source === 'baseline'
        ? reportWords.published
        : words.notFrozen,
    downloads: [
      { text: words.csv, href: `${documentPath(quarter)}.csv` },
      { text: words.spreadsheet, href: `${documentPath(quarter)}.ods` },
    ],
    sections: sections.map((section) => ({
      ...section,
      ...measureSections(section.measures, reported, report),
    })),
    glance: {
      ...glanceTable(shown, report, { previous: reported.reports.at(-2), today }),
      label: fill(reportWords.table, { title: words.glance }),
    },
    services: serviceTables(report, measures, (service) => serviceName(catalogue, service)),
    comments: comments.map(({ service, score, comment }) => ({
      comment,
      of: `${serviceName(catalogue, service)}, ${reportWords.scores[score]}`,
    })),
    restated: { ...restatedTable(current, measures), label: fill(reportWords.table, { title: words.restated }) },
    definitions: shown.map((measure) => ({
      title: measure.title,
      definition: measure.definition,
      target: targetText(measure),
      owner: measure.owner,
    })),
    scores: reportWords.scores,
  });
}

/** What a group tells: its measures with a figure, then those without one and why. */
function measureSections(own: readonly Measure[], reported: ReportView, report: QuarterReport) {
  const said = own.map((measure) => ({
    measure,
    ...sayMeasure(measure, report, { previous: reported.reports.at(-2), today: reported.today }),
    hasSome: hasSome(measure, reported.reports),
  }));
  return {
    measures: said
      .filter((each) => each.hasSome)
      .map(({ measure, sentence, more, met }) => ({
        id: measure.id,
        title: measure.title,
        standing: standingOf(met, report.quarter === reported.today),
        sentence,
        more,
        figures: figuresOf(measure, reported, report).map((series) => figureView(series, { measure })),
      })),
    quiet: said.filter((each) => !each.hasSome).map(({ measure, sentence }) => ({ title: measure.title, sentence })),
  };
}

/** By channel and by service where it tells most; every measure of a service stands in the service's own table. */
const SPREAD = ['contacts-total-by-channel', 'satisfaction-by-channel', 'satisfaction-levels-by-channel', 'satisfaction-levels-by-service'];

/** Eight quarters of each, and how it was spread: by stage, reason, queue or level, where it has those. */
function figuresOf(measure: Measure, { measures, catalogue, reports }: ReportView, report: QuarterReport): Series[] {
  const spread = breakdownsOf(measure, report, { measures, catalogue });
  return [
    trendOf(measure, reports),
    ...spread.filter(({ id }) => !/-by-(channel|service|team|question-.+)$/.test(id) || SPREAD.includes(id)),
  ];
}
