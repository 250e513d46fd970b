import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { type Audit, startAudit } from '../../support/browser-audit.ts';
import { aQuietMonday, type Door, startDoor } from '../../support/browser-door.ts';

/** Where a story is told: a Front Door of its own on a quiet Monday, a browser, and what its people have in hand. */
export type Stage = {
  door: Door;
  audit: Audit;
  /** The instant at which the story begins, in ms since 1970. */
  monday: number;
  /** A browser of somebody's own: nobody else's cookies. */
  person: () => Promise<Page>;
  /** References by whose they are, as people read them. */
  references: Record<string, string>;
  close: () => Promise<void>;
};

/** How a journey is told twice: both ways where everything is looked at, else as on the phone that can least. */
export const scriptModes: [string, boolean][] = [
  ['without a script', false],
  ...(process.env['AUDIT'] === 'all' ? [['with a script', true] satisfies [string, boolean]] : []),
];

/**
 * One stage for the chapters of one story; it is there once `open` is done.
 * @param earlier what happens at the door before that Monday: the clock only goes forward
 */
export function createStage(javaScriptEnabled: boolean, earlier?: (door: Door, monday: number) => Promise<void>) {
  const stage = {} as Stage;
  return {
    stage,
    open: async (): Promise<void> => {
      const [door, browser]: [Door, Browser] = await Promise.all([startDoor(), launchBrowser()]);
      const monday = aQuietMonday();
      await earlier?.(door, monday);
      await door.moveTo(monday);
      const contexts: BrowserContext[] = [];
      Object.assign(stage, {
        door,
        monday,
        audit: await startAudit(browser),
        person: async () => {
          const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 }, baseURL: door.baseUrl });
          context.setDefaultTimeout(15_000);
          contexts.push(context);
          return context.newPage();
        },
        references: {},
        close: async () => {
          await browser.close();
          await door.stop();
        },
      } satisfies Stage);
    },
    close: () => stage.close(),
  };
}

/** What a page says, each run of white space as one space. */
export async function said(page: Page, selector = 'main'): Promise<string> {
  return (await page.locator(selector).innerText()).replace(/\s+/g, ' ');
}

/** The last text on a phone, as the phones page shows it in a browser. */
export async function lastTextOn(page: Page, number: string): Promise<string> {
  await page.goto('/_local/phones');
  return page
    .getByRole('region', { name: `Phone ${number}` })
    .locator('li.out')
    .last()
    .locator('p')
    .innerText();
}

/** Replies to the last text from the phones page. */
export async function replyFrom(page: Page, number: string, body: string): Promise<void> {
  await page.goto('/_local/phones');
  const phone = page.getByRole('region', { name: `Phone ${number}` });
  await phone.getByRole('textbox', { name: `Reply from ${number}` }).fill(body);
  await phone.getByRole('button', { name: 'Send' }).click();
}
