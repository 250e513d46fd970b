import { formatDate, formatInstant } from '../../../shared/domain/calendar.ts';
import {
  type CountedFact,
  type DayOfFacts,
  type FactsPage,
  type Part,
  partsOf,
  quantitiesOf,
} from '../../../shared/domain/counted-facts.ts';
import { NO_SERVICE } from '../../../shared/domain/facts-of-text.ts';
import type { Measure } from '../../../shared/domain/measure.ts';
import { formatQuarter } from '../../../shared/domain/quarter.ts';
import { loggedOnly, type QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { factNames, factWords as words } from '../../content/facts.ts';
import { fill } from '../../content/fill.ts';
import { reportWords } from '../../content/report.ts';
import { render } from '../../render.ts';
import { consoleFrame } from '../console/frame.ts';
import { template } from './facts.njk';
import { factsPath, measurePath, type ReportView } from './report-page.ts';
import { formatValue } from './series.ts';
import { serviceName, spaced } from './service-name.ts';

type View = Pick<ReportView, 'council' | 'staff' | 'catalogue'> & { measure: Measure };
type Line = { name: string; href?: string; quantities: Record<Part, number> };

/** What a measure counts of a quarter, service by service: together they come to its figure. */
export function factsByService(view: View, report: QuarterReport): string {
  const { measure, catalogue } = view;
  const { services } = report.counted;
  const lines: Line[] = services
    .map((each) => ({
      name: each.service === NO_SERVICE ? words.noService : serviceName(catalogue, each.service),
      href: factsPath(report.quarter, measure.id, { service: each.service }),
      quantities: quantitiesOf(measure, [loggedOnly(each)]),
    }))
    .filter(({ quantities }) => quantities.of > 0 || quantities.all > 0);
  const total = quantitiesOf(measure, services);
  const rest = lines.reduce((left, { quantities }) => ({ of: left.of - quantities.of, all: left.all - quantities.all }), total);
  const notLogged = rest.of !== 0 || rest.all !== 0 ? [{ name: words.notLogged, quantities: rest }] : [];
  return page(view, report, {
    caption: formatQuarter(report.quarter),
    intro: words.intro,
    back: { text: words.back, href: measurePath(report.quarter, measure.id) },
    table: tableOf(measure, words.service, { lines: [...lines, ...notLogged], total }),
  });
}

/** The days of one service's quarter on which a measure counted something. */
export function factsByDay(view: View, report: QuarterReport, { service, days }: { service: string; days: readonly DayOfFacts[] }): string {
  const { measure } = view;
  const { quarter } = report;
  const lines = days.map(({ day, of, all }) => ({
    name: formatDate(day),
    href: factsPath(quarter, measure.id, { service, day }),
    quantities: { of, all },
  }));
  const total = days.reduce((sum, { of, all }) => ({ of: sum.of + of, all: sum.all + all }), { of: 0, all: 0 });
  return page(view, report, {
    caption: `${nameOf(view, service)}, ${formatQuarter(quarter)}`,
    back: { text: words.backToServices, href: factsPath(quarter, measure.id) },
    table: tableOf(measure, words.day, { lines, total }),
  });
}

/** The facts that a measure counts of one service's day. */
export function factsOfDay(view: View, report: QuarterReport, found: FactsPage & { service: string; day: string }): string {
  const { measure } = view;
  const { service, day, facts } = found;
  const { quarter } = report;
  const path = factsPath(quarter, measure.id, { service, day });
  const turn = (text: string, to: number) => ({
    text,
    labelText: fill(words.pageOf, { page: String(to), pages: String(found.pages) }),
    href: `${path}&page=${to}`,
  });
  return page(view, report, {
    caption: `${nameOf(view, service)}, ${formatDate(day)}`,
    back: { text: words.backToDays, href: factsPath(quarter, measure.id, { service }) },
    found: found.found === 1 ? words.foundOne : fill(words.found, { found: formatValue(found.found, 'count') }),
    label: fill(words.table, { day: formatDate(day) }),
    table: facts.length === 0 ? undefined : { head: factHead(measure), rows: facts.map((each) => factRow(measure, each)) },
    pages:
      found.pages > 1
        ? {
            landmarkLabel: words.pages,
            ...(found.page > 1 ? { previous: turn(words.previous, found.page - 1) } : {}),
            ...(found.page < found.pages ? { next: turn(words.next, found.page + 1) } : {}),
          }
        : undefined,
  });
}

const nameOf = ({ catalogue }: View, service: string) => (service === NO_SERVICE ? words.noService : serviceName(catalogue, service));

function page({ council, staff, measure }: View, { frozen }: QuarterReport, view: object): string {
  return render(template, {
    ...consoleFrame(staff, council, 'report'),
    title: fill(words.title, { title: measure.title }),
    wide: true,
    words,
    label: fill(words.title, { title: measure.title }),
    frozen: frozen && fill(words.frozen, { when: formatInstant(frozen.at) }),
    ...view,
  });
}

/** One column of a measure that counts; two of one that counts some among others. */
function tableOf(measure: Measure, name: string, { lines, total }: { lines: readonly Line[]; total: Line['quantities'] }) {
  if (lines.length === 0) return undefined;
  const cells = ({ of, all }: Line['quantities']) =>
    (hasTwo(measure) ? [of, all] : [all]).map((quantity) => ({ text: formatValue(quantity, 'count'), isNumber: true }));
  return {
    head: [{ text: name }, ...(hasTwo(measure) ? [words.of, words.all] : [words.counted]).map((text) => ({ text, isNumber: true }))],
    rows: lines.map((line) => ({ name: line.name, href: line.href, cells: cells(line.quantities) })),
    total: { name: words.total, cells: cells(total) },
  };
}

function factHead(measure: Measure) {
  const counts = hasTwo(measure) ? [{ text: words.counts }] : [];
  return [
    ...[words.what, words.channel, words.outcome, words.detail].map((text) => ({ text })),
    ...[words.days, words.score, words.quantity].map((text) => ({ text, isNumber: true })),
    ...counts,
  ];
}

function factRow(measure: Measure, { fact, in: parts }: CountedFact) {
  const { type, channel, outcome, detail, days, score, quantity, assisted } = fact;
  const way = channel && reportWords.channels[channel] + (assisted ? `, ${words.assisted}` : '');
  const text = (said: string | undefined) => ({ text: said ?? '' });
  const number = (value: number | undefined) => ({ text: value === undefined ? '' : formatValue(value, 'count'), isNumber: true });
  return {
    name: factNames[type] ?? spaced(type),
    cells: [
      text(way),
      text(outcome && spaced(outcome)),
      text(detail && spaced(detail)),
      number(days),
      number(score),
      number(quantity),
      ...(hasTwo(measure) ? [text(parts.map((part) => words[part]).join(', '))] : []),
    ],
  };
}

const hasTwo = (measure: Measure): boolean => partsOf(measure)?.of !== undefined;
