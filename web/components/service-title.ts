import type { Service } from '../../shared/domain/catalogue.ts';
import { shell } from '../content/shell.ts';

/**
 * How a page of a service is called, in the tab and in the browser's history. One of a service that somebody may be in danger for
 * asking says nothing there, and has the way to leave at once.
 * @param title what the page is about, before the name of the service; none for the service's own page
 */
export function serviceTitle(service: Service, title?: string): { title: string; exit?: true } {
  if (service.sensitive) return { title: shell.neutralTitle, exit: true };
  return { title: title ? `${title} – ${service.name}` : service.name };
}
