import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStage, said } from './story/stage.ts';

const MOBILE = '07700 900123';
const path = (page: Page) => new URL(page.url()).pathname;

describe('a missed bin in Arabic, without a script', () => {
  const { stage, open, close } = createStage(false);
  let page: Page;
  beforeAll(async () => {
    await open();
    page = await stage.person();
  });
  afterAll(close);

  const next = () => page.getByRole('button', { name: 'متابعة', exact: true }).click();
  const look = (name: string) => stage.audit.page(page, `arabic ${name}`);
  const direction = () => page.evaluate<string[]>('[document.documentElement.lang, document.documentElement.dir]');

  it('is chosen on the first page, in its own letters', async () => {
    await page.goto('/');
    await look('choice in English');
    await page.getByRole('link', { name: 'العربية' }).click();
    expect(await direction()).toEqual(['ar', 'rtl']);
    expect(await said(page, 'h1')).toBe('بماذا يمكننا مساعدتك؟');
    await look('start');
    await page.getByRole('link', { name: 'الإبلاغ عن صندوق قمامة لم يُفرّغ' }).click();
    await look('service');
    await page.getByRole('button', { name: 'ابدأ الآن' }).click();
    expect(path(page)).toBe('/apply/missed-bin/which-bin');
  });

  it('asks, and says what is wrong, from right to left', async () => {
    await look('radios');
    await next();
    expect(await page.title()).toMatch(/^خطأ: /);
    expect(await said(page, '.govuk-error-summary')).toBe('هناك مشكلة اختر أي صندوق لم يُفرّغ');
    await look('radios wrong');
    await page.getByLabel('بقايا الطعام').check();
    await next();
    await look('date');
    await page.locator('#missed-on-day').fill('31');
    await page.locator('#missed-on-month').fill('2');
    await page.locator('#missed-on-year').fill('2026');
    await next();
    expect(await said(page, '.govuk-error-summary')).toContain('اليوم الذي لم يُفرّغ فيه');
    await look('date wrong');
    await page.locator('#missed-on-day').fill('2');
    await next();
    await page.locator('#address-line1').fill('12 Mill Lane');
    await page.locator('#address-town').fill('Northwick');
    await page.locator('#address-postcode').fill('NW1 4RP');
    await look('address');
    await next();
    await look('long text');
    await next();
    await page.locator('input[name="mobile"][value="yes"]').check();
    await page.locator('#mobile-number').fill(MOBILE);
    await look('mobile');
    await next();
    expect(path(page)).toBe('/apply/missed-bin/check');
  });

  it('is sent, and its page is in Arabic', async () => {
    expect(await direction()).toEqual(['ar', 'rtl']);
    await look('check');
    await page.getByRole('button', { name: 'أرسل إلى المجلس' }).click();
    expect(await said(page, 'h1')).toBe('لقد استلمنا طلبك');
    await look('done');
  });

  it('is looked up by a code in Arabic, and shows how far it has got from right to left', async () => {
    const reference = (await said(page, '.app-reference')).trim();
    await stage.door.settle();
    expect((await stage.door.textsTo(MOBILE))[0]).toContain(`من Northwick Council: استلمنا بلاغك ${reference}`);
    await page.goto('/find');
    await look('find');
    await page.locator('#reference').fill(reference);
    await next();
    await look('code');
    await stage.door.settle();
    const [, code = ''] = /رمزك هو (\d{6})/.exec((await stage.door.textsTo(MOBILE)).at(-1) ?? '') ?? [];
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: 'اعرض لي' }).click();
    expect(await said(page, 'main')).toContain('استلمنا بلاغك.');
    await look('case');
    await page.getByRole('link', { name: 'اسمح لشخص، أو اسحب السماح' }).click();
    await look('helpers');
  });

  it('reads what is in English from left to right, in English', async () => {
    await page.goto('/services/support-referral');
    expect(await page.evaluate<string[]>("[document.querySelector('main').lang, document.querySelector('main').dir]")).toEqual([
      'en',
      'ltr',
    ]);
    await look('a service in English');
    await page.goto('/performance');
    await look('performance');
    await page.goto('/nowhere');
    expect(await said(page, 'h1')).toBe('لا نجد تلك الصفحة');
  });

  it('goes on in Welsh', async () => {
    await page.goto('/apply/missed-bin/which-bin');
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    expect(await direction()).toEqual(['cy', '']);
    await stage.audit.page(page, 'welsh radios');
    await page.goto('/');
    await stage.audit.page(page, 'welsh start');
  });

  it('has no fault on any page, at 320 pixels or 1280', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
