import { isRealDate } from '../../../shared/domain/calendar.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { DecideCommand } from '../../../shared/domain/decide-outcome.ts';
import { type Award, parsePounds, periodsOf } from '../../../shared/domain/deciding.ts';
import { decisionWords as words } from '../../content/console-decision.ts';
import { fill } from '../../content/fill.ts';
import { exampleDate, type FieldError } from './case-command.ts';
import type { Fields, FieldView } from './case-fields.ts';

type Need = (field: FieldError['field'], message: string) => void;
type Outcome = DecideCommand['outcome'];

/** Fields of a decision besides the choice itself: the award where one is an amount, the reasons where a refusal has a list. */
export function decisionFields(
  service: Service,
  field: Fields,
  { outcomes, today }: { outcomes: readonly Outcome[]; today: string },
): FieldView[] {
  const { deciding } = service;
  const example = fill(words.dateHint, { example: exampleDate(today) });
  const award =
    deciding?.award && outcomes.includes('awarded')
      ? [
          field.pounds('amount', words.amount, words.amountHint),
          ...(paidOnce(service)
            ? []
            : [
                field.radios(
                  'per',
                  words.per,
                  periodsOf(service).map((value) => ({ value, text: words.periods[value] })),
                ),
              ]),
          ...(deciding.award.from ? [field.date('from', words.from, words.fromHint)] : []),
          field.date('first', paidOnce(service) ? words.firstOnce : words.first, example),
        ]
      : [];
  const reasons =
    deciding && outcomes.includes('refused')
      ? [
          field.checkboxes(
            'reasons',
            words.reasons,
            words.reasonsHint,
            deciding.reasons.map(({ id, says }) => ({ value: id, text: says })),
          ),
        ]
      : [];
  return [...award, ...reasons, field.area('reason', words.reason, deciding ? words.reasonBesides : words.reasonHint)];
}

/** Reads what was typed of a decision: what belongs to the other outcome is left out. `need` hears of each thing that is wrong. */
export function readDecision(
  posted: URLSearchParams,
  service: Service,
  { reason, basedOn, need }: { reason: string; basedOn: number; need: Need },
): DecideCommand {
  const outcome = posted.get('outcome');
  if (outcome === 'refused') {
    const reasons = posted.getAll('reasons');
    if (service.deciding && reasons.length === 0 && !reason) need('reasons', words.errors.reasons);
    return { type: 'decide', outcome, reason, ...(reasons.length > 0 ? { reasons } : {}), basedOn };
  }
  if (outcome !== 'awarded') need('outcome', words.errors.outcome);
  const award = outcome === 'awarded' && service.deciding?.award ? readAward(posted, service, need) : undefined;
  return { type: 'decide', outcome: 'awarded', reason, ...(award ? { award } : {}), basedOn };
}

/** Whether nobody need be asked how often: there is one way, and that is once. */
const paidOnce = (service: Service): boolean => periodsOf(service).every((per) => per === 'once');

function readAward(posted: URLSearchParams, service: Service, need: Need): Award | undefined {
  const amountPence = parsePounds(posted.get('amount') ?? '');
  const per = paidOnce(service) ? 'once' : periodsOf(service).find((each) => each === posted.get('per'));
  const from = service.deciding?.award?.from ? dateIn(posted, 'from') : undefined;
  const firstPaymentOn = dateIn(posted, 'first');
  if (!amountPence) need('amount', words.errors.amount);
  if (!per) need('per', words.errors.per);
  if (from && !isRealDate(from)) need('from', words.errors.from);
  if (!firstPaymentOn || !isRealDate(firstPaymentOn)) need('first', paidOnce(service) ? words.errors.firstOnce : words.errors.first);
  return amountPence && per && firstPaymentOn ? { amountPence, per, ...(from ? { from } : {}), firstPaymentOn } : undefined;
}

/** `YYYY-MM-DD` of a date in three parts, real or not; undefined where all three are empty. */
export function dateIn(posted: URLSearchParams, name: string): string | undefined {
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) => (posted.get(`${name}-${part}`) ?? '').trim());
  return year || month || day ? [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-') : undefined;
}
