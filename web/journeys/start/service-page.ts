import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Promised } from '../../../shared/domain/promise.ts';
import { promiseWords, serviceWords as words } from '../../content/start.ts';
import { type CouncilView, render } from '../../render.ts';
import { promiseView } from './promise-view.ts';
import { template } from './service.njk';

/** What a service does, what it takes, what it promises and how it is doing, and the button that begins it. */
export function servicePage(
  council: CouncilView,
  service: Service,
  { promised, today }: { promised: Promised | undefined; today: string },
): string {
  return render(template, {
    title: service.name,
    council,
    back: { text: words.back, href: '/' },
    words,
    about: service.about,
    start: `/apply/${service.id}/${service.questions[0]?.id}`,
    promise: promised && { ...promiseWords, lines: promiseView(promised, today), href: '/performance' },
  });
}
