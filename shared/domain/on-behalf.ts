import * as z from 'zod';
import { type AnswerCheck, type AnswerError, accepted, oneLine, partsOf, refused } from './answer-check.ts';
import { addMonths, type LocalDate } from './calendar.ts';
import { type HelperEvent, type HelperKind, helperKinds, helperTerms, MAX_HELPER_NAME } from './helper.ts';
import { parseMobile } from './mobile.ts';
import { common } from './question-parts.ts';

/** Whether somebody asks for themselves or for somebody else. What it says is the same in every service, unless one has better words. */
export const onBehalfSchema = z.object({
  ...common,
  type: z.literal('on-behalf'),
  ask: common.ask.default('Are you asking for yourself?'),
  label: common.label.default('Asking for yourself'),
  missing: common.missing.default('Select yes if you are asking for yourself'),
});

/** Who asks for somebody else: who they are, what the person said to it, what they may do and who is texted. */
type AskedFor = {
  for: 'other';
  name: string;
  as: HelperKind;
  /** False where the person cannot: too ill, for example. Who refuses is not asked for. */
  agreed: boolean;
  /** Besides seeing how it is going they may send what we ask for. Who gets our texts always may: the texts say what to send. */
  mayUpload: boolean;
  /** In E.164; always there where our texts go to it. */
  mobile?: string;
  textsTo: 'them' | 'helper';
};
export type OnBehalf = { for: 'self' } | AskedFor;

/**
 * Checks who asks. Of somebody who asks for themselves nothing else is read, whatever was typed before they said so.
 * @param candidate `{for: 'self'}`, or `{for: 'other', name, as, agreed, mayUpload, mobile, textsTo}`, the name and the mobile as typed
 */
export function checkOnBehalf({ missing }: { missing: string }, candidate: unknown): AnswerCheck {
  const given = partsOf(candidate);
  if (given['for'] === 'self') return accepted({ for: 'self' });
  if (given['for'] !== 'other') return refused({ message: missing });
  const { agreed, mayUpload, textsTo } = given;
  const name = oneLine(given['name']);
  const as = helperKinds.find((each) => each === given['as']);
  const typed = oneLine(given['mobile']);
  const mobile = typed ? parseMobile(typed) : undefined;
  const errors: AnswerError[] = [];
  const wrong = (part: keyof AskedFor, message: string) => errors.push({ part, message });
  if (!name) wrong('name', 'Enter your name');
  else if ([...name].length > MAX_HELPER_NAME) wrong('name', `Your name must be ${MAX_HELPER_NAME} characters or fewer`);
  if (!as) wrong('as', 'Select how you know them');
  if (typeof agreed !== 'boolean') wrong('agreed', 'Select whether they have agreed');
  if (typeof mayUpload !== 'boolean' && textsTo !== 'helper') wrong('mayUpload', 'Select what you may do');
  if (textsTo !== 'them' && textsTo !== 'helper') wrong('textsTo', 'Select who we should text');
  if (typed && !mobile) wrong('mobile', 'Enter a UK mobile number in the right form, like 07700 900123');
  if (!typed && textsTo === 'helper') wrong('mobile', 'Enter your UK mobile number, so that we can text you');
  if (errors.length > 0 || !name || !as || typeof agreed !== 'boolean' || (textsTo !== 'them' && textsTo !== 'helper'))
    return refused(...errors);
  const sends = textsTo === 'helper' || mayUpload === true;
  return accepted({ for: 'other', name, as, agreed, mayUpload: sends, ...(mobile ? { mobile } : {}), textsTo } satisfies AskedFor);
}

/**
 * Whom the first commit of a case lets in to see it: who asked for it, where they left a number and our texts go to somebody else.
 * @param mobile the number that our texts go to: whoever has that sees it without being let in
 */
export function letInBy(
  asking: OnBehalf | undefined,
  { mobile, on }: { mobile: string | undefined; on: LocalDate },
): { event: HelperEvent; personal: { helperName: string; helperMobile: string } } | undefined {
  if (asking?.for !== 'other' || !asking.mobile || asking.mobile === mobile) return undefined;
  const { name, as, mayUpload } = asking;
  return {
    event: { type: 'helperLetIn', helper: '1', as, until: addMonths(on, helperTerms.year), mayUpload },
    personal: { helperName: name, helperMobile: asking.mobile },
  };
}
