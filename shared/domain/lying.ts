import { locationIn } from './answers.ts';
import type { Case } from './case.ts';
import { isEnd, type Service, stageOf } from './catalogue.ts';
import { pointOf } from './location.ts';
import type { Lying } from './nearby.ts';

/** What others may come upon of a case: while it is open, of a service that asks them. Undefined where nobody knows where it is. */
export function lyingOf(service: Service, state: Case): Lying | undefined {
  if (!service.nearby || state.erasure.erasedAt || isEnd(stageOf(service, state.stage))) return undefined;
  const location = locationIn(service, state.answers);
  const point = location && pointOf(location);
  const counted = service.countedBy && state.answers[service.countedBy];
  const { reference, openedAt } = state;
  return point && { reference, openedAt, ...point, by: location?.by, ...(typeof counted === 'string' ? { counted } : {}) };
}
