import { rowPersona } from '../kernel/row-persona.ts'
import { ByteWriter } from '../kernel/byte-writer.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import { KeyedHash, type SubjectWords } from '../kernel/keyed-hash.ts'
import type { PersonIndex } from '../kernel/person-index.ts'
import type { TablePlan } from '../plan.ts'

/**
 * A number from 0 (included) to 1 (excluded) for a row: drawn by the masking key from whose row it is,
 * else from its primary key. So the same persons are chosen in every database that is masked with the
 * key, in every run, and a larger share holds the smaller ones.
 */
export type Chance = (fields: readonly (Uint8Array | null)[]) => number

/** The columns that {@link chanceOf} reads; none when nothing tells the table's rows apart. */
export function columnsOfChance({ person, shape }: TablePlan): readonly string[] {
  const { primaryKey = shape.uniqueKeys[0] ?? [] } = shape
  return person ? [...primaryKey, 'column' in person ? person.column : person.via] : primaryKey
}

/** @param place - where the field of a column is among the decoded ones. */
export function chanceOf(
  table: TablePlan,
  place: (column: string) => number,
  key: KernelKey,
  persons: PersonIndex | undefined,
): Chance {
  const { person, shape } = table
  const { primaryKey = shape.uniqueKeys[0] ?? [] } = shape
  const hash = new KeyedHash(key)
  const personOf = person && rowPersona(person, hash, place, persons)
  const subjectOf = hash.subjects(
    `row/${shape.name.slice(shape.name.lastIndexOf('.') + 1)}`,
    'exact',
  )
  const draw = hash.purpose('share of rows')
  const places = primaryKey.map(place)
  const whole = new ByteWriter()
  const own: SubjectWords = { w0: 0, w1: 0, w2: 0, w3: 0 }
  const row = { serial: 0, fields: [] as readonly (Uint8Array | null)[] }
  return (fields) => {
    row.serial++
    row.fields = fields
    let subject = personOf?.(row)
    if (!subject) {
      whole.length = 0
      for (const at of places) {
        const value = fields[at] ?? new Uint8Array(0)
        whole.decimal(value.length, 10)
        whole.copy(value)
      }
      subjectOf(whole.view(), own)
      subject = own
    }
    draw.hashWords(subject.w0, subject.w1, subject.w2, subject.w3, 0)
    return ((draw.digest[0] as number) >>> 0) / 2 ** 32
  }
}
