/** RFC 5321, 4.5.3.1: a path has 256 characters, two of them its brackets; before the at sign stand 64, and a label of a domain has 63. */
const MOST = { whole: 254, local: 64, label: 63 };
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{M}\p{N}]+(?:-+[\p{L}\p{M}\p{N}]+)*$/u;
/** The last label names no host by a number. */
const TOP = /^(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/iu;

/**
 * An email address as a person typed it: one that could be sent to, in the shape GOV.UK Notify takes. Whether it is theirs only a
 * letter to it could tell.
 * @returns it without spaces around it; undefined for anything else
 */
export function parseEmail(typed: string): string | undefined {
  const [, local = '', domain = ''] = /^([^@\s]+)@([^@\s]+)$/.exec(typed.trim()) ?? [];
  const labels = domain.split('.');
  const sound =
    LOCAL.test(local) &&
    local.length <= MOST.local &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label) && label.length <= MOST.label) &&
    TOP.test(labels.at(-1) ?? '') &&
    local.length + 1 + domain.length <= MOST.whole;
  return sound ? `${local}@${domain}` : undefined;
}
