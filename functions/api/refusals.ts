import { MAX_INSTRUCTION } from '../../shared/domain/case.ts';
import type { Refusal } from '../../shared/domain/decide-case.ts';

/** Why a case did not take a command, for the people who write the systems that call us. */
export const refusalDetail: Record<Refusal, string> = {
  'changed-since': 'The case has moved on since the sequence in basedOn: read it again.',
  'not-from-this-stage': 'The stage that the case is in does not lead there: see nextStages.',
  'no-such-stage': 'The service has no such stage.',
  'reason-missing': 'A reason is needed.',
  'instruction-missing': 'An instruction is needed.',
  'instruction-too-long': `The instruction goes into a text: ${MAX_INSTRUCTION} characters at most.`,
  'date-not-ahead': 'The date must be a real one after today.',
  'not-ended': 'A case is rated when it has ended.',
  'no-mobile': 'There is no mobile number on the case.',
};
