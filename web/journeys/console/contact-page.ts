import { channelSchema } from '../../../shared/domain/case.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { type Coding, contactOutcomeSchema, contactOutcomes } from '../../../shared/domain/contact.ts';
import { reasonsOf } from '../../../shared/domain/contact-reason.ts';
import { parseMobile } from '../../../shared/domain/mobile.ts';
import { parseReference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './contact.njk';
import { consoleFrame } from './frame.ts';

const words = consoleWords.contact;

/** The channels of which Front Door knows only what advisers write down. */
export const loggedChannels = ['telephone', 'face-to-face', 'email', 'post', 'social', 'web-chat'] as const;
export const loggedChannelSchema = channelSchema.extract(loggedChannels);
/** The channels on which advisers meet residents. */
export const adviserChannels = ['telephone', 'face-to-face'] as const;
export const adviserChannelSchema = channelSchema.extract(adviserChannels);
export type AdviserChannel = (typeof adviserChannels)[number];

type TypedContact = Coding & { reason: string; typedReference?: string; mobile?: string };
type CodingField = 'service' | 'channel' | 'reason' | 'outcome';
type Field = CodingField | 'about' | 'mobile';
export type ContactErrors = readonly { field: Field; message: string }[];
export type ReadContact = { kind: 'contact'; contact: TypedContact } | { kind: 'wrong'; errors: ContactErrors };

/** Reads what a contact was: undefined with the fields that are wrong. */
export function readCoding(posted: URLSearchParams, catalogue: Catalogue): { coding?: Coding & { reason: string }; wrong: CodingField[] } {
  const service = catalogue.get(posted.get('service') ?? '');
  const channel = loggedChannelSchema.safeParse(posted.get('channel')).data;
  const outcome = contactOutcomeSchema.safeParse(posted.get('outcome')).data;
  // A service's own reason goes with the service, so that it cannot be chosen for another.
  const [, own, id] = /^(?:([a-z0-9-]+)\/)?([a-z0-9-]+)$/.exec(posted.get('reason') ?? '') ?? [];
  const reason = service && (!own || own === service.id) ? reasonsOf(service).find((each) => each.id === id)?.id : undefined;
  const wrong: CodingField[] = [];
  if (!channel) wrong.push('channel');
  if (!service) wrong.push('service');
  if (!reason && (service || !id)) wrong.push('reason');
  if (!outcome) wrong.push('outcome');
  return service && channel && outcome && reason ? { coding: { service: service.id, channel, outcome, reason }, wrong } : { wrong };
}

/** Reads the posted form: every error at once. */
export function readContact(posted: URLSearchParams, catalogue: Catalogue): ReadContact {
  const { coding, wrong: codingWrong } = readCoding(posted, catalogue);
  const typedMobile = (posted.get('mobile') ?? '').trim();
  const mobile = typedMobile ? parseMobile(typedMobile) : undefined;
  const typedReference = (posted.get('about') ?? '').trim();
  const wrong: Field[] = [...codingWrong];
  if (typedReference && !parseReference(typedReference)) wrong.push('about');
  if (typedMobile && !mobile) wrong.push('mobile');
  if (!coding || wrong.length > 0) return { kind: 'wrong', errors: wrong.map((field) => ({ field, message: words.errors[field] })) };
  return { kind: 'contact', contact: { ...coding, ...(typedReference ? { typedReference } : {}), ...(mobile ? { mobile } : {}) } };
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
  logged?: { kind: 'plain' | 'texted'; href?: string } | undefined;
};

/** The form that an adviser fills while the next call rings: the keyboard is enough, and the service has the focus. */
export function contactPage({ council, staff, catalogue, nonce, posted, errors = [], logged }: ContactView): string {
  const error = errorIn(errors);
  return render(template, {
    ...consoleFrame(staff, council, 'contacts'),
    title: words.title,
    errors: errors.map(({ field, message }) => ({ text: message, href: `#${field}` })),
    words,
    nonce,
    ...(logged
      ? { banner: { text: logged.kind === 'texted' ? words.loggedTexted : words.logged, ...(logged.href ? { href: logged.href } : {}) } }
      : {}),
    ...codingFields(catalogue, posted, error),
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

type ErrorOf = (field: string) => { errorMessage?: { text: string } };
/** What is wrong with a field, as its macro takes it. */
export function errorIn(errors: readonly { field: string; message: string }[]): ErrorOf {
  return (field) => {
    const found = errors.find((each) => each.field === field);
    return found ? { errorMessage: { text: found.message } } : {};
  };
}

/** The four fields that say what a contact was, with what was chosen. */
export function codingFields(catalogue: Catalogue, posted: URLSearchParams, error: ErrorOf) {
  const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });
  return {
    channel: {
      idPrefix: 'channel',
      name: 'channel',
      classes: 'govuk-radios--inline govuk-radios--small',
      fieldset: legend(words.channel),
      items: loggedChannels.map((value, index) => ({
        value,
        text: consoleWords.channels[value],
        checked: value === (posted.get('channel') ?? 'telephone'),
        attributes: { accesskey: String(index + 1) },
      })),
      ...error('channel'),
    },
    service: {
      ...serviceSelect(catalogue, posted.get('service')),
      label: { text: words.service, classes: 'govuk-label--s' },
      attributes: { autofocus: 'autofocus', accesskey: 's' },
      ...error('service'),
    },
    reason: {
      ...reasonSelect(catalogue, posted.get('reason')),
      label: { text: words.reason, classes: 'govuk-label--s' },
      attributes: { accesskey: 'r', 'data-app-reasons': 'service' },
      ...error('reason'),
    },
    outcome: {
      idPrefix: 'outcome',
      name: 'outcome',
      classes: 'govuk-radios--small',
      fieldset: legend(words.outcome),
      items: contactOutcomes.map((value) => ({
        value,
        text: consoleWords.outcomes[value],
        checked: value === posted.get('outcome'),
      })),
      ...error('outcome'),
    },
  };
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

/**
 * One select of every reason: the general ones, then each service's own under its name. Where scripts run only those of the chosen
 * service are left, under their words alone.
 */
function reasonSelect(catalogue: Catalogue, chosen: string | null) {
  const services = [...catalogue.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  const item = (value: string, text: string) => ({ value, text, selected: value === chosen });
  return {
    id: 'reason',
    name: 'reason',
    items: [
      { value: '', text: words.chooseReason, selected: !chosen },
      ...reasonsOf({ contactReasons: [] }).map(({ id, says }) => item(id, says)),
      ...services.flatMap(({ id: service, name, contactReasons }) =>
        contactReasons.map(({ id, says }) => ({
          ...item(`${service}/${id}`, `${name}: ${says}`),
          attributes: { 'data-service': service, 'data-says': says },
        })),
      ),
    ],
  };
}

/** The value that stands for a reason in the select. */
export function reasonValue(catalogue: Catalogue, { service, reason }: Pick<Coding, 'service' | 'reason'>): string {
  const own = catalogue.get(service)?.contactReasons.some(({ id }) => id === reason);
  return own ? `${service}/${reason}` : (reason ?? '');
}
