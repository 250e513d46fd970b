import type { Service } from '../../shared/domain/catalogue.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';
import type { Near } from '../../shared/domain/nearby.ts';
import type { Reference } from '../../shared/domain/reference.ts';
import { draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase } from '../../shared/use-cases/change-case.ts';
import type { EndJourney } from '../../shared/use-cases/end-journey.ts';
import type { LookNearby } from '../../shared/use-cases/look-nearby.ts';
import { type FollowView, followedPage, followPage } from '../../web/journeys/nearby/follow-page.ts';
import { NEAR_FIELD, nearbyPage, OTHER } from '../../web/journeys/nearby/nearby-page.ts';
import { spoken } from '../../web/language.ts';
import { SHOWN_CHARACTERS } from './find-routes.ts';
import { paths, wherePast } from './journey.ts';
import { type Asked, createOpenForm, type FormDeps } from './open-form.ts';

export type NearbyDeps = FormDeps & { endJourney: EndJourney; lookNearby: LookNearby; changeCase: ChangeCase };

type Found = Asked & { draft: Draft; near: (Near & { token: string })[]; on: string };

/**
 * Whether what somebody reports is one of those close by that others have reported, and telling them when that is done. What is found
 * is looked up again on every page: nothing of a case stands in an address.
 */
export function createNearbyRoutes(deps: NearbyDeps) {
  const { council, catalogue, drafts, endJourney, keyring, lookNearby, changeCase, showProblem, now } = deps;
  const { draftSoFar, draftOfPage, progressOf } = createOpenForm(deps);

  const askedOf = (event: HttpEvent): Asked | undefined => {
    const service = catalogue.get(event.pathParameters?.['service'] ?? '');
    const question = service?.nearby && service.questions.find((each) => each.type === 'location');
    if (!service || !question) return undefined;
    const known = draftCookie.read(cookiesOf(event), keyring, now());
    return { service, question, changing: event.queryStringParameters?.['change'] === '1', known };
  };

  const foundFor = async (asked: Asked, draft: Draft): Promise<Found> => {
    const { service, question, changing } = asked;
    const near = await lookNearby(service, draft.answers);
    const on = wherePast(progressOf(service, draft.answers), question.id, changing);
    return { ...asked, draft, near: near.map((each) => ({ ...each, token: keyring.opaque('near', each.reference) })), on };
  };

  /** Of a page that was asked for: a draft with a place, and what lies near it. One read, and one to four Queries. */
  const open = async (event: HttpEvent): Promise<Found | HttpResult> => {
    const asked = askedOf(event);
    if (!asked) return showProblem('not-found');
    const draft = await draftSoFar(asked.service, asked.known);
    return draft ? foundFor(asked, draft) : redirect(paths.service(asked.service));
  };

  /** Of a page that was posted: the same, for the draft that it was of. */
  const posted = async (event: HttpEvent): Promise<Found | HttpResult> => {
    const asked = askedOf(event);
    if (!asked) return showProblem('not-found');
    const held = await draftOfPage(event, asked);
    if ('away' in held) return held.away;
    return held.draft ? foundFor(asked, held.draft) : redirect(paths.service(asked.service));
  };

  const showList = ({ service, question, changing, draft, near, on }: Found, wrong: boolean): HttpResult => {
    if (near.length === 0) return redirect(on);
    const backHref = paths.question(service, question.id, changing);
    return html(nearbyPage(council, { service, near, draftId: draft.id, wrong, backHref }), { status: wrong ? 400 : 200 });
  };

  const list: HttpHandler = async (event) => {
    const found = await open(event);
    return 'near' in found ? showList(found, false) : found;
  };

  const choose: HttpHandler = async (event) => {
    const found = await posted(event);
    if (!('near' in found)) return found;
    const chosen = formOf(event).get(NEAR_FIELD);
    if (chosen === OTHER) return redirect(found.on);
    const one = found.near.find(({ token }) => token === chosen);
    return one ? redirect(paths.follow(found.service, one.token, found.changing)) : showList(found, true);
  };

  const chosenIn = (event: HttpEvent, { near }: Found) => near.find(({ token }) => token === event.pathParameters?.['near']);

  const showFollow = ({ service, changing, draft }: Found, shown: Pick<FollowView, 'typed' | 'error'>): HttpResult => {
    const view = {
      service,
      draftId: draft.id,
      backHref: paths.nearby(service, changing),
      leaveHref: paths.followed(service, 'no-text'),
      ...shown,
    };
    return html(followPage(council, view), { status: shown.error ? 400 : 200 });
  };

  const ask: HttpHandler = async (event) => {
    const found = await open(event);
    if (!('near' in found)) return found;
    return chosenIn(event, found) ? showFollow(found, { typed: '' }) : redirect(paths.nearby(found.service, found.changing));
  };

  /** Adds one follower, and lets the draft go: nothing more is to be asked. */
  const follow: HttpHandler = async (event) => {
    const found = await posted(event);
    if (!('near' in found)) return found;
    const { service, changing, known, draft } = found;
    const one = chosenIn(event, found);
    if (!one) return redirect(paths.nearby(service, changing));
    const typed = (formOf(event).get('mobile') ?? '').trim().slice(0, SHOWN_CHARACTERS);
    const mobile = parseMobile(typed);
    if (!mobile) return showFollow(found, { typed, error: typed ? 'badMobile' : 'noMobile' });
    const staff = known?.assisted ?? draft.assisted;
    const outcome = await changeCase(
      one.reference as Reference,
      {
        type: 'follow',
        mobile,
        channel: staff?.channel ?? 'web',
        assisted: staff !== undefined,
        language: staff ? staff.language : spoken().shell,
      },
      staff ? { kind: 'staff', id: staff.by } : { kind: 'resident' },
      keyring.opaque('follow', draft.id),
    );
    if (outcome.kind === 'busy') return showProblem('busy');
    if (outcome.kind === 'refused' && outcome.reason === 'too-many-followers') return showFollow(found, { typed, error: 'tooMany' });
    const done =
      outcome.kind === 'changed' || outcome.kind === 'already-done' || (outcome.kind === 'refused' && outcome.reason === 'follows-already');
    // It ended meanwhile: the list says what is open now.
    if (!done || !known) return redirect(paths.nearby(service, changing));
    await endJourney(service.id, draft, { outcome: 'followed' });
    await drafts.remove({ sessionHash: draftCookie.hash(keyring, known), service: service.id }, draft);
    return redirect(
      paths.followed(service, staff ? 'staff' : undefined),
      known.assisted?.service === service.id ? [draftCookie.end()] : [],
    );
  };

  /** Reads nothing, and says nothing that is not the same for everybody. */
  const followed: HttpHandler = async (event) => {
    const service = catalogue.get(event.pathParameters?.['service'] ?? '');
    if (!service?.nearby) return showProblem('not-found');
    const { how } = event.queryStringParameters ?? {};
    return html(followedPage(council, { service, texted: how !== 'no-text', assisted: how === 'staff' }));
  };

  /** Where a place leads that somebody has just given: to what others have told of close by; undefined where there is nothing. */
  const offer = async (service: Service, answers: Draft['answers'], changing: boolean): Promise<string | undefined> =>
    (await lookNearby(service, answers)).length > 0 ? paths.nearby(service, changing) : undefined;

  return { list, choose, ask, follow, followed, offer };
}
