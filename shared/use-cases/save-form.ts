import { instantOf } from '../domain/calendar.ts';
import type { Service } from '../domain/catalogue.ts';
import { keptLanguage, type Language } from '../domain/language.ts';
import { SAVED_DAYS, type SavedForm } from '../domain/saved-form.ts';
import type { DraftPlace, DraftStore } from '../store/draft-store.ts';
import type { SavedFormStore } from '../store/saved-form-store.ts';
import type { EndJourney } from './end-journey.ts';

export type SaveForm = ReturnType<typeof createSaveForm>;
export type TakeUpForm = ReturnType<typeof createTakeUpForm>;
type Deps = { drafts: DraftStore; savedForms: SavedFormStore; now: () => number };
type SaveDeps = Deps & { endJourney: EndJourney };

/** Epoch seconds at which a form that is saved at a moment goes. */
const expiryOf = (nowMs: number): number => Math.floor(nowMs / 1000) + SAVED_DAYS * 86_400;

/**
 * Puts a draft by for a number that a code came back from, and takes it out of its browser, so that the next person at a shared
 * computer does not find it. Until it is sent it counts as left where it was left. One read, four puts, one delete. Undefined when the
 * draft is gone or was sent.
 */
export function createSaveForm({ drafts, savedForms, endJourney, now }: SaveDeps) {
  return async (handset: string, place: DraftPlace, language?: Language): Promise<SavedForm | undefined> => {
    const nowMs = now();
    const draft = await drafts.load(place, nowMs);
    if (!draft || draft.sentAs || draft.assisted) return undefined;
    const { service } = place;
    const { id, answers, begunOn } = draft;
    const form: SavedForm = {
      service,
      draft: id,
      answers,
      ...(begunOn ? { begunOn } : {}),
      ...keptLanguage(language),
      savedAt: instantOf(nowMs),
      expiresAt: expiryOf(nowMs),
    };
    await savedForms.keep(handset, form);
    await endJourney(service, draft, { outcome: 'left' });
    await drafts.remove(place, draft);
    return form;
  };
}

/**
 * Makes a form that was put by the draft of a browser again: one read, one put. It stays where it was put by until it is sent.
 * - `gone`: its time is over, or it was never there
 * - `other-form`: another draft of the service is open in this browser, which is replaced only when asked to
 */
export function createTakeUpForm({ drafts, savedForms, now }: Deps) {
  return async (
    handset: string,
    { service, draft, sessionHash, replace }: { service: Service; draft: string; sessionHash: string; replace: boolean },
  ): Promise<{ kind: 'taken-up'; form: SavedForm } | { kind: 'gone' } | { kind: 'other-form' }> => {
    const nowMs = now();
    const form = await savedForms.load(handset, { service: service.id, draft }, nowMs);
    if (!form) return { kind: 'gone' };
    const place = { sessionHash, service: service.id };
    const begins = { id: form.draft, answers: form.answers, ...(form.begunOn ? { begunOn: form.begunOn } : {}), savedBy: handset };
    if ((await drafts.begin(place, begins, nowMs)) !== 'refused') return { kind: 'taken-up', form };
    const open = await drafts.load(place, nowMs);
    if (open?.id === form.draft) return { kind: 'taken-up', form };
    if (!replace || !open) return { kind: 'other-form' };
    await drafts.remove(place, open);
    const begun = await drafts.begin(place, begins, nowMs);
    return begun === 'refused' ? { kind: 'other-form' } : { kind: 'taken-up', form };
  };
}
