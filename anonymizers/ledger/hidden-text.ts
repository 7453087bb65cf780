import { packedTexts } from './packed-text.ts'
import { mayBeCompressed } from './packings.ts'
import { Uncompressing } from './uncompressing.ts'

/** What stands for a character in JSON, PHP and SQL texts. */
const backslashes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
}

/** The named entities that texts about people hold. */
export const characterNames: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  oacute: 'ó',
  Oacute: 'Ó',
  eacute: 'é',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  commat: '@',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  lstrok: 'ł',
  Lstrok: 'Ł',
  aogon: 'ą',
  eogon: 'ę',
  sacute: 'ś',
  Sacute: 'Ś',
  cacute: 'ć',
  nacute: 'ń',
  zacute: 'ź',
  zdot: 'ż',
  Zdot: 'Ż',
  scaron: 'š',
  Scaron: 'Š',
  ccaron: 'č',
  Ccaron: 'Č',
  rcaron: 'ř',
  ecaron: 'ě',
  zcaron: 'ž',
  Zcaron: 'Ž',
  yacute: 'ý',
  aacute: 'á',
  iacute: 'í',
  uacute: 'ú',
  Eacute: 'É',
  egrave: 'è',
  agrave: 'à',
  ograve: 'ò',
  ugrave: 'ù',
  ecirc: 'ê',
  icirc: 'î',
  ocirc: 'ô',
  ccedil: 'ç',
  ntilde: 'ñ',
}

const escapes =
  /\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|([^]))/g
const units = /%u([0-9a-fA-F]{4})/g
const percents = /(?:%[0-9a-fA-F]{2})+/g
const references = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,6}));/g

/**
 * What stands in a text in another form: its escapes undone, and what is packed in it.
 *
 * @param escaped - it may have escapes.
 * @param packed - it may have packed texts.
 * @param uncompressing - of the text that this one was packed in.
 */
export function* hiddenTexts(
  bytes: Uint8Array,
  escaped: boolean,
  packed: boolean,
  uncompressing = new Uncompressing(() => {}),
): Generator<Uint8Array> {
  const readings = escaped ? [unescaped, unquoted, unfolded] : []
  for (const reading of readings) {
    const text = reading(bytes)
    if (!text) continue
    // What is compressed is not to be unpacked once more with these changes in it: it would be damaged.
    if (mayBeCompressed(bytes)) text[0] = 0
    yield text
  }
  if (packed) yield* packedTexts(bytes, uncompressing)
}

const quotedPrintable = /=(?:\r?\n|([89A-Fa-f][0-9A-Fa-f]))/g

/** Bytes of quoted-printable (RFC 2045, section 6.7) undone, and its lines joined; undefined when there are none. */
function unquoted(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  if (!text.includes('=')) return undefined
  const joined = text.replace(quotedPrintable, (_, byte?: string) =>
    byte === undefined ? '' : String.fromCharCode(parseInt(byte, 16)),
  )
  if (joined === text) return undefined
  const whole = joined.replace(/=([0-7][0-9A-Fa-f])/g, (_, byte: string) =>
    String.fromCharCode(parseInt(byte, 16)),
  )
  return Buffer.from(whole, 'latin1')
}

const fold = /([^\0- ])\r?\n[ \t](?=[^\0- ])/g

/** Lines that are folded as in vCards (RFC 6350, section 3.2) joined; undefined when there are none. */
function unfolded(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const joined = text.replace(fold, '$1')
  return joined === text ? undefined : Buffer.from(joined, 'latin1')
}

/** The text with its escapes undone, once; undefined when it has none of them. */
function unescaped(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  let changed = text
  if (text.includes('\\'))
    changed = changed.replace(
      escapes,
      (
        whole: string,
        unit: string | undefined,
        braced: string | undefined,
        eight: string | undefined,
        byte: string | undefined,
        octal: string | undefined,
        sign: string | undefined,
        at: number,
      ) => {
        // A surrogate by itself stays apart: pairs are joined below.
        if (unit !== undefined) return `\u{f0000}${unit}`
        const point = braced ?? eight
        if (point !== undefined) {
          const code = parseInt(point, 16)
          return code > 0x10ffff ? whole.slice(1) : asBytes(String.fromCodePoint(code))
        }
        if (byte !== undefined) return isByteAlone(text, at) ? fromHex(byte) : whole
        if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8))
        return sign === undefined ? whole : (backslashes[sign] ?? sign)
      },
    )
  if (text.includes('%'))
    changed = changed
      .replace(units, '\u{f0000}$1')
      .replace(percents, (run) => fromHex(run.replaceAll('%', '')))
  if (text.includes('&'))
    changed = changed.replace(references, (whole, decimal?: string, hex?: string, named = '') => {
      const code = decimal === undefined ? (hex === undefined ? -1 : parseInt(hex, 16)) : +decimal
      if (code >= 0) return code <= 0x10ffff ? asBytes(String.fromCodePoint(code)) : whole
      const sign = characterNames[named as string]
      return sign === undefined ? whole : asBytes(sign)
    })
  if (changed === text) return undefined
  const joined = changed.replace(/(?:\u{f0000}[0-9a-fA-F]{4})+/gu, (run) =>
    asBytes(
      String.fromCharCode(
        ...run
          .split('\u{f0000}')
          .slice(1)
          .map((unit) => parseInt(unit, 16)),
      ),
    ),
  )
  return Buffer.from(joined, 'latin1')
}

const fromHex = (digits: string) => Buffer.from(digits, 'hex').toString('latin1')

/** Where nothing stands before `\x6a` and digits behind it, bytes of PostgreSQL begin. */
const isByteAlone = (text: string, at: number): boolean =>
  !/^[0-9a-fA-F]{2}/.test(text.slice(at + 4, at + 6)) || /[0-9A-Za-z]/.test(text[at - 1] ?? '')

const asBytes = (text: string) => Buffer.from(text).toString('latin1')
