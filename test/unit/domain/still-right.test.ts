import { expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { firstRefused } from '../../../shared/domain/still-right.ts';

const bins = catalogue.get('missed-bin') as Service;
const pothole = catalogue.get('pothole') as Service;
const refused = (service: Service, answers: Answers) => firstRefused({ service, answers, today: '2026-11-20' })?.id;

it('finds the first answer that would be refused today, though it may be left empty', () => {
  const answers = { 'which-bin': 'rubbish', 'missed-on': '2026-11-20' };
  expect(refused(bins, answers)).toBeUndefined();
  expect(refused(bins, { ...answers, 'anything-else': 'x'.repeat(4001) })).toBe('anything-else');
  expect(refused(bins, { ...answers, 'which-bin': 'brown' })).toBe('which-bin');
  expect(refused(bins, { ...answers, 'missed-on': '2026-11-21' })).toBe('missed-on');
});

it('looks at nothing that is not asked, or not answered yet', () => {
  expect(refused(bins, {})).toBeUndefined();
  expect(refused(bins, { 'which-bin': 'rubbish', 'garden-paid': 'perhaps' })).toBeUndefined();
});

it('finds nothing wrong with a place that was put in the middle of its postcode', () => {
  expect(refused(pothole, { where: { postcode: 'NW1 4RP', lat: 52.22671, lon: -2.23012, by: 'postcode' } })).toBeUndefined();
});
