import { formatDate, type LocalDate } from '../../../shared/domain/calendar.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { letterWords } from '../../content/console-letters.ts';
import { fill } from '../../content/fill.ts';
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
    call: fill(words.call, { phone: council.phone }),
    letters: sheets.map((sheet) => letterView(sheet, { baseUrl, today })),
  });
}

function letterView({ letter, service, word }: Sheet, { baseUrl, today }: Pick<PrintView, 'baseUrl' | 'today'>) {
  const { name, address, before, items, after } = letter.personal;
  const [beforeLink = '', rest = ''] = words.look.split('{link}');
  const [between = ''] = rest.split('{word}');
  return {
    address: [name ?? words.occupier, ...address],
    date: formatDate(today),
    reference: formatReference(letter.log.id as Reference),
    ...(name ? { dear: fill(words.dear, { name }) } : {}),
    title: fill(words.about, { service: service.shortName }),
    before,
    items,
    after,
    look: { before: beforeLink, link: shortLink(baseUrl, letter.log.id), between, word },
  };
}

/** A link to type from paper: without the scheme, which browsers fill in. */
const shortLink = (baseUrl: string, reference: string) => `${baseUrl.replace(/^https?:\/\//, '')}/l/${reference}`;
