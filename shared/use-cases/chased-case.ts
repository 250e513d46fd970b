import { parseReference, type Reference } from '../domain/reference.ts';
import type { LoadCase } from './change-case.ts';

/** The case that a contact was about: the reference that was typed, where a case of that service has it. One Query. */
export async function chasedCase(loadCase: LoadCase, typed: string, service: string): Promise<Reference | undefined> {
  const reference = parseReference(typed);
  const found = reference && (await loadCase(reference));
  return found && found.service.id === service ? reference : undefined;
}
