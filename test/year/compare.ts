import { type Measures, shown } from '../../shared/domain/measure.ts';
import { formatQuarter } from '../../shared/domain/quarter.ts';
import type { QuarterReport } from '../../shared/domain/quarter-report.ts';
import { publishedOf } from './published.ts';

/** One published figure beside the one that is reported; `same` when they agree to the digits published. */
export type Compared = { quarter: string; measure: string; title: string; published: number; reported: number | null; same: boolean };

/** Every figure that was published of a quarter, beside its report. */
export function compareFigures({ quarter, figures }: Pick<QuarterReport, 'quarter' | 'figures'>, measures: Measures): Compared[] {
  return [...publishedOf(quarter)].map(([id, published]) => {
    const measure = measures.get(id);
    const value = figures.get(id)?.value ?? null;
    const reported = measure && value !== null ? shown(measure, value) : null;
    return { quarter: formatQuarter(quarter), measure: id, title: measure?.title ?? id, published, reported, same: reported === published };
  });
}
