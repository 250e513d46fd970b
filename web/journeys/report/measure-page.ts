import { countsCalls } from '../../../shared/domain/by-queue.ts';
import { formatInstant } from '../../../shared/domain/calendar.ts';
import { partsOf } from '../../../shared/domain/counted-facts.ts';
import type { EnterOutcome } from '../../../shared/domain/entered-figure.ts';
import { restatements } from '../../../shared/domain/frozen-quarter.ts';
import type { Measure } from '../../../shared/domain/measure.ts';
import { formatQuarter } from '../../../shared/domain/quarter.ts';
import type { QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { hasRole } from '../../../shared/domain/staff.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { render } from '../../render.ts';
import { consoleFrame } from '../console/frame.ts';
import { figureView } from './figure-view.ts';
import { template } from './measure.njk';
import { breakdownsOf, trendOf } from './measures.ts';
import { factsPath, measurePath, type ReportView, reportPath, tagOf } from './report-page.ts';
import { sayMeasure, seen, targetText } from './sentence.ts';
import { formatValue } from './series.ts';

/** What became of a figure that was entered: what was typed is shown again where it was refused. */
type AfterEntering = { typed?: { value: string; source: string }; refused?: EnterOutcome; entered?: boolean };

/** One measure of a quarter: what it counts, eight quarters of it, and by service, channel and team. */
export function measurePage(
  { council, staff, catalogue, measures, reports, today }: ReportView,
  measure: Measure,
  after: AfterEntering = {},
): string {
  const report = reports.at(-1) as QuarterReport;
  const { value, sentence, more, met, way } = sayMeasure(measure, report, { previous: reports.at(-2), today });
  const path = measurePath(report.quarter, measure.id);
  return render(template, {
    ...consoleFrame(staff, council, 'report'),
    title: measure.title,
    wide: true,
    words,
    ...entering(measure, report, staff, after),
    restated: restatedHere(measure, report),
    caption: formatQuarter(report.quarter),
    back: { text: fill(words.back, { quarter: formatQuarter(report.quarter) }), href: reportPath(report.quarter) },
    value,
    sentence,
    more,
    tag: tagOf(met, report.quarter === today),
    way: way && words.ways[way],
    facts: report.source === 'facts' && partsOf(measure) ? factsPath(report.quarter, measure.id) : undefined,
    calls: countsCalls(measure) ? '/console/calls' : undefined,
    definition: measure.definition,
    owner: measure.owner,
    target: targetText(measure),
    trend: figureView(trendOf(measure, reports), { measure, download: `${path}.csv` }),
    breakdowns: breakdownsOf(measure, report, { measures, catalogue }).map((series) =>
      figureView(series, { measure, download: `${reportPath(report.quarter)}/${series.id}.csv` }),
    ),
  });
}

/** Of a measure that its owner enters: what was entered and by whom, and for managers the form to enter it. */
function entering(
  measure: Measure,
  { quarter, entered, source }: QuarterReport,
  staff: ReportView['staff'],
  { typed, refused, entered: done }: AfterEntering,
) {
  const { kind } = measure.figure;
  if (source === 'baseline' || (kind !== 'entered' && kind !== 'cost')) return {};
  const entries = entered.find((each) => each.measure === measure.id)?.entries ?? [];
  const error = refused && refused !== 'done' ? words.entry.refused[refused] : undefined;
  const field = refused === 'source-missing' || refused === 'source-too-long' ? 'source' : 'value';
  const message = (name: string) => (error && field === name ? { errorMessage: { text: error } } : {});
  return {
    ...(error ? { errors: [{ text: error, href: `#${field}` }] } : {}),
    banner: done ? words.entry.done : undefined,
    entries: entries.toReversed().map(({ value, source: from, at, by }) => ({
      value: formatValue(value, measure.unit),
      source: from,
      when: formatInstant(at),
      by: by.name ?? '',
    })),
    form: hasRole(staff, 'manager')
      ? {
          action: measurePath(quarter, measure.id),
          entries: String(entries.length),
          value: {
            id: 'value',
            name: 'value',
            label: { text: words.entry.value },
            hint: { text: words.entry.units[measure.unit] },
            classes: 'govuk-input--width-10',
            inputmode: 'decimal',
            spellcheck: false,
            value: typed?.value,
            ...message('value'),
          },
          source: {
            id: 'source',
            name: 'source',
            label: { text: words.entry.source },
            hint: { text: words.entry.sourceHint },
            value: typed?.source,
            ...message('source'),
          },
        }
      : undefined,
  };
}

function restatedHere(measure: Measure, report: QuarterReport): string | undefined {
  const { frozen, foldedAt } = report;
  const changed = restatements(report).find(({ id }) => id === measure.id);
  if (!changed || !frozen) return undefined;
  const { value } = changed.reported;
  const reported = value === null ? words.noFigure : formatValue(seen(report, measure, value), measure.unit);
  return fill(words.restated, { reported, when: formatInstant(frozen.at), now: foldedAt ? formatInstant(foldedAt) : '' });
}
