import { say } from '../language.ts';

const made = new WeakMap<object, object>();

/**
 * Words as a page says them: read like the object that it is given, each phrase comes in the language that is spoken at that
 * moment. A page, and what it is made of, thus names no language, and none can be forgotten on the way.
 */
export function worded<const Words extends object>(words: Words): Words {
  const known = made.get(words);
  if (known) return known as Words;
  const spoken = new Proxy(words, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value === 'string') return say(value);
      return typeof value === 'object' && value !== null ? worded(value) : value;
    },
  });
  made.set(words, spoken);
  return spoken;
}
