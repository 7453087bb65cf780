import { ByteWriter } from '../dialects/byte-writer.ts'
import { byte } from '../dialects/byte-classes.ts'
import { decodeLiteral } from '../dialects/mysql/literal-text.ts'
import { form, Literal } from '../dialects/mysql/literal.ts'
import { createFieldCodec } from './tab-field.ts'
import type { TabFormat } from './tab-format.ts'

/** What stands for the value of a generated column: it was made of values that are masked. */
const computed = Buffer.from('DEFAULT')
const isComputed = (tuples: Buffer, at: number) =>
  tuples[at] === computed[0] &&
  tuples.compare(computed, 0, computed.length, at, at + computed.length) === 0

/** Appends rows in parentheses, with commas between them, to `out` as rows of a `.txt` file. */
export type TabRowWriter = (tuples: Buffer, out: ByteWriter) => void

/** @param charset - see Bulk.charset. */
export function createTabRowWriter(format: TabFormat, charset: string | undefined): TabRowWriter {
  const codec = createFieldCodec(format)
  const literal = new Literal(charset)
  let scratch = Buffer.allocUnsafe(4096)

  const field = (bytes: Buffer, out: ByteWriter) => {
    if (literal.missing) return codec.append(scratch, 'missing', out)
    const most = literal.innerTo - literal.innerFrom
    if (scratch.length < most) scratch = Buffer.allocUnsafe(most * 2)
    const length = decodeLiteral(bytes, literal, scratch, 0)
    const bare = format.optionally && literal.form !== form.text
    codec.append(scratch.subarray(0, length), bare ? 'bare' : 'text', out)
  }

  return (tuples, out) => {
    for (let at = 0; at < tuples.length;) {
      if (tuples[at] !== byte.open) {
        at++
        continue
      }
      do {
        if (isComputed(tuples, at + 1)) {
          codec.append(scratch, 'missing', out)
          at += 1 + computed.length
        } else {
          at = literal.read(tuples, at + 1)
          field(tuples, out)
        }
        out.append(tuples[at] === byte.comma ? format.fieldEnd : format.lineEnd)
      } while (tuples[at] === byte.comma)
    }
  }
}
