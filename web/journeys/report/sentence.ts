import { type Figure, type Measure, meetsTarget, shown } from '../../../shared/domain/measure.ts';
import { isFirstOfYear, type Quarter } from '../../../shared/domain/quarter.ts';
import type { QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { formatValue, type Unit } from './series.ts';

/**
 * A measure said in words: its value large, one plain sentence, what more there is to know, whether its target is met, and which
 * way it has gone since the quarter before.
 */
export type Said = { value?: string; sentence: string; more: string[]; met?: boolean; way?: 'up' | 'down' | 'same' };

/**
 * What is said of a measure, beside the quarter before it. A quarter under way is told so far, and beside none: part of a quarter
 * beside a whole one would look like a fall. Nor is the first of a year beside the last, of what counts from the year's beginning.
 */
export function sayMeasure(
  measure: Measure,
  report: QuarterReport,
  { previous, today }: { previous: QuarterReport | undefined; today: Quarter },
): Said {
  const underWay = report.quarter === today;
  const beginsAnew = measure.cumulative && isFirstOfYear(report.quarter);
  const figure = report.figures.get(measure.id);
  const value = figure?.value ?? null;
  const asked = measure.figure.kind === 'satisfied' ? askedSaid(report, figure) : [];
  if (!figure || value === null) return { sentence: whyNot(measure, report, figure), more: [...madeOf(measure, figure), ...asked] };
  const now = seen(report, measure, value);
  const before = underWay || beginsAnew ? null : (previous?.figures.get(measure.id)?.value ?? null);
  const said = formatValue(now, measure.unit);
  const then = before === null ? null : seen(previous, measure, before);
  const sentence = `${now === 1 && measure.saysOne ? measure.saysOne : fill(measure.says, { value: inWords(now, measure.unit) })}${changeSaid(measure, now, then)}${targetSaid(measure)}.`;
  const met = meetsTarget(measure, value);
  const way = then === null ? undefined : now === then ? 'same' : now > then ? 'up' : 'down';
  return {
    value: said,
    sentence: underWay ? fill(words.soFar, { sentence }) : sentence,
    more: [...intervalSaid(figure), ...madeOf(measure, figure), ...asked],
    ...(met === undefined ? {} : { met }),
    ...(way ? { way } : {}),
  };
}

/** A figure published before launch is shown to its last digit; ours to the measure's. */
export function seen(report: QuarterReport | undefined, measure: Measure, value: number): number {
  return report?.source === 'baseline' ? value : shown(measure, value);
}

function whyNot(measure: Measure, { source }: QuarterReport, figure: Figure | undefined): string {
  if (source === 'baseline') return words.notPublished;
  if (figure?.why === 'too-few') return fill(words.tooFew, { least: String(measure.hiddenUnder) });
  if (figure?.why === 'not-entered') return fill(words.notEntered, { owner: measure.owner });
  return words.nothing;
}

function changeSaid({ unit, digits }: Measure, now: number, before: number | null): string {
  if (before === null) return '';
  const by = shown({ digits: Math.max(digits, 2) }, Math.abs(now - before));
  if (by === 0) return words.sameAsLast;
  const wording = words.change[unit];
  const amount =
    unit === 'percent' ? (by === 1 ? words.point : fill(words.points, { count: formatValue(by, 'count') })) : formatValue(by, unit);
  return fill(now > before ? wording.more : wording.less, { amount: unit === 'days' ? inDays(by) : amount });
}

function targetSaid({ target, unit }: Measure): string {
  if (!target) return '';
  const { 'at-least': least, under, over } = target;
  const said = (wording: string, value: number) => fill(wording, { target: formatValue(value, unit) });
  if (least !== undefined) return said(words.targetIs.atLeast, least);
  if (under !== undefined) return said(words.targetIs.under, under);
  return over === undefined ? '' : said(words.targetIs.over, over);
}

/** The range in whole points; that of a share of nobody is not there. */
function intervalSaid({ interval }: Figure): string[] {
  if (!interval) return [];
  return [
    fill(words.interval, { from: formatValue(Math.round(interval.from), 'percent'), to: formatValue(Math.round(interval.to), 'percent') }),
  ];
}

/**
 * Beside what people said: how many were asked, how many of those the request reached and, where that share may be shown, how many of
 * those answered; apart from them all ratings, for whoever fills in a card was asked by nobody.
 */
function askedSaid({ figures }: QuarterReport, figure: Figure | undefined): string[] {
  const [asked, reached] = [figures.get('ratings-asked')?.value, figures.get('ratings-reached')?.value];
  if (!asked || reached === undefined || reached === null) return [];
  const answered = figures.get('response-rate')?.of;
  const counts = { asked: formatValue(asked, 'count'), reached: formatValue(reached, 'count') };
  return [
    answered === undefined ? fill(words.asked, counts) : fill(words.askedAnswered, { ...counts, answered: formatValue(answered, 'count') }),
    fill(words.allRatings, { all: formatValue(figure?.all ?? 0, 'count') }),
  ];
}

function madeOf({ unit, figure: { kind } }: Measure, figure: Figure | undefined): string[] {
  if (figure?.all === undefined || figure.all === 0) return [];
  const all = formatValue(figure.all, 'count');
  if (kind === 'days') return [fill(figure.all === 1 ? words.overOne : words.over, { all })];
  if (figure.of === undefined) return [fill(words.inAll, { all })];
  const of = kind === 'cost' ? formatValue(figure.of, unit) : formatValue(figure.of, 'count');
  return [fill(words.madeOf, { of, all })];
}

const inDays = (days: number) => (days === 1 ? words.day : fill(words.days, { count: formatValue(days, 'days') }));
const inWords = (value: number, unit: Unit) => (unit === 'days' ? inDays(value) : formatValue(value, unit));

/** The target of a measure as a table has it: `At least 40% by 2022`. */
export function targetText({ target, unit }: Pick<Measure, 'target' | 'unit'>): string {
  if (!target) return words.target.none;
  const limits = [
    [words.target.atLeast, target['at-least']],
    [words.target.under, target.under],
    [words.target.over, target.over],
  ] as const;
  const said = limits.flatMap(([wording, limit]) => (limit === undefined ? [] : [fill(wording, { target: formatValue(limit, unit) })]));
  return said.join(', ') + (target.by ? fill(words.target.by, { by: target.by }) : '');
}

/** Whether a target is met, in words, so far where the quarter is under way; nothing where there is none. */
export function standingOf(met: boolean | undefined, underWay: boolean): string {
  if (met === undefined) return '';
  if (underWay) return met ? words.metSoFar : words.missedSoFar;
  return met ? words.met : words.missed;
}
