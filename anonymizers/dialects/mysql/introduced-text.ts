import { charsetOfDump } from '../../charsets/charset-on-wire.ts'
import type { Charset } from '../../charsets/charset.ts'
import { utf8 } from '../../charsets/introduced-charset.ts'
import type { ValueSyntax } from '../values-row-codec.ts'
import type { Literal } from './literal.ts'

type Recoding = Pick<ValueSyntax<Literal>, 'fromWritten' | 'toWritten'>

/**
 * What turns texts behind introducers into the character set of their statement and back.
 *
 * @param statement - see Bulk.charset.
 */
export function introducedText(statement: string | undefined): Recoding {
  const written = charsetOfDump('mysql', statement)
  const own = typeof written === 'string' ? utf8 : written
  return {
    fromWritten: ({ charset }, value) => (charset ? exactly(charset, own, value) : value),
    toWritten({ charset }, value) {
      if (!charset) return value
      const text = own.decode(value)
      return text === undefined ? undefined : charset.encode(text)
    },
  }
}

/** Undefined when it is no text of the first, or the second lacks one of its characters. */
function exactly(from: Charset, to: Charset, value: Uint8Array): Uint8Array | undefined {
  const text = from.decode(value)
  if (text === undefined) return undefined
  const bytes = to.encode(text)
  return to.decode(bytes) === text ? bytes : undefined
}
