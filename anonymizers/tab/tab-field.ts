import { byteClass } from '../dialects/byte-classes.ts'
import type { ByteWriter } from '../dialects/byte-writer.ts'
import type { TabFormat } from './tab-format.ts'

/** A field as it stands in a row. `text`: enclosed, or in a format where nothing is; `bare`: a number or bits there. */
type FieldForm = 'text' | 'bare' | 'missing'

/** Bytes that the server writes with an escape in front. */
function escapedOf({ escapedBy, enclosedBy, fieldEnd, lineEnd }: TabFormat): Uint8Array {
  const ending = enclosedBy < 0 ? fieldEnd[0] : enclosedBy
  return byteClass((code) => [escapedBy, ending, lineEnd[0], 0].includes(code))
}

const controls: Readonly<Record<string, number>> = { b: 8, n: 10, r: 13, t: 9, Z: 26, '0': 0 }
const controlOf = new Uint8Array(256).map((_, code) => code)
for (const [letter, code] of Object.entries(controls)) controlOf[letter.charCodeAt(0)] = code

/** Reads and writes single fields as SELECT … INTO OUTFILE does (sql/sql_class.cc, select_export::send_data). */
export function createFieldCodec(format: TabFormat) {
  const { escapedBy, enclosedBy } = format
  const isEscaped = escapedOf(format)
  const missing = Buffer.from([escapedBy, 0x4e])

  return {
    isMissing: (bytes: Buffer, from: number, to: number): boolean =>
      to - from === missing.length && bytes.compare(missing, 0, missing.length, from, to) === 0,

    /** The value between `from` and `to`, without its enclosing signs, in memory of its own. */
    decode(bytes: Buffer, from: number, to: number): Buffer {
      const value = Buffer.allocUnsafe(to - from)
      let length = 0
      for (let at = from; at < to; at++) {
        let code = bytes[at] as number
        if (code === escapedBy && at + 1 < to) code = controlOf[bytes[++at] as number] as number
        value[length++] = code
      }
      return value.subarray(0, length)
    },

    append(value: Uint8Array, form: FieldForm, out: ByteWriter): void {
      if (form === 'missing') return out.append(missing)
      const encloses = enclosedBy >= 0 && form === 'text'
      out.reserve(value.length * 2 + 2)
      const { bytes } = out
      let at = out.length
      if (encloses) bytes[at++] = enclosedBy
      for (let i = 0; i < value.length; i++) {
        const code = value[i] as number
        if (isEscaped[code] === 1) {
          bytes[at++] = escapedBy
          bytes[at++] = code === 0 ? 0x30 : code
        } else bytes[at++] = code
      }
      if (encloses) bytes[at++] = enclosedBy
      out.length = at
    },
  }
}
