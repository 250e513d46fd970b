import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogue } from '../../shared/catalogue/index.ts';
import { claimForm, fillForm, signIn } from '../support/browser-people.ts';
import { createStage, said } from './story/stage.ts';

const told = createStage(true);
const { stage } = told;
beforeAll(() => told.open());
afterAll(() => told.close());

const nothing = async () => {};
/** Sends a claim from its first page; gives the reference as it is kept. */
async function claims(name: string, mobile: string | false): Promise<string> {
  const page = await stage.person();
  const form = claimForm(name, mobile);
  const first = catalogue.get('housing-benefit')?.questions[0]?.id;
  await page.goto(`/apply/housing-benefit/${first}`);
  await fillForm(page, form, nothing);
  await page.getByRole('button', { name: 'Send to the council' }).click();
  const reference = (await page.locator('.app-reference').first().innerText()).replace(/[^0-9A-Z]/g, '');
  await stage.door.settle();
  return reference;
}
const look = (page: Page, name: string) => stage.audit.page(page, name);

it('writes to people without a mobile: printed on one A4 page each, posted, and opened by the word on the letter', async () => {
  const reference = await claims('Joan Field', false);
  await claims('Sam Reed', false);
  const officer = await stage.person();
  await signIn(officer, 'Bryn Davies', '/console/letters');
  await officer.goto('/console/letters');
  await look(officer, 'letters to print');
  await officer.getByRole('button', { name: 'Print 2 letters' }).click();
  expect(await said(officer)).toContain('0 of 2 posted.');
  await look(officer, 'letters printed together');
  const batch = officer.url().split('?')[0] ?? '';

  await officer.goto(`${batch}/print`);
  await look(officer, 'letters on the screen');
  const pdf = await officer.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  if (process.env['SCREENSHOTS']) await officer.pdf({ preferCSSPageSize: true, path: `${process.env['SCREENSHOTS']}/letters.pdf` });
  await officer.emulateMedia({ media: 'print' });
  const box = await officer.locator('.app-letter').first().boundingBox();
  const address = await officer.locator('.app-letter__address').first().boundingBox();
  if (!box || !address) throw new Error('no letter');
  const mm = (pixels: number) => (pixels * 25.4) / 96;
  expect(mm(address.y - box.y)).toBeCloseTo(57, 0);
  expect(mm(address.x - box.x)).toBeCloseTo(24, 0);
  expect(mm(address.y - box.y + address.height)).toBeLessThanOrEqual(81);
  expect(mm(address.x - box.x + address.width)).toBeLessThanOrEqual(90.5);
  await officer.emulateMedia({ media: 'screen' });
  const letter = (await officer.locator('.app-letter', { hasText: 'Joan Field' }).innerText()).replace(/\s+/g, ' ');
  const [, link = '', word = ''] = /Go to (\S+) and type this: (\S+)/.exec(letter) ?? [];
  expect(link).toMatch(new RegExp(`/l/${reference}$`));

  await officer.goto(batch);
  await officer.getByRole('button', { name: 'Mark 2 letters as posted' }).click();
  expect(await said(officer)).toContain('All are posted.');
  await look(officer, 'letters posted');

  const resident = await stage.person();
  await resident.goto(`http://${link}`);
  expect(await resident.locator('#reference').inputValue()).toBe(`${reference.slice(0, 3)}-${reference.slice(3)}`);
  await resident.getByRole('button', { name: 'Continue' }).click();
  await stage.door.settle();
  await resident.locator('#code').fill(word);
  await resident.getByRole('button', { name: 'Show me' }).click();
  expect(await said(resident)).toContain('We have your claim.');
});

it('stops everything about somebody who has died by one press, and shows who looks after it', async () => {
  const mobile = '07700 900321';
  const reference = await claims('Mair Evans', mobile);
  const officer = await stage.person();
  await signIn(officer, 'Bryn Davies');
  await officer.goto(`/console/cases/${reference}`);
  await officer.getByRole('link', { name: 'Who is this?' }).click();
  await look(officer, 'whose case is this');
  await officer.getByRole('button', { name: 'Confirm and tie this case' }).click();
  await look(officer, 'whose case is this, not said how');
  await officer.getByLabel('I have seen their papers').check();
  await officer.getByRole('button', { name: 'Confirm and tie this case' }).click();
  expect(await said(officer)).toContain('Confirmed, and tied.');
  await look(officer, 'whose case this is');
  await stage.door.settle();

  const second = await claims('Mair Evans', mobile);
  await officer.goto(`/console/cases/${second}/person`);
  await officer.getByLabel('Their person reference, or the reference of another case of theirs').fill(reference);
  await officer.getByRole('button', { name: 'Find them' }).click();
  await look(officer, 'is it them');
  await officer.getByRole('button', { name: 'Yes, tie this case to them' }).click();
  await stage.door.settle();
  await officer.locator('.govuk-summary-list a').first().click();
  await look(officer, 'a person');
  await officer.getByRole('button', { name: 'Record their death' }).click();
  await look(officer, 'a person, not said who told');
  await officer.getByLabel('Family, or somebody close').check();
  await officer.getByLabel('I do', { exact: true }).check();
  await officer.getByRole('button', { name: 'Record their death' }).click();
  expect(await said(officer)).toContain('Bryn Davies is looking after them.');
  await stage.door.settle();
  const texts = (await stage.door.textsTo(mobile)).length;
  const person = officer.url().split('?')[0] ?? '';

  for (const each of [reference, second]) {
    await officer.goto(`/console/cases/${each}`);
    expect(await said(officer)).toContain('This person has died');
    await officer.getByText('Complete:').or(officer.getByText('Move it on')).first().click();
    await officer.getByLabel('Being assessed').check();
    await officer.getByRole('button', { name: 'Move', exact: true }).click();
  }
  await stage.door.settle();
  await look(officer, 'a case of somebody who has died');
  expect(await stage.door.textsTo(mobile)).toHaveLength(texts);
  await officer.goto('/console');
  expect(await said(officer)).toContain('With Bryn Davies');
  await look(officer, 'queue with an officer by name');
  await officer.goto('/console/tasks');
  expect(await said(officer)).toContain('See to the case of somebody who has died');
  await look(officer, 'tasks after a death');

  await officer.goto(person);
  await look(officer, 'a person who has died');
  await officer.getByLabel('What happened?').fill('It was her neighbour');
  await officer.getByRole('button', { name: 'Take it back' }).click();
  expect(await said(officer)).toContain('was not sent. Tell them yourself.');
  await look(officer, 'a death that was a mistake');
  expect(stage.audit.faults()).toEqual([]);
});
