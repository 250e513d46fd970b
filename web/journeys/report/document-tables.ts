import { formatInstant } from '../../../shared/domain/calendar.ts';
import { restatements } from '../../../shared/domain/frozen-quarter.ts';
import { type Figure, type Measure, type Measures, meetsTarget } from '../../../shared/domain/measure.ts';
import type { Quarter } from '../../../shared/domain/quarter.ts';
import { byService, type QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { documentWords as words } from '../../content/document.ts';
import { fill } from '../../content/fill.ts';
import { reportWords } from '../../content/report.ts';
import { seen, standingOf, targetText } from './sentence.ts';
import { formatValue } from './series.ts';

type Cell = { text: string; isNumber?: true };
/** What `rows.njk` draws. */
type Rows = { head: Cell[]; rows: { name: string; cells: Cell[] }[] };

const numeric = (text: string): Cell => ({ text, isNumber: true });
const said = (report: QuarterReport | undefined, measure: Measure, value: number | null | undefined): string =>
  report && typeof value === 'number' ? formatValue(seen(report, measure, value), measure.unit) : '';

/** Every measure that has a figure, on one page. */
export function glanceTable(
  shown: readonly Measure[],
  report: QuarterReport,
  { previous, today }: { previous: QuarterReport | undefined; today: Quarter },
): Rows {
  const figureIn = (of: QuarterReport | undefined, { id }: Measure) => of?.figures.get(id)?.value;
  return {
    head: [
      { text: words.measure },
      numeric(words.thisQuarter),
      numeric(words.lastQuarter),
      { text: words.target },
      { text: words.standing },
    ],
    rows: shown
      .filter((measure) => typeof figureIn(report, measure) === 'number')
      .map((measure) => ({
        name: measure.title,
        cells: [
          numeric(said(report, measure, figureIn(report, measure))),
          numeric(said(previous, measure, figureIn(previous, measure))),
          { text: measure.target ? targetText(measure) : '' },
          { text: standingOf(meetsTarget(measure, figureIn(report, measure) ?? null), report.quarter === today) },
        ],
      })),
  };
}

/** A table for each service that counted something: its figures, and the quantities they are made of. */
export function serviceTables(report: QuarterReport, measures: Measures, nameOf: (service: string) => string) {
  const found = [...measures.values()].flatMap((measure) =>
    byService(report, measures, measure.id)
      .filter(({ figure }) => figure.value !== null)
      .map(({ service, figure }) => ({ service, measure, figure })),
  );
  const services = [...new Set(found.map(({ service }) => service))].map((service) => ({ service, name: nameOf(service) }));
  return services
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ service, name }) => ({
      name,
      label: fill(words.ofService, { service: name }),
      table: {
        head: [{ text: words.measure }, ...[reportWords.figure, reportWords.of, reportWords.all].map(numeric)],
        rows: found
          .filter((each) => each.service === service)
          .map(({ measure, figure }) => ({ name: measure.title, cells: cellsOf(report, measure, figure) })),
      },
    }));
}

function cellsOf(report: QuarterReport, measure: Measure, { value, of, all }: Figure): Cell[] {
  const count = (quantity: number | undefined) => numeric(quantity === undefined ? '' : formatValue(quantity, 'count'));
  return [numeric(said(report, measure, value)), count(of), count(all)];
}

/** What has changed since the quarter was frozen, beside what was reported. */
export function restatedTable(report: QuarterReport, measures: Measures): Rows {
  const { frozen, foldedAt } = report;
  const shown = (id: string, { value }: Figure) => {
    const measure = measures.get(id);
    return numeric((measure && said(report, measure, value)) || reportWords.noFigure);
  };
  return {
    head: [{ text: words.measure }, numeric(words.reported), numeric(words.now), { text: words.when }],
    rows: restatements(report).map(({ id, reported, now }) => ({
      name: frozen?.measures[id]?.title ?? id,
      cells: [shown(id, reported), shown(id, now), { text: foldedAt ? formatInstant(foldedAt) : '' }],
    })),
  };
}
