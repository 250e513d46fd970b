import type { Service } from './catalogue.ts';

/** What is wrong with how a service asks who asks, a sentence each: words for somebody else that nobody would see, or that are missing. */
export function onBehalfFaults({ questions }: Pick<Service, 'questions'>): string[] {
  const at = questions.findIndex(({ type }) => type === 'on-behalf');
  const [asking] = at < 0 ? [] : questions.slice(at);
  const worded = questions.flatMap(({ id, forOther }, index) => (forOther ? [{ id, index }] : []));
  if (!asking) return worded.map(({ id }) => `${id} has words for somebody else, and nobody is asked whether they ask for themselves`);
  const mobile = questions.findIndex(({ type }) => type === 'mobile');
  return [
    ...(questions.filter(({ type }) => type === 'on-behalf').length > 1 ? ['two questions ask who asks'] : []),
    ...(asking.when || asking.optional ? [`${asking.id} must be asked of everybody, and answered`] : []),
    ...worded
      .filter(({ index }) => index <= at)
      .map(({ id }) => `${id} has words for somebody else, and ${asking.id} is not asked before it`),
    ...(mobile >= 0 && mobile < at ? [`${asking.id} must be asked before the mobile, which may be that of whoever asks`] : []),
    ...(mobile >= 0 && !questions[mobile]?.forOther?.ask ? ['the mobile needs words for somebody else: `forOther`'] : []),
  ];
}
