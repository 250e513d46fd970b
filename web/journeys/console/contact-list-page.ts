import { formatDate, type LocalDate } from '../../../shared/domain/calendar.ts';
import type { Channel } from '../../../shared/domain/case.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { reasonSays } from '../../../shared/domain/contact-reason.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { contactFileWords, contactListWords as words } from '../../content/console-contacts.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { contactPath } from './contact-file-page.ts';
import { template } from './contact-list.njk';
import { errorIn, serviceSelect } from './contact-page.ts';
import { type FormError, fieldsOf, summaryOf } from './form-fields.ts';
import { consoleFrame } from './frame.ts';

const PER_PAGE = 100;

type Row = { id: string; channel?: Channel; outcome?: string; detail?: string };
export type ContactListView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  typed: URLSearchParams;
  errors?: readonly FormError[];
  /** What was found; none where nothing was asked yet. */
  found?: { service: string; day: LocalDate; contacts: readonly Row[]; after: string };
};

/** The contacts of one service and day, to find one by what it was. */
export function contactListPage({ council, staff, catalogue, typed, errors = [], found }: ContactListView): string {
  const rest = found?.contacts.filter(({ id }) => id > found.after) ?? [];
  const next = rest.length > PER_PAGE ? rest[PER_PAGE - 1] : undefined;
  return render(template, {
    ...consoleFrame(staff, council),
    title: words.title,
    back: { text: consoleWords.contact.title, href: '/console/contacts' },
    errors: summaryOf(errors, ['day']),
    words,
    service: {
      ...serviceSelect(catalogue, typed.get('service')),
      label: { text: words.service, classes: 'govuk-label--s' },
      ...errorIn(errors)('service'),
    },
    day: fieldsOf(typed, errors).date('day', words.day, words.dayHint),
    ...(found
      ? {
          caption: captionOf(found, catalogue),
          empty: found.contacts.length === 0,
          rows: rest.slice(0, PER_PAGE).map((row) => rowOf(row, { catalogue, service: found.service })),
          ...(next
            ? {
                next: {
                  text: fill(words.next, { count: String(Math.min(PER_PAGE, rest.length - PER_PAGE)) }),
                  href: `/console/contacts/list?service=${found.service}&day=${found.day}&after=${next.id}`,
                },
              }
            : {}),
        }
      : {}),
  });
}

function captionOf({ service, day, contacts }: NonNullable<ContactListView['found']>, catalogue: Catalogue): string {
  const count = contacts.length === 1 ? words.one : fill(words.more, { count: contacts.length.toLocaleString('en-GB') });
  return fill(words.caption, { service: catalogue.get(service)?.name ?? service, date: formatDate(day), count });
}

function rowOf({ id, channel, outcome, detail }: Row, { catalogue, service }: { catalogue: Catalogue; service: string }) {
  const channels: Record<string, string> = consoleWords.channels;
  const outcomes: Record<string, string> = consoleWords.outcomes;
  return {
    id,
    href: contactPath(id),
    channel: channels[channel ?? ''] ?? channel,
    outcome: outcomes[outcome ?? ''] ?? outcome,
    reason: detail ? reasonSays(catalogue.get(service), detail) : contactFileWords.noReason,
  };
}
