import { instantOf, localDate } from '../../../shared/domain/calendar.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { SAVED_DAYS } from '../../../shared/domain/saved-form.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { saveWords as words } from '../../content/save.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from './draft-field.ts';
import { template } from './save.njk';
import { template as takeUpTemplate } from './save-other.njk';
import { template as savedTemplate } from './saved.njk';

/** Asks for the number that the form is put by under. */
export const savePage = ofService(
  (
    council: CouncilView,
    { service, typed, error, backHref }: { service: Service; typed: string; error?: 'missing' | 'wrong'; backHref?: string },
  ): string => {
    const text = error && (error === 'missing' ? words.noMobile : words.badMobile);
    return render(template, {
      ...serviceTitle(service, words.title),
      council,
      ...(backHref ? { back: { text: shell.back, href: backHref } } : {}),
      ...(text ? { errors: [{ text, href: '#mobile' }], errorMessage: { text } } : {}),
      caption: service.name,
      words,
      intro: fill(words.intro, { days: String(SAVED_DAYS) }),
      noPhone: fill(words.noPhone, { phone: council.phone }),
      typed,
    });
  },
);

/** It is put by: until when, and how to come back. */
export const savedPage = ofService((council: CouncilView, { service, nowMs }: { service: Service; nowMs: number }): string => {
  return render(savedTemplate, {
    ...serviceTitle(service, words.savedTitle),
    council,
    caption: service.name,
    words,
    until: fill(words.savedUntil, { date: formatDate(localDate(instantOf(nowMs + SAVED_DAYS * 86_400_000))) }),
  });
});

/** Another draft of the service is open in this browser: which of the two to go on with. */
export const takeUpPage = ofService((council: CouncilView, { service, draft }: { service: Service; draft: string }): string => {
  return render(takeUpTemplate, {
    ...serviceTitle(service, words.otherTitle),
    council,
    back: { text: shell.back, href: '/my-cases' },
    caption: service.name,
    words,
    draft: { field: DRAFT_FIELD, id: draft },
    openHref: `/apply/${service.id}/check`,
  });
});
