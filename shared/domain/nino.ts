/**
 * A National Insurance number by HMRC's rule (National Insurance Manual, NIM39110): two letters, six digits, and A, B, C or D.
 * D, F, I, Q, U and V are neither of the first two letters, and O is not the second. BG, GB, KN, NK, NT, TN and ZZ are never given
 * out: TN began numbers that were made up for somebody who had none.
 */
const NINO = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;

/**
 * Reads what a person typed: small letters, spaces, dashes and full stops are taken.
 * @returns `AB123456C`; undefined for anything else, the Design System's own example QQ 12 34 56 C too
 */
export function parseNino(typed: string): string | undefined {
  const plain = typed.replace(/[\s.-]/g, '').toUpperCase();
  return NINO.test(plain) ? plain : undefined;
}

/** As it is written on cards and letters: `AB 12 34 56 C`. */
export const formatNino = (nino: string): string => nino.replace(/^(..)(..)(..)(..)(.)$/, '$1 $2 $3 $4 $5');
