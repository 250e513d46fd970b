import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

const WIDTHS = [320, 1280];
const HEIGHT = 900;
/** Every page at every width; else a quarter of them at each, which by its name and the seed. */
const ALL = process.env['AUDIT'] === 'all';
const SEED = process.env['AUDIT_SEED'] ?? '20261122';

/** The widths at which a page is looked at. */
function widthsOf(name: string): readonly number[] {
  if (ALL) return WIDTHS;
  const drawn = createHash('sha256').update(`${SEED} ${name}`).digest()[0] ?? 0;
  return WIDTHS.filter((_, index) => drawn % (2 * WIDTHS.length) === index);
}

export type Audit = Awaited<ReturnType<typeof startAudit>>;

/** Styles that depend on the width are in force a frame after it changed. */
const NEXT_FRAME = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))';

/**
 * Marks what the keyboard must reach, and says how much that is: everything that can be used and is not hidden; of radios that go
 * together, the one that Tab leads to.
 */
const MARK = `(() => {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const radios = new Set();
  const wanted = [...document.querySelectorAll(usable)].filter((element) => {
    if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false;
    // The button that Enter presses: nobody sees or hears it.
    if (element.matches('.govuk-visually-hidden[aria-hidden=true][tabindex="-1"]')) return false;
    if (element.type !== 'radio') return true;
    const group = (element.form ? [...document.forms].indexOf(element.form) : '') + element.name;
    const checked = document.querySelector('input[type=radio][name="' + CSS.escape(element.name) + '"]:checked');
    if (radios.has(group) || (checked && checked !== element)) return false;
    radios.add(group);
    return true;
  });
  for (const element of wanted) element.dataset.unreached = '';
  window.scrollTo(0, 0);
  document.activeElement?.blur?.();
  return wanted.length;
})()`;
/** Takes the mark off what gets the focus. */
const REACHED = `document.addEventListener('focusin', ({ target }) => delete target.dataset?.unreached)`;
const UNREACHED = `[...document.querySelectorAll('[data-unreached]')].map((element) => element.outerHTML.slice(0, 160))`;

/** Goes through a page with Tab alone; what it does not come to is a fault. */
async function tabThrough(page: Page, name: string): Promise<string[]> {
  const wanted = await page.evaluate<number>(MARK);
  // A date field of the browser's own takes several presses.
  await page.evaluate(REACHED);
  for (let press = 0; press < wanted + 10; press++) await page.keyboard.press('Tab');
  return (await page.evaluate<string[]>(UNREACHED)).map((html) => `${name}: the keyboard does not reach ${html}`);
}

/**
 * Looks at pages as they stand, at 320 and 1280 pixels: axe's rules, nothing wider than the window, and nothing out of the keyboard's reach. axe needs scripts, so
 * a page of a browser without them is looked at as a copy: the same HTML at the same address, in a browser that runs axe and
 * none of the page's script files. It takes half the time of the browser tests: each run looks at a sample, AUDIT=all at all of them and
 * AUDIT_SEED=7 at others. SCREENSHOTS names a folder to keep a picture of each.
 */
export async function startAudit(browser: Browser) {
  const context = await browser.newContext();
  const copy = await context.newPage();
  await copy.route(/\.js$/, (route) => route.abort());
  const seen = new Set<string>();
  const faults: string[] = [];

  const look = async (page: Page, name: string, width: number): Promise<void> => {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.evaluate(NEXT_FRAME);
    const inner = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (inner > width) faults.push(`${name} at ${width}: the page is ${inner} pixels wide`);
    const folder = process.env['SCREENSHOTS'];
    if (folder) {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name.replaceAll(/[^\w-]+/g, '-')}-${width}.png`), fullPage: true });
    }
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    for (const { id, nodes } of violations)
      faults.push(`${name} at ${width}: ${id} on ${nodes.map(({ html }) => html.slice(0, 200)).join(' and ')}`);
  };

  const copyOf = async (page: Page): Promise<Page> => {
    const html = await page.content();
    // A fragment goes on from page to page, and no request has it: with it, nothing would be met.
    const [address = ''] = page.url().split('#');
    await copy.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await copy.goto(address);
    await copy.unroute(address);
    return copy;
  };

  return {
    /** Looks at a page under a name of its own; a name already seen is not looked at again. */
    async page(page: Page, name: string): Promise<void> {
      if (seen.has(name)) return;
      seen.add(name);
      const widths = widthsOf(name);
      if (widths.length === 0) return;
      // A press was answered, but on a busy machine the page that it led to may not be all there.
      await page.waitForLoadState('domcontentloaded');
      const size = page.viewportSize();
      const scripted = await page.evaluate<boolean>('document.body.classList.contains("js-enabled")');
      const audited = scripted ? page : await copyOf(page);
      for (const width of widths) await look(audited, name, width);
      if (scripted && size) await page.setViewportSize(size);
      faults.push(...(await tabThrough(scripted ? await copyOf(page) : audited, name)));
    },
    /** What was wrong, each with its page. */
    faults: (): readonly string[] => faults,
    seen: (): readonly string[] => [...seen],
  };
}
