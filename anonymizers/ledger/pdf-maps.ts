/** What codes of one font mean, in Unicode: its ToUnicode map (ISO 32000-1, 9.10.3). */
export interface PdfMap {
  /** Bytes of a code. */
  readonly width: number
  readonly letters: ReadonlyMap<number, string>
}

/** No font has more letters. */
const mostLetters = 65_536

const chars = /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>/g
const ranges = /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^[\]]*)\])/g

/** @param text - of a stream; undefined when it is no such map. */
export function pdfMap(text: string): PdfMap | undefined {
  if (!text.includes('begincmap')) return undefined
  const letters = new Map<number, string>()
  let width = 1
  const add = (code: number, digits: string, behind = 0) => {
    if (letters.size < mostLetters) letters.set(code, lettersOf(digits, behind))
  }
  for (const section of text.split(/endbf(?:char|range)/).slice(0, -1)) {
    const [single, many] = [section.lastIndexOf('beginbfchar'), section.lastIndexOf('beginbfrange')]
    if (single > many)
      for (const [, code = '', digits = ''] of section.slice(single).matchAll(chars)) {
        width = Math.max(width, code.length >> 1)
        add(parseInt(code, 16), digits)
      }
    else
      for (const [, low = '', high = '', digits, list] of section.slice(many).matchAll(ranges)) {
        width = Math.max(width, low.length >> 1)
        const first = parseInt(low, 16)
        const last = Math.min(parseInt(high, 16), first + mostLetters)
        const each = list === undefined ? undefined : [...list.matchAll(/<([0-9A-Fa-f\s]*)>/g)]
        for (let code = first; code <= last && letters.size < mostLetters; code++) {
          const own = each ? each[code - first]?.[1] : digits
          if (own !== undefined) add(code, own, each ? 0 : code - first)
        }
      }
  }
  return { width, letters }
}

/** UTF-16; `behind`: so many behind it in Unicode. */
function lettersOf(digits: string, behind: number): string {
  const bytes = Buffer.from(digits.replace(/\s/g, ''), 'hex')
  const even = bytes.subarray(0, bytes.length & ~1)
  if (even.length === 0) return ''
  even.writeUInt16BE((even.readUInt16BE(even.length - 2) + behind) & 0xffff, even.length - 2)
  return even.swap16().toString('utf16le')
}

/** What the bytes say in letters of the font; undefined when one of them is none. */
export function mapped({ width, letters }: PdfMap, bytes: Buffer): string | undefined {
  if (bytes.length % width !== 0) return undefined
  let text = ''
  for (let at = 0; at < bytes.length; at += width) {
    const letter = letters.get(bytes.readUIntBE(at, width))
    if (letter === undefined) return undefined
    text += letter
  }
  return text
}
