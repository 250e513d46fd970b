import { addWorkingDays, localDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { isErasureAsked, keptUntil } from '../../../shared/domain/erasure.ts';
import { ANSWER_WORKING_DAYS } from '../../../shared/domain/erasure-task.ts';
import type { Holdings } from '../../../shared/domain/holdings.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { heldView } from '../../components/held.ts';
import { residentSession } from '../../components/session.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { heldWords, yourDataWords as words } from '../../content/held.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './your-data.njk';

type YourData = {
  service: Service;
  state: Case;
  /** The copy, while it is open to read. */
  holdings?: Holdings | undefined;
  /** It was just asked for, or cannot be shown again so soon. */
  outcome?: 'asked' | 'too-many' | undefined;
};

/** What is held about a case, to its resident: a copy to read and to take away, and asking for it to be deleted. */
export const yourDataPage = ofService((council: CouncilView, { service, state, holdings, outcome }: YourData): string => {
  const { phone } = council;
  const path = `/case/${formatReference(state.reference)}`;
  const asked = isErasureAsked(state);
  return render(template, {
    title: words.title,
    council,
    session: residentSession(path),
    back: { text: words.back, href: path },
    errors: outcome === 'too-many' ? [{ text: words.tooMany.title, href: '#copy' }] : [],
    words,
    caption: fill(words.caption, { reference: formatReference(state.reference) }),
    action: `${path}/your-data`,
    banner: outcome === 'asked' && asked ? words.erase.askedBanner : undefined,
    tooMany: outcome === 'too-many' ? fill(words.tooMany.says, { phone }) : undefined,
    others: fill(words.others, { phone }),
    held: holdings && heldView(holdings),
    heldWords,
    erase: eraseView(service, state, asked),
  });
});

function eraseView(service: Service, state: Case, asked: boolean) {
  const { askedAt, declined } = state.erasure;
  const last = keptUntil(service, state);
  const day = (at: string) => formatDate(localDate(at));
  if (asked && askedAt) {
    const by = formatDate(addWorkingDays(localDate(askedAt), ANSWER_WORKING_DAYS));
    return { lines: [fill(words.erase.asked, { date: day(askedAt), by })], button: false };
  }
  return {
    lines: [
      ...(declined
        ? [
            fill(words.erase.declined, { date: day(declined.at) }),
            ...(declined.reason ? [fill(words.erase.reason, { reason: declined.reason })] : []),
            words.erase.complain,
          ]
        : []),
      ...(last ? [fill(words.erase.kept, { date: formatDate(last) })] : [words.erase.open]),
      ...words.erase.says,
    ],
    button: true,
  };
}
