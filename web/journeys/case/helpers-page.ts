import type { LocalDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { MAX_HELPERS } from '../../../shared/domain/helper.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { type HelperError, helperErrorLinks, helperForm } from '../../components/helper-form.ts';
import { helperViews, type LookView } from '../../components/helpers.ts';
import { residentSession } from '../../components/session.ts';
import { caseWords } from '../../content/case.ts';
import { fill } from '../../content/fill.ts';
import { helperWords } from '../../content/helper.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './helpers.njk';

const words = helperWords.page;

export type HelpersView = {
  state: Case;
  looks: readonly LookView[];
  today: LocalDate;
  /** What was just done, as the address says. */
  done?: string | undefined;
  /** A form that came back. */
  posted?: URLSearchParams;
  errors?: readonly HelperError[];
};

/** Who may see a request besides its resident, and the forms to change that. */
export function helpersPage(council: CouncilView, { state, looks, today, done, posted, errors = [] }: HelpersView): string {
  const path = `/case/${formatReference(state.reference)}`;
  const people = helperViews(state, looks, today);
  return render(template, {
    title: words.title,
    council,
    session: residentSession(path),
    back: { text: words.back, href: path },
    errors: helperErrorLinks(errors),
    words,
    caption: `${caseWords.reference} ${formatReference(state.reference)}`,
    banner: bannerOf(done, formatReference(state.reference), people.length > 0),
    action: `${path}/helpers`,
    hidden: [{ name: 'basedOn', value: String(state.sequence) }],
    people,
    full: people.length >= MAX_HELPERS ? fill(words.full, { most: String(MAX_HELPERS) }) : undefined,
    form: helperForm({ posted, errors }),
  });
}

/** Said only while it is so. */
function bannerOf(done: string | undefined, reference: string, somebodyIn: boolean): string | undefined {
  if (done === 'in' && somebodyIn) return fill(helperWords.done.in, { reference });
  return done === 'out' ? helperWords.done.out : undefined;
}
