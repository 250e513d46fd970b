import type { CaseEvent } from '../domain/case.ts';
import type { CaseCommand } from '../domain/decide-case.ts';
import type { ChangeCase } from './change-case.ts';
import type { MindHandset } from './mind-handset.ts';

/**
 * Changes a case as {@link ChangeCase} does, by one commit. When that stops or restarts its texts the handset is told at once,
 * since a STOP may not wait for the projector, which tells it again: both go by the commit's instant and come to the same.
 */
export function createChangeConsent({ changeCase, mindHandset }: { changeCase: ChangeCase; mindHandset: MindHandset }): ChangeCase {
  return async (reference, command, by, cause) => {
    const outcome = await changeCase(reference, command, by, cause);
    const event = consentEvent(command);
    const step = outcome.kind === 'changed' ? outcome.state.steps.at(-1) : undefined;
    if (event && step && outcome.kind === 'changed') await mindHandset.keepConsent(outcome.state, { events: [event], at: step.at });
    return outcome;
  };
}

function consentEvent(command: CaseCommand): CaseEvent | undefined {
  if (command.type === 'stopTexts') return { type: 'textsStopped', all: command.all };
  return command.type === 'restartTexts' ? { type: 'textsRestarted' } : undefined;
}
