import { locationIn } from '../domain/answers.ts';
import { instantOf } from '../domain/calendar.ts';
import type { Service } from '../domain/catalogue.ts';
import { pointOf } from '../domain/location.ts';
import { type Near, nearest } from '../domain/nearby.ts';
import type { NearbyStore } from '../store/nearby-store.ts';

const DAY_MS = 86_400_000;

export type LookNearby = ReturnType<typeof createLookNearby>;

/** Finds what others have told of already, close to where these answers say that something is. None, and no read, where nobody looks or knows where it is. */
export function createLookNearby({ nearbyCases, now }: { nearbyCases: NearbyStore; now: () => number }) {
  return async (service: Service, answers: Readonly<Record<string, unknown>>): Promise<Near[]> => {
    const { nearby } = service;
    const location = nearby && locationIn(service, answers);
    const point = location && pointOf(location);
    if (!point) return [];
    const { metres, days } = nearby;
    const around = await nearbyCases.around(service.id, { point, metres, since: instantOf(now() - days * DAY_MS) });
    // How far apart two places are is known no better than the worse of them.
    return nearest(around, point, metres).map((each) => (location.by === 'postcode' ? { ...each, by: location.by } : each));
  };
}
