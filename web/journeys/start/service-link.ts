import type { Service } from '../../../shared/domain/catalogue.ts';
import { foreignOf } from '../../language.ts';
import type { LinkView } from '../../render.ts';

/** A service in a list: the way to its page, and a line on what it is for. */
export type ServiceLink = LinkView & { about: string; foreign: string | undefined };

export function serviceLink(service: Service): ServiceLink {
  return { text: service.name, href: `/services/${service.id}`, about: service.summary, foreign: foreignOf(service) };
}
