import type { MeasureData } from './measure-data.ts';

export const council: MeasureData[] = (
  [
    [
      'council-tax-collected',
      'Percentage of Council Tax collected (cumulative within the financial year)',
      '{value} of the year’s Council Tax was collected',
      'Council Tax paid since 1 April, among all that is due for the year.',
      'percent',
      2,
    ],
    [
      'business-rates-collected',
      'Percentage of Business Rates collected (cumulative within the financial year)',
      '{value} of the year’s Business Rates were collected',
      'Business Rates paid since 1 April, among all that is due for the year.',
      'percent',
      2,
    ],
    [
      'ctss-minimum-removed',
      'People removed from the minimum weekly contribution (Council Tax Support scheme)',
      '{value} people no longer pay the minimum',
      'People who no longer pay the weekly minimum of the Council Tax Support scheme.',
      'count',
      0,
    ],
  ] as const
).map(
  ([id, title, says, definition, unit, digits]): MeasureData => ({
    id,
    says,
    title,
    group: 'council',
    definition: `${definition} Front Door cannot see it: the owner enters it with a note of the source.`,
    unit,
    digits,
    target: null,
    owner: 'Revenues manager',
    hiddenUnder: 0,
    figure: { kind: 'entered' },
    ...(unit === 'percent' ? { cumulative: true } : {}),
  }),
);
