import type { Content } from './content.ts'
import type { JudgedColumn } from './judge-table.ts'
import type { Kind } from './kinds.ts'
import type { Surroundings } from './surroundings.ts'
import type { SampledColumn, SampledTable } from './table-samples.ts'

/** Kinds by which values alone tell that there are persons; of the first ones one is enough. */
const alone = new Set<Kind>(['iban', 'national_id', 'card'])
const together = new Set<Kind>(['email', 'full_name', 'phone', 'first_name', 'last_name', 'street'])
/** Different values: a table of a few shops or settings has fewer. */
const fewestPersons = 20

/** What a table is about when the values in it show persons and its name does not; undefined: as it was. */
export function besidePersons(
  table: SampledTable,
  surroundings: Surroundings,
  judged: readonly JudgedColumn[],
): Surroundings | undefined {
  if (surroundings.contact && surroundings.role !== 'thing') return undefined
  const many = new Set(
    table.columns.flatMap(({ shape, values }) =>
      values.length >= fewestPersons ? [shape.name] : [],
    ),
  )
  const shown = judged.filter(
    ({ column, confidence, evidence }) =>
      many.has(column) && confidence >= 0.65 && evidence.some((one) => one.startsWith('values:')),
  )
  const kinds = new Set(shown.map(({ kind }) => kind).filter((kind) => together.has(kind)))
  if (kinds.size < 2 && !shown.some(({ kind }) => alone.has(kind))) return undefined
  const role = surroundings.role === 'thing' ? 'unknown' : surroundings.role
  return { ...surroundings, role, contact: true }
}

/** What only its neighbours tell: postcodes of digits beside a town, latitude and longitude beside each other. */
export function besideOthers(
  { columns }: SampledTable,
  judged: readonly JudgedColumn[],
  { role, contact }: Surroundings,
  contents: ReadonlyMap<string, Content>,
  named: (column: string) => boolean,
): readonly JudgedColumn[] {
  const known = new Set(judged.map(({ column }) => column))
  const free = columns.filter(({ shape }) => !known.has(shape.name))
  const near = role === 'person' || role === 'deed' || contact
  const hasTown = judged.some(({ kind, confidence }) => kind === 'city' && confidence >= 0.6)
  const postcodes = free.filter(
    (one) => hasTown && near && !named(one.shape.name) && arePostcodes(one, contents),
  )
  const places = columns.flatMap((one, i): readonly SampledColumn[] => {
    const next = columns[i + 1]
    return next && near && arePlaces(one, 90) && arePlaces(next, 180) ? [one, next] : []
  })
  const told = (one: SampledColumn, kind: Kind, confidence: number, why: string): JudgedColumn => ({
    column: one.shape.name,
    kind,
    confidence,
    evidence: [why],
    empty: false,
  })
  return [
    ...postcodes.map((one) => told(one, 'postcode', 0.65, 'values: of a postcode, beside a town')),
    ...places
      .filter((one) => free.includes(one))
      .map((one) => told(one, 'geo', 0.7, 'values: of latitude and longitude, side by side')),
  ]
}

/** Texts of as many digits each; of several countries, with other postcodes among them. */
function arePostcodes(
  { shape, values, filled }: SampledColumn,
  contents: ReadonlyMap<string, Content>,
): boolean {
  if (shape.kind !== 'text' || values.length < 8 || values.length < Math.min(filled, 200) * 0.3)
    return false
  const digits = values.filter((value) => /^\d{4,5}$/.test(value.trim())).length / values.length
  return digits + (contents.get(shape.name)?.shares.postcode ?? 0) * 0.8 >= 0.9
}

/** Numbers within the range, with as many decimals as places have and prices do not. */
const arePlaces = ({ shape, values }: SampledColumn, most: number): boolean =>
  shape.kind === 'decimal' &&
  values.length >= 8 &&
  values.every((value) => Math.abs(Number(value)) <= most) &&
  values.filter((value) => /\.\d{3}\d*[1-9]\d*$/.test(value.replace(/0+$/, ''))).length >=
    values.length * 0.8
