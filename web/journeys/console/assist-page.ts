import type { Catalogue, Service } from '../../../shared/domain/catalogue.ts';
import { type Language, languageNames, languageSchema, languages } from '../../../shared/domain/language.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './assist.njk';
import { type AdviserChannel, adviserChannelSchema, adviserChannels, type ContactErrors, serviceSelect } from './contact-page.ts';
import { consoleFrame } from './frame.ts';

const words = consoleWords.assist;

export type ReadAssist =
  | { kind: 'assist'; service: Service; channel: AdviserChannel; language: Language }
  | { kind: 'wrong'; errors: ContactErrors };

/** Reads which form an adviser fills, how the resident reached them, and in which language they are told. */
export function readAssist(posted: URLSearchParams, catalogue: Catalogue): ReadAssist {
  const service = catalogue.get(posted.get('service') ?? '');
  const channel = adviserChannelSchema.safeParse(posted.get('channel')).data;
  const language = languageSchema.safeParse(posted.get('language') ?? 'en').data;
  if (service && channel && language) return { kind: 'assist', service, channel, language };
  const { errors } = consoleWords.contact;
  return {
    kind: 'wrong',
    errors: [
      ...(service ? [] : [{ field: 'service' as const, message: errors.service }]),
      ...(channel ? [] : [{ field: 'channel' as const, message: words.channelError }]),
    ],
  };
}

export type AssistView = { council: CouncilView; staff: Staff; catalogue: Catalogue; posted: URLSearchParams; errors?: ContactErrors };

/** Where an adviser begins a form for someone on the telephone or at the desk. */
export function assistPage({ council, staff, catalogue, posted, errors = [] }: AssistView): string {
  const error = (field: string) => {
    const found = errors.find((each) => each.field === field);
    return found ? { errorMessage: { text: found.message } } : {};
  };
  return render(template, {
    ...consoleFrame(staff, council, 'assist'),
    title: words.title,
    errors: errors.map(({ field, message }) => ({ text: message, href: `#${field}` })),
    words,
    service: {
      ...serviceSelect(catalogue, posted.get('service')),
      label: { text: words.service, classes: 'govuk-label--s' },
      ...error('service'),
    },
    channel: {
      idPrefix: 'channel',
      name: 'channel',
      classes: 'govuk-radios--inline',
      fieldset: { legend: { text: words.channel, classes: 'govuk-fieldset__legend--s' } },
      items: adviserChannels.map((value) => ({ value, text: consoleWords.channels[value], checked: posted.get('channel') === value })),
      ...error('channel'),
    },
    language: {
      id: 'language',
      name: 'language',
      label: { text: words.language, classes: 'govuk-label--s' },
      hint: { text: words.languageHint },
      items: languages.map((value) => ({ value, text: languageNames[value], selected: (posted.get('language') ?? 'en') === value })),
    },
  });
}
