/** Media types by the ending of a file's name, as a bucket deployment sets them. */
const byEnding: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  mjs: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
  woff2: 'font/woff2',
  xml: 'application/xml',
};

export const mediaTypeOf = (path: string): string => byEnding[path.split('.').pop() ?? ''] ?? 'application/octet-stream';

/** Whether API Gateway hands a body of this type to a function as text. A form's post it hands on as base64. */
export function isText(contentType: string | undefined): boolean {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || /^application\/(.+\+)?(json|xml)$/.test(type) || type === 'application/javascript';
}

/**
 * The types CloudFront compresses, of its documented list those that occur here:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */
const compressed = new Set([
  'application/javascript',
  'application/json',
  'application/problem+json',
  'application/xml',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
]);

export const isCompressed = (contentType: string | undefined): boolean =>
  compressed.has((contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
