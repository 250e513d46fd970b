import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { compilePattern, type Pattern } from './event-pattern.ts';
import type { FunctionFinder, LambdaFunction } from './functions.ts';
import type { Templates } from './templates.ts';
import type { FunctionRunner } from './workers.ts';

/** Lambda tries an event of this kind three times in all; on AWS a minute, then two, pass between. */
const TRIES = 3;
const AGAIN_AFTER_MS = 200;
/** Whose events come here. A rule on any other source would wait for ever. */
const sources = ['aws.guardduty'];

export interface EventRules {
  /** Hands an event to every function that a rule names for it, and waits until each has taken it or was tried three times. */
  put(event: object): Promise<void>;
}

interface Settings {
  templates: Templates;
  findFunction: FunctionFinder;
  runner: FunctionRunner;
  say: (line: string) => void;
}

interface Rule {
  wants: (event: unknown) => boolean;
  lambdas: LambdaFunction[];
}

/** EventBridge rules of the templates that look at events. Refuses one whose function EventBridge may not call. */
export function createEventRules({ templates, findFunction, runner, say }: Settings): EventRules {
  const rules = readRules(templates, findFunction);
  const hand = async (lambda: LambdaFunction, event: object): Promise<void> => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      if ((await runner.invoke(lambda, event, `event ${lambda.name}`)).kind !== 'error') return;
      if (attempt < TRIES) await sleep(AGAIN_AFTER_MS);
    }
    say(`  An event was given up: ${lambda.name} failed on it three times`);
  };
  return {
    put: async (event) => {
      const wanting = rules.filter(({ wants }) => wants(event)).flatMap(({ lambdas }) => lambdas);
      await Promise.all(wanting.map((lambda) => hand(lambda, event)));
    },
  };
}

function readRules(templates: Templates, findFunction: FunctionFinder): Rule[] {
  const allowed = templates
    .ofType('AWS::Lambda::Permission')
    .map((resource) => templates.read(resource, { FunctionName: z.string(), Principal: z.string() }))
    .filter(({ Principal }) => Principal === 'events.amazonaws.com');
  return templates.ofType('AWS::Events::Rule').flatMap((resource): Rule[] => {
    const { EventPattern, State, Targets } = templates.read(resource, {
      EventPattern: z.record(z.string(), z.unknown()).optional(),
      State: z.string().default('ENABLED'),
      Targets: z.array(z.object({ Arn: z.string(), Input: z.never().optional(), InputTransformer: z.never().optional() })).default([]),
    });
    if (!EventPattern || State !== 'ENABLED') return [];
    const unheard = [EventPattern['source']].flat().find((source) => !sources.includes(String(source)));
    if (unheard !== undefined) throw new Error(`The local runner has no events of ${unheard} (${resource.stack}/${resource.logicalId})`);
    const lambdas = Targets.map(({ Arn }) => findFunction(Arn));
    const closed = lambdas.find((lambda) => !allowed.some(({ FunctionName }) => findFunction(FunctionName) === lambda));
    if (closed) throw new Error(`EventBridge may not call ${closed.name}: there is no AWS::Lambda::Permission for it`);
    return [{ wants: compilePattern(structuredClone(EventPattern) as Pattern), lambdas }];
  });
}
