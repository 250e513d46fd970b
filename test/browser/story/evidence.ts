import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrontDoorClient } from '../../../infra/local/sample/front-door-client.ts';
import { dayMonth } from '../../support/browser-door.ts';
import { signIn } from '../../support/browser-people.ts';
import { exif, SECRET, segment } from '../../support/files.ts';
import { createStage, said } from './stage.ts';

const JOAN = '07700 900371';
const answers = {
  situation: 'pensioner',
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  'end-of-life': 'no',
  rent: '£120 a week',
  income: ['state-pension'],
  partner: 'no',
  mobile: { wanted: true, number: JOAN },
  declaration: 'agreed',
};
const MEGABYTE = 1024 * 1024;
/** The test file that every scanner knows, eicar.org: harmless. In two halves, so that none finds it here. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** What was asked of a resident, from asking to accepting, told once with and once without scripts, on a small phone. */
export function tellEvidence(script: boolean): void {
  const { stage, open, close } = createStage(script);
  beforeAll(open);
  afterAll(close);

  let joan: Page;
  let bryn: Page;
  let reference = '';
  let photo: Buffer;
  const casePath = () => `/console/cases/${reference.replace('-', '')}`;
  const look = (page: Page, name: string) => stage.audit.page(page, name);
  const heading = (name: string) => joan.getByRole('heading', { level: 1, name }).waitFor();

  async function lookUp(): Promise<void> {
    await joan.goto('/find');
    await joan.getByLabel('Your reference').fill(reference);
    await joan.getByRole('button', { name: 'Continue' }).click();
    await stage.door.settle();
    const [, code = ''] = /your code is (\d{6})\./.exec((await stage.door.textsTo(JOAN)).at(-1) ?? '') ?? [];
    await joan.getByLabel('Code, or your two words').fill(code);
    await joan.getByRole('button', { name: 'Show me' }).click();
    await joan.getByText(`Reference ${reference}`).waitFor();
  }

  const list = () => joan.getByRole('link', { name: 'Back to the list' }).last().click();
  /** Sends a file by the form of the page one is on, and waits until it was checked. */
  async function send(name: string, buffer: Buffer): Promise<void> {
    await joan.getByLabel('Photo or file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await joan.getByRole('button', { name: 'Send this file' }).click();
    await joan.waitForURL(/\?sent=/);
    await stage.door.settle();
    await joan.reload();
  }
  const status = async (item: string) =>
    (await joan.locator('.govuk-task-list__item', { hasText: item }).innerText()).replace(/\s+/g, ' ').trim();

  describe(`evidence ${script ? 'with' : 'without'} scripts, at 320 pixels`, () => {
    it('is asked for by an officer: ticked or typed, by one date', async () => {
      photo = await aCameraPhoto();
      expect(photo.length).toBeGreaterThan(4 * MEGABYTE);
      expect(photo.length).toBeLessThan(8 * MEGABYTE);
      const given = await createFrontDoorClient(stage.door.baseUrl).openCase('housing-benefit', answers, 'web');
      reference = `${given.slice(0, 3)}-${given.slice(3)}`;
      await stage.door.settle();
      bryn = await stage.person();
      await signIn(bryn, 'Bryn Davies', casePath());
      await bryn.locator('summary').filter({ hasText: 'Ask for something' }).click();
      await bryn.getByLabel('your last 2 payslips').check();
      await bryn.getByLabel('Anything else').fill('your rent book');
      await look(bryn, 'asking for evidence');
      await typeDate(bryn, 'ask-evidence-by', stage.monday + 14 * 86_400_000);
      await bryn.getByRole('button', { name: 'Ask', exact: true }).click();
      await bryn.getByText('Asked. The case waits for the resident.').waitFor();
      await stage.door.settle();
      const last = (await stage.door.textsTo(JOAN)).at(-1);
      expect(last).toContain(`for ${reference} please send 2 things by ${dayMonth(stage.monday, 14)}.`);
    });

    it('is a list on the resident’s page, each thing with a page of its own', async () => {
      joan = await stage.person();
      await joan.setViewportSize({ width: 320, height: 640 });
      await lookUp();
      await look(joan, 'case that waits for evidence');
      await joan.getByRole('button', { name: 'Send these, or tell us you cannot' }).click();
      await heading('What we need from you');
      expect(await status('Your last 2 payslips')).toBe('Your last 2 payslips Still needed');
      await look(joan, 'evidence list');
      await joan.getByRole('link', { name: 'Your last 2 payslips' }).click();
      await heading('Your last 2 payslips');
      expect(await said(joan)).toContain('A JPEG, PNG, HEIC or PDF of up to 10 MB.');
      expect(await joan.getByLabel('Photo or file').getAttribute('capture')).toBeNull();
      await look(joan, 'evidence item');
    });

    it.each([
      [
        'a file that lies about itself',
        'payslip.jpg',
        Buffer.from('<html>not a photo</html>'),
        'That file is not a JPEG, PNG, HEIC or PDF.',
      ],
      ['an infected file', 'payslip.pdf', Buffer.from(`%PDF-1.4\n${EICAR}\n%%EOF\n`), 'That file could harm computers'],
    ])('says in a sentence that it took not %s', async (_what, name, buffer, sentence) => {
      await send(name, buffer);
      expect(await said(joan, '.govuk-error-summary')).toContain(sentence);
      await look(joan, `evidence turned away ${name}`);
      await joan.goto(new URL(joan.url()).pathname);
    });

    it('says in a sentence that a file is empty', async () => {
      if (script) {
        await joan.getByLabel('Photo or file').setInputFiles({ name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
        await joan.getByRole('button', { name: 'Send this file' }).click();
        expect(await said(joan, '[role=alert]')).toContain('That file was empty.');
        await look(joan, 'evidence empty');
      } else {
        await send('empty.jpg', Buffer.alloc(0));
        expect(await said(joan, '.govuk-error-summary')).toContain('That file was empty.');
      }
      await joan.goto(new URL(joan.url()).pathname);
    });

    it.runIf(script)('says before sending that a file is too large', async () => {
      await joan
        .getByLabel('Photo or file')
        .setInputFiles({ name: 'huge.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(11 * MEGABYTE) });
      await joan.getByRole('button', { name: 'Send this file' }).click();
      expect(await said(joan, '[role=alert]')).toContain('That file is larger than 10 MB.');
      await joan.goto(new URL(joan.url()).pathname);
    });

    it('takes a photo as a camera makes it, and says how it goes', async () => {
      await joan.getByLabel('Photo or file').setInputFiles({ name: 'IMG_1042.jpeg', mimeType: 'image/jpeg', buffer: photo });
      await joan.getByRole('button', { name: 'Send this file' }).click();
      await joan.waitForURL(/\?sent=/);
      await stage.door.settle();
      if (script) await joan.getByText('What you have sent').waitFor();
      else if (await joan.getByRole('link', { name: 'See if it is checked' }).count())
        await joan.getByRole('link', { name: 'See if it is checked' }).click();
      expect(await said(joan)).toMatch(/What you have sent Photo, \d(\.\d)? MB, sent/);
      await look(joan, 'evidence sent');
      await list();
      expect(await status('Your last 2 payslips')).toBe('Your last 2 payslips We have it');
    });

    it('takes "I cannot get this" with a reason, and then waits for the council', async () => {
      await joan.getByRole('link', { name: 'Your rent book' }).click();
      await joan.locator('summary').filter({ hasText: 'I cannot get this' }).click();
      await joan.getByRole('button', { name: 'Tell us you cannot get it' }).click();
      expect(await said(joan, '.govuk-error-summary')).toContain('Tell us why you cannot get it');
      await look(joan, 'evidence why not');
      await joan.getByLabel('Why can you not get it?').fill('My landlord never gave me one');
      await joan.getByRole('button', { name: 'Tell us you cannot get it' }).click();
      await joan.getByText('Thank you. We know that you cannot get it.').waitFor();
      expect(await said(joan)).toContain('We have everything we asked for.');
      await look(joan, 'evidence all in');
    });

    it('stands in the queue as all in; the officer opens the photo, without the place it was taken in', async () => {
      await stage.door.settle();
      await bryn.goto('/console');
      expect(await said(bryn)).toContain('Us: everything is in');
      await bryn.goto(casePath());
      expect(await said(bryn)).toContain('Evidence 2 of 2 in.');
      await look(bryn, 'case with evidence');
      await bryn.getByRole('link', { name: 'See files, accept or ask again' }).click();
      await look(bryn, 'console evidence');
      const href = (await bryn.getByRole('link', { name: /^Open photo/ }).getAttribute('href')) ?? '';
      const opened = await bryn.request.get(href);
      expect(opened.status()).toBe(200);
      expect(opened.headers()['content-type']).toBe('image/jpeg');
      const bytes = await opened.body();
      expect(bytes.length).toBeGreaterThan(4 * MEGABYTE);
      expect(bytes.includes(SECRET)).toBe(false);
    });

    it('is asked for again by one text, with the reason on the page', async () => {
      const payslips = bryn.getByRole('group', { name: 'Your last 2 payslips' });
      await payslips.getByLabel('Ask for it again').check();
      await bryn.getByRole('button', { name: 'Save', exact: true }).first().click();
      expect(await said(bryn, '.govuk-error-summary')).toContain('Enter why they must send “your last 2 payslips” again');
      await look(bryn, 'console evidence error');
      await bryn.getByLabel('Why must they send it again?').first().fill('We cannot read the date');
      await bryn.getByRole('group', { name: 'Your rent book' }).getByLabel('Accept').check();
      await bryn.getByRole('button', { name: 'Save', exact: true }).first().click();
      await bryn.getByText('Saved.', { exact: true }).waitFor();
      await stage.door.settle();
      const last = (await stage.door.textsTo(JOAN)).at(-1);
      expect(last).toContain(`for ${reference} please resend your last 2 payslips by ${dayMonth(stage.monday, 14)}.`);
      await joan.reload();
      await joan.getByRole('link', { name: 'Your last 2 payslips' }).click();
      expect(await said(joan)).toContain('Why: We cannot read the date');
      await look(joan, 'evidence asked again');
    });

    it('is sent again by keyboard alone, and accepted', async () => {
      await joan.getByLabel('Photo or file').setInputFiles({ name: 'again.jpg', mimeType: 'image/jpeg', buffer: photo });
      await joan.getByLabel('Photo or file').focus();
      for (let press = 0; press < 4 && (await focused(joan)) !== 'Send this file'; press++) await joan.keyboard.press('Tab');
      expect(await focused(joan)).toBe('Send this file');
      await joan.keyboard.press('Enter');
      await joan.waitForURL(/\?sent=/);
      await stage.door.settle();
      await bryn.reload();
      await bryn.getByRole('group', { name: 'Your last 2 payslips' }).getByLabel('Accept').check();
      await bryn.getByRole('button', { name: 'Save', exact: true }).first().click();
      await bryn.getByText('All of it is accepted. Move the case on.').waitFor();
      await joan.goto(`/case/${reference}/evidence`);
      expect(await status('Your last 2 payslips')).toBe('Your last 2 payslips Accepted');
      await look(joan, 'evidence accepted');
    });

    it('reminds nobody after that, and has nothing wrong on any page', async () => {
      const texts = (await stage.door.textsTo(JOAN)).length;
      await stage.door.moveTo(stage.monday + 13 * 86_400_000);
      await stage.door.settle();
      expect(await stage.door.textsTo(JOAN)).toHaveLength(texts);
      expect(stage.audit.faults()).toEqual([]);
    });
  });

  const focused = (page: Page) => page.locator(':focus').innerText();

  /** A photo of noise, which no encoder makes small, with the place it was taken in: as large as a phone's. */
  async function aCameraPhoto(): Promise<Buffer> {
    const page = await stage.person();
    const encoded = await page.evaluate<string>(`(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 3264, height: 2448 });
      const context = canvas.getContext('2d');
      const image = context.createImageData(3264, 2448);
      let seed = 7;
      for (let at = 0; at < image.data.length; at++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        image.data[at] = at % 4 === 3 ? 255 : 110 + (seed >> 16) % 90;
      }
      context.putImageData(image, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.92).split(',')[1];
    })()`);
    const jpeg = Buffer.from(encoded, 'base64');
    const place = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif({ orientation: 6 })]));
    return Buffer.concat([jpeg.subarray(0, 2), place, jpeg.subarray(2)]);
  }
}

async function typeDate(page: Page, id: string, ms: number): Promise<void> {
  const date = new Date(ms);
  const parts = { day: date.getUTCDate(), month: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
  for (const [part, value] of Object.entries(parts)) await page.locator(`#${id}-${part}`).fill(String(value));
}
