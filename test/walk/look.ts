import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

/** The narrowest screen that WCAG 2.2, 1.4.10, asks for. */
export const NARROW = { width: 320, height: 800 };

/** Puts a page's HTML in place of what a copy shows: its stylesheet stays, and nothing is fetched. */
const SHOW = `(html) => {
  const next = new DOMParser().parseFromString(html, 'text/html');
  document.documentElement.lang = next.documentElement.lang;
  document.documentElement.dir = next.documentElement.dir;
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
}`;
const WIDTH = 'document.documentElement.scrollWidth';

/**
 * The shape of a page: its elements and their attributes, with all words as one and names as numbers in the order they come up. Pages of one
 * shape are the same to axe: what is missing, empty, there twice or linked to nothing is so in each.
 */
const SHAPE = `(() => {
  const numbers = new Map();
  const number = (name) => numbers.get(name) ?? (numbers.set(name, numbers.size), numbers.size - 1);
  const named = /^(id|for|name|href|action|aria-describedby|aria-labelledby|aria-controls|data-aria-controls)$/;
  const shape = (node) => {
    if (node.nodeType === 3) return node.data.trim() ? 'w' : '';
    if (node.nodeType !== 1 || node.tagName === 'SCRIPT') return '';
    const attributes = [...node.attributes].map(({ name, value }) => {
      if (named.test(name)) return name + '=' + value.split(' ').map((each) => (each.startsWith('#') ? '#' + number(each.slice(1)) : number(each)));
      return name === 'value' || name === 'content' ? name : name + '=' + value;
    });
    return '<' + [node.tagName, ...attributes].join(' ') + '>' + [...node.childNodes].map(shape).join('') + '/';
  };
  const { lang, dir } = document.documentElement;
  return [lang, dir, document.title.trim() !== '', shape(document.body)].join('|');
})()`;

/** What of axe is needed here: it is handed its page once, and asked again for each that is shown there. */
const { source: AXE } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))('axe-core') as { source: string };
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ' on ' + nodes.map(({ html }) => html.slice(0, 160)).join(' and ')))`;

export type Look = Awaited<ReturnType<typeof startLooking>>;

/**
 * Looks at pages of a browser without scripts, each of a name once: nothing wider than the screen, and for each shape of page axe's
 * rules. axe needs scripts, so it looks at a copy.
 */
export async function startLooking(browser: Browser, baseUrl: string) {
  const context = await browser.newContext({ viewport: NARROW, baseURL: baseUrl });
  const copy = await context.newPage();
  await copy.route(/\.js$/, (route) => route.abort());
  await copy.goto('/');
  await copy.evaluate(AXE);
  const faults: string[] = [];
  const seen = new Set<string>();
  const shapes = new Set<string>();
  return {
    /** Looks at a page as it stands. */
    async at(page: Page, name: string): Promise<void> {
      if (seen.has(name)) return;
      seen.add(name);
      const width = await page.evaluate<number>(WIDTH);
      if (width > NARROW.width) faults.push(`${name}: the page is ${width} pixels wide`);
      const shape = await page.evaluate<string>(SHAPE);
      if (shapes.has(shape)) return;
      shapes.add(shape);
      await copy.evaluate(`(${SHOW})(${JSON.stringify(await page.content())})`);
      for (const violation of await copy.evaluate<string[]>(RUN)) faults.push(`${name}: ${violation}`);
    },
    /** Says that something is not as it should be, unless it is. */
    expect(holds: boolean, fault: string): void {
      if (!holds) faults.push(fault);
    },
    faults: (): readonly string[] => faults,
    /** How many pages were looked at, and how many shapes they had. */
    looked: () => ({ pages: seen.size, shapes: shapes.size }),
    close: () => context.close(),
  };
}
