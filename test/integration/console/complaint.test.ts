import { afterEach, expect, it } from 'vitest';
import { type Console, formOf, manager, openConsole, words } from './console-browser.ts';

let front: Console;
afterEach(() => front.stop());

const answers = {
  about: 'not-done',
  'what-happened': 'Nobody came.',
  'put-right': 'Come.',
  'full-name': 'Ada Hart',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  mobile: { wanted: false },
} as const;

it('answers a complaint at both stages, in words of its own', async () => {
  front = await openConsole();
  const path = `/console/cases/${await front.openCase('complaint', answers)}`;
  const staff = front.browser(manager);
  const act = async (form: string, typed: Record<string, string>) => staff.post(path, formOf(await staff.get(path), form, typed));
  const offered = words((await staff.get(path)).html);
  expect([offered.includes('Uphold You were right to complain'), offered.includes('Do not uphold'), offered.includes('Award')]).toEqual([
    true,
    true,
    false,
  ]);
  expect((await act('decide', { outcome: 'refused', reasons: 'did-right' })).status).toBe(303);
  expect((await act('reconsider', { reason: 'You left out the second letter.' })).status).toBe(303);
  expect((await act('decide', { outcome: 'awarded' })).status).toBe(303);
  const told = words((await staff.get(path)).html);
  expect([told.includes('Decided: “Not upheld”'), told.includes('Decided again: “Upheld”')]).toEqual([true, true]);
});
