import { localDate } from '../../../shared/domain/calendar.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Near } from '../../../shared/domain/nearby.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { nearbyWords as words } from '../../content/nearby.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from '../apply/draft-field.ts';
import { template } from './nearby.njk';

/** The field that says which one, by what stands for it on this page. */
export const NEAR_FIELD = 'near';
export const OTHER = 'other';

export type NearbyView = {
  service: Service;
  /** Each with what stands for it: its reference is its resident's. */
  near: readonly (Near & { token: string })[];
  draftId: string;
  wrong: boolean;
  backHref: string;
};

/** What others have told of close by: its kind, how far it is and since when. Nothing that they said. */
export const nearbyPage = ofService((council: CouncilView, { service, near, draftId, wrong, backHref }: NearbyView): string => {
  const error = wrong ? { text: words.missing } : undefined;
  return render(template, {
    ...serviceTitle(service, words.title),
    council,
    back: { text: shell.back, href: backHref },
    errors: error ? [{ ...error, href: `#${NEAR_FIELD}` }] : [],
    caption: service.name,
    words,
    draft: { field: DRAFT_FIELD, id: draftId },
    radios: {
      idPrefix: NEAR_FIELD,
      name: NEAR_FIELD,
      fieldset: { legend: { text: words.title, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } },
      hint: { text: words.intro },
      ...(error ? { errorMessage: error } : {}),
      items: [
        ...near.map((each) => ({ value: each.token, text: kindOf(service, each), hint: { text: whereOf(each) } })),
        { divider: words.or },
        { value: OTHER, text: words.other },
      ],
    },
  });
});

function kindOf({ name, countedBy, questions }: Service, { counted }: Near): string {
  const question = questions.find((each) => each.id === countedBy);
  const option = question && 'options' in question ? question.options.find((each) => each.value === counted) : undefined;
  return question && option ? fill(words.kind, { label: question.label, kind: option.text }) : name;
}

/** To ten metres: no pin is more exact than that, and a postcode not at all. */
function whereOf({ metres, openedAt, by }: Near): string {
  const date = formatDate(localDate(openedAt));
  if (by === 'postcode') return fill(words.rough, { date });
  return metres < 10 ? fill(words.close, { date }) : fill(words.about, { metres: String(Math.round(metres / 10) * 10), date });
}
