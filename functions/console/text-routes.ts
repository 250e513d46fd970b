import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { languageSchema } from '../../shared/domain/language.ts';
import { html } from '../../shared/edge/http.ts';
import { textsPage } from '../../web/journeys/console/texts-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { StaffOnly } from './guard.ts';

export type TextDeps = { council: CouncilView; baseUrl: string; catalogue: Catalogue; pencePerPart: number; staffOnly: StaffOnly };

/** What residents are texted, before anyone is. */
export function createTextRoutes({ council, baseUrl, catalogue, pencePerPart, staffOnly }: TextDeps) {
  return {
    preview: staffOnly(['officer', 'manager'], async ({ queryStringParameters: query }, staff) =>
      html(
        textsPage({
          council,
          staff,
          catalogue,
          deployment: { council, baseUrl },
          pencePerPart,
          only: query?.['service'],
          language: languageSchema.safeParse(query?.['language']).data,
        }),
      ),
    ),
  };
}
