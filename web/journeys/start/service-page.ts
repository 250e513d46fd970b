import type { Service } from '../../../shared/domain/catalogue.ts';
import { serviceWords as words } from '../../content/start.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './service.njk';

/** What a service does, what it takes, and the button that begins it. */
export function servicePage(council: CouncilView, service: Service): string {
  return render(template, {
    title: service.name,
    council,
    back: { text: words.back, href: '/' },
    words,
    about: service.about,
    start: `/apply/${service.id}/${service.questions[0]?.id}`,
  });
}
