/** Two-sided 95%: the 97.5th percentile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The 95% interval of a share, in percent: Wilson's score interval (E. B. Wilson, "Probable Inference", Journal of the American
 * Statistical Association 22, 1927), which holds for few answers and for shares near 0 or 100, where the usual one does not.
 * @param of a whole number from 0 to `all`
 * @param all more than 0
 */
export function wilsonInterval(of: number, all: number): { from: number; to: number } {
  const share = of / all;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * all);
  const spread = Z * Math.sqrt((share * (1 - share)) / all + z2 / (4 * all * all));
  const scale = 1 + z2 / all;
  return { from: Math.max(0, ((centre - spread) / scale) * 100), to: Math.min(100, ((centre + spread) / scale) * 100) };
}
