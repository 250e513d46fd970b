import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, fillForm, signIn, urgentBadgeForm } from '../support/browser-people.ts';
import { createStage, said, scriptModes } from './story/stage.ts';

const JOAN = '07700 900351';
const ANN = '07700 900352';

describe.each(scriptModes)('a daughter asks for her mother, %s', (_, scripted) => {
  const { stage, open, close } = createStage(scripted);
  let ann: Page;
  let reference = '';
  beforeAll(async () => {
    await open();
    ann = await stage.person();
  });
  afterAll(close);

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const group = (name: string) => ann.getByRole('group', { name, exact: true });
  const look = (page: Page, name: string) => stage.audit.page(page, `on behalf ${name} ${scripted}`);
  const codeFor = async (number: string): Promise<string> => {
    await stage.door.settle();
    return /code is (\d{6})/.exec((await stage.door.textsTo(number)).at(-1) ?? '')?.[1] ?? '';
  };

  it('says who she is on one page, which is asked of nobody who asks for themselves', async () => {
    await ann.goto('/apply/blue-badge/who-for');
    expect(await said(ann, 'h1')).toBe('Are you asking for yourself?');
    expect(await ann.getByLabel('Your name').isVisible()).toBe(false);
    await look(ann, 'first page');
    await button(ann, 'Continue').click();
    await ann.getByRole('link', { name: 'Select yes if you are asking for yourself' }).waitFor();
    await ann.getByLabel('No, for somebody else').check();
    await button(ann, 'Continue').click();
    for (const wrong of ['Enter your name', 'Select how you know them', 'Select whether they have agreed', 'Select who we should text'])
      await ann.getByRole('link', { name: wrong }).waitFor();
    expect(await ann.title()).toMatch(/^Error: /);
    expect(await ann.getByLabel('Your name').isVisible()).toBe(true);
    await look(ann, 'wrong');
    await ann.getByRole('link', { name: 'Select who we should text' }).click();
    expect(await ann.evaluate<string>('document.activeElement.id')).toBe('who-for-textsTo');
  });

  it('leaves her name and number, and her mother’s for our texts', async () => {
    await ann.getByLabel('Your name').fill('Ann Lee');
    await group('How do you know them?').getByLabel('I am family').check();
    await group('Have they agreed that you ask for them?').getByLabel('They have agreed').check();
    await group('What may you do after this?').getByLabel('See how it is going', { exact: true }).check();
    await group('Who should we text how it is going?').getByLabel('Them', { exact: true }).check();
    await ann.getByLabel('Your UK mobile number').fill(ANN);
    await look(ann, 'answered');
    await button(ann, 'Continue').click();
    const { answers } = urgentBadgeForm('Joan Field', JOAN);
    for (const question of ['full-name', 'date-of-birth', 'address', 'end-of-life'] as const) {
      if (question === 'full-name') expect(await said(ann, 'h1')).toBe('What is their full name?');
      await answer(ann, question, answers[question] as never);
      await button(ann, 'Continue').click();
    }
    expect(await said(ann, 'h1')).toBe('Can we text them how it is going?');
    await ann.getByLabel('Yes, send them texts').check();
    await ann.getByLabel('Their UK mobile number').fill(JOAN);
    await look(ann, 'their number');
    await button(ann, 'Continue').click();
    await answer(ann, 'declaration', 'I agree');
    await button(ann, 'Continue').click();
    expect(await said(ann)).toContain('Ann Lee, family 07700 900352 They have agreed May see how it is going We text them');
    await look(ann, 'check');
    await button(ann, 'Send to the council').click();
    reference = await said(ann, '.app-reference');
    expect(await said(ann)).toContain('We will text them now');
    await look(ann, 'done');
    await stage.door.settle();
  });

  it('each of them gets one text, and she looks with her own number', async () => {
    expect(await stage.door.textsTo(JOAN)).toHaveLength(1);
    const [told = '', ...more] = await stage.door.textsTo(ANN);
    expect(more).toEqual([]);
    expect(told).toMatch(/^Northwick Council: we have what you asked us for someone else\. .* open http:\S+\/helping$/);
    await ann.getByRole('link', { name: 'See how a request of somebody else is going' }).click();
    await ann.getByLabel('Their reference').fill(reference);
    await ann.getByLabel('Your UK mobile number').fill(ANN);
    await button(ann, 'Continue').click();
    await ann.getByLabel('Code').fill(await codeFor(ANN));
    await button(ann, 'Show me').click();
    expect(await said(ann)).toContain('You see this because you were let in, until');
  });

  it('the officer reads who asked', async () => {
    const bryn = await stage.person();
    await signIn(bryn, 'Bryn Davies', `/console/cases/${reference.replace('-', '')}`);
    expect(await said(bryn)).toContain('Asked for by Ann Lee (family). They agreed.');
    await look(bryn, 'case for staff');
  });

  it('her mother takes her out again', async () => {
    const joan = await stage.person();
    await joan.goto(`/find?reference=${reference}`);
    await button(joan, 'Continue').click();
    await joan.getByLabel(/Code/).fill(await codeFor(JOAN));
    await button(joan, 'Show me').click();
    expect(await said(joan)).toContain('Ann Lee, family');
    await joan.getByRole('link', { name: 'Let somebody in, or take them out' }).click();
    await look(joan, 'who else sees it');
    await button(joan, 'Take out Ann Lee').click();
    await ann.reload();
    expect(await said(ann)).not.toContain('You see this because you were let in, until');
  });

  it('who asks for themselves answers one thing and goes on', async () => {
    const ivy = await stage.person();
    await ivy.goto('/apply/blue-badge/who-for');
    await fillForm(ivy, urgentBadgeForm('Ivy Turner', false), async () => {});
    expect(await said(ivy)).toContain('Asking for yourself Yes, for me');
  });

  it('has nothing that axe, the keyboard or a narrow screen finds wrong', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
