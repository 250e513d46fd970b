import { helperWords } from '../../content/helper.ts';
import { shell } from '../../content/shell.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './helping.njk';

const words = helperWords.helping;

/**
 * Asks somebody who was let in for the reference and their own number.
 * @param typed what the boxes show, as it was refused
 * @param wrong which of them cannot be read
 */
export function helpingPage(
  council: CouncilView,
  typed: { reference: string; mobile: string },
  wrong: { reference?: boolean; mobile?: boolean } = {},
): string {
  const messages = { reference: wrong.reference && words.noReference, mobile: wrong.mobile && words.noMobile };
  const errors = (['reference', 'mobile'] as const).flatMap((field) => {
    const text = messages[field];
    return text ? [{ text, href: `#${field}` }] : [];
  });
  return render(template, {
    title: words.title,
    council,
    back: { text: shell.back, href: '/find' },
    errors,
    words,
    typed,
    referenceError: messages.reference ? { text: messages.reference } : undefined,
    mobileError: messages.mobile ? { text: messages.mobile } : undefined,
  });
}
