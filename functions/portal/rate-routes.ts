import { scoreSchema } from '../../shared/domain/case.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseRatingToken } from '../../shared/domain/rating-link.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import { readStaff } from '../../shared/edge/staff-session.ts';
import type { MayRate } from '../../shared/use-cases/may-rate.ts';
import type { Rate } from '../../shared/use-cases/rate.ts';
import { ownWorkPage, ratePage, thanksPage, tooSoonPage } from '../../web/journeys/rate/rate-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowProblem } from './problem.ts';

export type RateDeps = {
  council: CouncilView;
  rate: Rate;
  mayRate: MayRate;
  keyring: Keyring;
  showProblem: ShowProblem;
  now: () => number;
};

/** The page behind the link in a text. Opening it records nothing; the press does. */
export function createRateRoutes({ council, rate, mayRate, keyring, showProblem, now }: RateDeps) {
  const tokenOf = (event: HttpEvent) => event.pathParameters?.['token'] ?? '';

  const choose: HttpHandler = async (event) =>
    parseRatingToken(keyring, tokenOf(event)) ? html(ratePage(council)) : showProblem('not-found');

  const press: HttpHandler = async (event) => {
    const subject = parseRatingToken(keyring, tokenOf(event));
    if (!subject) return showProblem('not-found');
    const score = scoreSchema.safeParse(Number(formOf(event).get('score')));
    if (!score.success) return html(ratePage(council), { status: 400 });
    const staff = readStaff(cookiesOf(event), keyring, now());
    if (staff && !(await mayRate(subject, staff.id))) return html(ownWorkPage(council), { status: 403 });
    const outcome = await rate(subject, { score: score.data, via: 'link' }, { kind: 'resident' });
    switch (outcome) {
      case 'rated':
      case 'already-done':
        return redirect(`/r/${tokenOf(event)}/thanks`);
      case 'not-ended':
        return html(tooSoonPage(council), { status: 409 });
      default:
        return showProblem(outcome);
    }
  };

  const thanks: HttpHandler = async (event) =>
    parseRatingToken(keyring, tokenOf(event)) ? html(thanksPage(council, `/r/${tokenOf(event)}`)) : showProblem('not-found');

  return { choose, press, thanks };
}
