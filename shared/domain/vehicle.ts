/**
 * The registration numbers of vehicles in the United Kingdom, without spaces, each with where its space stands. Sources: DVLA,
 * Vehicle registration numbers and number plates (INF104), for those since 1963; the Road Vehicles (Registration and Licensing)
 * Regulations 1971, schedule 3, and the register of Driver & Vehicle Agency, Northern Ireland, for the others.
 */
const FORMS: readonly RegExp[] = [
  /** Since September 2001: AB12 CDE. The letters have no I or Q; Z may stand among the last three. */
  /^([A-HJ-PR-Y]{2}\d{2})([A-HJ-PR-Z]{3})$/,
  /** 1983 to 2001, and Q for those of unknown age: A123 BCD. */
  /^([A-HJ-NP-TV-Y]\d{1,3}|Q\d{1,3})([A-Z]{3})$/,
  /** 1963 to 1983: ABC 123D. */
  /^([A-Z]{3})(\d{1,3}[A-Y])$/,
  /** Before 1963, and Northern Ireland to this day, AIA 1234: up to three letters and up to four digits. */
  /^([A-Z]{1,3})(\d{1,4})$/,
  /** The same the other way round. */
  /^(\d{1,4})([A-Z]{1,3})$/,
  /** Embassies and international bodies: 101 D 234. */
  /^(\d{3}[DX])(\d{3})$/,
];

/**
 * Reads what a person typed off a number plate: small letters, spaces and dashes are taken.
 * @returns `AB12CDE`; undefined for what no vehicle of the United Kingdom can have
 */
export function parseVehicle(typed: string): string | undefined {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase();
  return FORMS.some((form) => form.test(plain)) ? plain : undefined;
}

/** As it stands on the plate: `AB12 CDE`. */
export function formatVehicle(registration: string): string {
  const parts = FORMS.map((form) => form.exec(registration)).find((found) => found !== null);
  return parts ? parts.slice(1).join(' ') : registration;
}
