import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFile, mediaOf } from '../../../shared/domain/clean-file.ts';
import { MAX_FILE_BYTES } from '../../../shared/domain/file.ts';
import { orientationOf } from '../../../shared/domain/orientation.ts';
import {
  aCameraPhoto,
  aHeic,
  aJpeg,
  anyTelling,
  aPdf,
  aPng,
  chunk,
  end,
  exif,
  fullBox,
  header,
  PNG_HEAD,
  picture,
  pixels,
  SECRET,
  segment,
} from '../../support/files.ts';

function cleaned(bytes: Uint8Array): Buffer {
  const outcome = cleanFile(bytes);
  if (outcome.kind !== 'clean') throw new Error(outcome.because);
  return Buffer.from(outcome.bytes);
}
const EXIF = 'Exif\0\0';
const orientationIn = (jpeg: Buffer) => {
  const at = jpeg.indexOf(EXIF);
  return at < 0 ? undefined : orientationOf(jpeg.subarray(at + EXIF.length));
};

describe('a JPEG', () => {
  it('loses its place and all that is hung on, keeps each segment of its picture, and which way up it is', () => {
    fc.assert(
      fc.property(
        fc.array(anyTelling, { maxLength: 4 }),
        fc.array(anyTelling, { maxLength: 2 }),
        fc.integer({ min: 1, max: 8 }),
        (before, between, orientation) => {
          const first = segment(0xe1, Buffer.concat([Buffer.from(EXIF), exif({ orientation })]));
          const [tables = Buffer.alloc(0), ...rest] = picture;
          const clean = cleaned(aJpeg({ before: [first, ...before], parts: [tables, ...between, ...rest], after: Buffer.from(SECRET) }));
          expect(clean.includes(SECRET)).toBe(false);
          const places = picture.map((part) => clean.indexOf(part));
          expect(places).toEqual([...places].sort((a, b) => a - b));
          expect(Math.min(...places)).toBeGreaterThan(0);
          expect(orientationIn(clean)).toBe(orientation === 1 ? undefined : orientation);
        },
      ),
    );
  });

  it('keeps its colours', () => {
    const colours = [segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01profile')), segment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x01'))];
    const clean = cleaned(aJpeg({ before: colours }));
    for (const each of colours) expect(clean.includes(each)).toBe(true);
  });

  it('comes out the same when it is cleaned again', () => {
    const once = cleaned(aJpeg());
    expect(cleaned(once)).toEqual(once);
  });

  it('is shown as far as it goes when its end was cut off', () => {
    const whole = aJpeg({ before: [] });
    expect(cleaned(whole.subarray(0, -4)).subarray(-2)).toEqual(Buffer.of(0xff, 0xd9));
  });

  it('keeps the scans of one that comes in several, tables between them', () => {
    const parts = [...picture, picture[2] ?? Buffer.alloc(0), picture[3] ?? Buffer.alloc(0)];
    expect(cleaned(aJpeg({ before: [], parts }))).toEqual(aJpeg({ before: [], parts }));
  });
});

describe('a PNG', () => {
  const anyTold = fc.oneof(
    fc.integer({ min: 1, max: 8 }).map((orientation) => chunk('eXIf', exif({ orientation }))),
    fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'tIME', 'caBX', 'prVt').map((type) => chunk(type, Buffer.from(SECRET))),
  );

  it('loses its texts and its place, and keeps its pixels and which way up it is', () => {
    fc.assert(
      fc.property(fc.array(anyTold, { maxLength: 5 }), fc.integer({ min: 2, max: 8 }), (between, orientation) => {
        const clean = cleaned(aPng({ between: [chunk('eXIf', exif({ orientation })), ...between] }));
        expect(clean.includes(SECRET)).toBe(false);
        expect(clean.subarray(-pixels.length - end.length)).toEqual(Buffer.concat([pixels, end]));
        expect(orientationOf(clean.subarray(clean.indexOf('eXIf') + 4))).toBe(orientation);
      }),
    );
  });

  it('without anything to take out stays as it is, byte for byte', () => {
    const plain = Buffer.concat([PNG_HEAD, header, pixels, end]);
    expect(cleaned(plain)).toEqual(plain);
  });

  it('loses what is hung on after its end', () => {
    expect(cleaned(Buffer.concat([aPng(), Buffer.from(SECRET)])).includes(SECRET)).toBe(false);
  });
});

describe('a HEIC', () => {
  it.each([
    ['Apple’s', {}],
    ['one with places of version 1', { locVersion: 1 }],
    ['one that says so second', { brand: 'mif1' }],
  ])('loses every word and place, and keeps its picture where it was: %s', (_what, made) => {
    const before = aHeic(made);
    const clean = cleaned(before);
    expect([clean.includes('GPS'), clean.includes('Jane Smith')]).toEqual([false, false]);
    expect(clean.length).toBe(before.length);
    expect(clean.indexOf('THE PICTURE ITSELF')).toBe(before.indexOf('THE PICTURE ITSELF'));
    expect(clean.includes('irot')).toBe(true);
  });

  it('keeps every byte of its picture, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (image) => {
        const made = aHeic({ image: Buffer.from(image) });
        const at = made.indexOf('mdat') + 4;
        expect(cleaned(made).subarray(at, at + image.length)).toEqual(Buffer.from(image));
      }),
    );
  });
});

describe('a HEIC that claims more than it could hold', () => {
  // Items of an index whose extents take no bytes of it: version, sizes, count, then id, method, index, extents.
  const iloc = (items: number, method: number, extents: number) => {
    const item = Buffer.from([0, 2, 0, method, 0, 0, extents >> 8, extents & 0xff]);
    return fullBox('iloc', 1, Buffer.of(0, 0, items >> 8, items & 0xff), ...Array.from({ length: items }, () => item));
  };
  it.each([
    ['whole of the file, over and over', iloc(1, 0, 9_000)],
    ['parts without end that are made of others', iloc(60_000, 2, 0xffff)],
  ])('is turned away: the %s', (_what, index) => {
    expect(cleanFile(aHeic({ iloc: index }))).toEqual({ kind: 'turned-away', because: 'not-what-it-says' });
  });
});

describe('a PDF', () => {
  it('whose description begins for ever and ends once is gone through once', () => {
    const clean = cleaned(aPdf(`${'<x:xmpmeta'.repeat(100_000)} exif:GPSLatitude="${SECRET}"</x:xmpmeta>`));
    expect(clean.includes(SECRET)).toBe(false);
  });

  it('loses the places that its photos and its description hold, and stays as long as it was', () => {
    const before = aPdf();
    const clean = cleaned(before);
    expect(clean.includes(SECRET)).toBe(false);
    expect(clean.length).toBe(before.length);
    expect(clean.includes('<dc:title>Statement</dc:title>')).toBe(true);
    expect(clean.includes(Buffer.concat(picture))).toBe(true);
  });

  it('keeps who made it and when: that is part of what it proves', () => {
    expect(cleaned(aPdf('/Info << /Author (First Bank) /CreationDate (D:20261101) >>')).includes('/Author (First Bank)')).toBe(true);
  });
});

describe('what a file is', () => {
  it.each([
    ['image/jpeg', aJpeg()],
    ['image/png', aPng()],
    ['image/heic', aHeic()],
    ['application/pdf', aPdf()],
  ] as const)('%s is known by its bytes', (media, bytes) => {
    expect([mediaOf(bytes), cleanFile(bytes)]).toEqual([media, expect.objectContaining({ kind: 'clean', media })]);
  });

  it.each([
    ['a program', Buffer.from('MZ\x90\0\x03 this program cannot be run in DOS mode')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a vector picture, which may hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['a GIF', Buffer.from('GIF89a')],
    ['a JPEG’s beginning and nothing else', aJpeg().subarray(0, 3)],
    ['a JPEG whose segments do not fit', Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff), Buffer.alloc(20)])],
    ['a PNG that was cut off', aPng().subarray(0, -12)],
    ['a PNG without pixels', Buffer.concat([PNG_HEAD, header, end])],
    ['a HEIC that was cut off', aHeic().subarray(0, 200)],
    ['a film', Buffer.concat([Buffer.of(0, 0, 0, 16), Buffer.from('ftypisom\0\0\0\0')])],
    ['a PDF without an end', Buffer.from('%PDF-1.4 and nothing more')],
  ])('%s is turned away', (_what, bytes) => {
    expect(cleanFile(bytes)).toEqual({ kind: 'turned-away', because: 'not-what-it-says' });
  });

  it('an empty file and one of more than ten megabytes are turned away, and one of just ten is not', () => {
    expect(cleanFile(new Uint8Array())).toEqual({ kind: 'turned-away', because: 'empty' });
    expect(cleanFile(new Uint8Array(MAX_FILE_BYTES + 1))).toEqual({ kind: 'turned-away', because: 'too-large' });
    const photo = aCameraPhoto(MAX_FILE_BYTES - aJpeg().length);
    expect([photo.length, cleanFile(photo).kind]).toEqual([MAX_FILE_BYTES, 'clean']);
  });

  it('damage anywhere is turned away or cleaned, and never throws', () => {
    const files = [aJpeg(), aPng(), aHeic(), aHeic({ locVersion: 1 }), aPdf()];
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) }), { maxLength: 8 }),
        fc.nat(),
        (file, changes, cut) => {
          const damaged = Buffer.from(file);
          for (const { at, value } of changes) damaged[at % damaged.length] = value;
          expect(['clean', 'turned-away']).toContain(cleanFile(damaged.subarray(0, damaged.length - (cut % 40))).kind);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
