/** Numbers from 0 up to 1 that follow from a seed alone: the same on every machine. Mulberry32, by Tommy Ettinger (public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Shares out a whole number by weights, so that the parts add up to it: each gets its share rounded down, and those that lost most
 * by it one more. No part with a weight of 0 gets any, and no part gets more than its share rounded up.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const most = exact.map((share, index) => [share - Math.floor(share), index] as const).sort(([a, i], [b, j]) => b - a || i - j);
  for (const [, index] of most.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** The same in an order that follows from the numbers. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
