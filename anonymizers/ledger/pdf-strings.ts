/** A string as it stands in a PDF: what is between brackets, or in hexadecimal digits (ISO 32000-1, 7.3.4). */
export interface PdfString {
  readonly bytes: Buffer
  /** It is apart from the string before: more than letters of a word are. */
  readonly isApart: boolean
}

export interface PdfStrings {
  readonly strings: readonly PdfString[]
  /** The last one has no end. */
  readonly isCut: boolean
}

/** In thousandths of the size of the letters: blanks have about 250, and letters are moved by less. */
const blank = -180

const tokens = /[([\]]|<<|<([0-9A-Fa-f\s]*)>|-?(?:\d+\.?\d*|\.\d+)/g
const marks = /[()\\]/g

/**
 * All strings of a content stream or of objects. Those of one `[…] TJ` are one text, parted where they are moved
 * apart as words are (9.4.3).
 *
 * @param text - a character for each byte.
 */
export function pdfStrings(text: string): PdfStrings {
  const strings: PdfString[] = []
  let inList = false
  let isApart = true
  const add = (bytes: Buffer) => {
    strings.push({ bytes, isApart })
    isApart = !inList
  }
  tokens.lastIndex = 0
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token, digits] = match
    if (digits !== undefined) add(Buffer.from(digits.replace(/\s/g, ''), 'hex'))
    else if (token === '(') {
      const end = endOf(text, tokens.lastIndex)
      add(literal(text.slice(tokens.lastIndex, end)))
      if (end === text.length) return { strings, isCut: true }
      tokens.lastIndex = end + 1
    } else if (token === '[') inList = isApart = true
    else if (token === ']') {
      inList = false
      isApart = true
    } else if (inList && Number(token) < blank) isApart = true
  }
  return { strings, isCut: false }
}

/** Where the bracket is closed that was opened before `from`. */
function endOf(text: string, from: number): number {
  let open = 1
  marks.lastIndex = from
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    if (match[0] === '(') open++
    else if (match[0] === ')') open--
    else marks.lastIndex++
    if (open === 0) return match.index
  }
  return text.length
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const literal = (text: string): Buffer =>
  Buffer.from(
    text.replace(
      /\\(?:([0-7]{1,3})|(\r\n?|\n)|([^]))/g,
      (_, octal?: string, line?: string, sign = '') =>
        octal === undefined
          ? line === undefined
            ? (escapes[sign as string] ?? (sign as string))
            : ''
          : String.fromCharCode(parseInt(octal, 8) & 0xff),
    ),
    'latin1',
  )
