import type { Service } from '../../shared/domain/catalogue.ts';
import { translateCase, translateService } from '../../shared/domain/translate-service.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import { spoken } from '../../web/language.ts';

const inSpoken = (service: Service): Service => translateService(service, spoken().shell);

/** The services, each in the language that is spoken as it is read; in English where it is not offered in that. */
export class SpokenCatalogue extends Map<string, Service> {
  override get(id: string): Service | undefined {
    const service = super.get(id);
    return service && inSpoken(service);
  }
  override values(): MapIterator<Service> {
    return super.values().map(inSpoken);
  }
  override entries(): MapIterator<[string, Service]> {
    return super.entries().map(([id, service]) => [id, inSpoken(service)]);
  }
  override [Symbol.iterator](): MapIterator<[string, Service]> {
    return this.entries();
  }
  override forEach(act: (service: Service, id: string, map: Map<string, Service>) => void): void {
    for (const [id, service] of this.entries()) act(service, id, this);
  }
}

/** Reads a case with what staff chose of its service's lists said in the language of the page. */
export function createLoadSpokenCase(loadCase: LoadCase): LoadCase {
  return async (reference) => {
    const found = await loadCase(reference);
    return found && { ...found, state: translateCase(found.service, found.state) };
  };
}
