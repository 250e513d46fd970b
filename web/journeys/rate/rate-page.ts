import { scoreNames, rateWords as words } from '../../content/rate.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './rate.njk';
import { template as saidTemplate } from './rate-said.njk';

/** Five choices, one press. Showing it records nothing. */
export function ratePage(council: CouncilView): string {
  return render(template, { title: words.title, council, words, scores: scoreNames });
}

/**
 * After the press.
 * @param again the address of the five choices, to change one's mind
 */
export function thanksPage(council: CouncilView, again: string): string {
  return render(saidTemplate, { title: words.thanksTitle, council, words, says: words.thanks, again });
}

/** A case that has not ended has nothing to rate yet. */
export function tooSoonPage(council: CouncilView): string {
  return render(saidTemplate, { title: words.notEndedTitle, council, words, says: words.notEnded });
}
