import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'
import { innerPrograms, withInner } from '../inner-programs.ts'
import type { ColumnPlan, MaskPlan, TablePlan } from '../plan.ts'
import type { Program } from '../programs/program.ts'
import { markerOf } from './single-leaf.ts'

/**
 * What it means when an original turns up in the output.
 *
 * - `sure`: it names one person or thing and no mask is like it: a leak wherever it stands.
 * - `invented`: the same, but a mask of another value can be like it; in a column that is masked it says
 *   nothing by itself.
 * - `unsure`: it may rightly stand elsewhere: a leak where the original did not have it.
 * - `weak`: a word among words, such as a first name: as `unsure`, and never in a column that is masked.
 */
export type Grade = 'sure' | 'invented' | 'unsure' | 'weak'

/** A place in the policy where values are masked or taken out. */
export interface Leaf {
  readonly table: TableName
  readonly column: string
  /** What the values are: mostly the transformer. */
  readonly kind: string
  readonly grade: Grade
  /** `number`: known by its digits; `words`: never digits alone; `text`: as it is. */
  readonly form: 'number' | 'words' | 'text'
  /** The masking never gives a value back, so that an equal one in the same row and column is a leak. */
  readonly changes: boolean
}

/** The plan with all that masks replaced by what tells the leaf. */
export interface CollectingPlan {
  readonly tables: ReadonlyMap<TableName, TablePlan>
  /** By their number; 0 is none. The surest ones first. */
  readonly leaves: readonly (Leaf | undefined)[]
  /** The leaf of a collected value, by the text that took its place. */
  leafOf(mask: Uint8Array): LeafNumbers | undefined
  /** The leaves of the place whose own has that number. */
  leavesAt(usual: number): LeafNumbers | undefined
  /** By table: columns of a person's first name and surname, which together are an original of a leaf. */
  readonly pairs: ReadonlyMap<TableName, readonly NamePair[]>
  /** Texts that masks are made of whole. */
  readonly constants: ReadonlySet<string>
}

/** Columns with the parts of one name, and the leaf of the whole. */
export interface NamePair {
  readonly first: string
  readonly last: string
  readonly leaf: number
}

/** The leaves of one place: its own, that for values of one bare word, and those for what is found in texts. */
export interface LeafNumbers {
  usual: number
  bare: number
  readonly inside: Partial<Record<Identifier, number>>
}
export type Identifier = 'email' | 'iban' | 'phone' | 'nip' | 'pesel'

/** Numbers in running text may be anything; addresses and accounts are what they seem. */
const insideTexts: Readonly<Record<Identifier, Traits>> = {
  email: { grade: 'sure', form: 'text' },
  iban: { grade: 'sure', form: 'number' },
  phone: { grade: 'unsure', form: 'number' },
  nip: { grade: 'unsure', form: 'number' },
  pesel: { grade: 'unsure', form: 'number' },
}
const identifiers = Object.keys(insideTexts) as Identifier[]

/** What anything may stand in. */
const texts = new Set([
  'freeText',
  'dropped',
  'constant',
  'null',
  'template',
  'code',
  'placeholder',
])

export const holdsAnything = ({ kind }: Leaf): boolean => texts.has(kind)

/** Names of two and three words are known with the surname first too. */
export const isTurned = (kind: string): boolean => kind === 'fullName'

type Traits = Pick<Leaf, 'grade' | 'form'>
const traits = (grade: Grade, form: Leaf['form']): Traits => ({ grade, form })

/** Kinds that are not here are `weak`. */
const kinds: Readonly<Record<string, Traits>> = {
  email: traits('sure', 'text'),
  phone: traits('sure', 'number'),
  nip: traits('sure', 'number'),
  pesel: traits('sure', 'number'),
  regon: traits('sure', 'number'),
  iban: traits('sure', 'number'),
  card: traits('sure', 'number'),
  vat: traits('invented', 'number'),
  mac: traits('sure', 'text'),
  uuid: traits('sure', 'text'),
  username: traits('sure', 'words'),
  passwordHash: traits('unsure', 'words'),
  secret: traits('unsure', 'words'),
  token: traits('sure', 'words'),
  hash: traits('sure', 'words'),
  fullName: traits('invented', 'words'),
  street: traits('invented', 'words'),
  company: traits('invented', 'words'),
  freeText: traits('unsure', 'words'),
  template: traits('unsure', 'words'),
  url: traits('unsure', 'words'),
  code: traits('unsure', 'words'),
  dropped: traits('unsure', 'words'),
  constant: traits('unsure', 'words'),
  null: traits('unsure', 'words'),
  placeholder: traits('unsure', 'words'),
  ip: traits('unsure', 'text'),
}
const weak = traits('weak', 'words')

/** Of values that are like any others. A short token is still no word. */
const bareTraits = ({ kind, form }: Leaf): Traits =>
  kind === 'token' ? { grade: 'unsure', form } : weak

const byGrade: readonly Grade[] = ['sure', 'invented', 'unsure', 'weak']

/** Programs that only hand the value on, wholly or in parts. */
const handsOn = ({ op }: Program) =>
  op === 'when' || op === 'when-like' || op === 'by-shape' || op === 'walk'

const passes = ({ op }: Program) => op === 'keep' || op === 'stop'

/** What becomes of values of all shapes. */
const endsOf = (program: Program): readonly Program[] =>
  program.op === 'by-shape' ? innerPrograms(program).flatMap(endsOf) : [program]

const neverGivesBack = (program: Program): boolean =>
  (program.op === 'render' && program.mayEqual !== true) ||
  program.op === 'permute' ||
  program.op === 'free-text' ||
  program.op === 'url'

/** Makes of a plan one that shows what would be masked. */
export function collectingPlan(plan: Pick<MaskPlan, 'tables'>): CollectingPlan {
  const found: Leaf[] = []
  const constants = new Set<string>()
  const tables = new Map<TableName, TablePlan>()
  const named: { table: TableName; first: string; last: string; id: number }[] = []
  for (const table of plan.tables) {
    const columns = table.columns.map((one) => {
      if (one.treatment === 'keep') return one
      const nameKind =
        one.treatment === 'drop'
          ? 'dropped'
          : one.transformer === 'chosenBy'
            ? undefined
            : one.transformer
      const leafFor = (program: Program, inside: boolean): Program => {
        if (passes(program)) return program
        // Its words stay on purpose; what is masked inside is known from the columns that hold it.
        if (program.op === 'free-text' && program.words === 'keep') return { op: 'keep' }
        const named = one.treatment === 'drop' || !inside ? nameKind : undefined
        const ends = program.op === 'by-shape' ? endsOf(program) : [program]
        const kind = kindOf(ends[0] ?? program, named)
        const isOne = ends.every(
          (end) => !handsOn(end) && !passes(end) && kindOf(end, named) === kind,
        )
        if (handsOn(program) && !(isOne && ends.length > 0))
          return withInner(program, (inner) => leafFor(inner, inside || program.op === 'walk'))
        for (const end of ends) if (end.op === 'constant') constants.add(end.text)
        const changes = !inside && ends.every(neverGivesBack)
        const id = found.push({
          table: table.shape.name,
          column: one.column,
          kind,
          ...(kinds[kind] ?? weak),
          changes,
        })
        const marked: Program = { op: 'constant', text: String(id) }
        const replacesAnything = program.op === 'constant' || program.op === 'null'
        return replacesAnything ? marked : { op: 'by-shape', cases: [], otherwise: marked }
      }
      return { ...one, program: leafFor(one.program, false) }
    })
    tables.set(table.shape.name, { ...table, columns })
    const kindAt = ({ program }: Extract<ColumnPlan, { program: Program }>) =>
      found[Number(markerOf(program)) - 1]?.kind
    for (const [first, last] of namePairs(table.shape, columns, kindAt)) {
      const id = found.push({
        table: table.shape.name,
        column: last,
        kind: 'fullName',
        ...(kinds['fullName'] ?? weak),
        changes: false,
      })
      named.push({ table: table.shape.name, first, last, id })
    }
  }
  const all = found.flatMap((leaf, at) => [
    { leaf, at, as: 'usual' as const },
    { leaf: { ...leaf, ...bareTraits(leaf), changes: false }, at, as: 'bare' as const },
    ...(holdsAnything(leaf) ? identifiers : []).map((kind) => ({
      leaf: { ...leaf, kind, ...insideTexts[kind], changes: false },
      at,
      as: kind,
    })),
  ])
  const sorted = all.toSorted(
    (a, b) => byGrade.indexOf(a.leaf.grade) - byGrade.indexOf(b.leaf.grade),
  )
  const numbers = found.map((): LeafNumbers => ({ usual: 0, bare: 0, inside: {} }))
  sorted.forEach(({ at, as }, i) => {
    const number = numbers[at] as LeafNumbers
    if (as === 'usual' || as === 'bare') number[as] = i + 1
    else number.inside[as] = i + 1
  })
  const places = new Map(numbers.map((one) => [one.usual, one]))
  return {
    tables,
    leaves: [undefined, ...sorted.map(({ leaf }) => leaf)],
    leafOf(mask) {
      let id = 0
      for (let i = 0; i < mask.length; i++) id = id * 10 + (mask[i] as number) - 0x30
      return numbers[id - 1]
    },
    leavesAt: (usual) => places.get(usual),
    pairs: Map.groupBy(
      named.map(({ table, first, last, id }) => ({
        table,
        first,
        last,
        leaf: (numbers[id - 1] as LeafNumbers).usual,
      })),
      ({ table }) => table,
    ),
    constants,
  }
}

/** Each first name with the surname that is named most like it, and of those the nearest one behind it. */
function namePairs(
  shape: TableShape,
  columns: readonly ColumnPlan[],
  kindOfColumn: (column: Extract<ColumnPlan, { program: Program }>) => string | undefined,
): readonly (readonly [first: string, last: string])[] {
  const placed = columns.flatMap((column) =>
    column.treatment === 'mask'
      ? [
          {
            name: column.column,
            at: shape.columns.findIndex(({ name }) => name === column.column),
            kind: kindOfColumn(column),
          },
        ]
      : [],
  )
  const lasts = placed.filter(({ kind }) => kind === 'lastName')
  return placed
    .filter(({ kind }) => kind === 'firstName')
    .flatMap((first) => {
      const distance = (at: number) => (at > first.at ? at - first.at : first.at - at + 0.5)
      const [nearest] = lasts.toSorted(
        (a, b) =>
          sharedEnds(b.name, first.name) - sharedEnds(a.name, first.name) ||
          distance(a.at) - distance(b.at),
      )
      return nearest ? [[first.name, nearest.name] as const] : []
    })
}

/** How many characters two names have alike at their beginning and at their end. */
function sharedEnds(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let before = 0
  while (before < most && one[before] === other[before]) before++
  let behind = 0
  while (behind < most - before && one.at(-1 - behind) === other.at(-1 - behind)) behind++
  return before + behind
}

function kindOf(program: Program, named: string | undefined): string {
  const own = kindOfProgram(program)
  if (named === undefined || named === 'json' || named === 'php' || named === 'xml') return own
  return named
}

function kindOfProgram(program: Program): string {
  if ('subject' in program && program.op !== 'free-text') return program.subject.domain
  if (program.op === 'as-hex') return kindOfProgram(program.program)
  if (program.op === 'free-text') return 'freeText'
  return program.op === 'join' ? 'template' : program.op
}
