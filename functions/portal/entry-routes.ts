import type { AnswerError } from '../../shared/domain/answer-check.ts';
import { asAsked } from '../../shared/domain/answers.ts';
import { checkAnswer } from '../../shared/domain/check-answer.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import { type Entry, freePlace, type RepeatQuestion } from '../../shared/domain/repeat.ts';
import { formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import { entryCandidate, entryForm, isUntouched } from '../../web/components/question-form.ts';
import { sayErrors } from '../../web/content/answer-errors.ts';
import { DRAFT_FIELD } from '../../web/journeys/apply/draft-field.ts';
import { anotherMissing, entriesPage } from '../../web/journeys/apply/entries-page.ts';
import { entryPage } from '../../web/journeys/apply/entry-page.ts';
import { REMOVE_FIELD, removeEntryPage } from '../../web/journeys/apply/remove-entry-page.ts';
import { speakAs } from '../../web/language.ts';
import { mayShow, paths, whereAnswersLead, whereBack, whereNext } from './journey.ts';
import { type Asked, createOpenForm, type FormDeps } from './open-form.ts';

type Kept = { place: number; entry: Entry };

/** The pages of a repeated question: the list of what was entered, a page for each entry, and one that takes an entry away. */
export function createEntryRoutes(deps: FormDeps) {
  const { council, showProblem } = deps;
  const { asked, progressOf, draftSoFar, draftOfPage, keep, blank } = createOpenForm(deps);

  /** `place` is which entry the page is of; 0 for their list. */
  const askedHere = (event: HttpEvent): (Asked<RepeatQuestion> & { place: number; list: string }) | undefined => {
    const found = asked(event);
    const typed = event.pathParameters?.['entry'] ?? '0';
    if (found?.question.type !== 'repeat' || !/^\d{1,2}$/.test(typed) || Number(typed) > found.question.most) return undefined;
    const { service, question, changing, known } = found;
    return { service, question, changing, known, place: Number(typed), list: paths.question(service, question.id, changing) };
  };
  type Here = NonNullable<ReturnType<typeof askedHere>>;

  const soFar = (here: Here, draft: Draft | undefined) => {
    const { service, question, changing, known } = here;
    const progress = progressOf(service, draft?.answers ?? {});
    return {
      ...here,
      question: asAsked(progress, question),
      progress,
      kept: entriesIn(draft, question),
      back: whereBack(progress, question.id, changing),
      draftId: draft?.id ?? blank(known),
      mayBeSaved: draft !== undefined && !draft.assisted,
    };
  };
  type SoFar = ReturnType<typeof soFar>;
  /** One read. */
  const load = async (here: Here): Promise<SoFar> => soFar(here, await draftSoFar(here.service, here.known));

  const showList = (at: SoFar, refused?: { message: string; chosen: string | null }): HttpResult => {
    const { service, question, changing, kept, back, draftId, mayBeSaved } = at;
    const entries = kept.map(({ place, entry }) => ({
      entry,
      changeHref: paths.entry(service, question.id, place, changing),
      removeHref: paths.removeEntry(service, question.id, place, changing),
    }));
    const view = { service, question, entries, draftId, backHref: back, changing, mayBeSaved };
    return html(entriesPage(council, { ...view, ...refused }), refused ? { status: 400 } : {});
  };

  const list: HttpHandler = async (event) => {
    const here = askedHere(event);
    if (!here) return showProblem('not-found');
    const at = await load(here);
    const { service, question, changing, progress, kept } = at;
    if (!mayShow(progress, question.id)) return redirect(whereAnswersLead(progress));
    // Where there must be one, nobody need be asked whether there is.
    if (kept.length === 0 && question.least > 0) return redirect(paths.entry(service, question.id, 1, changing));
    return showList(at);
  };

  /** Whether there is another: the way to its page, or on. One read; it writes only that there are none at all. */
  const answerList: HttpHandler = async (event) => {
    const here = askedHere(event);
    if (!here) return showProblem('not-found');
    const found = await draftOfPage(event, here);
    if ('away' in found) return found.away;
    const form = formOf(event);
    const at = soFar(here, found.draft);
    const { service, question, changing, progress, kept, mayBeSaved } = at;
    if (form.get('_do') === 'save' && mayBeSaved) return redirect(paths.save(service));
    const chosen = form.get(question.id);
    const another = freePlace(question, placesOf(kept));
    if (chosen === 'yes' && another) return redirect(paths.entry(service, question.id, another, changing));
    if (chosen !== 'no' && another) return showList(at, { message: speakAs(service, () => anotherMissing(question, kept.length)), chosen });
    const refused = (errors: readonly AnswerError[]) => showList(at, { message: errors.map((each) => each.message).join('. '), chosen });
    const next = (answers: Draft['answers']) => whereNext(progressOf(service, answers), question.id, changing);
    if (kept.length === 0) return keep(event, here, { candidate: [] }, { saved: ({ answers }) => next(answers), refused });
    const entries = kept.map(({ entry }) => entry);
    const check = checkAnswer(question, entries, progress.today);
    return check.kind === 'refused' ? refused(sayErrors(service, check.errors)) : redirect(next(found.draft?.answers ?? {}));
  };

  const showEntry = (at: SoFar, form: URLSearchParams, errors?: readonly AnswerError[]): HttpResult => {
    const { service, question, place, changing, kept, back, mayBeSaved } = at;
    const index = kept.filter((each) => each.place < place).length;
    const backHref = kept.length > 0 || question.least === 0 ? at.list : back;
    // A page that comes back is still of the draft that it was of, whichever is open now.
    const draftId = errors ? (form.get(DRAFT_FIELD) ?? '') : at.draftId;
    const view = { service, question, index, form, draftId, backHref, changing, mayBeSaved, ...(errors ? { errors } : {}) };
    return html(entryPage(council, view), errors ? { status: 400 } : {});
  };

  const ask: HttpHandler = async (event) => {
    const here = askedHere(event);
    if (!here) return showProblem('not-found');
    const at = await load(here);
    const { question, place, progress, kept } = at;
    if (!mayShow(progress, question.id)) return redirect(whereAnswersLead(progress));
    const entry = kept.find((each) => each.place === place)?.entry;
    if (!entry && place !== freePlace(question, placesOf(kept))) return redirect(at.list);
    return showEntry(at, entry ? entryForm(question.fields, entry) : new URLSearchParams());
  };

  /** Keeps one entry: one update. */
  const take: HttpHandler = async (event) => {
    const here = askedHere(event);
    if (!here) return showProblem('not-found');
    const { service, question, place, known } = here;
    const form = formOf(event);
    const savesNow = form.get('_do') === 'save' && !known?.assisted;
    const next = savesNow ? paths.save(service) : here.list;
    const given = { candidate: entryCandidate(question.fields, form), entry: { place } };
    return keep(event, here, given, {
      saved: () => next,
      refused: async (errors) => {
        // Somebody who stops before they have typed anything here is not held up by it.
        if (savesNow && question.fields.every((field) => isUntouched(field, form))) return redirect(next);
        return showEntry(await load(here), form, errors);
      },
    });
  };

  const showRemove = ({ service, question, place, kept, draftId, list: backHref }: SoFar, wrong: boolean): HttpResult => {
    const index = kept.findIndex((each) => each.place === place);
    const entry = kept[index]?.entry;
    if (!entry) return redirect(backHref);
    return html(removeEntryPage(council, { service, question, index, entry, draftId, wrong, backHref }), wrong ? { status: 400 } : {});
  };

  const askRemove: HttpHandler = async (event) => {
    const here = askedHere(event);
    return here ? showRemove(await load(here), false) : showProblem('not-found');
  };

  const remove: HttpHandler = async (event) => {
    const here = askedHere(event);
    if (!here) return showProblem('not-found');
    const chosen = formOf(event).get(REMOVE_FIELD);
    if (chosen === 'no') return redirect(here.list);
    if (chosen !== 'yes') return showRemove(await load(here), true);
    const given = { candidate: undefined, entry: { place: here.place, goes: true as const } };
    return keep(event, here, given, { saved: () => here.list, refused: () => redirect(here.list) });
  };

  return { list, answerList, ask, take, askRemove, remove };
}

/** The entries of a draft, each with its place there. */
function entriesIn(draft: Draft | undefined, { id }: RepeatQuestion): Kept[] {
  const answer = draft?.answers[id];
  const places = draft?.places?.[id] ?? [];
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((entry, index) => (typeof entry === 'object' ? [{ place: places[index] ?? index + 1, entry }] : []));
}

const placesOf = (kept: readonly Kept[]): number[] => kept.map(({ place }) => place);
