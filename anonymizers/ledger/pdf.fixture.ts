import { deflateSync } from 'node:zlib'

/** What becomes an object of a PDF: a dictionary, and what is in its stream. */
export interface PdfObject {
  readonly dictionary?: string
  readonly stream?: Uint8Array | string
  /** Packed by deflate. */
  readonly isPacked?: boolean
}

/** A PDF of these objects, as ISO 32000-1 has it. */
export function pdfOf(objects: readonly PdfObject[], trailer = '/Root 1 0 R'): Buffer {
  const parts = objects.flatMap(({ dictionary = '', stream, isPacked = true }, i) => {
    const begin = `${i + 1} 0 obj\n`
    if (stream === undefined) return [Buffer.from(`${begin}<<${dictionary}>>\nendobj\n`, 'latin1')]
    const content = isPacked ? deflateSync(stream) : Buffer.from(stream)
    const filter = isPacked && !dictionary.includes('/Filter') ? '/Filter /FlateDecode' : ''
    return [
      Buffer.from(`${begin}<<${dictionary} ${filter} /Length ${content.length}>>\nstream\n`),
      content,
      Buffer.from('\nendstream\nendobj\n'),
    ]
  })
  const head = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')
  return Buffer.concat([head, ...parts, Buffer.from(`trailer\n<<${trailer}>>\n%%EOF\n`)])
}

/** A page that shows what the operators say. */
export const pageOf = (shown: string): PdfObject => ({
  stream: `q BT /F1 12 Tf 72 720 Td ${shown} ET Q`,
})

const hex = (code: number) => code.toString(16).padStart(4, '0')

/** A text in a font that numbers its letters in the order in which they come, and says so. */
export function numbered(text: string): { readonly shown: string; readonly map: PdfObject } {
  const letters = [...new Set(text)]
  const codes = Array.from(text, (letter) => hex(letters.indexOf(letter) + 1)).join('')
  const wide = (letter: string) => Buffer.from(letter, 'utf16le').swap16().toString('hex')
  const chars = letters.map((letter, i) => `<${hex(i + 1)}> <${wide(letter)}>`).join('\n')
  const begin = 'begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange'
  return {
    shown: `<${codes}> Tj`,
    map: { stream: `${begin}\n${letters.length} beginbfchar\n${chars}\nendbfchar endcmap` },
  }
}
