import type { TableName } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import {
  bankPrefix,
  nipPrefixes,
  regonPrefix,
  testCards,
  unassignedAreas,
} from '../harmless-ranges.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { isAtNoBank } from '../kernel/accounts.ts'
import { isUnassigned } from '../kernel/international.ts'
import type { MaskPlan, TablePlan } from '../plan.ts'
import type { Finding } from './judge.ts'
import { leafPaths } from './leaf-paths.ts'
import type { CollectingPlan, Leaf, LeafNumbers } from './leaves.ts'
import { wholeLeaf, singleLeaf } from './single-leaf.ts'
import { nobodysNumbers } from './values-of.ts'
import type { Paths, Prefixes, ReachOfLeaf } from './wasm-blocks.ts'

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Nine digits of no Polish zone, with the number of the country or without. */
function isPhoneOfNobody(text: string): boolean {
  const number = digitsOf(text).replace(/^(?:0048|48(?=\d{9}$)|0(?=\d{9}$))/, '')
  return (
    number.length === 9 &&
    unassignedAreas.includes(number.slice(0, 2)) &&
    !/^\+(?!48)/.test(text.trim())
  )
}

/** Somebody who is not born yet, or born before 1810; what is no PESEL is nobody's. */
function isPeselOfNobody(text: string): boolean {
  const check = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce((sum, by, i) => sum + by * Number(text[i]), 0)
  const isPesel = /^\d{11}$/.test(text) && (10 - (check % 10)) % 10 === Number(text[10])
  return !isPesel || /^(?:\d\d[4-7]|0\d[89])/.test(text)
}

const cards = new Set(Object.values(testCards).flat())

/** By the kind of a mask: whether it lies where it reaches nobody; see harmless-ranges.ts and locales/. */
const inPoland: Readonly<Record<string, (mask: string) => boolean>> = {
  email: (mask) => /^[^@\s]+@[a-z0-9.-]+\.example$/i.test(mask),
  phone: isPhoneOfNobody,
  nip: (mask) => nipPrefixes.includes(digitsOf(mask).slice(0, 3)),
  regon: (mask) => digitsOf(mask).startsWith(regonPrefix),
  pesel: isPeselOfNobody,
  iban: (mask) => digitsOf(mask)[2] === bankPrefix,
  card: (mask) => mask.includes('*') || cards.has(digitsOf(mask)),
}

function reachingNobody({ phone, accounts }: MaskPlan['locale']): typeof inPoland {
  if (accounts === 'PL') return inPoland
  return {
    ...inPoland,
    phone: (mask) => isUnassigned(Buffer.from(mask), phone),
    iban: (mask) => isAtNoBank(mask, accounts),
  }
}

/** Finds masks by which somebody could be reached or charged. */
export interface ReachCheck {
  /** Undefined when the table has nothing to look at. */
  of(table: TableName, columns: readonly string[]): TableReach | undefined
  found(): readonly Finding[]
}

/** Looks at the masks of one table. */
export interface TableReach {
  /** A row with all its fields. */
  row(fields: readonly (Uint8Array | null)[]): void
  /** What the masks of a column must be, where nothing else of the row says so. */
  readonly known: ReadonlyMap<string, ReachOfLeaf | Paths<ReachOfLeaf>>
  /** Looks at a mask of one of these. */
  mask(leaf: number, mask: Uint8Array): void
  /** Looks at the masks inside of one of these. */
  nested(column: string, value: Uint8Array): void
  /** Looks at the other columns of a row; undefined: there are none. */
  readonly inRow: ((field: (at: number) => Uint8Array | null) => void) | undefined
}

/** Of the plan: columns where the policy wants values that may be somebody's are left out. */
export function createReachCheck(
  plan: CollectingPlan,
  { optOuts, locale }: Pick<MaskPlan, 'optOuts' | 'locale'>,
): ReachCheck {
  const reachesNobody = reachingNobody(locale)
  const surely = locale.accounts === 'PL' ? surelyNobodys : elsewhere
  const found = new Map<string, { finding: Omit<Finding, 'rows'>; rows: number }>()
  const realistic = new Set(
    optOuts.flatMap(({ what, table, column }) =>
      what === 'realistic' ? [JSON.stringify([table, column])] : [],
    ),
  )
  const isLookedAt = (leaf: Leaf | undefined): leaf is Leaf =>
    leaf !== undefined &&
    leaf.kind in reachesNobody &&
    !realistic.has(JSON.stringify([leaf.table, leaf.column]))
  const lookedAt = new Map<TableName, Set<string>>()
  for (const leaf of plan.leaves)
    if (isLookedAt(leaf))
      lookedAt.set(leaf.table, (lookedAt.get(leaf.table) ?? new Set()).add(leaf.column))

  const look = (table: TableName, column: string, leaf: Leaf, value: Uint8Array) => {
    const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString()
    if (text.trim() === '' || reachesNobody[leaf.kind]?.(text) !== false) return
    const key = JSON.stringify([table, column, leaf.kind])
    const known = found.get(key) ?? { finding: { table, column, kind: leaf.kind }, rows: 0 }
    known.rows++
    found.set(key, known)
  }

  /** Looks at some columns of rows by masking them with what tells their leaves. */
  const rowLooker = (table: TablePlan, columns: readonly string[], wanted: ReadonlySet<string>) => {
    const known = columns.filter((column) => table.columns.some((one) => one.column === column))
    const masker = whenReadable(() =>
      createRowMasker(
        {
          ...table,
          columns: table.columns
            .filter(({ column }) => known.includes(column))
            .map((one) =>
              one.treatment === 'keep' || wanted.has(one.column)
                ? one
                : { column: one.column, treatment: 'keep', reason: 'not looked at' },
            ),
        },
        known,
        { bytes: new Uint8Array(32), prf: 'blake2s' },
        undefined,
        (column, _part, mask, value) => {
          const numbers = mask === null ? undefined : plan.leafOf(mask)
          const leaf = numbers && plan.leaves[numbers.usual]
          if (isLookedAt(leaf) && value !== null) look(table.shape.name, column, leaf, value)
        },
      ),
    )
    if (!masker) return undefined
    const places = masker.reads.map((at) => columns.indexOf(known[at] as string))
    const fields: (Uint8Array | null)[] = places.map(() => null)
    return (field: (at: number) => Uint8Array | null) => {
      for (let i = 0; i < places.length; i++) fields[i] = field(places[i] as number)
      whenReadable(() => masker.mask(fields))
    }
  }

  const reachOf = (numbers: LeafNumbers | undefined): ReachOfLeaf | undefined => {
    const leaf = plan.leaves[numbers?.usual ?? 0]
    if (!numbers || !isLookedAt(leaf)) return undefined
    return {
      leaf: numbers.usual,
      is: leaf.kind === 'email' ? 'email' : (surely[leaf.kind] ?? never),
    }
  }

  return {
    of(name, columns) {
      const wanted = lookedAt.get(name)
      const table = plan.tables.get(name)
      if (!wanted || !table) return undefined
      const known = new Map<string, ReachOfLeaf | Paths<ReachOfLeaf>>()
      for (const one of table.columns) {
        if (!wanted.has(one.column)) continue
        const leaf = reachOf(singleLeaf(plan, one))
        const walk = leafPaths(plan, one)
        if (leaf) known.set(one.column, leaf)
        else if (walk)
          known.set(one.column, { walk, done: (program) => reachOf(wholeLeaf(plan, program)) })
      }
      const others = new Set([...wanted].filter((column) => !known.has(column)))
      const every = rowLooker(table, columns, wanted)
      const nested = new Map<string, ReturnType<typeof rowLooker>>()
      return {
        row: (fields) => every?.((at) => fields[at] ?? null),
        known,
        mask(number, mask) {
          const leaf = plan.leaves[number]
          if (leaf) look(name, leaf.column, leaf, mask)
        },
        nested(column, value) {
          if (!nested.has(column)) nested.set(column, rowLooker(table, [column], new Set([column])))
          nested.get(column)?.(() => value)
        },
        inRow: others.size > 0 ? rowLooker(table, columns, others) : undefined,
      }
    },
    found: () => [...found.values()].map(({ finding, rows }) => ({ ...finding, rows })),
  }
}

/** Kinds whose numbers are nobody's by their beginnings alone; of the others each mask is looked at. */
const surelyNobodys: Readonly<Record<string, Prefixes | undefined>> = {
  phone: nobodysNumbers['phone'],
  nip: nobodysNumbers['nip'],
  regon: nobodysNumbers['regon'],
  pesel: nobodysNumbers['pesel'],
  iban: nobodysNumbers['iban'],
}
const elsewhere: typeof surelyNobodys = {
  nip: nobodysNumbers['nip'],
  regon: nobodysNumbers['regon'],
  pesel: nobodysNumbers['pesel'],
}
const never: Prefixes = { country: false, begins: new Set() }

/** Another tool's copy may hold what the policy cannot read: then there is nothing to say about it. */
function whenReadable<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (failure) {
    if (failure instanceof PoligonError && failure.code === 'POLIGON_VALUE') return undefined
    throw failure
  }
}
