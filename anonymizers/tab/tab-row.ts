import { say, type Redacted } from '../../core/redacted.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import { encodeLiteral } from '../dialects/mysql/literal-text.ts'
import { form } from '../dialects/mysql/literal.ts'
import { Refusal } from '../dialects/refusal.ts'
import { createFieldCodec } from './tab-field.ts'
import type { TabFormat } from './tab-format.ts'

/** Makes `(…)` of a MySQL statement of the rows of a `.txt` file. */
export interface TabRowReader {
  /**
   * Appends the row at `from` to `out` as the values of an INSERT statement.
   *
   * @returns the position behind the row; -1 when `bytes` ends before it does.
   * @throws Refusal when it is no row of `columns` fields in the form in which the server writes it.
   */
  read(bytes: Buffer, from: number, columns: number, out: ByteWriter): number
}

/** How a literal is written that has no form of its own yet: in quotes. */
const inQuotes = { form: form.missing, from: 0, innerFrom: 0, innerTo: 0 }
const noBytes = Buffer.alloc(0)
const nullWord = Buffer.from('NULL')
const number = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i

export function createTabRowReader(format: TabFormat): TabRowReader {
  const { fieldEnd, lineEnd, enclosedBy, optionally, escapedBy } = format
  const codec = createFieldCodec(format)
  const again = new ByteWriter(1024)

  /** Whether `sign` is at `at`; undefined: the bytes end before that is known. */
  const stands = (sign: Buffer, bytes: Buffer, at: number): boolean | undefined => {
    if (at + sign.length > bytes.length) return undefined
    return sign.length === 1 || bytes.compare(sign, 0, sign.length, at, at + sign.length) === 0
  }

  const value = (bytes: Buffer, from: number, to: number, plain: boolean, out: ByteWriter) => {
    const encloses = bytes[from] === enclosedBy
    if (!encloses && codec.isMissing(bytes, from, to)) return out.append(nullWord)
    const bare = !encloses && optionally
    if (!encloses && enclosedBy >= 0 && (!bare || from === to)) throw unusual(from)
    const found = encloses
      ? codec.decode(bytes, from + 1, to - 1)
      : plain
        ? bytes.subarray(from, to)
        : codec.decode(bytes, from, to)
    again.length = 0
    if (!plain || encloses) {
      codec.append(found, bare ? 'bare' : 'text', again)
      if (again.view().compare(bytes, from, to) !== 0) throw unusual(from)
    }
    if (bare) out.append(number.test(found.toString('latin1')) ? found : asHex(found))
    else encodeLiteral(noBytes, inQuotes, found, out)
  }

  return {
    read(bytes, from, columns, out) {
      const written = out.length
      out.append(open)
      let at = from
      for (let field = 0; ; field++) {
        const start = at
        const encloses = bytes[at] === enclosedBy
        let plain = true
        if (encloses) at++
        for (;;) {
          if (at >= bytes.length) {
            out.length = written
            return -1
          }
          const code = bytes[at] as number
          if (code === escapedBy) {
            plain = false
            at++
          } else if (encloses) {
            if (code === enclosedBy) break
          } else if (code === fieldEnd[0] || code === lineEnd[0]) {
            if (stands(code === fieldEnd[0] ? fieldEnd : lineEnd, bytes, at) !== false) break
            plain = false
          } else if (code === 0) plain = false
          at++
        }
        if (encloses) at++
        const end = at
        const isLast = bytes[at] === lineEnd[0]
        const sign = isLast ? lineEnd : fieldEnd
        const ends = stands(sign, bytes, at)
        if (ends === undefined) {
          out.length = written
          return -1
        }
        if (!ends || bytes[at] !== sign[0]) throw unusual(at)
        if (field + 1 > columns || isLast !== (field + 1 === columns))
          throw new Refusal(
            from,
            say`A row has not the ${columns} fields of its table.`,
            otherFormat,
          )
        if (field > 0) out.append(comma)
        value(bytes, start, end, plain, out)
        at += sign.length
        if (isLast) {
          out.append(close)
          return at
        }
      }
    },
  }
}

const [open, comma, close] = [Buffer.from('('), Buffer.from(','), Buffer.from(')')]

/** Bits stand bare, as bytes. */
const asHex = (bytes: Buffer) => Buffer.from(`0x${bytes.toString('hex')}`)

const otherFormat: Redacted = say`Write under \`source: {tab: …}\` of the policy how the files were made (fieldsTerminatedBy, fieldsEnclosedBy …), or take the dump again.`

const unusual = (at: number) =>
  new Refusal(at, say`A field is written in a way in which the server writes none.`, otherFormat)
