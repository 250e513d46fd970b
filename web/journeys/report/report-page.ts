import { formatInstant } from '../../../shared/domain/calendar.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import type { FreezeOutcome } from '../../../shared/domain/frozen-quarter.ts';
import { type Measure, type Measures, measureGroups } from '../../../shared/domain/measure.ts';
import { formatQuarter, nextQuarter, previousQuarter, type Quarter, quarterMonths, quarterSlug } from '../../../shared/domain/quarter.ts';
import type { QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { hasRole, type Staff } from '../../../shared/domain/staff.ts';
import { commentWords } from '../../content/comments.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from '../console/frame.ts';
import { smallView } from './figure-view.ts';
import { hasSome, trendOf } from './measures.ts';
import { template } from './report.njk';
import { sayMeasure, standingOf } from './sentence.ts';

export type ReportView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  measures: Measures;
  /** The page's quarter last, those before it for the trends. */
  reports: readonly QuarterReport[];
  /** The quarter that today is in: none after it has a page. */
  today: Quarter;
  /** Quarters with figures from before launch, oldest first. */
  earlier: readonly Quarter[];
  /** What came of freezing it. */
  outcome?: FreezeOutcome;
};

/** Where a quarter's page is. */
export const reportPath = (quarter: Quarter): string => `/console/report/${quarterSlug(quarter)}`;
/** Where a quarter's scrutiny report is; with `.csv` or `.ods` at its end, all its figures. */
export const documentPath = (quarter: Quarter): string => `${reportPath(quarter)}/document`;
/** Where a measure of a quarter has its page. */
export const measurePath = (quarter: Quarter, id: string): string => `${reportPath(quarter)}/${id}`;

/** Where the facts are that a measure of a quarter counts; of one service, and of one of its days, where those are named. */
export function factsPath(quarter: Quarter, id: string, place: { service?: string; day?: string } = {}): string {
  const query = new URLSearchParams(place).toString();
  return `${measurePath(quarter, id)}/facts${query ? `?${query}` : ''}`;
}

/** Where managers choose what is printed of what people wrote. */
export const commentsPath = (quarter: Quarter, page = 1): string => `${reportPath(quarter)}/comments?page=${page}`;

/** The quarter page: each measure with its value, target, direction, a small chart and a plain sentence. */
export function reportPage({ council, staff, measures, reports, today, earlier, outcome }: ReportView): string {
  const report = reports.at(-1);
  if (!report) throw new Error('a report needs a quarter');
  const { quarter, source } = report;
  const groups = source === 'none' ? [] : groupsOf(measures, reports, today);
  const oldest = earlier[0];
  return render(template, {
    ...consoleFrame(staff, council, 'report'),
    title: fill(words.title, { quarter: formatQuarter(quarter) }),
    wide: true,
    words,
    months: fill(words.months, { months: quarterMonths(quarter), quarter: formatQuarter(quarter) }),
    lead: source === 'baseline' ? words.published : source === 'none' ? words.none : undefined,
    pages: {
      landmarkLabel: words.nav,
      previous: oldest && quarter <= oldest ? undefined : pageLink(words.previous, previousQuarter(quarter)),
      next: quarter < today ? pageLink(words.next, nextQuarter(quarter)) : undefined,
    },
    ...glanceOf(groups, quarter === today),
    groups,
    document: source === 'none' ? undefined : documentPath(quarter),
    comments:
      source === 'facts' && hasRole(staff, 'manager') ? { text: commentWords.link, href: `${reportPath(quarter)}/comments` } : undefined,
    banner: outcome && { type: outcome === 'frozen' ? 'success' : undefined, text: words.outcomes[outcome] },
    frozen: report.frozen && fill(words.frozen, { when: formatInstant(report.frozen.at), by: report.frozen.by.name ?? '' }),
    freezeAction:
      source === 'facts' && !report.frozen && quarter < today && hasRole(staff, 'manager') ? `${reportPath(quarter)}/freeze` : undefined,
    earlier: earlier.map((each) => ({ text: formatQuarter(each), href: reportPath(each), current: each === quarter })),
  });
}

function pageLink(text: string, quarter: Quarter) {
  return { text, labelText: formatQuarter(quarter), href: reportPath(quarter) };
}

/** Measures in their groups, in the order of the data; of a quarter before launch, those that were published. */
function groupsOf(measures: Measures, reports: readonly QuarterReport[], today: Quarter) {
  const report = reports.at(-1) as QuarterReport;
  const shownHere = [...measures.values()].filter(({ id }) => report.source === 'facts' || report.figures.has(id));
  return measureGroups.flatMap((group) => {
    const cards = shownHere.filter((measure) => measure.group === group).map((measure) => measureCard(measure, reports, today));
    if (cards.length === 0) return [];
    const [told, quiet] = [cards.filter((card) => card.hasSome), cards.filter((card) => !card.hasSome)];
    return [{ id: group, heading: words.groups[group], measures: told, quiet }];
  });
}

type Group = ReturnType<typeof groupsOf>[number];

/** How many targets are met, and where those are that are not. */
function glanceOf(groups: readonly Group[], underWay: boolean) {
  const aimed = groups.flatMap(({ measures }) => measures).filter(({ met }) => met !== undefined);
  const missed = aimed.filter(({ met }) => !met);
  if (aimed.length === 0) return {};
  return {
    glance: fill(underWay ? words.glanceSoFar : words.glance, { met: String(aimed.length - missed.length), all: String(aimed.length) }),
    missedHere: underWay ? words.missedHereSoFar : words.missedHere,
    missed: missed.map(({ id, heading }) => ({ text: heading, href: `#measure-${id}` })),
  };
}

function measureCard(measure: Measure, reports: readonly QuarterReport[], today: Quarter) {
  const report = reports.at(-1) as QuarterReport;
  const { value, sentence, more, met, way } = sayMeasure(measure, report, { previous: reports.at(-2), today });
  return {
    id: measure.id,
    heading: measure.title,
    href: measurePath(report.quarter, measure.id),
    value,
    way: way && words.ways[way],
    sentence,
    more,
    met,
    hasSome: hasSome(measure, reports),
    tag: tagOf(met, report.quarter === today),
    small: smallView(trendOf(measure, reports), measure),
  };
}

/** The tag of a target that is met or missed, or so far; none where there is no target. */
export function tagOf(met: boolean | undefined, underWay: boolean) {
  if (met === undefined) return undefined;
  return { text: standingOf(met, underWay), classes: met ? 'govuk-tag--green' : 'govuk-tag--yellow' };
}
