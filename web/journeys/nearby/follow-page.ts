import type { Service } from '../../../shared/domain/catalogue.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { nearbyWords as words } from '../../content/nearby.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from '../apply/draft-field.ts';
import { template } from './follow.njk';
import { template as followedTemplate } from './followed.njk';

export type FollowView = {
  service: Service;
  typed: string;
  error?: 'noMobile' | 'badMobile' | 'tooMany';
  draftId: string;
  backHref: string;
  /** To where nothing is asked. */
  leaveHref: string;
};

/** Asks for the number that is told when it is done. */
export const followPage = ofService((council: CouncilView, { service, typed, error, draftId, backHref, leaveHref }: FollowView): string => {
  const errorMessage = error && { text: words[error] };
  return render(template, {
    ...serviceTitle(service, words.followTitle),
    council,
    back: { text: shell.back, href: backHref },
    errors: errorMessage ? [{ ...errorMessage, href: '#mobile' }] : [],
    errorMessage,
    caption: service.name,
    words,
    typed,
    draft: { field: DRAFT_FIELD, id: draftId },
    leaveHref,
  });
});

/** They are told when it is done, or asked for no text. */
export const followedPage = ofService(
  (council: CouncilView, { service, texted, assisted }: { service: Service; texted: boolean; assisted: boolean }): string =>
    render(followedTemplate, {
      ...serviceTitle(service, texted ? words.followedTitle : words.leftTitle),
      council,
      caption: service.name,
      heading: texted ? words.followedTitle : words.leftTitle,
      words,
      on: assisted ? { text: words.backToConsole, href: '/console' } : { text: words.again, href: '/' },
    }),
);
