import { strToU8, zipSync } from 'fflate';

/** One sheet: a name and its rows; a number is a number, everything else is text and can never run as a formula. */
export type Sheet = { name: string; head: readonly string[]; rows: readonly (readonly (string | number | null)[])[] };

const MIME = 'application/vnd.oasis.opendocument.spreadsheet';
const NAMESPACES = [
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'office:version="1.3"',
].join(' ');

/**
 * An OpenDocument spreadsheet (ISO/IEC 26300, version 1.3). Cells carry their type, so that text stays text whatever it begins
 * with: there is no `table:formula` in it.
 */
export function spreadsheet(sheets: readonly Sheet[]): Uint8Array {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES}><office:body><office:spreadsheet>${sheets.map(sheetXml).join('')}</office:spreadsheet></office:body></office:document-content>`;
  const manifest = `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${MIME}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
  return zipSync({
    // First, and not compressed: the standard's part 3 wants to find it at a fixed place.
    mimetype: [strToU8(MIME), { level: 0 }],
    'content.xml': strToU8(content),
    'META-INF/manifest.xml': strToU8(manifest),
  });
}

function sheetXml({ name, head, rows }: Sheet): string {
  const line = (cells: readonly (string | number | null)[]) => `<table:table-row>${cells.map(cellXml).join('')}</table:table-row>`;
  return `<table:table table:name="${xmlText(name)}"><table:table-header-rows>${line(head)}</table:table-header-rows>${rows.map(line).join('')}</table:table>`;
}

function cellXml(value: string | number | null): string {
  if (value === null || value === '') return '<table:table-cell/>';
  if (typeof value === 'number')
    return `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
  return `<table:table-cell office:value-type="string"><text:p>${xmlText(value)}</text:p></table:table-cell>`;
}

/** Text in XML; characters that XML 1.0 does not have at all are left out. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
