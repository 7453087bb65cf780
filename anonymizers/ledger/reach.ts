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
import type { MaskPlan } from '../plan.ts'
import type { Finding } from './judge.ts'
import type { CollectingPlan, Leaf } from './leaves.ts'

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
  /** Looks at one row; undefined when the table has nothing to look at. */
  of(
    table: TableName,
    columns: readonly string[],
  ): ((fields: readonly (Uint8Array | null)[]) => void) | undefined
  found(): readonly Finding[]
}

/** Of the plan: columns where the policy wants values that may be somebody's are left out. */
export function createReachCheck(
  plan: CollectingPlan,
  { optOuts, locale }: Pick<MaskPlan, 'optOuts' | 'locale'>,
): ReachCheck {
  const reachesNobody = reachingNobody(locale)
  const found = new Map<string, { finding: Omit<Finding, 'rows'>; rows: number }>()
  const realistic = new Set(
    optOuts.flatMap(({ what, table, column }) =>
      what === 'realistic' ? [JSON.stringify([table, column])] : [],
    ),
  )
  const isLookedAt = (leaf: Leaf) =>
    leaf.kind in reachesNobody && !realistic.has(JSON.stringify([leaf.table, leaf.column]))
  const lookedAt = new Map<TableName, Set<string>>()
  for (const leaf of plan.leaves)
    if (leaf && isLookedAt(leaf))
      lookedAt.set(leaf.table, (lookedAt.get(leaf.table) ?? new Set()).add(leaf.column))

  const look = (
    table: TableName,
    column: string,
    mask: Uint8Array | null,
    value: Uint8Array | null,
  ) => {
    const numbers = mask === null ? undefined : plan.leafOf(mask)
    const leaf = numbers && plan.leaves[numbers.usual]
    if (!leaf || !isLookedAt(leaf) || value === null) return
    const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString()
    if (text.trim() === '' || reachesNobody[leaf.kind]?.(text) !== false) return
    const key = JSON.stringify([table, column, leaf.kind])
    const known = found.get(key) ?? { finding: { table, column, kind: leaf.kind }, rows: 0 }
    known.rows++
    found.set(key, known)
  }

  return {
    of(table, columns) {
      const wanted = lookedAt.get(table)
      const planned = plan.tables.get(table)
      if (!wanted || !planned) return undefined
      const known = columns.filter((column) => planned.columns.some((one) => one.column === column))
      const masker = whenReadable(() =>
        createRowMasker(
          {
            ...planned,
            columns: planned.columns
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
          (column, _part, mask, value) => look(table, column, mask, value),
        ),
      )
      if (!masker) return undefined
      const places = masker.reads.map((at) => columns.indexOf(known[at] as string))
      const fields: (Uint8Array | null)[] = places.map(() => null)
      return (row) => {
        for (let i = 0; i < places.length; i++) fields[i] = row[places[i] as number] ?? null
        whenReadable(() => masker.mask(fields))
      }
    },
    found: () => [...found.values()].map(({ finding, rows }) => ({ ...finding, rows })),
  }
}

/** Another tool's copy may hold what the policy cannot read: then there is nothing to say about it. */
function whenReadable<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (failure) {
    if (failure instanceof PoligonError && failure.code === 'POLIGON_VALUE') return undefined
    throw failure
  }
}
