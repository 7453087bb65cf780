import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Random } from '../../core/seed.ts'
import { numbered, pageOf, pdfOf } from './pdf.fixture.ts'
import { docxOf, zipOf } from './zip.fixture.ts'

const bytes = (text: string) => Buffer.from(text)
const json = (value: string) => JSON.stringify({ a: 1, b: [{ name: value }] })
const unicode = (value: string) =>
  value.replace(/[^]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
const percent = (value: string) =>
  [...bytes(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const entities = (value: string, of: (code: number) => string) =>
  Array.from(value, (sign) => `&#${of(sign.codePointAt(0) ?? 0)};`).join('')
const quotedPrintable = (value: string) =>
  [...bytes(value)]
    .map((byte) =>
      byte > 0x7f || byte === 0x3d
        ? `=${byte.toString(16).toUpperCase()}`
        : String.fromCharCode(byte),
    )
    .join('')
    .replace(/.{20}(?![0-9A-F]{0,2}$)/, '$&=\r\n')
const plain: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O' }
const stripped = (value: string) =>
  value
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁøØ]/g, (letter) => plain[letter] ?? '')

const compressedByMysql = (value: string) => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes(value).length)
  return Buffer.concat([length, deflateSync(bytes(value))])
}

function inPdf(value: string): Buffer {
  const { shown, map } = numbered(`Odbiorca: ${value}`)
  return pdfOf([pageOf(shown), map])
}

/** Every form in which an original may be left. */
export const leakForms: Readonly<Record<string, (value: string) => string | Buffer>> = {
  'as it is': (value) => value,
  'with blanks around': (value) => `  ${value}\n`,
  'in upper case': (value) => value.toUpperCase(),
  'in lower case': (value) => value.toLowerCase(),
  'in a sentence': (value) => `Proszę o kontakt: ${value}, pilne!`,
  'in brackets': (value) => `Klient (${value})`,
  'behind a line break': (value) => `a\r\n${value}\r\nb`,
  'in JSON': json,
  'in JSON in JSON': (value) => json(json(value)),
  'in JSON in JSON in JSON': (value) => json(json(json(value))),
  'in JSON, spelled out': (value) => `{"name":"${unicode(value)}"}`,
  'in JSON in JSON, spelled out': (value) => JSON.stringify({ a: `{"name":"${unicode(value)}"}` }),
  'in JSON, behind an escape': (value) => `{"name":"x\\n${value}\\ty"}`,
  'in JSON in base 64 in JSON': (value) => json(bytes(json(value)).toString('base64')),
  'serialized by PHP': (value) => `a:1:{s:4:"name";s:${bytes(value).length}:"${value}";}`,
  'in XML': (value) => `<a><name kind="x">${value}</name></a>`,
  'in CDATA': (value) => `<a><![CDATA[${value}]]></a>`,
  'in an attribute': (value) => `<a name='${value}'/>`,
  'in XML, spelled out': (value) => `<a>${entities(value, (code) => `x${code.toString(16)}`)}</a>`,
  'in HTML, spelled out in decimals': (value) => `<p>${entities(value, String)}</p>`,
  'in a parameter of an address': (value) => `https://x.pl/?q=${encodeURIComponent(value)}&r=1`,
  'in an address, every byte by percent': (value) => `https://x.pl/${percent(value)}/`,
  'in a parameter, by percent twice': (value) =>
    `https://x.pl/?q=${encodeURIComponent(encodeURIComponent(value))}`,
  'in a form that was sent': (value) => new URLSearchParams({ a: 'b', name: value }).toString(),
  'in base 64': (value) => bytes(value).toString('base64'),
  'in base 64, among others': (value) =>
    `data:text/plain;base64,${bytes(json(value)).toString('base64')}`,
  'in base 64 of addresses': (value) => `x.${bytes(json(value)).toString('base64url')}.y`,
  'in base 64, in lines': (value) =>
    bytes(`${'-'.repeat(70)} ${json(value)}`)
      .toString('base64')
      .replace(/.{76}/g, '$&\n'),
  'in hexadecimal numbers': (value) => bytes(value).toString('hex'),
  'in hexadecimal numbers in upper case': (value) =>
    `0x${bytes(value).toString('hex').toUpperCase()}`,
  'as bytes of PostgreSQL': (value) => `\\x${bytes(json(value)).toString('hex')}`,
  'in hexadecimal numbers of UTF-16': (value) => Buffer.from(value, 'utf16le').toString('hex'),
  'as bytes of PostgreSQL, among bytes that are no text': (value) =>
    `\\x${Buffer.concat([Buffer.from([0x92, 0xff, 1]), bytes(value), Buffer.from([0x81, 2])]).toString('hex')}`,
  'in a log, bytes beyond ASCII spelled out': (value) =>
    `"GET /?q=${[...bytes(value)].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`)).join('')}"`,
  'in digits to base 8': (value) =>
    [...bytes(value)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  'in gzip as bytes of PostgreSQL': (value) => `\\x${gzipSync(bytes(json(value))).toString('hex')}`,
  'in gzip in base 64': (value) => gzipSync(bytes(json(value))).toString('base64'),
  'in zlib in base 64 in JSON': (value) => json(deflateSync(bytes(json(value))).toString('base64')),
  'in zlib in lines of base 64': (value) =>
    deflateSync(bytes(json(value)), { level: 0 })
      .toString('base64')
      .replace(/.{76}/g, '$&\n'),
  'in zstd in base 64': (value) => zstdCompressSync(bytes(json(value))).toString('base64'),
  'compressed by MySQL, in hexadecimal numbers': (value) =>
    compressedByMysql(value).toString('hex'),
  'compressed by MySQL, in hexadecimal numbers in upper case': (value) =>
    `0x${compressedByMysql(value).toString('hex').toUpperCase()}`,
  'compressed by MySQL, in base 64': (value) => compressedByMysql(value).toString('base64'),
  'compressed by MySQL, in lines of base 64': (value) =>
    compressedByMysql(json(value)).toString('base64').replace(/.{76}/g, '$&\n'),
  'compressed by MySQL, in base 64 in JSON': (value) =>
    json(compressedByMysql(json(value)).toString('base64')),
  'compressed by MySQL, in base 64 of addresses': (value) =>
    `x.${compressedByMysql(json(value)).toString('base64url')}.y`,
  'in gzip as it is': (value) => gzipSync(bytes(json(value))),
  'in zlib as it is': (value) => deflateSync(bytes(json(value))),
  'in zlib, stored, as it is': (value) => deflateSync(bytes(json(value)), { level: 0 }),
  'in zstd as it is': (value) => zstdCompressSync(bytes(json(value))),
  'compressed by MySQL, as it is': compressedByMysql,
  'in a zip as it is': (value) => zipOf([{ name: 'a.json', content: json(value) }]),
  'in a zip as it is, stored': (value) =>
    zipOf([{ name: 'a.json', content: json(value), isStored: true }]),
  'in a zip in base 64': (value) =>
    zipOf([{ name: 'a.csv', content: `1;${value};2` }]).toString('base64'),
  'in a zip as bytes of PostgreSQL': (value) =>
    `\\x${zipOf([{ name: 'a.csv', content: `1;${value};2`, sizesBehind: true }]).toString('hex')}`,
  'in an office document': (value) => docxOf(`<w:r><w:t>${value}</w:t></w:r>`),
  'in an office document, a letter of another form': (value) =>
    docxOf(
      `<w:r><w:t>${value.slice(0, 1)}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${value.slice(1)}</w:t></w:r>`,
    ),
  'in an office document in base 64 in JSON': (value) =>
    json(docxOf(`<w:r><w:t>${value}</w:t></w:r>`).toString('base64')),
  'in lines that are folded': (value) =>
    `NOTE:do ${value.replace(/[\w.@-]{4}(?=[\w.@-])/g, '$&\r\n ')}\r\nEND:VCARD`,
  'in quoted-printable, with line breaks of Unix': (value) =>
    `do: ${quotedPrintable(value).replaceAll('\r', '')}`,
  'with signs of addresses in words': (value) =>
    `Piszcie: ${value.replace('@', ' [at] ').replace(/\.(?=\w+$)/, ' [dot] ')}.`,
  'in a PDF': (value) => inPdf(value),
  'in a PDF in base 64': (value) => inPdf(value).toString('base64'),
  'in a PDF as bytes of PostgreSQL, in a file in it': (value) =>
    `\\x${pdfOf([{ dictionary: '/Type /EmbeddedFile', stream: json(value) }]).toString('hex')}`,
  'in gzip in base 64 in gzip': (value) =>
    gzipSync(json(gzipSync(bytes(json(value))).toString('base64'))),
  'in quoted-printable': (value) => `Witam =C5=BBona: ${quotedPrintable(value)}`,
  'with letters put together of marks': (value) => value.normalize('NFD'),
  'without marks': stripped,
  'with soft hyphens and joiners': (value) => value.replace(/\p{L}\p{L}/gu, '$&\u00ad\u200b'),
  'with signs of direction': (value) => value.replace(/\p{L}\p{L}/gu, '$&\u200f\ufe0f'),
  'in full width': (value) =>
    value.replace(/[0-9A-Za-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  'between bytes that are no text': (value) =>
    Buffer.concat([Buffer.from([0, 1, 255]), bytes(` ${value} `), Buffer.from([0, 254])]),
}

/** Forms of numbers. */
export const numberForms: Readonly<Record<string, (digits: string) => string>> = {
  'as it is': (digits) => digits,
  'in groups': (digits) => digits.replace(/\d{3}(?=\d)/g, '$& '),
  'in groups with hyphens': (digits) => digits.replace(/\d{4}(?=\d)/g, '$&-'),
  'in groups with dots': (digits) => digits.replace(/\d{2}(?=\d)/g, '$&.'),
  'with brackets': (digits) => `(${digits.slice(0, 2)}) ${digits.slice(2)}`,
  'behind letters of a country': (digits) => `PL${digits}`,
  'behind letters of a country, in groups': (digits) =>
    `PL ${digits.replace(/\d{4}(?=\d)/g, '$& ')}`,
  'behind other numbers': (digits) => `faktura 12, tel. ${digits} w. 3`,
  'in JSON, as a number': (digits) => `{"n":${digits}}`,
  'in base 64': (digits) => bytes(`tel. ${digits}`).toString('base64'),
  'in full width': (digits) =>
    digits.replace(/\d/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
}

const monthNames = {
  polish:
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  english: 'January February March April May June July August September October November December',
  german: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
} as const
const inWords = (iso: string, of: keyof typeof monthNames) =>
  monthNames[of].split(' ')[Number(iso.slice(5, 7)) - 1] ?? ''
const [yearOf, monthOf, dayOf] = [
  (iso: string) => iso.slice(0, 4),
  (iso: string) => iso.slice(5, 7),
  (iso: string) => iso.slice(8, 10),
]
const roman = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** Spellings of a day that is written `1980-05-17`. */
export const dateForms: Readonly<Record<string, (iso: string) => string>> = {
  'as it is': (iso) => iso,
  'with a time': (iso) => `${iso} 07:30:00`,
  'with a time and a zone': (iso) => `${iso}T00:00:00.000Z`,
  'with slashes': (iso) => iso.replaceAll('-', '/'),
  'with dots, day first': (iso) => `${dayOf(iso)}.${monthOf(iso)}.${yearOf(iso)}`,
  'with dots and blanks': (iso) => `${Number(dayOf(iso))}. ${Number(monthOf(iso))}. ${yearOf(iso)}`,
  'with dots, and a time': (iso) => `${dayOf(iso)}.${monthOf(iso)}.${yearOf(iso)} 07:30`,
  'with hyphens, day first': (iso) => `${dayOf(iso)}-${monthOf(iso)}-${yearOf(iso)}`,
  'with slashes, day first': (iso) => `${dayOf(iso)}/${monthOf(iso)}/${yearOf(iso)}`,
  'with slashes, month first': (iso) => `${monthOf(iso)}/${dayOf(iso)}/${yearOf(iso)}`,
  'without zeros': (iso) => `${Number(monthOf(iso))}/${Number(dayOf(iso))}/${yearOf(iso)}`,
  'in eight digits': (iso) => iso.replaceAll('-', ''),
  'in eight digits, day first': (iso) => `${dayOf(iso)}${monthOf(iso)}${yearOf(iso)}`,
  'in digits, with the time': (iso) => `${iso.replaceAll('-', '')}073000`,
  'in Polish words': (iso) =>
    `ur. ${Number(dayOf(iso))} ${inWords(iso, 'polish')} ${yearOf(iso)} r.`,
  'in Roman numbers': (iso) =>
    `${Number(dayOf(iso))} ${roman[Number(monthOf(iso))]} ${yearOf(iso)}`,
  'in English words': (iso) =>
    `born ${inWords(iso, 'english')} ${Number(dayOf(iso))}, ${yearOf(iso)}`,
  'in English words, day first': (iso) =>
    `${Number(dayOf(iso))}th of ${inWords(iso, 'english')} ${yearOf(iso)}`,
  'in short English words': (iso) =>
    `${dayOf(iso)}-${inWords(iso, 'english').slice(0, 3).toUpperCase()}-${yearOf(iso)}`,
  'in German words': (iso) => `${Number(dayOf(iso))}. ${inWords(iso, 'german')} ${yearOf(iso)}`,
  'in a sentence': (iso) =>
    `Klient (ur. ${dayOf(iso)}.${monthOf(iso)}.${yearOf(iso)}) prosi o zwrot.`,
  'in JSON': (iso) => JSON.stringify({ a: [{ born: iso }] }),
  'in JSON with escapes': (iso) => `{"born":"${dayOf(iso)}\\/${monthOf(iso)}\\/${yearOf(iso)}"}`,
  'in a parameter of an address': (iso) =>
    `https://x.pl/?q=${encodeURIComponent(`${dayOf(iso)}/${monthOf(iso)}/${yearOf(iso)}`)}&r=1`,
}

const names = ['Łukasz', 'Zażółć', 'Jürgen', 'Małgorzata', 'François', 'Grzegorz', 'Żaneta', 'Weiß']
const surnames = ['Kowalczyk', 'Brzęczyszczykiewicz', 'Müller', 'Nowak-Lis', 'Øster', 'Gżegżółka']
const streets = ['Mickiewicza', 'Świętokrzyska', 'Bałtycka', 'Hauptstraße', 'Źródlana']

export interface Planted {
  readonly text: string
  readonly kind: 'email' | 'fullName' | 'street' | 'token' | 'number'
}

/** An original that no other one is equal to. */
export function original(random: Random, serial: number): Planted {
  const pick = (all: readonly string[]) => all[random.below(all.length)] as string
  const tail = `${serial}${'abcdefghij'[random.below(10)]}`
  const digits = (count: number) =>
    `${1 + random.below(9)}${Array.from({ length: count - 8 }, () => random.below(10)).join('')}${String(serial).padStart(7, '0')}`
  switch (serial % 5) {
    case 0:
      return {
        kind: 'email',
        text: `${pick(['jan', 'anna.maria', 'biuro_x'])}.${tail}@firma-${random.below(99)}.pl`,
      }
    case 1:
      return { kind: 'fullName', text: `${pick(names)} ${pick(surnames)}${letters(serial)}` }
    case 2:
      return { kind: 'street', text: `ul. ${pick(streets)} ${serial}/${1 + random.below(90)}` }
    case 3:
      return { kind: 'token', text: `zk-${tail}-${letters(serial)}qx` }
    default:
      return { kind: 'number', text: digits([9, 10, 11, 26][random.below(4)] as number) }
  }
}

/** The number in letters. */
const letters = (serial: number): string =>
  String(serial).replace(/\d/g, (digit) => 'ąbćdęfghij'.charAt(Number(digit)))
