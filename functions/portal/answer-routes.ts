import { type Address, asAsked } from '../../shared/domain/answers.ts';
import type { LocalDate } from '../../shared/domain/calendar.ts';
import { checkAnswer } from '../../shared/domain/check-answer.ts';
import { formOf, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { AddressLookup } from '../../shared/ports/address-lookup.ts';
import type { OnePage } from '../../web/components/question-fields.ts';
import { candidateOf, ENDING, formFor, isUntouched, KEPT, keepsAccount } from '../../web/components/question-form.ts';
import { sayErrors } from '../../web/content/answer-errors.ts';
import { DRAFT_FIELD } from '../../web/journeys/apply/draft-field.ts';
import { type QuestionView, questionPage } from '../../web/journeys/apply/question-page.ts';
import { speakAs } from '../../web/language.ts';
import { createFinding } from './address-routes.ts';
import { createEntryRoutes } from './entry-routes.ts';
import { mayShow, paths, whereAnswersLead, whereBack, whereNext, whereSaved } from './journey.ts';
import { createNearbyRoutes, type NearbyDeps } from './nearby-routes.ts';
import { createOpenForm } from './open-form.ts';

export type AnswerDeps = NearbyDeps & { findAddresses: AddressLookup };

/** Asking one question and taking its answer. */
export function createAnswerRoutes(deps: AnswerDeps) {
  const { council, showProblem } = deps;
  const { asked, progressOf, draftSoFar, draftOfPage, keep, blank } = createOpenForm(deps);
  const entries = createEntryRoutes(deps);
  const nearby = createNearbyRoutes(deps);
  const { find, mark } = createFinding(deps.findAddresses, deps.keyring);

  const ask: HttpHandler = async (event) => {
    const found = asked(event);
    if (!found) return showProblem('not-found');
    const { service, changing, known } = found;
    if (found.question.type === 'repeat') return entries.list(event);
    const draft = await draftSoFar(service, known);
    const answers = draft?.answers ?? {};
    const progress = progressOf(service, answers);
    const question = asAsked(progress, found.question);
    if (!mayShow(progress, question.id)) return redirect(whereAnswersLead(progress));
    const draftId = draft?.id ?? blank(known);
    const backHref = whereBack(progress, question.id, changing);
    const kept = answers[question.id];
    const form = formFor(question, kept);
    // What is kept under the question has passed its check.
    if (question.type === 'address' && kept) form.set(`${question.id}-${KEPT}`, mark(kept as Address));
    const mayBeSaved = draft !== undefined && !draft.assisted;
    // What was right when it was kept may be wrong by now, as a day that has gone by: its page says so.
    const check = kept === undefined ? undefined : checkAnswer(question, kept, progress.today);
    const wrong = check?.kind === 'refused' ? { errors: sayErrors(service, check.errors) } : {};
    return html(questionPage(council, { service, question, form, draftId, backHref, changing, mayBeSaved, ...wrong }));
  };

  const take: HttpHandler = async (event) => {
    const found = asked(event);
    if (!found) return showProblem('not-found');
    const { service, question, changing, known } = found;
    if (question.type === 'repeat') return entries.answerList(event);
    const form = formOf(event);
    const savesNow = form.get('_do') === 'save' && !known?.assisted;
    if (keepsAccount(question, form)) {
      const held = await draftOfPage(event, found);
      if ('away' in held) return held.away;
      const progress = progressOf(service, held.draft?.answers ?? {});
      if (checkAnswer(question, progress.answers[question.id], progress.today).kind === 'accepted')
        return redirect((savesNow ? whereSaved : whereNext)(progress, question.id, changing));
      form.delete(`${question.id}-${ENDING}`);
    }
    /** The page comes back, of the draft that it was of, whichever is open now. One read. */
    const showAgain = async (shown: (at: { inWords: OnePage; today: LocalDate }) => Pick<QuestionView, 'errors' | 'looked'>) => {
      const progress = progressOf(service, (await draftSoFar(service, known))?.answers ?? {});
      const draftId = form.get(DRAFT_FIELD) ?? '';
      const backHref = whereBack(progress, question.id, changing);
      const mayBeSaved = !known?.assisted && draftId !== '';
      // Whether it is about somebody else is known only now that the draft was read: they are told in those words.
      const inWords = asAsked(progress, question);
      const view = {
        service,
        question: inWords,
        form,
        draftId,
        backHref,
        changing,
        mayBeSaved,
        ...shown({ inWords, today: progress.today }),
      };
      return html(questionPage(council, view), { status: view.errors ? 400 : 200 });
    };
    const finding = question.type === 'address' ? await speakAs(service, () => find(question.id, form)) : undefined;
    if (finding && 'shows' in finding) return showAgain(() => finding.shows);
    const candidate = finding?.candidate ?? candidateOf(question, form);
    return keep(
      event,
      found,
      { candidate },
      {
        saved: async ({ answers }) => {
          if (savesNow) return whereSaved(progressOf(service, answers), question.id, changing);
          const alike = question.type === 'location' ? await nearby.offer(service, answers, changing) : undefined;
          return alike ?? whereNext(progressOf(service, answers), question.id, changing);
        },
        refused: async (refusals) => {
          // Somebody who stops before they have typed anything here is not held up by it.
          if (savesNow && isUntouched(question, form)) return redirect(paths.save(service));
          return showAgain(({ inWords, today }) => {
            const check = checkAnswer(inWords, candidate, today);
            return { errors: check.kind === 'refused' ? sayErrors(service, check.errors) : refusals };
          });
        },
      },
    );
  };

  return { ask, take };
}
