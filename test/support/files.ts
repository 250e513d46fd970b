import { crc32 } from 'node:zlib';
import fc from 'fast-check';

/** What must not be found in a file any more: a place, as no picture has it by chance. */
export const SECRET = 'GPS 51.50135N 0.14189W Jane Smith';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const be = (value: number, size: number) => {
  const buffer = Buffer.alloc(size);
  buffer.writeUIntBE(value, 0, size);
  return buffer;
};

/** A segment of a JPEG: marker, length, content. */
export const segment = (code: number, content: Uint8Array) => Buffer.concat([Buffer.of(0xff, code), be(content.length + 2, 2), content]);

/** Exif data with an orientation, if one is given, and a place. */
export function exif({ orientation, littleEndian = false }: { orientation?: number; littleEndian?: boolean } = {}): Buffer {
  const number = (value: number, size: number) => (littleEndian ? Buffer.from(be(value, size)).reverse() : be(value, size));
  const short = (value: number) => Buffer.concat([number(value, 2), Buffer.of(0, 0)]);
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([number(tag, 2), number(type, 2), number(count, 4), value]);
  const entries = [
    ...(orientation === undefined ? [] : [entry(0x0112, 3, 1, short(orientation))]),
    entry(0x8825, 4, 1, number(8 + 2 + (orientation === undefined ? 1 : 2) * 12 + 4, 4)),
  ];
  const head = Buffer.concat([bytes(littleEndian ? 'II' : 'MM'), number(42, 2), number(8, 4)]);
  return Buffer.concat([head, number(entries.length, 2), ...entries, number(0, 4), bytes(SECRET)]);
}

/** The parts of a JPEG that are the picture: frame, tables, a scan with a stuffed byte and a restart in it. */
export const picture = [
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, Buffer.of(8, 0, 8, 0, 8, 1, 1, 0x11, 0)),
  segment(0xc4, Buffer.of(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
  Buffer.concat([segment(0xda, Buffer.of(1, 1, 0, 0, 0x3f, 0)), Buffer.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56)]),
];

/** A JPEG as a camera writes it: Exif with a place, then the picture, then, if asked, a moving one hung on. */
export function aJpeg({
  orientation = 6,
  before = [segment(0xe1, Buffer.concat([bytes('Exif\0\0'), exif({ orientation })]))],
  parts = picture,
  after = Buffer.alloc(0),
}: {
  orientation?: number;
  before?: Uint8Array[];
  parts?: Uint8Array[];
  after?: Uint8Array;
} = {}): Buffer {
  return Buffer.concat([Buffer.of(0xff, 0xd8), ...before, ...parts, Buffer.of(0xff, 0xd9), after]);
}

/** A JPEG of about so many bytes, as a phone's camera makes it. It cannot be looked at. */
export function aCameraPhoto(size: number): Buffer {
  const scan = Buffer.alloc(size);
  for (let at = 0; at < size; at++) scan[at] = (at * 31 + (at >> 8)) % 255;
  return aJpeg({ parts: [...picture, scan] });
}

export const chunk = (type: string, content: Uint8Array) => {
  const body = Buffer.concat([bytes(type), content]);
  return Buffer.concat([be(content.length, 4), body, be(crc32(body), 4)]);
};
export const PNG_HEAD = bytes('\x89PNG\r\n\x1a\n');
export const header = chunk('IHDR', Buffer.concat([be(1, 4), be(1, 4), Buffer.of(8, 0, 0, 0, 0)]));
export const pixels = chunk('IDAT', Buffer.from('789c626001000000ffff030000060005', 'hex'));
export const end = chunk('IEND', Buffer.alloc(0));

export function aPng({
  between = [chunk('eXIf', exif({ orientation: 3 })), chunk('tEXt', bytes(`Comment\0${SECRET}`))],
}: {
  between?: Uint8Array[];
} = {}) {
  return Buffer.concat([PNG_HEAD, header, ...between, pixels, end]);
}

const box = (type: string, ...content: Uint8Array[]) => {
  const all = Buffer.concat(content);
  return Buffer.concat([be(all.length + 8, 4), bytes(type), all]);
};
export const fullBox = (type: string, version: number, ...content: Uint8Array[]) => box(type, Buffer.of(version, 0, 0, 0), ...content);

/** A HEIC with a picture, its Exif and its XMP in the data, bytes that no item claims, and a moving picture hung on. */
export function aHeic({
  image = bytes('THE PICTURE ITSELF'),
  brand = 'heic',
  locVersion = 0,
  iloc: given = undefined as Buffer | undefined,
} = {}): Buffer {
  const exifItem = Buffer.concat([be(0, 4), exif({ orientation: 6 })]);
  const xmp = bytes(`<x:xmpmeta>${SECRET}</x:xmpmeta>`);
  const unclaimed = bytes(`between ${SECRET}`);
  const ftyp = box('ftyp', bytes(brand), be(0, 4), bytes('mif1heic'));
  const infe = (id: number, type: string, ...more: Uint8Array[]) =>
    fullBox('infe', 2, be(id, 2), be(0, 2), bytes(type), Buffer.of(0), ...more);
  const iinf = fullBox('iinf', 0, be(3, 2), infe(1, 'hvc1'), infe(2, 'Exif'), infe(3, 'mime', bytes('application/rdf+xml\0')));
  const iprp = box('iprp', box('ipco', box('irot', Buffer.of(1)), fullBox('udes', 0, bytes(`en\0${SECRET}\0`))));
  const items = [image, exifItem, xmp];
  const build = (dataStart: number) => {
    let at = dataStart;
    const locations = items.map((item, index) => {
      const entry = [be(index + 1, 2), ...(locVersion === 0 ? [] : [be(0, 2)]), be(0, 2), be(1, 2), be(at, 4), be(item.length, 4)];
      at += item.length;
      return Buffer.concat(entry);
    });
    const iloc = given ?? fullBox('iloc', locVersion, Buffer.of(0x44, 0), be(items.length, 2), ...locations);
    return fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, bytes('\0\0\0\0pict')),
      fullBox('pitm', 0, be(1, 2)),
      iinf,
      iloc,
      iprp,
      box('uuid', bytes(SECRET)),
    );
  };
  const dataStart = ftyp.length + build(0).length + 8;
  return Buffer.concat([ftyp, build(dataStart), box('mdat', ...items, unclaimed), box('mpvd', bytes(SECRET))]);
}

/** A PDF with a photo in it, whose Exif has a place, and an unpacked description that says it again. */
export function aPdf(content = ''): Buffer {
  const xmp = `<x:xmpmeta><rdf:Description exif:GPSLatitude="${SECRET}"><exif:GPSLongitude>${SECRET}</exif:GPSLongitude><dc:title>Statement</dc:title></rdf:Description></x:xmpmeta>`;
  return Buffer.concat([
    bytes('%PDF-1.4\n1 0 obj\nstream\n'),
    aJpeg(),
    bytes(`\nendstream\nendobj\n${xmp}\n${content}\nstartxref\n0\n%%EOF\n`),
  ]);
}

/** Any segment of a JPEG that tells of its maker. */
export const anyTelling: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc
    .record({ orientation: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }), littleEndian: fc.boolean() })
    .map(({ orientation, littleEndian }) =>
      segment(0xe1, Buffer.concat([bytes('Exif\0\0'), exif({ littleEndian, ...(orientation ? { orientation } : {}) })])),
    ),
  fc.constantFrom(
    segment(0xe1, bytes(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
    segment(0xed, bytes(`Photoshop 3.0\0${SECRET}`)),
    segment(0xe2, bytes(`MPF\0${SECRET}`)),
    segment(0xe0, bytes(`JFXX\0${SECRET}`)),
    segment(0xe0, Buffer.concat([bytes('JFIF\0'), Buffer.of(1, 1, 0, 0, 1, 0, 1, 1, 1), bytes(SECRET)])),
    segment(0xfe, bytes(SECRET)),
  ),
  fc.integer({ min: 0xe3, max: 0xed }).map((code) => segment(code, bytes(SECRET))),
);
