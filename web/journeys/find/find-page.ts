import { fill } from '../../content/fill.ts';
import { findWords as words } from '../../content/find.ts';
import { helperWords } from '../../content/helper.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './find.njk';

/**
 * Asks for the reference.
 * @param typed what the box shows: from a link, or as it was refused
 * @param error what is wrong with it
 */
export function findPage(council: CouncilView, typed: string, error?: 'missing' | 'wrong'): string {
  const text = error && (error === 'missing' ? words.noReference : words.badReference);
  return render(template, {
    title: words.title,
    council,
    ...(text ? { errors: [{ text, href: '#reference' }], errorMessage: { text } } : {}),
    words,
    typed,
    helping: helperWords.helping.link,
    lostHelp: fill(words.lostHelp, { phone: council.phone }),
  });
}
