import { instantAt, instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { ANSWERS_A_REQUEST } from '../../shared/domain/facts-of.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { posterPath } from '../../shared/domain/poster.ts';
import { actorOf, type Staff } from '../../shared/domain/staff.ts';
import { formOf, html, redirect } from '../../shared/edge/http.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import type { LeaveRatings } from '../../shared/use-cases/leave-ratings.ts';
import type { MayRate } from '../../shared/use-cases/may-rate.ts';
import type { Rate } from '../../shared/use-cases/rate.ts';
import { posterPage, postersPage, readPoster } from '../../web/journeys/console/posters-page.ts';
import { type PaperError, paperError, ratingsPage, readRatings, type TypedRatings } from '../../web/journeys/console/ratings-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { StaffHandler, StaffOnly } from './guard.ts';

export type RatingDeps = {
  council: CouncilView;
  baseUrl: string;
  catalogue: Catalogue;
  keyring: Keyring;
  leaveRatings: LeaveRatings;
  rate: Rate;
  mayRate: MayRate;
  loadCase: LoadCase;
  staffOnly: StaffOnly;
  newId: () => string;
  now: () => number;
};

/** Ratings that staff type from paper or a device, and posters by which people rate. Advisers do neither: it is their work that is rated. */
export function createRatingRoutes(deps: RatingDeps) {
  const { council, baseUrl, catalogue, keyring, leaveRatings, rate, mayRate, loadCase, staffOnly, newId, now } = deps;
  const today = () => localDate(instantOf(now()));

  const show: StaffHandler = async (event, staff) => {
    const query = event.queryStringParameters ?? {};
    const posted = new URLSearchParams();
    for (const name of ['service', 'via', 'channel']) posted.set(name, query[name] ?? '');
    const kept = /^\d{1,4}$/.test(query['kept'] ?? '') ? Number(query['kept']) : undefined;
    return html(ratingsPage({ council, staff, catalogue, nonce: newId(), posted, kept }));
  };

  /** What was wrong after all, and where. */
  const keep = async (typed: TypedRatings, staff: Staff, nonce: string): Promise<{ field: string; error: PaperError } | undefined> => {
    const { service, via, channel, day, scores, reference, comment } = typed;
    const by = actorOf(staff);
    // Nobody knows when on that day: noon is on it in any zone.
    const noon = instantAt(day, '12:00', 'local');
    const happenedAt = day === today() || !noon ? {} : { happenedAt: noon };
    if (!reference) {
      await leaveRatings({ nonce, service: service.id, channel, via, scores, ...(comment ? { comment } : {}), ...happenedAt, by });
      return undefined;
    }
    const found = await loadCase(reference);
    if (!found || found.service.id !== service.id) return { field: 'reference', error: 'reference' };
    // What somebody said themselves stands, whoever finds a card of theirs.
    if (found.state.rating && ANSWERS_A_REQUEST.includes(found.state.rating.via)) return { field: 'reference', error: 'themselves' };
    const subject = { kind: 'case', id: reference } as const;
    if (!(await mayRate(subject, staff.id))) return { field: 'reference', error: 'own' };
    const score = scores[0]?.score;
    const outcome = score && (await rate(subject, { score, via, ...(comment ? { comment } : {}), ...happenedAt }, by, nonce));
    if (outcome === 'rated' || outcome === 'already-done') return undefined;
    if (outcome === 'not-ended') return { field: 'reference', error: 'ended' };
    return outcome === 'not-found' ? { field: 'reference', error: 'reference' } : { field: 'score-5', error: 'busy' };
  };

  const enter: StaffHandler = async (event, staff) => {
    const posted = formOf(event);
    const again = (errors: ReturnType<typeof paperError>[]) =>
      html(ratingsPage({ council, staff, catalogue, nonce: newId(), posted, errors }), { status: 400 });
    const read = readRatings(posted, { catalogue, staff, today: today() });
    if (read.kind === 'wrong') return again(read.errors);
    const { service, via, channel, scores } = read.ratings;
    // What was typed is part of it: going back and entering something else is no double press.
    const nonce = keyring.opaque('form', JSON.stringify([staff.id, posted.get('nonce'), { ...read.ratings, service: service.id }]));
    const refused = await keep(read.ratings, staff, nonce);
    if (refused) return again([paperError(refused.field, refused.error)]);
    const kept = scores.reduce((sum, { quantity }) => sum + quantity, 0);
    return redirect(`/console/ratings?kept=${kept}&service=${service.id}&via=${via}&channel=${channel}`);
  };

  const choose: StaffHandler = async (_event, staff) => html(postersPage({ council, staff, catalogue, typed: new URLSearchParams() }));

  const print: StaffHandler = async (event, staff) => {
    const { service = '', place = '' } = event.queryStringParameters ?? {};
    const typed = new URLSearchParams({ service, place });
    const read = readPoster(typed, catalogue);
    if (read.kind === 'wrong') return html(postersPage({ council, staff, catalogue, typed, errors: read.errors }), { status: 400 });
    const url = `${baseUrl}${posterPath(keyring, { service: read.service.id, place: read.place })}`;
    return html(posterPage({ council, service: read.service, url }));
  };

  const others = ['officer', 'manager'] as const;
  return {
    show: staffOnly(others, show),
    enter: staffOnly(others, enter),
    choose: staffOnly(['manager'], choose),
    print: staffOnly(['manager'], print),
  };
}
