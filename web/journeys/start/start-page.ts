import type { Service } from '../../../shared/domain/catalogue.ts';
import { groupNames, startWords as words } from '../../content/start.ts';
import { type CouncilView, type LinkView, render } from '../../render.ts';
import { template } from './start.njk';

/** Every service, under the heading of its group; groups without a service are left out. */
export function startPage(council: CouncilView, services: Iterable<Service>): string {
  const byGroup = Map.groupBy(services, (service) => service.group);
  const groups = Object.entries(groupNames).flatMap(([group, name]) => {
    const found = byGroup.get(group as Service['group']);
    return found ? [{ name, services: found.map(serviceLink) }] : [];
  });
  return render(template, { title: words.title, council, words, groups });
}

function serviceLink(service: Service): LinkView & { about: string } {
  return { text: service.name, href: `/services/${service.id}`, about: service.summary };
}
