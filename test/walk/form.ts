import type { Locator, Page } from 'playwright-core';
import type { Filled } from './right-answers.ts';

/** Empties a form and fills it in, by the names of its boxes; says which names no box has. */
const FILL = `(filled) => {
  const form = document.querySelector('main form');
  for (const box of form.querySelectorAll('input:not([type=hidden]), textarea, select')) {
    if (box.type === 'radio' || box.type === 'checkbox') box.checked = false;
    else box.value = '';
  }
  return filled.filter(([name, value]) => {
    const boxes = [...form.querySelectorAll('[name="' + CSS.escape(name) + '"]')];
    const choice = boxes.find((box) => box.type === 'radio' || box.type === 'checkbox');
    const box = choice ? boxes.find((each) => each.value === value) : boxes[0];
    if (!box) return true;
    if (choice) box.checked = true;
    else box.value = value;
    return choice ? !box.checked : box.value.replace(/\\r/g, '') !== value;
  });
}`;

/** What a page says is wrong: each line of its summary, with what it leads to, and what is said beside the boxes. */
export type Errors = { lines: { text: string; href: string; leadsTo: string | undefined }[]; beside: string[]; title: string };
const ERRORS = `(() => {
  const text = (element) => [...element.childNodes].map((node) => node.textContent).join('').replace(/\\s+/g, ' ').trim();
  return {
    lines: [...document.querySelectorAll('[role=alert] a')].map((link) => ({
      text: text(link),
      href: link.getAttribute('href'),
      leadsTo: document.getElementById(link.getAttribute('href').slice(1))?.tagName,
    })),
    beside: [...document.querySelectorAll('.govuk-error-message')].map((element) => text(element)),
    title: document.title,
  };
})()`;

/** The button that sends a page's form; the others do something else with it. */
export const mainButton = (page: Page) => page.locator('main form button.govuk-button:not([name])').last();

const LEAVE = `document.documentElement.setAttribute('data-left', '')`;
const CAME = `!document.documentElement.hasAttribute('data-left') && document.readyState !== 'loading'`;
const COME_MS = 30_000;
const LOOK_EVERY_MS = 5;

/**
 * Presses what leads to another page, or to the same one again, and waits until all of that is there. The page that is left is marked
 * for it: on a busy machine the browser's word that a page is there may be that of the page before.
 */
export async function follow(page: Page, control: Locator): Promise<void> {
  await page.evaluate(LEAVE);
  await control.click();
  const until = Date.now() + COME_MS;
  // Between two pages there is nothing to ask.
  while (!(await page.evaluate<boolean>(CAME).catch(() => false))) {
    if (Date.now() > until) throw new Error(`${page.url()} led nowhere in ${COME_MS / 1000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Fills in a page's form, its boxes empty before, and sends it. Throws when the page has no box of a name. */
export async function send(page: Page, filled: Filled, press?: string): Promise<void> {
  const lost = await page.evaluate<string[]>(`(${FILL})(${JSON.stringify(filled)})`);
  if (lost.length > 0) throw new Error(`${new URL(page.url()).pathname} has no box for ${JSON.stringify(lost)}`);
  await follow(page, press === undefined ? mainButton(page) : page.locator(`main form button[name="_do"][value="${press}"]`));
}

export const errorsOn = (page: Page): Promise<Errors> => page.evaluate<Errors>(ERRORS);
