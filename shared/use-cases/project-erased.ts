import type { CaseCommit } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { caseOf } from '../domain/evolve-case.ts';
import { factsOfRequest } from '../domain/facts-of.ts';
import type { Text } from '../domain/text.ts';
import { stageEntered } from '../domain/texts-due.ts';
import type { FactStore } from '../store/fact-store.ts';
import { textKey } from '../store/keys.ts';
import type { SummaryStore } from '../store/summary-store.ts';
import type { TextStore } from '../store/text-store.ts';
import type { RecordFacts } from './record-facts.ts';

type ErasedDeps = {
  catalogue: Catalogue;
  texts: TextStore;
  factStore: FactStore;
  recordFacts: RecordFacts;
  summaries: SummaryStore;
};

/**
 * What follows from a commit of a case that was erased, the erasure itself or one before it that comes late: what it counts
 * for, and a summary that says when to blank the rest. Nothing that says who it was is written. Whether its text asked to
 * rate is read off that text: the number that would tell is gone.
 */
export function createProjectErased({ catalogue, texts, factStore, recordFacts, summaries }: ErasedDeps) {
  return async (commits: CaseCommit[], sequence: number): Promise<void> => {
    const latest = caseOf(catalogue, commits);
    const commit = commits[sequence - 1];
    if (!latest || !commit) {
      // What it counted for is for a person to see to; that nothing personal of it stays is not.
      await summaries.forgetSoon(commits);
      throw new Error('a case of a service that the catalogue does not have');
    }
    const entered = stageEntered(commit);
    const text = entered && (await texts.read(textKey(commit.log, sequence, entered.stage)));
    const asked = text?.subject !== undefined;
    await recordFacts({ kind: 'case', commits }, sequence, { asked });
    const became = asked ? becameOf(text) : undefined;
    if (became) await factStore.put(factsOfRequest({ kind: 'case', commits }, sequence, became));
    await summaries.put(latest.service, latest.state);
  };
}

function becameOf({ state, unknowns }: Text): 'reached' | 'not-sent' | undefined {
  if (state === 'delivered' && unknowns === 0) return 'reached';
  return (state === 'dropped' || state === 'refused') && unknowns === 0 ? 'not-sent' : undefined;
}
