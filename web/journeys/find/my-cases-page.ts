import { instantOf, localDate } from '../../../shared/domain/calendar.ts';
import { type Catalogue, type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import type { SavedForm } from '../../../shared/domain/saved-form.ts';
import { residentSession } from '../../components/session.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { myCasesWords as words } from '../../content/my-cases.ts';
import { saveWords } from '../../content/save.ts';
import { foreignOf } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from '../apply/draft-field.ts';
import { template as askTemplate } from './ask-mobile.njk';
import { template } from './my-cases.njk';

/** One request as the list of its number has it. */
export type AskedFromView = { reference: string; service: string; stage: string; actBy?: string | undefined; openedAt: string };

/** Asks for the number. The page is the same whatever was asked from it. */
export function askMobilePage(council: CouncilView, typed: string, error?: 'missing' | 'wrong'): string {
  const text = error && (error === 'missing' ? words.noMobile : words.badMobile);
  return render(askTemplate, {
    title: words.title,
    council,
    ...(text ? { errors: [{ text, href: '#mobile' }], errorMessage: { text } } : {}),
    words,
    typed,
  });
}

/** Everything asked from one number, newest first. */
export function myCasesPage(
  council: CouncilView,
  { catalogue, found, more, saved }: { catalogue: Catalogue; found: readonly AskedFromView[]; more: boolean; saved: readonly SavedForm[] },
): string {
  return render(template, {
    title: words.listTitle,
    council,
    session: residentSession('/my-cases'),
    words,
    rows: found.map((each) => {
      const service = catalogue.get(each.service);
      return service ? rowOf(service, each) : goneRowOf(each, council.phone);
    }),
    more: more ? fill(words.more, { count: String(found.length) }) : undefined,
    saveWords,
    saved: saved.flatMap((form) => {
      const service = catalogue.get(form.service);
      return service ? [savedRowOf(service, form)] : [];
    }),
    emptyHelp: fill(words.emptyHelp, { phone: council.phone }),
  });
}

function rowOf(service: Service, { reference, stage, actBy, openedAt }: AskedFromView) {
  const shown = formatReference(reference as Reference);
  return {
    what: listedAs(service),
    foreign: foreignOf(service),
    reference: shown,
    href: `/case/${shown}`,
    where: whereOf(service, stage),
    turn: turnOf(actBy),
    asked: dayOf(openedAt),
  };
}

function savedRowOf(service: Service, { draft, answers, savedAt, expiresAt }: SavedForm) {
  const until = dayOf(instantOf(expiresAt * 1000));
  return {
    what: listedAs(service),
    action: `/my-cases/saved/${service.id}`,
    draft: { field: DRAFT_FIELD, id: draft },
    hint: fill(saveWords.listHint, { date: dayOf(savedAt), count: String(Object.keys(answers).length), until }),
  };
}

/** Of a service that is no longer in the catalogue. Not even its name is known, which may have been sensitive. */
function goneRowOf({ reference, openedAt }: AskedFromView, phone: string) {
  return {
    what: words.gone.what,
    reference: formatReference(reference as Reference),
    where: fill(words.gone.where, { phone }),
    asked: dayOf(openedAt),
  };
}

/** The stage in a resident's words: one that residents are not told of goes by what we do meanwhile. */
function whereOf(service: Service, stageId: string): string {
  const stage = stageOf(service, stageId);
  const isTold = stage.onTracker || stage.text !== undefined || !service.stages.includes(stage);
  return isTold ? stage.name : words.working;
}

const turnOf = (actBy: string | undefined) => actBy && fill(words.yourTurn, { date: formatDate(actBy) });
const dayOf = (at: string) => formatDate(localDate(at));

/** A request that somebody may be in danger for is listed by its plain name, which does not say what it is about. */
const listedAs = ({ name, shortName, sensitive }: Service): string =>
  sensitive ? shortName.charAt(0).toUpperCase() + shortName.slice(1) : name;
