import { MAX_INSTRUCTION } from '../../shared/domain/case.ts';
import type { Refusal } from '../../shared/domain/decide-case.ts';
import { MAX_DAYS_AHEAD } from '../../shared/domain/decide-evidence.ts';
import { MAX_ITEMS } from '../../shared/domain/evidence.ts';
import { MAX_FOLLOWERS } from '../../shared/domain/follower.ts';
import { MAX_HELPER_NAME, MAX_HELPERS, MAX_LET_IN_A_DAY } from '../../shared/domain/helper.ts';

/** Why a case did not take a command, for the people who write the systems that call us. */
export const refusalDetail: Record<Refusal, string> = {
  'changed-since': 'The case has moved on since the sequence in basedOn: read it again.',
  'not-from-this-stage': 'The stage that the case is in does not lead there: see nextStages.',
  'no-such-stage': 'The service has no such stage.',
  'reason-missing': 'A reason is needed.',
  'no-such-reason': 'The service has no such reason: see its reasons at /api/v1/services/{service}.',
  'award-not-here': 'An award of this service is no amount.',
  'award-wrong': 'The award needs an amount from 1 penny to £10,000 and real dates.',
  'too-late-to-ask': 'The date by which the resident could ask has passed.',
  'instruction-missing': 'An instruction is needed.',
  'instruction-too-long': `The instruction goes into a text: ${MAX_INSTRUCTION} characters at most.`,
  'too-many-items': `At most ${MAX_ITEMS} things are asked for at once.`,
  'nothing-chosen': 'Name at least one item.',
  'nothing-asked': 'Nothing that was asked for is still to come.',
  'no-such-item': 'The case has no such item in evidence, or it is not at a state for that.',
  'item-settled': 'The item is not asked for any more.',
  'already-promised': 'They said already that they will bring the item in.',
  'date-not-ahead': `The date must be a real one after today, ${MAX_DAYS_AHEAD} days ahead at most.`,
  'not-ended': 'The case has not ended.',
  'has-ended': 'The case has ended.',
  'follows-already': 'This number is told when the case ends.',
  'too-many-followers': `At most ${MAX_FOLLOWERS} people are told when a case ends.`,
  erased: 'The case was erased: nothing is added to it.',
  'not-asked': 'Nobody asked for the case to be erased.',
  'already-asked': 'It was asked already for the case to be erased.',
  'too-many-copies': 'Too many copies of the case were given out in the last hour.',
  'already-tied': 'The case is tied to the record of another person.',
  'not-tied': 'The case is tied to nobody’s record.',
  'no-address': 'The case has no address to write to.',
  'no-mobile': 'There is no mobile number on the case.',
  'helper-name-missing': 'A name is needed of whoever is let in.',
  'helper-name-too-long': `A name has ${MAX_HELPER_NAME} characters at most.`,
  'helper-mobile-wrong': 'Whoever is let in needs a UK mobile number.',
  'helper-is-resident': 'That number is the resident’s own.',
  'helper-already-in': 'Somebody with that number is let in already.',
  'too-many-let-in': `Somebody was let in ${MAX_LET_IN_A_DAY} times in 24 hours, and nobody is for now.`,
  'too-many-helpers': `At most ${MAX_HELPERS} people are let in at a time.`,
  'no-such-helper': 'Nobody of that id is let in.',
  'nothing-to-pay': 'Nothing is owed for the case.',
  'payment-under-way': 'A payment for the case is under way.',
  'payment-known': 'What came of that payment is known.',
  'no-such-payment': 'The case has no such payment.',
};
