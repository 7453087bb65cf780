import { mapped, pdfMap, type PdfMap } from './pdf-maps.ts'
import { pdfStrings, type PdfString } from './pdf-strings.ts'
import type { Inflate } from './zip-parts.ts'

/** Of all strings, once for each font that they may be in, in bytes. */
const mostDecoded = 32 * 1024 * 1024

/**
 * The texts in a PDF (ISO 32000-1): its objects and streams as they are, and the strings in them put together, in
 * each of the writings that they may be in. Which string is in which font is not looked up: it is read in all of them.
 *
 * @param leave - called when there is something that was not looked into: encrypted, packed in another way than by
 *   deflate, or in letters of a font that says nothing of them.
 */
export function* pdfParts(bytes: Buffer, inflate: Inflate, leave: () => void): Generator<Buffer> {
  const { outside, streams } = partsOf(bytes, inflate, leave)
  const objects = Buffer.concat(outside)
  const texts = [objects, ...streams].map((part) => part.toString('latin1'))
  const length = texts.reduce((all, text) => all + text.length, 0)
  const all = texts.flatMap((text) => pdfMap(text) ?? [])
  const maps = all.slice(0, Math.floor(mostDecoded / length))
  if (maps.length < all.length || texts.some((text) => isUnclear(text, maps))) leave()
  yield objects.subarray(1)
  yield* streams
  for (const text of texts) {
    const { strings, isCut } = pdfStrings(text)
    const isShown = /(?:^|\s)BT\s/.test(text)
    if (isShown && (isCut || !strings.every(({ bytes: own }) => isReadable(own, maps)))) leave()
    if (strings.length > 0) yield* readings(strings, maps)
  }
}

/** Encrypted, or in letters that a font numbers anew, and names by these numbers. */
const isUnclear = (text: string, maps: readonly PdfMap[]) =>
  /\/Encrypt\b/.test(text) ||
  (maps.length === 0 && /\/Differences\s*\[[^[\]]*\/(?:[acgCG]|cid|glyph|index)\d+\b/.test(text))

interface Parts {
  /** What is between streams. */
  readonly outside: readonly Buffer[]
  readonly streams: readonly Buffer[]
}

const isOfPictures = /\/Subtype\s*\/Image\b|\/(?:DCT|JPX|CCITTFax|JBIG2)Decode\b/
/** Where objects stand, and what letters look like: no text. */
const isOfNoText = /\/Type\s*\/XRef\b|\/Length1\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/
const isDeflated = /\/Filter\s*(?:\/FlateDecode\b|\[\s*\/FlateDecode\s*\])/
const isPredicted = /\/Predictor\s+(?!1\b)\d/
/** Longer dictionaries of streams are none. */
const longestDictionary = 4096

function partsOf(bytes: Buffer, inflate: Inflate, leave: () => void): Parts {
  const outside: Buffer[] = []
  const streams: Buffer[] = []
  let end = 0
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at)) {
    const from = lineBehind(bytes, at + 6)
    if (from === undefined || bytes.toString('latin1', at - 3, at) === 'end') {
      at += 6
      continue
    }
    outside.push(bytes.subarray(end, at))
    const before = bytes.toString('latin1', Math.max(end, at - longestDictionary), at)
    const dictionary = before.slice(before.lastIndexOf('obj') + 1)
    const close = bytes.indexOf('endstream', from)
    let to = close < 0 ? bytes.length : close
    if (!isOfPictures.test(dictionary) && !isOfNoText.test(dictionary)) {
      if (!dictionary.includes('/Filter')) streams.push(bytes.subarray(from, to))
      else if (!isDeflated.test(dictionary) || isPredicted.test(dictionary)) leave()
      else {
        const found = inflate(bytes.subarray(from), 'zlib')
        if (found) streams.push(found.inside)
        to = Math.max(to, from + (found?.used ?? 0))
      }
    }
    at = end = to
  }
  outside.push(bytes.subarray(end))
  return { outside, streams }
}

/** Behind the end of the line at `at`; undefined: it goes on. */
function lineBehind(bytes: Buffer, at: number): number | undefined {
  const next = bytes[at] === 0x0d ? at + 1 : at
  if (bytes[next] === 0x0a) return next + 1
  return next > at ? next : undefined
}

const isWide = (bytes: Buffer) => bytes[0] === 0xfe && bytes[1] === 0xff

/** Letters of a font's own have numbers that no letters have otherwise. */
const isReadable = (bytes: Buffer, maps: readonly PdfMap[]) =>
  isWide(bytes) ||
  !bytes.some((code) => code < 0x20 && code !== 9 && code !== 10 && code !== 13) ||
  maps.some((map) => mapped(map, bytes) !== undefined)

type Decode = (bytes: Buffer) => string | undefined
const central = new TextDecoder('windows-1250')

/** All strings in each writing: with blanks between those that are apart, and with none, for letters are placed one by one too. */
function* readings(strings: readonly PdfString[], maps: readonly PdfMap[]): Generator<Buffer> {
  const decoders: Decode[] = [
    (bytes) => (isWide(bytes) ? utf16(bytes) : bytes.toString('latin1')),
    ...(strings.some(({ bytes }) => bytes.some((code) => code >= 0x80))
      ? [(bytes: Buffer) => central.decode(bytes)]
      : []),
    ...maps.map((map) => (bytes: Buffer) => mapped(map, bytes)),
  ]
  for (const decode of decoders) {
    const texts = strings.flatMap(({ bytes, isApart }) => {
      const text = decode(bytes)
      return text === undefined ? [] : [`${isApart ? ' ' : ''}${text}`]
    })
    if (texts.length === 0) continue
    yield Buffer.from(texts.join(''))
    yield Buffer.from(texts.map((text) => text.trim()).join(''))
  }
}

function utf16(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(2, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
}
