import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Ending } from '../../../shared/domain/ending.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { endingWords as words } from '../../content/ending.ts';
import { fill } from '../../content/fill.ts';
import { saveWords } from '../../content/save.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './ending.njk';

/** An ending's page: why, and what there is instead; or whom to call at once, and the way on, which may be to save the form. */
export const endingPage = ofService(
  (
    council: CouncilView,
    { service, ending, backHref, onHref, saves }: { service: Service; ending: Ending; backHref: string; onHref: string; saves: boolean },
  ): string => {
    const safeguarding = ending.kind === 'safeguarding';
    return render(template, {
      ...serviceTitle(service, ending.title),
      council,
      back: { text: shell.back, href: backHref },
      caption: service.name,
      words,
      heading: ending.title,
      says: ending.says,
      numbers: safeguarding ? ending.numbers.map((each) => ({ ...each, href: `tel:${each.phone.replaceAll(' ', '')}` })) : undefined,
      instead: safeguarding ? undefined : ending.instead,
      wrong: fill(words.wrong, { phone: council.phone }),
      on: safeguarding
        ? { text: saves ? saveWords.link : words.goOn, href: onHref }
        : ending.askAnyway
          ? { text: words.askAnyway, href: onHref, help: words.askAnywayHelp }
          : undefined,
    });
  },
);
