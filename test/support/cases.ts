import fc from 'fast-check';
import type { Answers } from '../../shared/domain/answers.ts';
import type { Case, CaseCommit } from '../../shared/domain/case.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import { type CaseCommand, decide, open } from '../../shared/domain/decide-case.ts';
import { applyCommit, foldCase } from '../../shared/domain/evolve-case.ts';
import type { Reference } from '../../shared/domain/reference.ts';

/** Friday 20 November 2026, ten in the morning. */
export const AT = '2026-11-20T10:00:00.000Z';
export const REFERENCE = 'P8VZ82M' as Reference;

/** The commit that opens a case. */
export function anOpening(
  service: Service,
  { answers = {}, at = AT, reference = REFERENCE }: { answers?: Answers; at?: string; reference?: Reference } = {},
): CaseCommit {
  const { events, personal } = open(service, { answers: { ...pricedBy(service), ...answers }, channel: 'web', assisted: false }, at);
  return { log: { kind: 'case', id: reference }, sequence: 1, at, by: { kind: 'resident' }, events, personal };
}

/** The answer that a price is by, where there is one: no case of such a service opens without it. */
function pricedBy({ payment }: Service): Answers {
  if (!payment || typeof payment.pence === 'number') return {};
  const { question, prices } = payment.pence;
  return Object.fromEntries(Object.keys(prices).map((value) => [question, value]));
}

/** A case just opened. */
export function aCase(service: Service, opening: Parameters<typeof anOpening>[1] = {}): Case {
  return foldCase(service, [anOpening(service, opening)]) as Case;
}

/** The commit that a command adds; throws when it is refused. */
export function theCommit(service: Service, state: Case, command: CaseCommand, at = AT): CaseCommit {
  const decision = decide(service, state, command, at);
  if (decision.kind === 'refused') throw new Error(`refused: ${decision.reason}`);
  const { events, personal } = decision;
  return {
    log: { kind: 'case', id: state.reference },
    sequence: state.sequence + 1,
    at,
    by: { kind: 'staff', id: 'officer-1' },
    events,
    personal,
  };
}

/** The case after a command; throws when it is refused. */
export function carriedOut(service: Service, state: Case, command: CaseCommand, at = AT): Case {
  return applyCommit(service, state, theCommit(service, state, command, at));
}

/** Any command, sensible or not, on any stage of a service. */
export function anyCommand(service: Service): fc.Arbitrary<CaseCommand> {
  const basedOn = fc.constant(0);
  return fc.oneof(
    fc.record({ type: fc.constant('moveStage' as const), stage: fc.constantFrom(...service.stages.map((each) => each.id)), basedOn }),
    fc.record({
      type: fc.constant('askEvidence' as const),
      instruction: fc.string(),
      by: fc.constantFrom('2026-12-01', '2026-11-01'),
      basedOn,
    }),
    fc.record({
      type: fc.constant('decide' as const),
      outcome: fc.constantFrom('awarded' as const, 'refused' as const),
      reason: fc.string(),
      basedOn,
    }),
    fc.record({ type: fc.constant('reconsider' as const), reason: fc.string(), evenLate: fc.boolean(), basedOn }),
    fc.record({ type: fc.constant('complete' as const), basedOn }),
    fc.record({ type: fc.constant('close' as const), reason: fc.string(), basedOn }),
    fc.record({ type: fc.constant('note' as const), note: fc.string() }),
    fc.record({
      type: fc.constant('rate' as const),
      score: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const),
      via: fc.constant('link' as const),
    }),
  );
}
