import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dayMonth } from '../../support/browser-door.ts';
import { binForm, fillForm, signIn } from '../../support/browser-people.ts';
import { IVY, JOAN } from './residents-ask.ts';
import { lastTextOn, type Stage, said } from './stage.ts';

export const DOT = '07700 900203';
export const RAY = '07700 900204';
export const SAL = '07700 900205';

/** An adviser logs and helps; officers work their queues. */
export function staffWork(stage: Stage): void {
  describe('an adviser', () => {
    let amal: Page;

    it('logs a telephone contact with the keyboard alone, and the resident is asked to rate it', async () => {
      amal = await stage.person();
      await amal.goto('/console');
      await stage.audit.page(amal, 'sign in');
      await signIn(amal, 'Amal Rahman');
      expect(new URL(amal.url()).pathname).toBe('/console/contacts');
      await stage.audit.page(amal, 'contact');
      await chooseByArrow(amal, 'Report a missed bin');
      await amal.keyboard.press('Tab');
      await chooseByArrow(amal, 'How is it going?');
      for (const key of ['Tab', 'Space', 'Tab', 'Tab']) await amal.keyboard.press(key);
      await amal.keyboard.type(RAY.replace(' ', ''));
      await amal.keyboard.press('Enter');
      await amal.getByText('Logged. A text will ask them to rate it.').waitFor();
      await stage.audit.page(amal, 'contact logged');
      await stage.door.settle();
      expect(await lastTextOn(amal, RAY)).toMatch(
        // The service is named where that still fits one part, which the length of this machine's address decides.
        /^Northwick Council: thank you for getting in touch( about your missed bin report)?\. How did we do\? Reply 5 excellent to 1 very poor, or http:\S+\/r\/\S+$/,
      );
    });

    it('logs a visit to the desk, and shows what is missing', async () => {
      await amal.goto('/console/contacts');
      await amal.getByRole('button', { name: 'Log contact' }).click();
      expect(await amal.title()).toMatch(/^Error: /);
      await stage.audit.page(amal, 'contact refused');
      await amal.getByLabel('Face to face').check();
      await amal.getByLabel('Service').selectOption('Claim Housing Benefit');
      await amal.getByLabel('What was it really about?').selectOption('Tell us about a change');
      await amal.getByLabel('Advice given').check();
      await amal.getByLabel('Mobile number').fill(SAL);
      await amal.getByRole('button', { name: 'Log contact' }).click();
      await amal.getByText('Logged.').waitFor();
    });

    it('fills a form for a resident on the telephone', async () => {
      await amal.goto('/console/assist');
      await stage.audit.page(amal, 'assist');
      await amal.getByLabel('What do they need?').selectOption('Report a missed bin');
      await amal.getByLabel('Telephone').check();
      await amal.getByRole('button', { name: 'Start the form' }).click();
      await fillForm(amal, binForm(DOT), stage.audit.page);
      await amal.getByRole('button', { name: 'Send to the council' }).click();
      stage.references['dot'] = await amal.locator('.app-reference').innerText();
      await stage.audit.page(amal, 'done assisted');
      await stage.door.settle();
      expect(await lastTextOn(amal, DOT)).toContain(`we have your missed bin report ${stage.references['dot']}`);
    });
  });

  describe('officers', () => {
    let bryn: Page;

    /** Opens one of the folded forms of the case page. */
    const unfold = async (page: Page, summary: string | RegExp): Promise<void> =>
      page.locator('summary').filter({ hasText: summary }).click();
    const open = async (page: Page, whose: string): Promise<void> => {
      await page.goto('/console');
      await page.getByLabel('Find a case by its reference').fill(stage.references[whose] ?? '');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByRole('heading', { name: stage.references[whose] ?? '' }).waitFor();
    };
    const done = async (page: Page, banner: string): Promise<void> => {
      await page.getByText(banner, { exact: true }).waitFor();
      await stage.door.settle();
    };

    it('see the queue of their own team, the fast track first', async () => {
      bryn = await stage.person();
      await signIn(bryn, 'Bryn Davies');
      await stage.audit.page(bryn, 'queue');
      const rows = (await bryn.locator('tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
      expect(rows).toEqual([
        expect.stringMatching(
          new RegExp(
            `^Due ${dayMonth(stage.monday, 3)} ${stage.references['ivy']} ?Ivy Turner Apply for a Blue Badge Fast track Received .*Us$`,
          ),
        ),
        expect.stringMatching(
          new RegExp(`^Due ${dayMonth(stage.monday, 21)} ${stage.references['joan']} ?Joan Field Claim Housing Benefit Received .*Us$`),
        ),
      ]);
    });

    it('see what their team’s day holds, each number with its list', async () => {
      await bryn.getByRole('link', { name: 'Today' }).click();
      expect(await said(bryn)).toContain('0 Past target date 0 Due today 1 Due later this week 2 All open cases');
      await stage.audit.page(bryn, 'today');
      await bryn.getByRole('link', { name: 'Due later this week' }).click();
      expect(await said(bryn, 'tbody')).toContain(stage.references['ivy']);
      expect(await bryn.locator('tbody tr').count()).toBe(1);
      await bryn.goto('/console/today/contacts?channel=web');
      await stage.audit.page(bryn, 'contacts today');
      await bryn.goto('/console');
    });

    it('ask for evidence by a date: the resident is texted what and when, and the link leads to it', async () => {
      await bryn.getByRole('link', { name: stage.references['joan'] ?? '' }).click();
      await stage.audit.page(bryn, 'console case');
      await unfold(bryn, 'Ask for something');
      await bryn.getByRole('button', { name: 'Ask', exact: true }).click();
      await stage.audit.page(bryn, 'console case refused');
      const by = new Date(stage.monday + 10 * 86_400_000);
      await bryn.getByLabel('Anything else').fill('your last 2 bank statements');
      const asking = bryn.locator('#ask-evidence');
      await asking.getByLabel('Day', { exact: true }).fill(String(by.getUTCDate()));
      await asking.getByLabel('Month', { exact: true }).fill(String(by.getUTCMonth() + 1));
      await asking.getByLabel('Year', { exact: true }).fill(String(by.getUTCFullYear()));
      await bryn.getByRole('button', { name: 'Ask', exact: true }).click();
      await done(bryn, 'Asked. The case waits for the resident.');
      await stage.audit.page(bryn, 'console case done');
      const reference = stage.references['joan']?.replace('-', '');
      const joan = await stage.person();
      expect(await lastTextOn(joan, JOAN)).toBe(
        `Northwick Council: for ${stage.references['joan']} please send your last 2 bank statements by ${dayMonth(stage.monday, 10)}. How: ${stage.door.baseUrl}/case/${reference}`,
      );
      await joan.getByRole('link', { name: `/case/${reference}` }).click();
      await joan.getByRole('button', { name: 'Continue' }).click();
      await stage.door.settle();
      const [, code = ''] = /your code is (\d{6})\./.exec((await stage.door.textsTo(JOAN)).at(-1) ?? '') ?? [];
      await joan.getByLabel('Code, or your two words').fill(code);
      await joan.getByRole('button', { name: 'Show me' }).click();
      expect(await said(joan)).toContain(`It is your turn. Please do this by ${dayMonth(stage.monday, 10)}`);
      expect(await said(joan)).toContain('your last 2 bank statements');
      await stage.audit.page(joan, 'case your turn');
      await stage.door.settle();
    });

    it('award on the next day, and move on; each time the resident is told', async () => {
      await stage.door.advance('P1D');
      await signIn(bryn, 'Bryn Davies');
      const day = await bryn.context().newPage();
      await day.goto('/console/today');
      const [script, openCases] = [day.getByRole('button', { name: 'Pause updates' }), day.getByRole('link', { name: 'All open cases' })];
      const scripted = await script.isVisible();
      if (scripted) {
        await day.clock.install();
        await day.reload();
      }
      expect(await openCases.innerText()).toMatch(/^2\s/);
      await open(bryn, 'ivy');
      await unfold(bryn, 'Decide');
      await bryn.getByLabel('Award', { exact: true }).check();
      await bryn.getByRole('button', { name: 'Save decision' }).click();
      await done(bryn, 'Decision saved.');
      expect(await lastTextOn(await stage.person(), IVY)).toBe(
        `Northwick Council: the Blue Badge ${stage.references['ivy']} is agreed. It is on its way by first class post.`,
      );
      await unfold(bryn, 'Complete');
      await bryn.getByRole('button', { name: 'Complete' }).click();
      await done(bryn, 'Completed.');
      // Nobody reloads the page that shows their day; without a script it has a link.
      if (scripted) await day.clock.fastForward(31_000);
      else await day.getByRole('link', { name: 'Refresh' }).click();
      await openCases.filter({ hasText: /^1\s/ }).waitFor();
      await day.close();
      await open(bryn, 'joan');
      await unfold(bryn, 'Move it on');
      await bryn.getByLabel('Being assessed').check();
      await bryn.getByRole('button', { name: 'Move', exact: true }).click();
      await done(bryn, 'Moved to “Being assessed”.');
      expect(await lastTextOn(await stage.person(), JOAN)).toContain('we are now checking your claim');
    });

    it('refuse with a reason a week after it came', async () => {
      await stage.door.advance('P6D');
      await signIn(bryn, 'Bryn Davies');
      await open(bryn, 'joan');
      await unfold(bryn, 'Decide');
      await bryn.getByLabel('Refuse', { exact: true }).check();
      await bryn.getByRole('button', { name: 'Save decision' }).click();
      expect(await bryn.title()).toMatch(/^Error: /);
      await bryn.getByLabel('Reason').first().fill('Your savings are over £16,000.');
      await bryn.getByRole('button', { name: 'Save decision' }).click();
      await done(bryn, 'Decision saved.');
      await stage.audit.page(bryn, 'console case ended');
      expect(await lastTextOn(await stage.person(), JOAN)).toMatch(
        new RegExp(
          `^Northwick Council: sorry, we cannot pay ${stage.references['joan']}\\. Why\\? 01632 960100\\. Rate us: reply 5 excellent to 1 very poor, or http:\\S+/r/\\S+$`,
        ),
      );
    });

    it('of another team work theirs: an internal move sends nothing, the end of it asks how it went', async () => {
      const esme = await stage.person();
      await signIn(esme, 'Esme Clarke');
      await esme.goto(`/console/cases/${stage.references['joan']}`);
      expect(await said(esme)).toContain('This case belongs to another team');
      await stage.audit.page(esme, 'not your team');
      await open(esme, 'dot');
      const before = await stage.door.textsTo(DOT);
      await unfold(esme, 'Move it on');
      await esme.getByLabel('With the crew').check();
      await esme.getByRole('button', { name: 'Move', exact: true }).click();
      await done(esme, 'Moved to “With the crew”.');
      expect(await stage.door.textsTo(DOT)).toEqual(before);
      for (const whose of ['dot', 'tom']) {
        await open(esme, whose);
        await unfold(esme, 'Complete');
        await esme.getByRole('button', { name: 'Complete' }).click();
        await done(esme, 'Completed.');
      }
      expect(await lastTextOn(esme, DOT)).toContain(`your bin is empty (${stage.references['dot']}). How did we do?`);
    });
  });
}

/** Goes down the list that has the focus. Typing the first letters is quicker, until a busy machine takes them for two words. */
async function chooseByArrow(page: Page, wanted: string): Promise<void> {
  const chosen = () => page.evaluate<string>('document.activeElement.selectedOptions?.[0]?.text ?? "no list has the focus"');
  for (let before = ''; (await chosen()) !== wanted; ) {
    if ((await chosen()) === before) throw new Error(`the list ends with “${before}”, and has no “${wanted}”`);
    before = await chosen();
    await page.keyboard.press('ArrowDown');
  }
}
