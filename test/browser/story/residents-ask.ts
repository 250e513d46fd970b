import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dayMonth } from '../../support/browser-door.ts';
import { binForm, claimForm, type Form, fillForm, urgentBadgeForm } from '../../support/browser-people.ts';
import { lastTextOn, type Stage, said } from './stage.ts';

const REFERENCE = /[0-9BCDFGHJKMNPQRSTVWXYZ]{3}-[0-9BCDFGHJKMNPQRSTVWXYZ]{4}/;

export const JOAN = '07700 900201';
export const IVY = '07700 900202';

/** Residents ask, are told, and look. */
export function residentsAsk(stage: Stage): void {
  const ask = async (page: Page, form: Form): Promise<string> => {
    await page.goto('/');
    await stage.audit.page(page, 'start');
    await page.locator(`a[href="/services/${form.service}"]`).click();
    await stage.audit.page(page, `${form.service} service`);
    await page.getByRole('button', { name: 'Start now' }).click();
    await fillForm(page, form, stage.audit.page);
    await page.getByRole('button', { name: 'Send to the council' }).click();
    await page.getByRole('heading', { name: 'We have got it' }).waitFor();
    await stage.audit.page(page, form.answers['mobile'] === false ? 'done with words' : 'done');
    const [reference] = REFERENCE.exec(await said(page)) ?? [];
    if (!reference) throw new Error('the confirmation shows no reference');
    await stage.door.settle();
    return reference;
  };

  /** Asks for a code on the find page, reads it on the phone and types it in. */
  const lookUp = async (page: Page, reference: string, number: string): Promise<void> => {
    await page.goto('/find');
    await stage.audit.page(page, 'find');
    await page.getByLabel('Your reference').fill(reference);
    await page.getByRole('button', { name: 'Continue' }).click();
    await stage.audit.page(page, 'find code');
    await stage.door.settle();
    const phone = await stage.person();
    const [, code = ''] = /your code is (\d{6})\./.exec(await lastTextOn(phone, number)) ?? [];
    await page.getByLabel('Code, or your two words').fill(code);
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.getByText(`Reference ${reference}`).waitFor();
    await stage.door.settle();
  };

  describe('residents ask', () => {
    let joan: Page;

    it('finds a service by what people call it, and says kindly when it finds none', async () => {
      const page = await stage.person();
      await page.goto('/');
      await page.getByLabel('Search for a service').fill('Wheelie bins');
      await page.getByRole('button', { name: 'Search' }).click();
      await stage.audit.page(page, 'found');
      expect(await said(page, '.app-services__link >> nth=0')).toBe('Report a missed bin');
      await page.getByLabel('Search for a service').fill('swimming');
      await page.getByLabel('Search for a service').press('Enter');
      await stage.audit.page(page, 'found nothing');
      expect(await said(page, 'main')).toContain('We found nothing for “swimming”');
    });

    it('takes a claim, one question a page, and texts its reference', async () => {
      joan = await stage.person();
      const reference = await ask(joan, claimForm('Joan Field', JOAN));
      stage.references['joan'] = reference;
      expect(await lastTextOn(joan, JOAN)).toBe(
        `Northwick Council: we have your Housing Benefit claim ${reference}. We will decide by ${dayMonth(stage.monday, 21)}. You do not need to do anything now.`,
      );
      await stage.audit.page(joan, 'phones');
    });

    it('shows the claim to whoever has the code from the text, and to nobody else', async () => {
      const reference = stage.references['joan'] ?? '';
      const stranger = await stage.person();
      await stranger.goto(`/case/${reference}`);
      expect(new URL(stranger.url()).pathname).toBe('/find');
      await lookUp(joan, reference, JOAN);
      const shown = await said(joan);
      expect(shown).toContain('We have your claim.');
      expect(shown).toContain(`It is our turn. You do not need to do anything. We aim to finish by ${dayMonth(stage.monday, 21)}`);
      expect(await joan.locator('.app-progress__step').allInnerTexts()).toEqual([
        expect.stringMatching(/^Received\s*Now$/),
        expect.stringMatching(/^Being assessed\s*Not yet$/),
        expect.stringMatching(/^Decided\s*Not yet$/),
        expect.stringMatching(/^Paid\s*Not yet$/),
      ]);
      await stage.audit.page(joan, 'case received');
    });

    it('gives a resident without a mobile two words, which open their report', async () => {
      const tom = await stage.person();
      const reference = await ask(tom, binForm(false));
      stage.references['tom'] = reference;
      const words = await tom.locator('.app-look-up-word').innerText();
      await tom.goto('/find');
      await tom.getByLabel('Your reference').fill(reference.toLowerCase());
      await tom.getByRole('button', { name: 'Continue' }).click();
      await stage.door.settle();
      await tom.getByLabel('Code, or your two words').fill(words.toUpperCase());
      await tom.getByRole('button', { name: 'Show me' }).click();
      await stage.door.settle();
      expect(await said(tom)).toContain('We have your report.');
      await stage.audit.page(tom, 'case with words');
    });

    it('asks no more than it must of somebody at the end of life, and puts them first', async () => {
      const ivy = await stage.person();
      const reference = await ask(ivy, urgentBadgeForm('Ivy Turner', IVY));
      stage.references['ivy'] = reference;
      expect(stage.audit.seen()).not.toContain('blue-badge how-hard');
      expect(await lastTextOn(ivy, IVY)).toBe(
        `Northwick Council: thank you. We have put your Blue Badge ${reference} first. We will tell you by ${dayMonth(stage.monday, 3)}. There is nothing more to do.`,
      );
    });
  });
}
