import { FEWEST, type MeasureData } from './measure-data.ts';

const owner = 'Contact centre manager';

export const telephone: MeasureData[] = [
  {
    id: 'calls-answered',
    says: '{value} calls were answered',
    saysOne: '1 call was answered',
    title: 'Number of telephone calls answered by the contact centre',
    group: 'telephone',
    definition: 'Calls that an adviser answered, as the telephone system counted them. Calls that nobody loaded from it are not in it.',
    unit: 'count',
    digits: 0,
    target: null,
    owner,
    hiddenUnder: 0,
    figure: { kind: 'count', of: [{ type: 'calls', outcomes: ['answered'] }] },
  },
  {
    id: 'calls-abandoned',
    says: '{value} of callers hung up before they were answered',
    title: 'Percentage of calls abandoned before being answered',
    group: 'telephone',
    definition: 'Calls whose caller hung up before an adviser answered, among all calls offered, as the telephone system counted them.',
    unit: 'percent',
    digits: 1,
    target: { under: 15 },
    owner,
    hiddenUnder: FEWEST,
    figure: { kind: 'share', of: [{ type: 'calls', outcomes: ['abandoned'] }], all: [{ type: 'calls', outcomes: ['offered'] }] },
  },
  {
    id: 'calls-answered-90s',
    says: '{value} of calls were answered within 90 seconds',
    title: 'Percentage of calls answered within 90 seconds',
    group: 'telephone',
    definition: 'Calls that an adviser answered within 90 seconds, among all calls offered, as the telephone system counted them.',
    unit: 'percent',
    digits: 1,
    target: { over: 40 },
    owner,
    hiddenUnder: FEWEST,
    figure: { kind: 'share', of: [{ type: 'calls', outcomes: ['answered-90s'] }], all: [{ type: 'calls', outcomes: ['offered'] }] },
  },
];
