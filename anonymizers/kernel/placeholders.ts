import type { FileKind } from '../programs/form-programs.ts'

const base64 = (text: string) => Buffer.from(text, 'base64')

const pdf = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
  'xref',
  '0 4',
  '0000000000 65535 f ',
  '0000000009 00000 n ',
  '0000000052 00000 n ',
  '0000000101 00000 n ',
  'trailer<</Size 4/Root 1 0 R>>',
  'startxref',
  '164',
  '%%EOF',
  '',
].join('\n')

/** Files that every reader of their kind opens: an empty A4 page, a grey dot, an archive with one text. */
export const placeholders: Readonly<Record<FileKind, Uint8Array>> = {
  pdf: Buffer.from(pdf),
  png: base64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mM4AwAAzgDNee7qPQAAAABJRU5ErkJggg==',
  ),
  jpeg: base64(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z',
  ),
  gif: base64('R0lGODlhAQABAIAAAMzMzP///ywAAAAAAQABAAACAkQBADs='),
  zip: base64(
    'UEsDBBQAAAAAAAAAIQACn+b1CwAAAAsAAAAPAAAAcGxhY2Vob2xkZXIudHh0cGxhY2Vob2xkZXJQSwECFAMUAAAAAAAAACEAAp/m9QsAAAALAAAADwAAAAAAAAAAAAAAgAEAAAAAcGxhY2Vob2xkZXIudHh0UEsFBgAAAAABAAEAPQAAADgAAAAAAA==',
  ),
  xml: Buffer.from('<placeholder/>'),
  json: Buffer.from('{}'),
  text: Buffer.from('placeholder'),
}

/** The longest of them in bytes. */
export const longestPlaceholder = Math.max(
  ...Object.values(placeholders).map(({ length }) => length),
)

/** What files of a kind begin with, blanks aside. */
const beginnings: readonly (readonly [string, FileKind])[] = [
  ['%PDF', 'pdf'],
  ['\u0089PNG', 'png'],
  ['ÿØÿ', 'jpeg'],
  ['GIF8', 'gif'],
  ['PK\u0003\u0004', 'zip'],
  ['PK\u0005\u0006', 'zip'],
  ['<', 'xml'],
  ['{', 'json'],
  ['[', 'json'],
]

/** The kind of a file by its first bytes; `text` when they tell nothing. */
export function fileKindOf(start: Uint8Array): FileKind {
  const text = Buffer.from(start.subarray(0, 64))
    .toString('latin1')
    .replace(/^(?:ï»¿)?\s+/, '')
  return beginnings.find(([beginning]) => text.startsWith(beginning))?.[1] ?? 'text'
}
