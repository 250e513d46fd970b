import { FEWEST, type MeasureData } from './measure-data.ts';

const owner = 'Complaints officer';
const complaint: { type: 'decided'; services: string[] } = { type: 'decided', services: ['complaint'] };
export const complaints: MeasureData[] = [
  {
    id: 'complaints-resolved',
    says: '{value} complaints were resolved',
    saysOne: '1 complaint was resolved',
    title: 'Number of complaints resolved in the quarter',
    group: 'complaints',
    definition: 'Complaints decided in the quarter, upheld or not, at either stage.',
    unit: 'count',
    digits: 0,
    target: null,
    owner,
    hiddenUnder: 0,
    figure: { kind: 'count', of: [complaint] },
  },
  {
    id: 'complaints-upheld',
    says: '{value} of complaints were upheld',
    title: 'Percentage of complaints upheld in the quarter',
    group: 'complaints',
    definition: 'Complaints decided in the resident’s favour, wholly or in part, among all decided in the quarter, at either stage.',
    unit: 'percent',
    digits: 0,
    target: null,
    owner,
    hiddenUnder: FEWEST,
    figure: {
      kind: 'share',
      of: [{ ...complaint, outcomes: ['awarded'] }],
      all: [complaint],
    },
  },
  ...(
    [
      ['one', 'first'],
      ['two', 'again'],
    ] as const
  ).flatMap(([stage, detail]): MeasureData[] => [
    {
      id: `complaints-resolved-stage-${stage}`,
      says: `{value} complaints were resolved at stage ${stage}`,
      title: `Complaints resolved at stage ${stage}`,
      group: 'complaints',
      definition: `Complaints decided in the quarter at stage ${stage} of the procedure.`,
      unit: 'count',
      digits: 0,
      target: null,
      owner,
      hiddenUnder: 0,
      figure: { kind: 'count', of: [{ ...complaint, details: [detail] }] },
    },
    {
      id: `complaints-upheld-stage-${stage}`,
      says: `{value} of complaints were upheld at stage ${stage}`,
      title: `Percentage of complaints upheld at stage ${stage}`,
      group: 'complaints',
      definition: `Complaints decided in the resident’s favour at stage ${stage}, among those decided at that stage.`,
      unit: 'percent',
      digits: 0,
      target: null,
      owner,
      hiddenUnder: FEWEST,
      figure: {
        kind: 'share',
        of: [{ ...complaint, outcomes: ['awarded'], details: [detail] }],
        all: [{ ...complaint, details: [detail] }],
      },
    },
  ]),
  {
    id: 'compliments',
    says: '{value} compliments',
    saysOne: '1 compliment',
    title: 'Number of compliments received in the quarter (whole council)',
    group: 'complaints',
    definition: 'Compliments that residents paid by any channel.',
    unit: 'count',
    digits: 0,
    target: null,
    owner,
    hiddenUnder: 0,
    figure: { kind: 'count', of: [{ type: 'opened', services: ['compliment'] }] },
  },
];
