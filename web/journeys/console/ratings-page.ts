import type { LocalDate } from '../../../shared/domain/calendar.ts';
import type { Score } from '../../../shared/domain/case.ts';
import type { Catalogue, Service } from '../../../shared/domain/catalogue.ts';
import { type LeftVia, MAX_LEFT } from '../../../shared/domain/contact.ts';
import { parseReference, type Reference } from '../../../shared/domain/reference.ts';
import { hasRole, mayWorkFor, type Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { paperWords as words } from '../../content/console-contacts.ts';
import { fill } from '../../content/fill.ts';
import { scoreNames } from '../../content/rate.ts';
import { type CouncilView, render } from '../../render.ts';
import { errorIn, loggedChannelSchema, loggedChannels, serviceSelect } from './contact-page.ts';
import { type FormError, fieldsOf, summaryOf, typedDate } from './form-fields.ts';
import { consoleFrame } from './frame.ts';
import { template } from './ratings.njk';

const MAX_COMMENT = 1000;
const vias = ['post', 'kiosk'] as const;

/** What was typed from a pile of cards or a device; `reference` and `comment` of one card alone. */
export type TypedRatings = {
  service: Service;
  via: Extract<LeftVia, 'post' | 'kiosk'>;
  channel: (typeof loggedChannels)[number];
  day: LocalDate;
  scores: { score: Score; quantity: number }[];
  reference?: Reference;
  comment?: string;
};
export type PaperError = keyof typeof words.errors;
type ReadRatings = { kind: 'ratings'; ratings: TypedRatings } | { kind: 'wrong'; errors: FormError[] };

export const paperError = (field: string, error: PaperError): FormError => ({ field, message: words.errors[error] });

/**
 * Reads the posted form: every error at once. Nobody enters ratings of what their own team does, other than who runs teams.
 * @param today a local date; later days are refused
 */
export function readRatings(
  posted: URLSearchParams,
  { catalogue, staff, today }: { catalogue: Catalogue; staff: Staff; today: LocalDate },
): ReadRatings {
  const typed = (name: string) => (posted.get(name) ?? '').trim();
  const service = catalogue.get(typed('service'));
  const via = vias.find((each) => each === typed('via'));
  const channel = loggedChannelSchema.safeParse(typed('channel')).data;
  const day = typedDate(posted, 'day') ?? today;
  const counts = scoreNames.map(({ score }) => ({ score, typed: typed(`score-${score}`) || '0' }));
  const scores = counts.map(({ score, typed: count }) => ({ score, quantity: /^\d{1,4}$/.test(count) ? Number(count) : Number.NaN }));
  const total = scores.reduce((sum, { quantity }) => sum + quantity, 0);
  const [typedReference, comment] = [typed('reference'), typed('comment')];
  const reference = typedReference ? parseReference(typedReference) : undefined;
  const errors: FormError[] = [];
  if (!service) errors.push(paperError('service', 'service'));
  else if (!hasRole(staff, 'manager') && mayWorkFor(staff, service.team)) errors.push(paperError('service', 'ownTeam'));
  if (!via) errors.push(paperError('via', 'via'));
  if (!channel) errors.push(paperError('channel', 'channel'));
  if (day === 'wrong' || day > today) errors.push(paperError('day', 'day'));
  if (!(total >= 1) || scores.some(({ quantity }) => !(quantity <= MAX_LEFT))) errors.push(paperError('score-5', 'scores'));
  else if (total > 1 && (typedReference || comment)) errors.push(paperError('score-5', 'one'));
  if (typedReference && !reference) errors.push(paperError('reference', 'reference'));
  if (comment.length > MAX_COMMENT) errors.push(paperError('comment', 'comment'));
  if (!service || !via || !channel || day === 'wrong' || errors.length > 0) return { kind: 'wrong', errors };
  const given = scores.filter(({ quantity }) => quantity > 0);
  const rest = { ...(reference ? { reference } : {}), ...(comment ? { comment } : {}) };
  return { kind: 'ratings', ratings: { service, via, channel, day, scores: given, ...rest } };
}

export type RatingsView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  nonce: string;
  posted: URLSearchParams;
  errors?: readonly FormError[];
  /** How many were just kept. */
  kept?: number | undefined;
};

/** The form that staff type a pile of cards into, or what a device counted. */
export function ratingsPage({ council, staff, catalogue, nonce, posted, errors = [], kept }: RatingsView): string {
  const fields = fieldsOf(posted, errors);
  const error = errorIn(errors);
  return render(template, {
    ...consoleFrame(staff, council, 'ratings'),
    title: words.title,
    posters: hasRole(staff, 'manager'),
    errors: summaryOf(errors, ['day']),
    words,
    nonce,
    ...(kept ? { banner: kept === 1 ? words.keptOne : fill(words.kept, { count: kept.toLocaleString('en-GB') }) } : {}),
    service: {
      ...serviceSelect(catalogue, posted.get('service')),
      label: { text: words.service, classes: 'govuk-label--s' },
      ...error('service'),
    },
    via: fields.radios(
      'via',
      words.via,
      vias.map((value) => ({ value, text: words.vias[value] })),
    ),
    channel: fields.radios(
      'channel',
      words.channel,
      loggedChannels.map((value) => ({ value, text: consoleWords.channels[value] })),
    ),
    day: fields.date('day', words.day, words.dayHint),
    scores: scoreNames.map(({ score, name }) => ({
      id: `score-${score}`,
      name: `score-${score}`,
      label: { text: `${score} ${name}` },
      value: posted.get(`score-${score}`) ?? '',
      classes: 'govuk-input--width-4',
      inputmode: 'numeric',
      autocomplete: 'off',
    })),
    scoresError: error('score-5').errorMessage,
    reference: fields.input('reference', words.reference, { hint: words.referenceHint, classes: 'govuk-input--width-10' }),
    comment: fields.area('comment', words.comment, { hint: words.commentHint, most: MAX_COMMENT }),
  });
}
