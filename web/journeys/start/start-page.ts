import type { Service } from '../../../shared/domain/catalogue.ts';
import { groupNames, searchWords, startWords as words } from '../../content/start.ts';
import { type CouncilView, render } from '../../render.ts';
import { serviceLink } from './service-link.ts';
import { template } from './start.njk';

/** Every service, under the heading of its group, with a box to search and the way to each group; groups without a service are left out. */
export function startPage(council: CouncilView, services: Iterable<Service>): string {
  const byGroup = Map.groupBy(services, (service) => service.group);
  const groups = Object.entries(groupNames).flatMap(([id, name]) => {
    const found = byGroup.get(id as Service['group']);
    return found ? [{ id, name, services: found.map(serviceLink) }] : [];
  });
  return render(template, { title: words.title, council, words, search: searchWords, groups });
}
