import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'

/**
 * Text as bytes of any encoding that the WHATWG Encoding Standard knows by name: `windows-1250`,
 * `iso-8859-2`, `utf-16le`, `utf-8`. Single-byte tables are turned around from the decoder.
 */
export function encodeText(text: string, encoding: string): Uint8Array {
  const decoder = decoderOf(encoding)
  if (decoder.encoding === 'utf-8') return Buffer.from(text, 'utf8')
  if (decoder.encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  const bytes = new Map<string, number>()
  for (let byte = 255; byte >= 0; byte--) bytes.set(decoder.decode(Uint8Array.of(byte)), byte)
  return Uint8Array.from(text, (character) => {
    const byte = bytes.get(character)
    if (byte !== undefined) return byte
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The text holds a character that ${name(encoding)} does not have.`,
      remedy: say`Take another encoding or another text.`,
    })
  })
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true })
  } catch (cause) {
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`There is no encoding ${name(encoding)}.`,
      remedy: say`Take a name of the Encoding Standard: utf-8, windows-1250, iso-8859-2.`,
      cause,
    })
  }
}
