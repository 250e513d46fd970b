import type { Catalogue, Service } from '../../../shared/domain/catalogue.ts';
import { MAX_GRADE } from '../../../shared/domain/reading-grade.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { mostParts } from '../../../shared/domain/text-check.ts';
import { type Deployment, previewCommonTexts, previewTexts, type TextPreview } from '../../../shared/domain/text-preview.ts';
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
};

/** Every text of every service, as a resident would get it: its parts, what it costs, how hard it reads. */
export function textsPage({ council, staff, catalogue, deployment, pencePerPart, only }: TextsView): string {
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
    wide: true,
    sections: [
      ...(chosen ? [chosen] : [...catalogue.values()]).map((service) => sectionOf(service, deployment, pencePerPart)),
      ...(chosen ? [] : [commonSection(deployment, pencePerPart)]),
    ],
  });
}

function sectionOf(service: Service, deployment: Deployment, pencePerPart: number) {
  const most = mostParts(service, deployment);
  return {
    id: service.id,
    name: service.name,
    perCase: fill(words.perCase, {
      parts: partsWords(most),
      price: priceWords(most * pencePerPart),
      budget: partsWords(service.partsBudget),
    }),
    texts: previewTexts(service, deployment).map((text) => ({
      name: text.stage.name,
      fastTrack: text.fastTrack,
      ...textView(text, pencePerPart),
    })),
  };
}

function commonSection(deployment: Deployment, pencePerPart: number) {
  return {
    id: 'other',
    name: words.otherTexts,
    texts: previewCommonTexts(deployment).map((text) => ({ name: words.common[text.id], ...textView(text, pencePerPart) })),
  };
}

function textView({ body, encoding, units, parts, grade }: TextPreview, pencePerPart: number) {
  const room = encoding === 'GSM-7' ? 160 : 70;
  return {
    body,
    facts: [
      fill(words.cost, { parts: partsWords(parts), price: priceWords(parts * pencePerPart) }),
      fill(words.length, { units: String(units), room: String(room) }),
      grade < 1 ? words.gradeBelow : fill(words.grade, { grade: grade.toFixed(1) }),
    ],
    warnings: [...(parts > 1 ? [words.overParts] : []), ...(grade > MAX_GRADE ? [words.overGrade] : [])],
  };
}

const partsWords = (count: number) => (count === 1 ? words.part : fill(words.parts, { count: String(count) }));

/** `4p`, `9.5p`, `£1.20` */
export function priceWords(pence: number): string {
  const tenths = Math.round(pence * 10) / 10;
  return tenths < 100 ? `${tenths}p` : `£${(pence / 100).toFixed(2)}`;
}
