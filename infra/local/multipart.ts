/** A browser's form with one file, as `multipart/form-data`. */
export interface FileForm {
  /** What came before the file, by lower-case name; what comes after it S3 ignores, and so does this. */
  fields: Map<string, string>;
  file: Buffer | undefined;
}

const BREAK = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');

/** Reads a form that a browser sent: RFC 7578. Undefined when it is none. */
export function parseFileForm(contentType: string, body: Buffer): FileForm | undefined {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain?.trim();
  if (!boundary) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  // The first boundary has no line before it.
  let at = body.indexOf(delimiter.subarray(BREAK.length)) + delimiter.length - BREAK.length;
  if (at < delimiter.length - BREAK.length) return undefined;
  while (body.subarray(at, at + BREAK.length).equals(BREAK)) {
    const headersEnd = body.indexOf(HEADERS_END, at);
    const end = headersEnd < 0 ? -1 : body.indexOf(delimiter, headersEnd + BREAK.length);
    if (end < 0) return undefined;
    const name = /\bname="([^"]*)"/i.exec(body.toString('utf8', at, headersEnd))?.[1]?.toLowerCase() ?? '';
    const content = body.subarray(Math.min(headersEnd + HEADERS_END.length, end), end);
    if (name === 'file') return { fields, file: content };
    fields.set(name, content.toString('utf8'));
    at = end + delimiter.length;
  }
  return { fields, file: undefined };
}
