import { formatDate, formatInstant, type LocalDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { type Helper, helperIn, MAX_HELPERS } from '../../../shared/domain/helper.ts';
import { formatMobile } from '../../../shared/domain/mobile.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { type HelperError, helperErrorLinks, helperForm } from '../../components/helper-form.ts';
import { type HelperView, helperViews, type LookView, nameOf } from '../../components/helpers.ts';
import { fill } from '../../content/fill.ts';
import { helperWords } from '../../content/helper.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { template } from './helpers.njk';

const words = helperWords.staff;

export type HelpersView = {
  council: CouncilView;
  staff: Staff;
  state: Case;
  looks: readonly LookView[];
  today: LocalDate;
  /** Goes into each form, so that a double press meets itself. */
  nonce: string;
  done?: string | undefined;
  posted?: URLSearchParams;
  errors?: readonly HelperError[];
};

/** Who may see a case besides its resident, who was in before, and the forms to change that for the resident. */
export function helpersPage({ council, staff, state, looks, today, nonce, done, posted, errors = [] }: HelpersView): string {
  const path = `/console/cases/${state.reference}`;
  const people = helperViews(state, looks, today).map((person) => withLetIn(person, state));
  return render(template, {
    ...consoleFrame(staff, council),
    title: fill(words.title, { reference: formatReference(state.reference) }),
    back: { text: words.back, href: path },
    errors: helperErrorLinks(errors),
    words,
    pageWords: helperWords.page,
    action: `${path}/helpers`,
    hidden: [{ name: 'nonce', value: nonce }],
    banner: done === 'in' ? helperWords.done.inStaff : done === 'out' ? helperWords.done.out : undefined,
    people,
    full: people.length >= MAX_HELPERS ? fill(helperWords.page.full, { most: String(MAX_HELPERS) }) : undefined,
    form: helperForm({ posted, errors, forStaff: true }),
    past: state.helpers.filter(({ id }) => !helperIn(state, id, today)).map(pastView),
  });
}

/** Staff also see the number, and who let them in. */
function withLetIn(person: HelperView, { helpers }: Case) {
  const helper = helpers.find(({ id }) => id === person.id);
  if (!helper) return person;
  const letIn = fill(words.letInBy, { when: formatInstant(helper.letInAt), who: helper.letInBy.name ?? words.who[helper.letInBy.kind] });
  return { ...person, letIn: helper.mobile ? `${formatMobile(helper.mobile)}. ${letIn}` : letIn };
}

function pastView(helper: Helper): string {
  const { takenOutAt, until } = helper;
  const ended = takenOutAt ? fill(words.takenOut, { when: formatInstant(takenOutAt) }) : fill(words.over, { date: formatDate(until) });
  return `${nameOf(helper)}. ${ended}`;
}
