import { describe, expect, it } from 'vitest';
import { barChart, trendChart } from '../../../../web/journeys/report/charts.ts';
import type { Series } from '../../../../web/journeys/report/series.ts';

const series = (rows: [string, ...(number | null)[]][], more: Partial<Series> = {}): Series => ({
  id: 'x',
  title: 'X',
  caption: 'X',
  chart: 'trend',
  rowHeading: 'Quarter',
  columns: [
    { name: 'Share', unit: 'percent' },
    { name: 'Other', unit: 'percent' },
  ],
  charted: 1,
  rows: rows.map(([name, ...values]) => ({ name, values })),
  ...more,
});

describe('a bar chart', () => {
  it('draws each bar as long as its number, and none where there is no figure', () => {
    const { bars } = barChart(
      series([
        ['Web', 50],
        ['Text', 0],
        ['Post', null],
        ['Telephone', 200],
      ]),
    );
    expect(bars.map(({ name, width, text }) => [name, width, text])).toEqual([
      ['Web', '20%', '50%'],
      ['Text', '0%', '0%'],
      ['Telephone', '80%', '200%'],
    ]);
  });
});

describe('a trend', () => {
  const rows: [string, number | null, number][] = [
    ['2025-26 Q3', 20, 5],
    ['2025-26 Q4', null, 10],
    ['2026-27 Q1', 30, 15],
    ['2026-27 Q2', 40, 20],
  ];

  it('begins at nought, and has a gap where a quarter has no figure', () => {
    const { lines, ticks } = trendChart(series(rows), '');
    const bottom = ticks[0]?.y ?? 0;
    expect(ticks.map(({ text }) => text)).toEqual(['0%', '10%', '20%', '30%', '40%']);
    expect(lines[0]?.points.map(({ name, y }) => [name, bottom - y])).toEqual([
      ['2025-26 Q3', 65],
      ['2026-27 Q1', 97.5],
      ['2026-27 Q2', 130],
    ]);
    expect(lines[0]?.segments).toHaveLength(1);
  });

  it('draws its target to the same scale', () => {
    const { target, ticks } = trendChart(series(rows, { target: 80 }), 'Target 80%');
    expect(target?.text).toBe('Target 80%');
    expect((ticks[0]?.y ?? 0) - (target?.y ?? 0)).toBe(130);
  });

  it('tells two lines apart by shape, and names them', () => {
    const { lines } = trendChart(series(rows, { charted: 2 }), '');
    expect(lines.map(({ name, style }) => [name, style])).toEqual([
      ['Share', 1],
      ['Other', 2],
    ]);
    expect(new Set(lines.map(({ shape }) => shape)).size).toBe(2);
  });

  it('writes the year under its first quarter where it has room', () => {
    const years = (names: string[]) =>
      trendChart(series(names.map((name) => [name, 1])), '')
        .labels.filter(({ text }) => !text.startsWith('Q'))
        .map(({ text }) => text);
    expect(years(['2025-26 Q3', '2025-26 Q4', '2026-27 Q1'])).toEqual(['2025-26', '2026-27']);
    expect(years(['2025-26 Q4', '2026-27 Q1', '2026-27 Q2'])).toEqual(['2026-27']);
  });
});
