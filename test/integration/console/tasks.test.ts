import { afterEach, describe, expect, it } from 'vitest';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import type { Task } from '../../../shared/domain/task.ts';
import { createHandsetStore } from '../../../shared/store/handset-store.ts';
import { createTaskStore } from '../../../shared/store/task-store.ts';
import {
  adviser,
  benefitsOfficer,
  type Console,
  claimAnswers,
  environmentOfficer,
  formOf,
  manager,
  openConsole,
  words,
} from './console-browser.ts';

let front: Console;
const setup = async () => {
  front = await openConsole();
  const tasks = createTaskStore(front.table);
  const add = async (id: string, task: Partial<Task> = {}) =>
    tasks.add({
      log: { kind: 'case', id },
      sequence: 2,
      kind: 'reach',
      team: 'benefits',
      service: 'housing-benefit',
      at: '2026-11-20T10:00:00.000Z',
      by: '2026-11-20',
      because: 'stopped',
      stage: 'needs',
      personal: { name: 'Joan Field', mobile: '+447700900123' },
      ...task,
    });
  return { ...front, add };
};
afterEach(() => front.stop());

describe('the page of tasks', () => {
  it('shows the earliest date first, whom to reach and why, and only the team’s', async () => {
    const { add, openCase, browser, calls } = await setup();
    const reference = await openCase('housing-benefit', claimAnswers);
    await add('P8VZ82M', { by: '2026-11-25', kind: 'call-back', score: 1, because: undefined, stage: undefined } as unknown as Task);
    await add(reference);
    await add('K7MQ2X1', { team: 'environment', service: 'missed-bin', stage: 'booked' });
    calls.length = 0;

    const page = await browser(benefitsOfficer).get('/console/tasks');

    expect(page.status).toBe(200);
    expect(calls).toEqual(['Query']);
    const shown = words(page.html);
    expect(shown).toContain(
      'Late by 3 days Write or call: “We need something from you” They asked us not to text them. Joan Field 07700 900123',
    );
    expect(shown).toContain('Due 25 November Call back They rated us 1, very poor.');
    expect(shown.indexOf('Write or call')).toBeLessThan(shown.indexOf('Call back They'));
    expect(page.html).toContain(`href="/console/cases/${reference}"`);
    expect(page.html).not.toContain('K7M-Q2X1');
  });

  it('is all teams’ for managers and for advisers, who get no link to a case they may not open', async () => {
    const { add, browser } = await setup();
    await add('P8VZ82M');
    await add('K7MQ2X1', { team: 'environment', service: 'missed-bin', stage: 'booked' });
    const seen = await browser(adviser).get('/console/tasks');
    expect([seen.html.includes('P8V-Z82M'), seen.html.includes('K7M-Q2X1'), seen.html.includes('/console/cases/')]).toEqual([
      true,
      true,
      false,
    ]);
    expect((await browser(manager).get('/console/tasks')).html).toContain('/console/cases/P8VZ82M');
    expect((await browser().get('/console/tasks')).location).toContain('/console/sign-in');
  });

  it('takes a task off when it is done, with one conditional update, and says so on the case', async () => {
    const { add, openCase, browser, calls } = await setup();
    const reference = await openCase('housing-benefit', claimAnswers);
    await add(reference);
    expect(words((await browser(benefitsOfficer).get(`/console/cases/${reference}`)).html)).toContain(
      'To do Write or call. Late by 3 days',
    );
    const task = { task: `case.${reference}.2.reach` };
    expect((await browser(environmentOfficer).post('/console/tasks', task)).location).toBe('/console/tasks?outcome=gone');
    calls.length = 0;
    expect((await browser(adviser).post('/console/tasks', task)).location).toBe('/console/tasks?outcome=done');
    expect(calls).toEqual(['UpdateItem']);
    expect((await browser(benefitsOfficer).post('/console/tasks', task)).location).toBe('/console/tasks?outcome=gone');
    expect(words((await browser(benefitsOfficer).get('/console/tasks?outcome=done')).html)).toContain('No tasks. Everybody has been told.');
    const shown = words((await browser(benefitsOfficer).get(`/console/cases/${reference}`)).html);
    expect(shown).toContain('Told in another way 23 November 2026 at 10:00am, Amal Rahman');
    expect(shown).not.toContain('To do');
  });

  it('does nothing for a task that is none', async () => {
    const { browser } = await setup();
    for (const task of ['', 'case.P8VZ82M.2.reach', 'handset.h.1.reach', 'case.P8VZ82M.2.SUMMARY'])
      expect((await browser(manager).post('/console/tasks', { task })).location).toBe('/console/tasks?outcome=gone');
  });

  it('goes on to a second page', async () => {
    const { add, browser } = await setup();
    for (let n = 0; n < 51; n++) await add('P8VZ82M', { sequence: n + 1 });
    const first = await browser(benefitsOfficer).get('/console/tasks');
    const next = /href="(\/console\/tasks\?after=[^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const count = (html: string) => html.split('name="task"').length - 1;
    expect([count(first.html), count((await browser(benefitsOfficer).get(next)).html)]).toEqual([50, 1]);
  });
});

describe('what a resident asked for at the desk', () => {
  it('is recorded on the case, in its timeline, and holds at once', async () => {
    const { openCase, browser, table, keyring, clock } = await setup();
    const reference = (await openCase('housing-benefit', claimAnswers)) as Reference;
    const path = `/console/cases/${reference}`;
    const officer = browser(benefitsOfficer);
    const state = () => createHandsetStore(table).state(keyring.handsetId('+447700900123'));
    const texts = async (choice: string) => {
      clock.nowMs += 1000;
      return officer.post(path, formOf(await officer.get(path), 'texts', { texts: choice }));
    };
    expect((await texts('all')).location).toBe(`${path}?done=texts`);
    expect(await state()).toMatchObject({ stopped: true });
    await texts('none');
    await texts('about-case');
    expect(await state()).toMatchObject({ stopped: false, mutes: [reference] });
    const shown = words((await officer.get(`${path}?done=texts`)).html);
    expect(shown).toContain(`${formatReference(reference)}`);
    for (const step of ['Texts about this case stopped', 'Texts started again', 'All texts stopped'])
      expect(shown).toContain(`${step} 23 November 2026 at 10:00am, you`);
    expect((await texts('')).status).toBe(400);
  });
});
