import { asReported } from '../../../shared/domain/frozen-quarter.ts';
import { type Measure, type Measures, measureGroups } from '../../../shared/domain/measure.ts';
import { formatQuarter, type Quarter } from '../../../shared/domain/quarter.ts';
import type { QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { fill } from '../../content/fill.ts';
import { performanceWords as words } from '../../content/performance.ts';
import { reportWords } from '../../content/report.ts';
import { foreignOf, speakAs } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { tells } from '../report/measures.ts';
import { seen, targetText } from '../report/sentence.ts';
import { formatValue } from '../report/series.ts';
import { template } from './performance.njk';

/** How many quarters residents are shown. */
export const PERFORMANCE_QUARTERS = 4;

export type PerformanceView = {
  council: CouncilView;
  measures: Measures;
  /** Oldest first; the last may be under way. */
  reports: readonly QuarterReport[];
  today: Quarter;
};

/** What the council reports, for everybody: each measure that is no count of nought throughout, over the last four quarters, with its target. A frozen quarter is as it was reported. */
export function performancePage(view: PerformanceView): string {
  // Measures have their names in English alone: their tables are, all of them.
  const figures = speakAs({}, () => figuresOf(view));
  return render(template, {
    title: words.title,
    council: view.council,
    back: { text: words.back, href: '/' },
    wide: true,
    words,
    foreign: foreignOf({}),
    ...figures,
  });
}

function figuresOf({ measures, reports, today }: PerformanceView) {
  const quarters = reports
    .slice(-PERFORMANCE_QUARTERS)
    .filter(({ source }) => source !== 'none')
    .map((report) => asReported(report, measures).report);
  const told = [...measures.values()].filter((measure) => quarters.some((report) => tells(measure, report)));
  const groups = measureGroups
    .map((group) => ({
      id: group,
      heading: reportWords.groups[group],
      label: fill(words.table, { title: reportWords.groups[group] }),
      rows: told.filter((measure) => measure.group === group).map((measure) => rowOf(measure, quarters)),
    }))
    .filter(({ rows }) => rows.length > 0);
  return {
    tableWords: { ...words },
    head: quarters.map(({ quarter }) =>
      quarter === today ? fill(words.soFar, { quarter: formatQuarter(quarter) }) : formatQuarter(quarter),
    ),
    groups,
    definitions: told.map(({ title, definition }) => ({ title, definition })),
  };
}

function rowOf(measure: Measure, quarters: readonly QuarterReport[]) {
  return {
    title: measure.title,
    target: measure.target && targetText(measure),
    cells: quarters.map((report) => {
      const value = report.figures.get(measure.id)?.value ?? null;
      return value === null ? undefined : formatValue(seen(report, measure, value), measure.unit);
    }),
  };
}
