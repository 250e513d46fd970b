import { formatDate, localDate } from '../../../shared/domain/calendar.ts';
import { type Catalogue, type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { residentSession } from '../../components/session.ts';
import { fill } from '../../content/fill.ts';
import { myCasesWords as words } from '../../content/my-cases.ts';
import { type CouncilView, render } from '../../render.ts';
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
  { catalogue, found, more }: { catalogue: Catalogue; found: readonly AskedFromView[]; more: boolean },
): string {
  return render(template, {
    title: words.listTitle,
    council,
    session: residentSession('/my-cases'),
    words,
    rows: found.flatMap((each) => {
      const service = catalogue.get(each.service);
      return service ? [rowOf(service, each)] : [];
    }),
    more: more ? fill(words.more, { count: String(found.length) }) : undefined,
    emptyHelp: fill(words.emptyHelp, { phone: council.phone }),
  });
}

function rowOf(service: Service, { reference, stage, actBy, openedAt }: AskedFromView) {
  const shown = formatReference(reference as Reference);
  return {
    what: service.name,
    reference: shown,
    href: `/case/${shown}`,
    where: whereOf(service, stage),
    turn: turnOf(actBy),
    asked: dayOf(openedAt),
  };
}

/** The stage in a resident's words: one that residents are not told of goes by what we do meanwhile. */
function whereOf(service: Service, stageId: string): string {
  const stage = stageOf(service, stageId);
  return stage.onTracker || stage.text !== undefined ? stage.name : words.working;
}

const turnOf = (actBy: string | undefined) => actBy && fill(words.yourTurn, { date: formatDate(actBy) });
const dayOf = (at: string) => formatDate(localDate(at));
