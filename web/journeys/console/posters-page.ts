import { encode } from 'uqr';
import type { Catalogue, Service } from '../../../shared/domain/catalogue.ts';
import { isPlace } from '../../../shared/domain/poster.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { posterWords as words } from '../../content/console-contacts.ts';
import { fill } from '../../content/fill.ts';
import { scoreNames } from '../../content/rate.ts';
import { type CouncilView, render } from '../../render.ts';
import { errorIn, serviceSelect } from './contact-page.ts';
import { type FormError, fieldsOf, summaryOf } from './form-fields.ts';
import { consoleFrame } from './frame.ts';
import { template as posterTemplate } from './poster.njk';
import { template } from './posters.njk';

type ReadPoster = { kind: 'poster'; service: Service; place: string } | { kind: 'wrong'; errors: FormError[] };

/** Reads which poster is asked for. */
export function readPoster(typed: URLSearchParams, catalogue: Catalogue): ReadPoster {
  const service = catalogue.get(typed.get('service') ?? '');
  const place = (typed.get('place') ?? '').trim();
  if (service && isPlace(place)) return { kind: 'poster', service, place };
  return {
    kind: 'wrong',
    errors: [
      ...(service ? [] : [{ field: 'service', message: words.errors.service }]),
      ...(isPlace(place) ? [] : [{ field: 'place', message: words.errors.place }]),
    ],
  };
}

export type PostersView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  typed: URLSearchParams;
  errors?: readonly FormError[];
};

/** Where a manager asks for a poster. */
export function postersPage({ council, staff, catalogue, typed, errors = [] }: PostersView): string {
  return render(template, {
    ...consoleFrame(staff, council, 'ratings'),
    title: words.title,
    back: { text: consoleWords.nav.ratings, href: '/console/ratings' },
    errors: summaryOf(errors),
    words,
    service: {
      ...serviceSelect(catalogue, typed.get('service')),
      label: { text: words.service, classes: 'govuk-label--s' },
      ...errorIn(errors)('service'),
    },
    place: fieldsOf(typed, errors).input('place', words.place, { hint: words.placeHint, classes: 'govuk-input--width-20' }),
  });
}

/**
 * One poster on an A4 page: what it asks, its code, and the address for those who type. A seventh of the code may be dirty or torn
 * (level M), and it has the four light modules around it that readers need to find it.
 * @param url where the code leads. It is printed without its scheme, as people type it
 */
export function posterPage({ council, service, url }: { council: CouncilView; service: Service; url: string }): string {
  const address = url.replace(/^https?:\/\//, '');
  const { data, size } = encode(url, { ecc: 'M', border: 4 });
  return render(posterTemplate, {
    title: fill(words.about, { service: service.name }),
    council,
    words,
    scores: scoreNames,
    back: { text: words.back, href: '/console/posters' },
    code: { size, path: pathOf(data), alt: fill(words.alt, { address }) },
    type: fill(words.type, { address }),
  });
}

/** Each run of dark modules in a row as one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((line, row) =>
      [
        ...line
          .map((isDark) => (isDark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ index, 0: run }) => `M${index} ${row}h${run.length}v1h-${run.length}z`),
    )
    .join('');
}
