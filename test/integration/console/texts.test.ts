import { afterEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { adviser, benefitsOfficer, type Console, manager, openConsole, words } from './console-browser.ts';

let front: Console;
const setup = async () => {
  front = await openConsole();
  return front;
};
afterEach(() => front.stop());

describe('the preview of texts', () => {
  it('shows every text of every service with its parts, its price and its grade, and reads nothing', async () => {
    const { browser, calls } = await setup();
    calls.length = 0;
    const page = await browser(manager).get('/console/texts');
    expect([page.status, calls]).toEqual([200, []]);
    const shown = words(page.html);
    for (const { name, stages } of catalogue.values()) {
      expect(shown).toContain(name);
      for (const stage of stages) if (stage.text) expect(shown).toContain(stage.name);
    }
    expect(shown).toContain(
      'Northwick Council: a crew is coming back for your bin (K7M-Q2XW) by 30 September. Please leave it where they can reach it. 1 part, 4p 122 of 160 characters Reading grade below 1',
    );
    expect(shown).toContain('How did we do? Reply 5 excellent to 1 very poor, or https://my.northwick.gov.uk/r/K7MQ2XWabcdef 1 part, 4p');
    expect(shown).toContain('Up to 7 parts a case, 28p. The budget is 7 parts.');
    expect(shown).toContain('Other texts After a contact Northwick Council: thank you for getting in touch. How did we do?');
    expect(shown).toContain('Answer to HELP Northwick Council: text STATUS and your reference');
    expect(shown).not.toContain('More than one part');
    expect(shown).not.toContain('Hard to read');
  });

  it('shows a fast track’s own texts beside the usual ones', async () => {
    const { browser } = await setup();
    const shown = words((await browser(benefitsOfficer).get('/console/texts?service=blue-badge')).html);
    expect(shown).toContain('Received Fast track Northwick Council: thank you. We have put your Blue Badge K7M-Q2XW first.');
    expect(shown).not.toContain('missed bin report');
  });

  it('shows all when asked for a service that there is not', async () => {
    const { browser } = await setup();
    const page = await browser(manager).get('/console/texts?service=<script>');
    expect(page.status).toBe(200);
    expect(page.html).not.toContain('<script>&');
    expect(words(page.html)).toContain('Report a missed bin');
  });

  it('is for officers and managers, and in their navigation', async () => {
    const { browser } = await setup();
    expect((await browser(adviser).get('/console/texts')).status).toBe(403);
    expect((await browser().get('/console/texts')).location).toBe('/console/sign-in?return=%2Fconsole%2Ftexts');
    expect((await browser(benefitsOfficer).get('/console')).html).toContain('href="/console/texts"');
    expect((await browser(adviser).get('/console/contacts')).html).not.toContain('href="/console/texts"');
  });
});
