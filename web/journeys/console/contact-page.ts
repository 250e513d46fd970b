import { channelSchema } from '../../../shared/domain/case.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { type ContactOutcome, contactOutcomeSchema, contactOutcomes } from '../../../shared/domain/contact.ts';
import { parseMobile } from '../../../shared/domain/mobile.ts';
import { parseReference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './contact.njk';
import { consoleFrame } from './frame.ts';

const words = consoleWords.contact;

/** The channels on which advisers meet residents. */
export const adviserChannels = ['telephone', 'face-to-face'] as const;
export const adviserChannelSchema = channelSchema.extract(adviserChannels);
export type AdviserChannel = (typeof adviserChannels)[number];

type TypedContact = { service: string; channel: AdviserChannel; outcome: ContactOutcome; typedReference?: string; mobile?: string };
type Field = 'service' | 'channel' | 'outcome' | 'about' | 'mobile';
export type ContactErrors = readonly { field: Field; message: string }[];
export type ReadContact = { kind: 'contact'; contact: TypedContact } | { kind: 'wrong'; errors: ContactErrors };

/** Reads the posted form: every error at once. */
export function readContact(posted: URLSearchParams, catalogue: Catalogue): ReadContact {
  const service = catalogue.get(posted.get('service') ?? '')?.id;
  const channel = adviserChannelSchema.safeParse(posted.get('channel')).data;
  const outcome = contactOutcomeSchema.safeParse(posted.get('outcome')).data;
  const typedMobile = (posted.get('mobile') ?? '').trim();
  const mobile = typedMobile ? parseMobile(typedMobile) : undefined;
  const typedReference = (posted.get('about') ?? '').trim();
  const wrong: Field[] = [];
  if (!channel) wrong.push('channel');
  if (!service) wrong.push('service');
  if (!outcome) wrong.push('outcome');
  if (typedReference && !parseReference(typedReference)) wrong.push('about');
  if (typedMobile && !mobile) wrong.push('mobile');
  if (!service || !channel || !outcome || wrong.length > 0)
    return { kind: 'wrong', errors: wrong.map((field) => ({ field, message: words.errors[field] })) };
  return {
    kind: 'contact',
    contact: { service, channel, outcome, ...(typedReference ? { typedReference } : {}), ...(mobile ? { mobile } : {}) },
  };
}

/** What is wrong with a reference that no case of the service has. */
export const aboutError = { field: 'about', message: words.errors.about } as const;

export type ContactView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  nonce: string;
  /** What was typed, or just the channel of the last contact. */
  posted: URLSearchParams;
  errors?: ContactErrors;
  logged?: 'plain' | 'texted' | undefined;
};

/** The form that an adviser fills while the next call rings: the keyboard is enough, and the service has the focus. */
export function contactPage({ council, staff, catalogue, nonce, posted, errors = [], logged }: ContactView): string {
  const error = (field: Field) => {
    const found = errors.find((each) => each.field === field);
    return found ? { errorMessage: { text: found.message } } : {};
  };
  const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });
  const choices = <V extends string>(values: readonly V[], texts: Record<V, string>, chosen: string | null) =>
    values.map((value) => ({ value, text: texts[value], checked: value === chosen }));
  return render(template, {
    ...consoleFrame(staff, council, 'contacts'),
    title: words.title,
    errors: errors.map(({ field, message }) => ({ text: message, href: `#${field}` })),
    words,
    nonce,
    banner: logged && (logged === 'texted' ? words.loggedTexted : words.logged),
    channel: {
      idPrefix: 'channel',
      name: 'channel',
      classes: 'govuk-radios--inline govuk-radios--small',
      fieldset: legend(words.channel),
      items: choices(adviserChannels, consoleWords.channels, posted.get('channel') ?? 'telephone'),
      ...error('channel'),
    },
    service: {
      ...serviceSelect(catalogue, posted.get('service')),
      label: { text: words.service, classes: 'govuk-label--s' },
      attributes: { autofocus: 'autofocus' },
      ...error('service'),
    },
    outcome: {
      idPrefix: 'outcome',
      name: 'outcome',
      classes: 'govuk-radios--small',
      fieldset: legend(words.outcome),
      items: choices(contactOutcomes, consoleWords.outcomes, posted.get('outcome')),
      ...error('outcome'),
    },
    about: {
      id: 'about',
      name: 'about',
      autocomplete: 'off',
      spellcheck: false,
      classes: 'govuk-input--width-10',
      label: { text: words.about, classes: 'govuk-label--s' },
      hint: { text: words.aboutHint },
      // A wrong reference may be somebody else's: it is asked for again, not shown again.
      value: errors.some(({ field }) => field === 'about') ? '' : (posted.get('about') ?? ''),
      ...error('about'),
    },
    mobile: {
      id: 'mobile',
      name: 'mobile',
      type: 'tel',
      autocomplete: 'off',
      classes: 'govuk-input--width-10',
      label: { text: words.mobile, classes: 'govuk-label--s' },
      hint: { text: words.mobileHint },
      value: posted.get('mobile') ?? '',
      ...error('mobile'),
    },
  });
}

/** One select of every service: browsers jump to what is typed. */
export function serviceSelect(catalogue: Catalogue, chosen: string | null) {
  const services = [...catalogue.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  return {
    id: 'service',
    name: 'service',
    items: [
      { value: '', text: words.choose, selected: !chosen },
      ...services.map(({ id, name }) => ({ value: id, text: name, selected: id === chosen })),
    ],
  };
}
