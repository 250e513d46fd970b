import type { Service } from '../../../shared/domain/catalogue.ts';
import { searchServices } from '../../../shared/domain/search-services.ts';
import { fill } from '../../content/fill.ts';
import { searchWords as words } from '../../content/start.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './found.njk';
import { serviceLink } from './service-link.ts';

/** Where whoever finds nothing can ask in their own words. */
const QUESTION = 'general-question';

/**
 * The services that go with what somebody typed. The title does not say what that was: it stays in the list of pages that a browser
 * was on. With a sensitive service among them the page can be left at once.
 */
export function foundPage(council: CouncilView, services: readonly Service[], typed: string): string {
  const found = searchServices(services, typed);
  const question = services.find(({ id }) => id === QUESTION);
  return render(template, {
    title: words.title,
    council,
    ...(found.some(({ sensitive }) => sensitive) ? { exit: true } : {}),
    back: { text: words.all, href: '/' },
    words,
    search: words,
    typed,
    services: found.map(serviceLink),
    count: fill(words.count, { count: String(found.length) }),
    nothing: fill(words.nothing, { typed }),
    question: question && serviceLink(question),
  });
}
