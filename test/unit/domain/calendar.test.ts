import { expect, it } from 'vitest';
import {
  addWorkingDays,
  bankHolidays,
  daysBetween,
  formatDate,
  formatInstant,
  isRealDate,
  localDate,
} from '../../../shared/domain/calendar.ts';

// gov.uk/bank-holidays, England and Wales.
const published: Record<number, string[]> = {
  2019: ['2019-01-01', '2019-04-19', '2019-04-22', '2019-05-06', '2019-05-27', '2019-08-26', '2019-12-25', '2019-12-26'],
  2020: ['2020-01-01', '2020-04-10', '2020-04-13', '2020-05-08', '2020-05-25', '2020-08-31', '2020-12-25', '2020-12-28'],
  2021: ['2021-01-01', '2021-04-02', '2021-04-05', '2021-05-03', '2021-05-31', '2021-08-30', '2021-12-27', '2021-12-28'],
  2022: [
    '2022-01-03',
    '2022-04-15',
    '2022-04-18',
    '2022-05-02',
    '2022-06-02',
    '2022-06-03',
    '2022-08-29',
    '2022-09-19',
    '2022-12-26',
    '2022-12-27',
  ],
  2023: ['2023-01-02', '2023-04-07', '2023-04-10', '2023-05-01', '2023-05-08', '2023-05-29', '2023-08-28', '2023-12-25', '2023-12-26'],
  2026: ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
};

it.each(Object.entries(published))('knows the bank holidays of %s', (year, days) => {
  expect([...bankHolidays(Number(year))].sort()).toEqual(days);
});

it('does not count weekends and bank holidays as working days', () => {
  expect(addWorkingDays('2026-12-23', 3)).toBe('2026-12-30');
  expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
  expect(addWorkingDays('2026-11-20', 0)).toBe('2026-11-20');
});

it('takes the local day, also late on an evening in summer', () => {
  expect(localDate('2026-03-31T23:30:00.000Z')).toBe('2026-04-01');
  expect(localDate('2026-01-31T23:30:00.000Z')).toBe('2026-01-31');
});

it('writes dates and times as people read them', () => {
  expect(formatDate('2026-11-21')).toBe('21 November 2026');
  expect(formatInstant('2026-07-01T12:05:00.000Z')).toBe('1 July 2026 at 1:05pm');
});

it('counts calendar days across a clock change', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
});

it.each([
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['soon', false],
])('knows whether %s is a day', (date, real) => {
  expect(isRealDate(date)).toBe(real);
});
