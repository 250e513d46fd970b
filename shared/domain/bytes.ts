/** Reads numbers of a file, biggest end first unless told; past the end they are undefined, so that damage is seen and never thrown. */
export function u8(bytes: Uint8Array, at: number): number | undefined {
  return bytes[at];
}

export function u16(bytes: Uint8Array, at: number, littleEndian = false): number | undefined {
  return fits(bytes, at, 2) ? view(bytes).getUint16(at, littleEndian) : undefined;
}

export function u32(bytes: Uint8Array, at: number, littleEndian = false): number | undefined {
  return fits(bytes, at, 4) ? view(bytes).getUint32(at, littleEndian) : undefined;
}

const fits = (bytes: Uint8Array, at: number, length: number) => at >= 0 && at + length <= bytes.length;
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** One byte a character: for the words in a file's structure, which are ASCII. */
export const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
export const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(Math.max(0, from), Math.max(0, to)));

/** Whether `bytes` holds exactly `word` at that place. */
export function holds(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word.charCodeAt(index)) return false;
  return true;
}

/** Where a word is found next, from a place on; -1 when it is not. */
export function indexOfWord(bytes: Uint8Array, word: string, from = 0): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) if (holds(bytes, at, word)) return at;
  return -1;
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
