import type { Catalogue } from '../../../shared/domain/catalogue.ts';

/** A service's name; one no longer in the catalogue goes by its id, `green-waste` as `Green waste`. */
export function serviceName(catalogue: Catalogue, id: string): string {
  return catalogue.get(id)?.name ?? spaced(id);
}

/** An id as people read it. */
export function spaced(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
