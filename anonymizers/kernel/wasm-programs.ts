import type { LocaleName } from '../locales/registry.ts'
import type { ConditionProgram, ShapeProgram } from '../programs/choice-programs.ts'
import type { ListPersons, WalkProgram } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import type { RenderProgram } from '../programs/render-program.ts'
import type { CanonicalForm, Subject } from '../programs/subject.ts'
import type { KeyedHash } from './keyed-hash.ts'
import { lowerCase, withoutPadding } from './condition.ts'
import { layOutJoin, layOutLookup } from './wasm-choices.ts'
import { layOutDate } from './wasm-date.ts'
import { layOutNumber } from './wasm-number.ts'
import { layOutPermute } from './wasm-permute.ts'
import { layOutPhone } from './wasm-phone.ts'
import { layOutFreeText } from './wasm-text.ts'
import { layOutPaths } from './wasm-walk.ts'
import { personIdDomain } from './person-index.ts'
import { layOutPiece, wordsDrawn } from './wasm-pieces.ts'
import type { WasmMemory } from './wasm-memory.ts'

/** Numbers that assembly/ knows these by. */
const forms: readonly CanonicalForm[] = [
  'exact',
  'text',
  'email',
  'phone',
  'digits',
  'alphanumeric',
  'name',
]
/** A persona named by a column of the row, or by a row of another table that it points to. */
type RowPerson = Exclude<NonNullable<Subject['person']>, { element: string }>

export interface LaidOut {
  readonly at: number
  /** Most bytes of a mask, beside those that come from the input. */
  readonly most: number
  /** Only JavaScript knows it. */
  readonly outside?: true
}

/** What programs of one table are laid out with. */
export interface ProgramScope {
  readonly memory: WasmMemory
  readonly hash: KeyedHash
  readonly longestWord: number
  /** Whose words stand in the memory. */
  readonly locale: LocaleName
  /** A column's place among the fields that are read; undefined when the rows do not carry it. */
  readonly place: (column: string) => number | undefined
  /** The number of a persona, from 1; 0 when the rows do not carry its column. */
  readonly personAt: (person: RowPerson) => number
  /** The program is one of a walker's, which walks one document at a time. */
  readonly inside?: true
  /** The lists of that document whose elements are persons, by their ids. */
  readonly elements?: ReadonlySet<string>
  /** Lays out what names in texts are recognised by, once. */
  readonly needText: () => void
  /** Keys by their purpose, so that each is there once. */
  readonly keys: Map<string, number>
}

/** Room for the mask of a program that only JavaScript knows, beside half as much again as the input. */
const outsideMost = 1024

/** Lays a program out for assembly/programs.ts; what only JavaScript knows as a call of it. */
export function layOutProgram(program: Program, scope: ProgramScope): LaidOut {
  const known = layOutKnown(program, scope)
  if (known) return known
  // All but conditions leave NULL and empty values as they are.
  return {
    at: scope.memory.words([program.op.startsWith('when') ? 7 : 5]),
    most: outsideMost,
    outside: true,
  }
}

function layOutKnown(program: Program, scope: ProgramScope): LaidOut | undefined {
  const { memory } = scope
  switch (program.op) {
    case 'keep':
      return { at: memory.words([0]), most: 0 }
    case 'null':
      return { at: memory.words([1]), most: 0 }
    case 'constant': {
      const [text, length] = memory.text(program.text)
      return { at: memory.words([2, text, length]), most: length }
    }
    case 'render':
      return layOutRender(program, scope)
    case 'by-shape':
      return layOutShape(program, scope)
    case 'when':
      return layOutCondition(program, scope)
    case 'shift-date':
      return layOutDate(program, scope, layOutSubject(program.subject, scope))
    case 'walk':
      return layOutWalk(program, scope)
    case 'permute':
      return layOutPermute(program, scope)
    case 'free-text': {
      const { domain, canonical } = program.subject
      return layOutFreeText(program, scope, (inner) => layOutProgram(inner, scope), [
        formNumber(canonical),
        layOutKey(`subject/${domain}`, scope),
        layOutKey(`pieces/${domain}`, scope),
      ])
    }
    case 'phone':
      return layOutPhone(program, scope)
    case 'lookup':
      return layOutLookup(program, scope, (inner) => layOutProgram(inner, scope))
    case 'join':
      return layOutJoin(program, scope, (inner) => layOutProgram(inner, scope))
    case 'number':
      return layOutNumber(program, scope, layOutSubject(program.subject, scope))
    case 'stop':
      return { at: memory.words([5]), most: 0 }
    case 'when-like':
    case 'url':
    case 'placeholder':
    case 'as-hex':
    case 'as-address':
    case 'code':
      return undefined
  }
}

export function layOutKey(purpose: string, { memory, hash, keys }: ProgramScope): number {
  const known = keys.get(purpose)
  if (known !== undefined) return known
  const at = memory.words(hash.purpose(purpose).states.flatMap((state) => [...state]))
  keys.set(purpose, at)
  return at
}

const formNumber = (form: CanonicalForm): number => forms.indexOf(form)

/** In place of a form: the persona is looked up by the digest of an id. */
const byId = 255

/** The form and the key that lead from a field to a persona. */
export function layOutPerson(person: RowPerson, scope: ProgramScope): readonly [number, number] {
  return 'via' in person
    ? [byId, layOutKey(`subject/${personIdDomain(person.source)}`, scope)]
    : [formNumber(person.canonical), layOutKey(`subject/${person.canonical}`, scope)]
}

/** See assembly/person.ts. */
const ofElement = 64

function personNumber(
  person: NonNullable<Subject['person']>,
  { personAt, elements }: ProgramScope,
): number | undefined {
  if (!('element' in person)) return personAt(person)
  return elements?.has(person.element) ? ofElement : undefined
}

function layOutRender(program: RenderProgram, scope: ProgramScope): LaidOut | undefined {
  const { subject, pieces, maxLength, overflow, case: letters, spelling } = program
  const { domain, canonical, follows } = subject
  const person = follows === 'value' ? undefined : subject.person
  const number = person ? personNumber(person, scope) : 0
  if (number === undefined || maxLength === 0) return undefined
  const laidOut = pieces.map((piece) => layOutPiece(piece, scope))
  if (!laidOut.every((piece) => piece !== undefined)) return undefined
  const words = [
    3,
    formNumber(canonical),
    layOutKey(`subject/${domain}`, scope),
    layOutKey(`pieces/${domain}`, scope),
    number,
    pieces.some(({ piece }) => piece === 'field') ? 1 : 0,
    canonical === 'name' || canonical === 'email' ? 1 : 0,
    pieces.length,
    scope.memory.words(laidOut.flatMap((piece) => piece.words)),
    maxLength ?? 0,
    overflow === 'cut' ? 1 : 0,
    letters === 'follow' ? 1 : 0,
    spelling === undefined ? 0 : spelling === 'separators' ? 1 : 2,
    pieces.reduce((sum, piece) => sum + wordsDrawn(piece), 0),
    ...remembering,
    program.mayEqual ? 1 : 0,
  ]
  const most = laidOut.reduce((sum, piece) => sum + piece.most, 8)
  return { at: scope.memory.words(words), most }
}

/** What assembly/mask-cache.ts counts in a program. */
const remembering = [0, 0, 0]

/** For assembly/shift-date.ts: the form, keys of the subject and of the bits, and the persona. */
function layOutSubject(subject: Subject, scope: ProgramScope): readonly number[] | undefined {
  const { domain, canonical, follows } = subject
  const person = follows === 'value' ? undefined : subject.person
  const number = person ? personNumber(person, scope) : 0
  if (number === undefined) return undefined
  return [
    formNumber(canonical),
    layOutKey(`subject/${domain}`, scope),
    layOutKey(`pieces/${domain}`, scope),
    number,
  ]
}

function layOutShape(program: ShapeProgram, scope: ProgramScope): LaidOut | undefined {
  if (program.cases.some(({ setting }) => setting)) return undefined
  const { memory } = scope
  const otherwise = layOutProgram(program.otherwise, scope)
  const cases = program.cases.map((one) => {
    const inner = layOutProgram(one.program, scope)
    const starts = memory.text(one.starts ?? '')
    const contains = memory.text(one.contains ?? '')
    const signs = [one.digits ? 1 : 0, one.letters ? 1 : 0, one.least ?? 0]
    const words = [inner.at, ...starts, ...contains, ...signs]
    return { words, most: inner.most }
  })
  const list = memory.words(cases.flatMap(({ words }) => words))
  return {
    at: memory.words([4, cases.length, list, otherwise.at]),
    most: Math.max(otherwise.most, ...cases.map(({ most }) => most)),
  }
}

/** Longer texts are compared by JavaScript. */
const longestText = 256

function layOutCondition(program: ConditionProgram, scope: ProgramScope): LaidOut | undefined {
  const { memory } = scope
  const { column, equals, ignoresCase, negate } = program
  const place = scope.place(column)
  const comparable = ignoresCase ? lowerCase : withoutPadding
  const lowered = equals.map((text) => comparable(Buffer.from(text)))
  if (place === undefined || lowered.some(({ length }) => length > longestText)) return undefined
  const texts = lowered.flatMap((text) => [memory.bytes(text), text.length])
  const then = layOutProgram(program.then, scope)
  const otherwise = layOutProgram(program.otherwise, scope)
  const kind = (ignoresCase ? 1 : 0) + (negate ? 2 : 0)
  return {
    at: memory.words([6, place, lowered.length, memory.words(texts), kind, then.at, otherwise.at]),
    most: Math.max(then.most, otherwise.most),
  }
}

/** Beside the masks themselves: what takes more room when it is escaped. */
const walkMost = 1024

/**
 * Whether one value is of one list at most, and of one path: so the values that name an element's person are those
 * that its paths mask.
 */
function areApart({ lists = [], paths }: WalkProgram): boolean {
  if (lists.length === 0) return true
  const all = [...lists, ...paths].map(({ path }) => path)
  if (all.some((path) => path.includes('every-member'))) return false
  const isWithin = (one: ListPersons, other: ListPersons) =>
    JSON.stringify(one.path) === JSON.stringify(other.path.slice(0, one.path.length))
  return !lists.some((one) => lists.some((other) => one !== other && isWithin(one, other)))
}

function layOutWalk(program: WalkProgram, scope: ProgramScope): LaidOut | undefined {
  const { format, lists = [], otherPaths } = program
  if (format !== 'json' || !areApart(program) || scope.inside) return undefined
  let most = walkMost
  let outside = false
  const elements = new Set(lists.map(({ id }) => id))
  const root = layOutPaths(
    program,
    scope.memory,
    (inner) => {
      const laidOut = layOutProgram(inner, { ...scope, inside: true, elements })
      outside ||= laidOut.outside ?? false
      most += 2 * laidOut.most
      return laidOut.at
    },
    lists.map(({ path, by }) => ({
      path,
      by: by.map(({ domain, canonical, paths }) => ({
        form: formNumber(canonical),
        key: layOutKey(`subject/${domain}`, scope),
        paths,
      })),
    })),
  )
  if (root === undefined || outside) return undefined
  const words = [8, root, otherPaths === 'keep' ? 1 : 0, most]
  return { at: scope.memory.words(words), most }
}
