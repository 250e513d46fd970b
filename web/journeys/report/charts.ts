import { scaleLinear, scalePoint } from 'd3-scale';
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { formatValue, type Series } from './series.ts';

/** Across, a chart is laid out in percent, so that it fits any width and its letters keep their size; down, in pixels. */
type Percent = string;
export type BarChart = {
  kind: 'bars';
  height: number;
  bars: { name: string; value: number; text: string; width: Percent; nameY: number; barY: number; textY: number }[];
};

const BAR = { row: 54, name: 16, top: 24, height: 20, text: 39 };
/** The longest bar leaves room for its number at a width of 290 pixels, what 320 leaves. */
const LONGEST_BAR = 80;

/** Bars that run across, each with its name above and its number at its end. A row without a figure has no bar. */
export function barChart({ rows, columns }: Series): BarChart {
  const values = rows.map((row) => row.values[0] ?? 0);
  const across = scaleLinear([0, Math.max(1, ...values)], [0, LONGEST_BAR]);
  return {
    kind: 'bars',
    height: rows.length * BAR.row,
    bars: rows.flatMap(({ name, values: [value] }, index) => {
      if (value === null || value === undefined) return [];
      const y = index * BAR.row;
      return [
        {
          name,
          value,
          text: formatValue(value, columns[0]?.unit ?? 'count'),
          width: percent(across(value)),
          nameY: y + BAR.name,
          barY: y + BAR.top,
          textY: y + BAR.text,
        },
      ];
    }),
  };
}

type Segment = { x1: Percent; y1: number; x2: Percent; y2: number };
type Point = { name: string; value: number; x: Percent; y: number };
type Line = {
  name: string;
  style: number;
  shape: string;
  points: Point[];
  segments: Segment[];
  legendY?: number;
  last?: { x: Percent; y: number; text: string };
};
export type TrendChart = {
  kind: 'trend';
  height: number;
  ticks: { text: string; y: number }[];
  labels: { text: string; x: Percent; y: number; anchor: 'start' | 'middle' | 'end' }[];
  target?: { text: string; y: number; legendY: number };
  lines: Line[];
};

const PLOT = { height: 130, above: 28, legendRow: 24, first: 17, last: 90 };
/** A line is told from another by the shape of its points and by its dashes, not by its colour alone. */
const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond].map((shape) => symbol(shape, 90)() ?? '');

/**
 * A line for each charted column over its quarters, from nought. Where a quarter has no figure, the line has a gap.
 * @param targetText what the target's line is called
 */
export function trendChart(series: Series, targetText: string): TrendChart {
  const { rows, columns, charted, target } = series;
  const shown = columns.slice(0, charted);
  const unit = shown[0]?.unit ?? 'count';
  const named = charted > 1 ? charted : 0;
  const top = PLOT.above + (named + (target === undefined ? 0 : 1)) * PLOT.legendRow;
  const bottom = top + PLOT.height;
  const most = Math.max(1, target ?? 0, ...rows.flatMap(({ values }) => values.slice(0, charted).map((value) => value ?? 0)));
  const scale = scaleLinear([0, most], [bottom, top]).nice(4);
  const down = (value: number) => Math.round(scale(value) * 10) / 10;
  const across = scalePoint(
    rows.map(({ name }) => name),
    [PLOT.first, PLOT.last],
  );
  const at = (name: string) => percent(across(name) ?? PLOT.first);
  const line = (_: unknown, index: number): Line => {
    const { points, segments } = pointsOf(rows, index, { x: at, y: down });
    const last = points.at(-1);
    return {
      name: columns[index]?.name ?? '',
      style: (index % SHAPES.length) + 1,
      shape: SHAPES[index % SHAPES.length] ?? '',
      points,
      segments,
      ...(charted > 1 ? { legendY: legendY(index) } : {}),
      ...(last
        ? {
            last: {
              x: last.x,
              y: besidePoint(last.y, target === undefined ? undefined : down(target)),
              text: formatValue(last.value, unit),
            },
          }
        : {}),
    };
  };
  return {
    kind: 'trend',
    height: bottom + 48,
    ticks: scale
      .ticks(4)
      .filter((tick) => unit !== 'count' || Number.isInteger(tick))
      .map((tick) => ({ text: formatValue(tick, unit), y: down(tick) })),
    labels: quarterLabels(
      rows.map(({ name }) => name),
      at,
      bottom,
    ),
    ...(target === undefined ? {} : { target: { text: targetText, y: down(target), legendY: legendY(named) } }),
    lines: shown.map(line),
  };
}

/** A trend small enough to stand beside two others: its points, its target and the names of its first and last quarter. */
export type SmallChart = {
  kind: 'small';
  height: number;
  points: Point[];
  segments: Segment[];
  target?: { text: string; y: number; textY: number };
  last?: { x: Percent; y: number; text: string };
  labels: { text: string; x: Percent; y: number; anchor: 'start' | 'middle' | 'end' }[];
};

const SMALL = { top: 22, bottom: 82, height: 104, first: 3, last: 92 };

/** @param targetText what the target's line is called */
export function smallChart({ rows, columns, target }: Series, targetText: string): SmallChart {
  const values = rows.map(({ values: [first] }) => first ?? null);
  const most = Math.max(target ?? 0, ...values.map((value) => value ?? 0)) || 1;
  const scale = scaleLinear([0, most], [SMALL.bottom, SMALL.top]);
  const down = (value: number) => Math.round(scale(value) * 10) / 10;
  const across = scalePoint(
    rows.map(({ name }) => name),
    [SMALL.first, SMALL.last],
  );
  const { points, segments } = pointsOf(rows, 0, { x: (name) => percent(across(name) ?? SMALL.first), y: down });
  const last = points.at(-1);
  const targetY = target === undefined ? undefined : down(target);
  const ends = [rows[0], rows.at(-1)].filter((row) => row !== undefined);
  return {
    kind: 'small',
    height: SMALL.height,
    points,
    segments,
    ...(targetY === undefined ? {} : { target: { text: targetText, y: targetY, textY: targetY < 40 ? targetY + 16 : targetY - 6 } }),
    ...(last ? { last: { x: last.x, y: besidePoint(last.y, targetY), text: formatValue(last.value, columns[0]?.unit ?? 'count') } } : {}),
    labels: (rows.length > 1 ? ends : ends.slice(1)).map(({ name }, index) => ({
      text: name,
      x: rows.length === 1 ? percent(across(name) ?? SMALL.first) : index === 0 ? '0%' : '100%',
      y: SMALL.height - 4,
      anchor: rows.length === 1 ? 'middle' : index === 0 ? 'start' : 'end',
    })),
  };
}

type Place = { x: (name: string) => Percent; y: (value: number) => number };
/** One column's points, and the lines between those that follow each other: where a quarter has no figure there is a gap. */
function pointsOf(rows: Series['rows'], column: number, { x, y }: Place): { points: Point[]; segments: Segment[] } {
  const found = rows.map(({ name, values }) => {
    const value = values[column];
    return value === null || value === undefined ? undefined : { name, value, x: x(name), y: y(value) };
  });
  const segments = found.flatMap((from, step) => {
    const to = found[step + 1];
    return from && to ? [{ x1: from.x, y1: from.y, x2: to.x, y2: to.y }] : [];
  });
  return { points: found.filter((point) => point !== undefined), segments };
}

/** Where a point's number stands: above it, or below where the target's line would run through it. */
function besidePoint(y: number, targetY: number | undefined): number {
  const struck = targetY !== undefined && targetY < y && y - targetY < 28;
  return struck ? y + 22 : y - 10;
}

const legendY = (row: number) => 16 + row * PLOT.legendRow;

/** `Q1` under each point, and the year under the first of each year, unless the next year would run into it. */
function quarterLabels(names: readonly string[], at: (name: string) => Percent, bottom: number): TrendChart['labels'] {
  return names.flatMap((name, index) => {
    const [year = '', quarter = ''] = name.split(' ');
    const isLast = index === names.length - 1;
    const begins = !names[index - 1]?.startsWith(year);
    const hasRoom = isLast || names[index + 1]?.startsWith(year);
    return [
      { text: quarter, x: at(name), y: bottom + 20, anchor: 'middle' as const },
      ...(begins && hasRoom ? [{ text: year, x: at(name), y: bottom + 40, anchor: isLast ? ('end' as const) : ('start' as const) }] : []),
    ];
  });
}

const percent = (number: number): Percent => `${Math.round(number * 100) / 100}%`;
