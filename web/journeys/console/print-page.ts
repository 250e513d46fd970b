import type { LocalDate } from '../../../shared/domain/calendar.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { isRightToLeft } from '../../../shared/domain/language.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { translateService } from '../../../shared/domain/translate-service.ts';
import { letterSaid, letterWords } from '../../content/console-letters.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { speak } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './print.njk';

const words = letterWords.sheet;

/** A letter to print. @property word the look-up word that opens its case without a phone */
export type Sheet = { letter: Letter; service: Service; word: string };
export type PrintView = {
  council: CouncilView & { postalAddress?: readonly string[] | undefined };
  baseUrl: string;
  today: LocalDate;
  batch: string;
  sheets: readonly Sheet[];
};

/**
 * Letters to print, each on an A4 page of its own, with nothing of ours around them. The recipient's name and address stand where
 * the windows of DL and C5 envelopes are: see `web/assets/_letter.scss`.
 */
export function printPage({ council, baseUrl, today, batch, sheets }: PrintView): string {
  return render(template, {
    title: words.title,
    council,
    words,
    back: { text: letterWords.back, href: `/console/letters/${batch}` },
    councilLines: [...(council.postalAddress ?? []), council.phone],
    letters: sheets.map((sheet) => {
      const { language = 'en' } = sheet.letter;
      return speak({ shell: language, content: language }, () => letterView(sheet, { baseUrl, today, phone: council.phone }));
    }),
  });
}

/** A letter in its own language. */
function letterView(
  { letter, service: offered, word }: Sheet,
  { baseUrl, today, phone }: Pick<PrintView, 'baseUrl' | 'today'> & { phone: string },
) {
  const service = translateService(offered, letter.language);
  const { name, address, before, items, after } = letter.personal;
  const [beforeLink = '', rest = ''] = letterSaid.look.split('{link}');
  const [between = ''] = rest.split('{word}');
  const { reference, lookTitle, help } = letterSaid;
  return {
    ...(letter.language ? { lang: letter.language, dir: isRightToLeft(letter.language) ? 'rtl' : 'ltr' } : {}),
    words: { reference, lookTitle, help, call: fill(letterSaid.call, { phone }) },
    address: [name ?? letterSaid.occupier, ...address],
    date: formatDate(today),
    reference: formatReference(letter.log.id as Reference),
    ...(name ? { dear: fill(letterSaid.dear, { name }) } : {}),
    title: fill(letterSaid.about, { service: service.shortName }),
    before,
    items,
    after,
    look: { before: beforeLink, link: shortLink(baseUrl, letter.log.id), between, word },
  };
}

/** A link to type from paper: without the scheme, which browsers fill in. */
const shortLink = (baseUrl: string, reference: string) => `${baseUrl.replace(/^https?:\/\//, '')}/l/${reference}`;
