import { scoreSchema } from '../../shared/domain/case.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { type Poster, parsePoster } from '../../shared/domain/poster.ts';
import { cookie, cookiesOf, formOf, type HttpEvent, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import { readStaff } from '../../shared/edge/staff-session.ts';
import type { LeaveRatings } from '../../shared/use-cases/leave-ratings.ts';
import { ownWorkPage, posterRatePage, posterThanksPage } from '../../web/journeys/rate/rate-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowProblem } from './problem.ts';

export type PosterDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  keyring: Keyring;
  leaveRatings: LeaveRatings;
  showProblem: ShowProblem;
  newId: () => string;
  now: () => number;
};

const RATED = '__Host-rated-at';
/** One answer a day of one browser: who comes again tomorrow may have something else to say. */
const RATED_SECONDS = 12 * 3600;
/** How long after a page was opened its press counts. */
const PAGE_MS = 60 * 60_000;
const PURPOSE = 'poster-page';

/** The page behind a poster's code: five choices, one press. Opening it records nothing. It is about no case and knows nobody. */
export function createPosterRoutes({ council, catalogue, keyring, leaveRatings, showProblem, newId, now }: PosterDeps) {
  const posterOf = (event: HttpEvent): { poster: Poster; service: Service } | undefined => {
    const service = catalogue.get(event.pathParameters?.['service'] ?? '');
    const poster = service && parsePoster(keyring, service.id, event.pathParameters?.['poster'] ?? '');
    return poster && { poster, service };
  };
  const isStaff = (event: HttpEvent) => readStaff(cookiesOf(event), keyring, now()) !== undefined;
  const hasRated = (event: HttpEvent, { service }: Poster) => cookiesOf(event).get(RATED) === service;
  const page = (service: Service) => posterRatePage(council, service.name, keyring.sign(PURPOSE, `${now()} ${newId()}`));
  const thanksAt = (event: HttpEvent) => redirect(`${event.rawPath}/thanks`);

  /** The page that a press came from; undefined for one that we did not make, or too long ago. */
  const pageSent = (signed: string): string | undefined => {
    const value = keyring.unsign(PURPOSE, signed);
    return value && now() - Number(value.split(' ')[0]) < PAGE_MS ? value : undefined;
  };

  const choose: HttpHandler = async (event) => {
    const found = posterOf(event);
    if (!found) return showProblem('not-found');
    if (isStaff(event)) return html(ownWorkPage(council), { status: 403 });
    return hasRated(event, found.poster) ? thanksAt(event) : html(page(found.service));
  };

  const press: HttpHandler = async (event) => {
    const found = posterOf(event);
    if (!found) return showProblem('not-found');
    if (isStaff(event)) return html(ownWorkPage(council), { status: 403 });
    const { poster, service } = found;
    if (hasRated(event, poster)) return thanksAt(event);
    const posted = formOf(event);
    const score = scoreSchema.safeParse(Number(posted.get('score'))).data;
    const sent = pageSent(posted.get('page') ?? '');
    if (!score || !sent) return html(page(service), { status: 400 });
    await leaveRatings({
      nonce: `${poster.service}/${poster.place}/${sent}`,
      service: service.id,
      channel: 'face-to-face',
      via: 'poster',
      scores: [{ score, quantity: 1 }],
      by: { kind: 'resident' },
    });
    return redirect(`${event.rawPath}/thanks`, [cookie(RATED, service.id, RATED_SECONDS)]);
  };

  const thanks: HttpHandler = async (event) => (posterOf(event) ? html(posterThanksPage(council)) : showProblem('not-found'));

  return { choose, press, thanks };
}
