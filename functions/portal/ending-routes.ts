import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { isMet, questionOf } from '../../shared/domain/ending.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { DraftStore } from '../../shared/store/draft-store.ts';
import type { EndJourney } from '../../shared/use-cases/end-journey.ts';
import { endingPage } from '../../web/journeys/apply/ending-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { paths, SAVES, whereAnswersLead, wherePast } from './journey.ts';
import type { ShowProblem } from './problem.ts';

export type EndingDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  drafts: DraftStore;
  endJourney: EndJourney;
  keyring: Keyring;
  showProblem: ShowProblem;
  now: () => number;
};

/** Where answers lead away from the questions: somebody cannot get it, which is counted, or needs help at once. One read; three puts for the count. */
export function createEndingRoutes({ council, catalogue, drafts, endJourney, keyring, showProblem, now }: EndingDeps) {
  const show: HttpHandler = async (event) => {
    const { service: serviceId = '', ending: endingId = '' } = event.pathParameters ?? {};
    const service = catalogue.get(serviceId);
    const ending = service?.endings.find(({ id }) => id === endingId);
    if (!service || !ending) return showProblem('not-found');
    const session = draftCookie.read(cookiesOf(event), keyring, now());
    const sessionHash = session && draftCookie.hash(keyring, session);
    const draft = sessionHash ? await drafts.load({ sessionHash, service: service.id }, now()) : undefined;
    if (!draft || draft.sentAs) return redirect(paths.service(service));
    const progress = { service, answers: draft.answers, today: localDate(instantOf(now())) };
    const question = questionOf(progress, ending);
    if (!question || !isMet(ending, progress)) return redirect(whereAnswersLead(progress));
    if (ending.kind === 'not-eligible') await endJourney(service.id, draft, { outcome: 'not-eligible', question });
    const changing = event.queryStringParameters?.['change'] === '1';
    const saves = event.queryStringParameters?.[SAVES] === '1' && !session?.assisted;
    return html(
      endingPage(council, {
        service,
        ending,
        backHref: paths.question(service, question, changing),
        onHref: saves ? paths.save(service) : wherePast(progress, question, changing),
        saves,
      }),
    );
  };
  return { show };
}
