/**
 * QR codes as ISO/IEC 18004 has them, for short addresses: bytes, error correction of level M (a seventh of it may be dirty or torn),
 * versions 1 to 10. Dark modules are true.
 */
export type QrCode = readonly (readonly boolean[])[];

/** By version from 1, at level M: error-correcting bytes of each block, and blocks. */
const ECC_BYTES = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
/** Bytes in all of each version; and the middles of its alignment patterns. */
const BYTES = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

/** The code that a phone reads as the text; undefined for one over 213 bytes. */
export function qrCode(text: string): QrCode | undefined {
  const data = [...new TextEncoder().encode(text)];
  const version = BYTES.findIndex((_, index) => data.length + headerBytes(index + 1) <= dataBytes(index + 1)) + 1;
  if (version === 0) return undefined;
  const code = grid(version);
  place(code, interleaved(version, filled(version, data)));
  const masked = MASKS.map((_, mask) => applied(code, mask));
  const best = masked.reduce((one, other) => (penalty(other) < penalty(one) ? other : one));
  return best;
}

const dataBytes = (version: number) => at(BYTES, version) - at(ECC_BYTES, version) * at(BLOCKS, version);
/** Four bits say that bytes follow, eight or sixteen how many. */
const headerBytes = (version: number) => (version < 10 ? 2 : 3);
const at = <T>(list: readonly T[], version: number): T => list[version - 1] as T;

/** The bytes with what says how many they are, filled up to what the version holds. */
function filled(version: number, data: readonly number[]): number[] {
  const bits = [
    0b0100,
    ...(version < 10
      ? [data.length >> 4, data.length & 15]
      : [data.length >> 12, (data.length >> 8) & 15, (data.length >> 4) & 15, data.length & 15]),
  ];
  for (const byte of data) bits.push(byte >> 4, byte & 15);
  bits.push(0);
  const bytes: number[] = [];
  for (let half = 0; half < bits.length; half += 2) bytes.push(((bits[half] ?? 0) << 4) | (bits[half + 1] ?? 0));
  for (let pad = 0; bytes.length < dataBytes(version); pad++) bytes.push(pad % 2 === 0 ? 0xec : 0x11);
  return bytes;
}

/** Blocks with their error correction, byte by byte in turn. The later blocks may be a byte longer. */
function interleaved(version: number, bytes: readonly number[]): number[] {
  const blocks = at(BLOCKS, version);
  const short = Math.floor(bytes.length / blocks);
  const longFrom = blocks - (bytes.length % blocks);
  const parts: number[][] = [];
  for (let block = 0, from = 0; block < blocks; block++) {
    const length = short + (block >= longFrom ? 1 : 0);
    parts.push(bytes.slice(from, from + length));
    from += length;
  }
  const corrections = parts.map((part) => correction(part, at(ECC_BYTES, version)));
  const inTurn = (some: readonly (readonly number[])[]) =>
    Array.from({ length: Math.max(...some.map(({ length }) => length)) }, (_, index) => some.flatMap((part) => part[index] ?? [])).flat();
  return [...inTurn(parts), ...inTurn(corrections)];
}

/** Reed–Solomon over GF(2^8) with the polynomial 0x11d. */
function correction(data: readonly number[], length: number): number[] {
  let divisor = [1];
  for (let power = 0, root = 1; power < length; power++, root = multiply(root, 2))
    divisor = [...divisor, 0].map((each, index) => each ^ multiply(divisor[index - 1] ?? 0, root));
  let rest: number[] = new Array(length).fill(0);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((each, index) => each ^ multiply(divisor[index + 1] ?? 0, factor));
  }
  return rest;
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** Modules that are the same for every text are known; the others are undefined until data is placed. */
type Grid = { version: number; dark: (boolean | undefined)[][]; fixed: boolean[][] };

function grid(version: number): Grid {
  const size = version * 4 + 17;
  const square = <T>(value: T) => Array.from({ length: size }, () => new Array<T>(size).fill(value));
  const code: Grid = { version, dark: square<boolean | undefined>(undefined), fixed: square(false) };
  for (let index = 0; index < size; index++) {
    fix(code, [6, index], index % 2 === 0);
    fix(code, [index, 6], index % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    around([row, column], 4, (place, distance) => fix(code, place, distance !== 2 && distance !== 4));
  const middles = at(ALIGNED, version);
  for (const row of middles)
    for (const column of middles) {
      const last = middles.at(-1);
      const atFinder = (row === 6 && column === 6) || (row === 6 && column === last) || (row === last && column === 6);
      if (!atFinder) around([row, column], 2, (place, distance) => fix(code, place, distance !== 1));
    }
  format(code, 0);
  if (version >= 7) versionMarks(code);
  return code;
}

function fix({ dark, fixed }: Grid, [row, column]: readonly [number, number], isDark: boolean): void {
  const [darkRow, fixedRow] = [dark[row], fixed[row]];
  if (!darkRow || !fixedRow || column < 0 || column >= darkRow.length) return;
  darkRow[column] = isDark;
  fixedRow[column] = true;
}

function around(
  [row, column]: readonly [number, number],
  reach: number,
  each: (place: readonly [number, number], distance: number) => void,
): void {
  for (let down = -reach; down <= reach; down++)
    for (let right = -reach; right <= reach; right++) each([row + down, column + right], Math.max(Math.abs(down), Math.abs(right)));
}

/** Level M (binary 00) and the mask, with their own error correction, twice. */
function format(code: Grid, mask: number): void {
  let rest = mask;
  for (let bit = 0; bit < 10; bit++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const isSet = (bit: number) => ((bits >>> bit) & 1) !== 0;
  const size = code.dark.length;
  for (let bit = 0; bit <= 5; bit++) fix(code, [bit, 8], isSet(bit));
  fix(code, [7, 8], isSet(6));
  fix(code, [8, 8], isSet(7));
  fix(code, [8, 7], isSet(8));
  for (let bit = 9; bit < 15; bit++) fix(code, [8, 14 - bit], isSet(bit));
  for (let bit = 0; bit < 8; bit++) fix(code, [8, size - 1 - bit], isSet(bit));
  for (let bit = 8; bit < 15; bit++) fix(code, [size - 15 + bit, 8], isSet(bit));
  fix(code, [size - 8, 8], true);
}

function versionMarks(code: Grid): void {
  let rest = code.version;
  for (let bit = 0; bit < 12; bit++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (code.version << 12) | rest;
  for (let bit = 0; bit < 18; bit++) {
    const [far, near] = [code.dark.length - 11 + (bit % 3), Math.floor(bit / 3)];
    fix(code, [near, far], ((bits >>> bit) & 1) !== 0);
    fix(code, [far, near], ((bits >>> bit) & 1) !== 0);
  }
}

/** Data runs in columns of two, from the right, up and down by turns; the sixth column is passed over. */
function place({ dark, fixed }: Grid, bytes: readonly number[]): void {
  const size = dark.length;
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const row = upward ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const darkRow = dark[row];
        if (!darkRow || fixed[row]?.[column]) continue;
        darkRow[column] = (((bytes[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) !== 0;
        bit++;
      }
    }
  }
}

const MASKS: readonly ((row: number, column: number) => number)[] = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2,
  (row, column) => ((row * column) % 2) + ((row * column) % 3),
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
];

function applied(code: Grid, mask: number): boolean[][] {
  const turned = code.dark.map((line, row) =>
    line.map((isDark, column) => Boolean(isDark) !== (!code.fixed[row]?.[column] && MASKS[mask]?.(row, column) === 0)),
  );
  const copy: Grid = { version: code.version, dark: turned, fixed: code.fixed.map((line) => [...line]) };
  format(copy, mask);
  return turned;
}

/** How hard a code is to read: long runs, blocks of four, what looks like a corner, and more of one shade than of the other. */
function penalty(code: QrCode): number {
  const lines = [...code, ...code.map((_, column) => code.map((line) => line[column] ?? false))];
  let total = 0;
  for (const line of lines) {
    const text = line.map((isDark) => (isDark ? '1' : '0')).join('');
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) total += run.length - 2;
    for (const corner of ['10111010000', '00001011101'])
      for (let from = text.indexOf(corner); from >= 0; from = text.indexOf(corner, from + 1)) total += 40;
  }
  for (let row = 1; row < code.length; row++)
    for (let column = 1; column < code.length; column++) {
      const [one, ...others] = [code[row]?.[column], code[row - 1]?.[column], code[row]?.[column - 1], code[row - 1]?.[column - 1]];
      if (others.every((each) => each === one)) total += 3;
    }
  const dark = code.flat().filter(Boolean).length;
  return total + Math.floor(Math.abs((dark * 20) / code.length ** 2 - 10)) * 10;
}
