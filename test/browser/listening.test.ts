import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../support/browser-people.ts';
import { createVisitor, onCase, reportBin, type Visitor } from '../support/browser-visitor.ts';
import { createStage, lastTextOn, replyFrom, said } from './story/stage.ts';

const MAIR = '07700 900321';
const NEIGHBOUR = '07700 900322';
const { stage, open, close } = createStage(false);
let reference = '';
let phones: Page;
let esme: Visitor;
beforeAll(async () => {
  await open();
  phones = await stage.person();
  esme = createVisitor(stage.door.baseUrl);
  await esme.signIn('esme');
  reference = await reportBin(createVisitor(stage.door.baseUrl), MAIR);
  await stage.door.settle();
});
afterAll(close);

const casePath = () => `/console/cases/${reference.replace('-', '')}`;
/** Texts the council from a phone, and lets everything come to rest. */
async function text(number: string, body: string): Promise<void> {
  await replyFrom(phones, number, body);
  await stage.door.settle();
}
const countTo = async (number: string) => (await stage.door.textsTo(number)).length;
/** Does something to the case as its officer, and lets everything come to rest. */
async function officerDoes(fields: Record<string, string>): Promise<void> {
  expect((await onCase(esme, reference, fields)).status).toBe(303);
  await stage.door.settle();
}
async function consolePage(name: string, path: string): Promise<Page> {
  const page = await stage.person();
  await signIn(page, name, path);
  return page;
}

describe('a resident and the council, by text', () => {
  it('STATUS tells the number on the case what it was texted, and nobody else anything', async () => {
    await text(MAIR, `status ${reference}`);
    expect(await lastTextOn(phones, MAIR)).toMatch(
      new RegExp(`^Northwick Council: missed bin report ${reference}, since \\d+ \\w+: Received\\. The date we gave you is \\d+ \\w+\\.$`),
    );
    await stage.door.reply(NEIGHBOUR, `STATUS ${reference}`);
    await stage.door.settle();
    const toNeighbour = await lastTextOn(phones, NEIGHBOUR);
    expect(toNeighbour).toMatch(/^Northwick Council: we can say nothing on that reference to this number\./);
    await stage.door.reply(NEIGHBOUR, 'STATUS P8V-Z82M');
    await stage.door.settle();
    expect(await stage.door.textsTo(NEIGHBOUR)).toEqual([toNeighbour, toNeighbour]);
  });

  it('a comment is kept on the case for staff, and answered once', async () => {
    const before = await countTo(MAIR);
    await text(MAIR, 'The bins stopped at the side gate');
    await text(MAIR, 'Yesterday it was windy');
    expect((await stage.door.textsTo(MAIR)).slice(before)).toEqual([expect.stringContaining('sorry, we could not read that')]);
    const page = await consolePage('Esme Clarke', casePath());
    expect(await said(page)).toMatch(/The resident texted .*, the resident Yesterday it was windy/);
    expect(await said(page)).toMatch(/The resident texted .*, the resident The bins stopped at the side gate/);
  });

  it('STOP holds: the next text becomes a task to write or call', async () => {
    await text(MAIR, 'STOP.');
    const before = await countTo(MAIR);
    await officerDoes({ do: 'move-stage', stage: 'booked' });
    expect(await countTo(MAIR)).toBe(before);
    const page = await consolePage('Esme Clarke', '/console/tasks');
    expect(await said(page)).toContain('Write or call: “A crew is coming back” They asked us not to text them. 07700 900321');
    await stage.audit.page(page, 'tasks');
    await page.getByRole('link', { name: reference }).click();
    expect(await said(page)).toContain('To do Write or call.');
    expect(await said(page)).toContain('Not sent: they asked us not to text them');
    await stage.audit.page(page, 'case with a task');
    await page.goto('/console/tasks');
    await page.getByRole('button', { name: `Done with ${reference}` }).click();
    expect(await said(page)).toContain('Task done.');
    expect(await said(page)).toContain('No tasks. Everybody has been told.');
    await stage.audit.page(page, 'no tasks');
  });

  it('starts again on the web, after a code that came in spite of STOP', async () => {
    const page = await stage.person();
    await page.goto('/find');
    await page.getByLabel('Your reference').fill(reference);
    await page.getByRole('button', { name: 'Continue' }).click();
    await stage.door.settle();
    const [code = ''] = /\d{6}/.exec((await stage.door.textsTo(MAIR)).at(-1) ?? '') ?? [];
    await page.getByLabel('Code, or your two words').fill(code);
    await page.getByRole('button', { name: 'Show me' }).click();
    await stage.audit.page(page, 'case with texts');
    await page.getByRole('link', { name: 'Stop or restart texts' }).click();
    expect(await said(page)).toContain('You have stopped all our texts to this number.');
    await stage.audit.page(page, 'texts stopped');
    await page.getByRole('button', { name: 'Start texts again' }).click();
    expect(await said(page)).toContain('You will get texts again.');
    await stage.audit.page(page, 'texts started');
    await page.getByRole('button', { name: 'Stop texts about this request' }).click();
    expect(await said(page)).toContain('You will get no more texts about this request.');
    await stage.audit.page(page, 'texts of one request stopped');
    await page.getByRole('button', { name: 'Start texts again' }).click();
  });

  it('STOP with a reference is about that case alone, and START with it takes that back', async () => {
    await text(MAIR, `STOP ${reference}`);
    const other = await reportBin(createVisitor(stage.door.baseUrl), MAIR);
    await stage.door.settle();
    expect(await lastTextOn(phones, MAIR)).toContain(`we have your missed bin report ${other}`);
    await text(MAIR, `start ${reference}`);
  });

  it('is asked at the end, and the rating and its comment reach the case', async () => {
    await officerDoes({ do: 'complete' });
    expect(await lastTextOn(phones, MAIR)).toMatch(
      new RegExp(`your bin is empty \\(${reference}\\)\\. How did we do\\? Reply 5 excellent to 1 very poor, or `),
    );
    await text(MAIR, '2 - the lid was broken');
    const page = await consolePage('Esme Clarke', casePath());
    expect(await said(page)).toContain('Rating 2, poor');
    expect(await said(page)).toContain('the resident the lid was broken');
    expect(await said(page)).toContain('To do Call back about a poor rating. Due ');
    const adviser = await consolePage('Amal Rahman', '/console/tasks');
    expect(await said(adviser)).toContain('Call back They rated us 2, poor. 07700 900321');
    await stage.audit.page(adviser, 'tasks of an adviser');
  });

  it('and nobody saw a page that some could not use', () => {
    expect(stage.audit.faults()).toEqual([]);
    expect(stage.audit.seen()).toHaveLength(8);
  });
});
