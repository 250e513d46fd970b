import { byDetail, countsChases, countsContacts, countsJourneys } from '../../../shared/domain/by-detail.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { reasonSays } from '../../../shared/domain/contact-reason.ts';
import type { Measure } from '../../../shared/domain/measure.ts';
import { byService, type QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { fill } from '../../content/fill.ts';
import { reportDetailWords as words } from '../../content/report-detail.ts';
import { formatValue, type Row, type Series, totalOf } from './series.ts';
import { serviceName, spaced } from './service-name.ts';

/** Which stages make people ask, with what should have told them; what contacts were really about; where people left a form. None for any other measure. */
export function detailSeries(measure: Measure, report: QuarterReport, catalogue: Catalogue): Series[] {
  if (countsChases(measure)) return stageSeries(measure, report, catalogue);
  if (countsJourneys(measure)) return questionSeries(measure, report, catalogue);
  return countsContacts(measure) ? reasonSeries(measure, report, catalogue) : [];
}

function stageSeries(measure: Measure, report: QuarterReport, catalogue: Catalogue): Series[] {
  const rows = byDetail(report, 'chased').map(({ service, detail, quantity, byOutcome }): Row => {
    const offered = catalogue.get(service);
    const stage = offered?.stages.find(({ id }) => id === detail)?.name ?? detail;
    return {
      name: fill(words.stageOf, { stage, service: offered?.name ?? service }),
      values: [quantity, byOutcome['text'] ?? 0, byOutcome['page'] ?? 0],
    };
  });
  return seriesOf(measure, rows, { ...words.stages, id: 'by-stage' });
}

/** What general reasons are about adds up over all services; a service's own has its name. */
function reasonSeries(measure: Measure, report: QuarterReport, catalogue: Catalogue): Series[] {
  const sums = new Map<string, number>();
  for (const { service, detail, quantity } of byDetail(report, 'contact')) {
    const offered = catalogue.get(service);
    const own = offered?.contactReasons.some(({ id }) => id === detail);
    const says = reasonSays(offered, detail);
    const name = own ? fill(words.reasonOf, { reason: says, service: offered?.name ?? service }) : says;
    sums.set(name, (sums.get(name) ?? 0) + quantity);
  }
  const rows = [...sums].sort(([, a], [, b]) => b - a).map(([name, quantity]): Row => ({ name, values: [quantity] }));
  return seriesOf(measure, rows, { ...words.reasons, id: 'by-reason' });
}

/** A table for each service whose form people left: how many went no further than each question, in the order of the form. */
function questionSeries(measure: Measure, report: QuarterReport, catalogue: Catalogue): Series[] {
  const left = byDetail(report, 'journey').flatMap(({ byOutcome, ...each }) =>
    byOutcome['left'] ? [{ ...each, quantity: byOutcome['left'] }] : [],
  );
  const figures = byService(report, new Map([[measure.id, measure]]), measure.id);
  const services = Map.groupBy(left, ({ service }) => service);
  return [...services]
    .map(([service, found]) => ({ service, found, name: serviceName(catalogue, service) }))
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap(({ service, found, name }): Series[] => {
      const questions = catalogue.get(service)?.questions ?? [];
      const place = (id: string) => questions.findIndex((each) => each.id === id) + 1 || questions.length + 1;
      const begun = figures.find((each) => each.service === service)?.figure.all ?? 0;
      const rows = found
        .toSorted((a, b) => place(a.detail) - place(b.detail))
        .map(
          ({ detail, quantity }): Row => ({
            name: questions.find(({ id }) => id === detail)?.label ?? spaced(detail),
            values: [quantity],
          }),
        );
      const { title, caption, ...told } = words.questions;
      return seriesOf(measure, rows, {
        ...told,
        id: `by-question-${service}`,
        title: fill(title, { title: '{title}', service: name }),
        caption: fill(caption, { service: name, begun: formatValue(begun, 'count') }),
      });
    });
}

type Told = { id: string; title: string; caption: string; rowHeading: string; columns: readonly string[] };
function seriesOf(measure: Measure, rows: readonly Row[], { id, title, caption, rowHeading, columns }: Told): Series[] {
  if (rows.length === 0) return [];
  return [
    {
      id: `${measure.id}-${id}`,
      title: fill(title, { title: measure.title }),
      caption,
      rowHeading,
      chart: 'bars',
      columns: columns.map((name) => ({ name, unit: 'count' })),
      charted: 1,
      rows,
      total: totalOf(words.total, rows),
    },
  ];
}
