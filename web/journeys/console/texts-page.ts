import { type Catalogue, type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import {
  isRightToLeft,
  keptLanguage,
  type Language,
  languageNames,
  languages,
  type OtherLanguage,
} from '../../../shared/domain/language.ts';
import { MAX_GRADE } from '../../../shared/domain/reading-grade.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { MAX_PARTS_ELSEWHERE, mostParts } from '../../../shared/domain/text-check.ts';
import { type Deployment, previewCommonTexts, previewTexts, type TextPreview } from '../../../shared/domain/text-preview.ts';
import { missingPhrases, translateService } from '../../../shared/domain/translate-service.ts';
import { textWords } from '../../content/console-texts.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { template } from './texts.njk';

const words = textWords.preview;

export type TextsView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  deployment: Deployment;
  pencePerPart: number;
  /** The service that is shown, by its id; all for none, or for one that there is not. */
  only?: string | undefined;
  /** In which they are shown. */
  language?: Language | undefined;
};

/** Every text of every service, as a resident would get it: its parts, what it costs, how hard it reads. */
export function textsPage({ council, staff, catalogue, deployment, pencePerPart, only, language = 'en' }: TextsView): string {
  const offered = [...catalogue.values()].filter((service) => language === 'en' || service.languages?.[language]);
  const chosen = only === undefined ? undefined : catalogue.get(only);
  const link = (service?: Service) => ({
    text: service?.name ?? words.allServices,
    href: service ? `/console/texts?service=${service.id}` : '/console/texts',
    current: service === chosen,
  });
  return render(template, {
    ...consoleFrame(staff, council, 'texts'),
    title: words.title,
    words,
    services: catalogue.size > 1 ? [link(), ...[...catalogue.values()].map(link)] : [],
    languages: languages.map((code) => ({
      text: languageNames[code],
      href: `/console/texts?${new URLSearchParams({ ...(chosen ? { service: chosen.id } : {}), language: code })}`,
      current: code === language,
    })),
    spoken: language === 'en' ? undefined : { code: language, dir: isRightToLeft(language) ? 'rtl' : 'ltr' },
    wide: true,
    sections: [
      ...(chosen ? [chosen] : offered).map((service) => sectionOf(service, { deployment, pencePerPart, language })),
      ...(chosen ? [] : [commonSection({ deployment, pencePerPart, language })]),
    ],
  });
}

type Shown = { deployment: Deployment; pencePerPart: number; language: Language };

function sectionOf(offered: Service, { deployment, pencePerPart, language }: Shown) {
  const service = translateService(offered, language);
  const missing = language === 'en' ? 0 : missingPhrases(offered, language).length;
  const most = mostParts(service, deployment);
  return {
    id: service.id,
    name: offered.name,
    perCase: fill(words.perCase, {
      parts: partsWords(most),
      price: priceWords(most * pencePerPart),
      budget: partsWords(service.partsBudget),
    }),
    missing: missing > 0 ? fill(words.missing, { count: String(missing) }) : undefined,
    texts: previewTexts(service, deployment).map((text) => ({
      name: stageOf(offered, text.stage.id).name,
      fastTrack: text.fastTrack,
      ...textView(text, { pencePerPart, language: service.language }),
    })),
  };
}

function commonSection({ deployment, pencePerPart, language }: Shown) {
  const other = keptLanguage(language).language;
  return {
    id: 'other',
    name: words.otherTexts,
    texts: previewCommonTexts(deployment, other).map((text) => ({
      name: words.common[text.id],
      ...textView(text, { pencePerPart, language: other }),
    })),
  };
}

/** How hard a text reads is reckoned for English alone, and the rule of one part is for it. */
function textView(
  { body, encoding, units, parts, grade }: TextPreview,
  { pencePerPart, language }: { pencePerPart: number; language: OtherLanguage | undefined },
) {
  const room = encoding === 'GSM-7' ? 160 : 70;
  const most = language ? MAX_PARTS_ELSEWHERE : 1;
  return {
    body,
    facts: [
      fill(words.cost, { parts: partsWords(parts), price: priceWords(parts * pencePerPart) }),
      fill(words.length, { units: String(units), room: String(room) }),
      ...(language ? [] : [grade < 1 ? words.gradeBelow : fill(words.grade, { grade: grade.toFixed(1) })]),
    ],
    warnings: [
      ...(parts > most ? [language ? fill(words.overPartsElsewhere, { most: String(most) }) : words.overParts] : []),
      ...(!language && grade > MAX_GRADE ? [words.overGrade] : []),
    ],
  };
}

const partsWords = (count: number) => (count === 1 ? words.part : fill(words.parts, { count: String(count) }));

/** `4p`, `9.5p`, `£1.20` */
export function priceWords(pence: number): string {
  const tenths = Math.round(pence * 10) / 10;
  return tenths < 100 ? `${tenths}p` : `£${(pence / 100).toFixed(2)}`;
}
