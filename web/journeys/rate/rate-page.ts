import { scoreNames, rateWords as words } from '../../content/rate.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './rate.njk';
import { template as saidTemplate } from './rate-said.njk';

/** Five choices, one press. Showing it records nothing. */
export function ratePage(council: CouncilView): string {
  return render(template, { title: words.title, council, words, scores: scoreNames });
}

/**
 * The same from a poster: it names the service, for nothing else does.
 * @param page goes back with the press, so that a double press meets itself
 */
export function posterRatePage(council: CouncilView, service: string, page: string): string {
  return render(template, { title: words.title, council, words, scores: scoreNames, caption: service, page });
}

/**
 * After the press.
 * @param again the address of the five choices, to change one's mind
 */
export function thanksPage(council: CouncilView, again: string): string {
  return render(saidTemplate, { title: words.thanksTitle, council, words, says: words.thanks, again });
}

/** After the press on a poster's page. Nothing ties the answer to anybody, so that it cannot be found again to be changed. */
export function posterThanksPage(council: CouncilView): string {
  return render(saidTemplate, { title: words.thanksTitle, council, words, says: words.thanks });
}

/** A case that has not ended has nothing to rate yet. */
export function tooSoonPage(council: CouncilView): string {
  return render(saidTemplate, { title: words.notEndedTitle, council, words, says: words.notEnded });
}

/** Nobody rates their own work. */
export function ownWorkPage(council: CouncilView): string {
  return render(saidTemplate, { title: words.ownTitle, council, words, says: words.own });
}
