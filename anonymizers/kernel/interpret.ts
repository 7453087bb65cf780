import { say } from '../../core/redacted.ts'
import { matcher } from '../policy/glob.ts'
import type {
  ConditionProgram,
  LikenessProgram,
  ShapeProgram,
} from '../programs/choice-programs.ts'
import type { WalkProgram } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import type { Subject } from '../programs/subject.ts'
import { isDigit, isLetter } from './canonical.ts'
import { compileAsAddress } from './as-address.ts'
import { compileAsHex } from './as-hex.ts'
import { compileCode } from './code.ts'
import { lowerCase, withoutPadding } from './condition.ts'
import { createElementPersona, type ElementPersona } from './element-persona.ts'
import { compileFreeText } from './free-text.ts'
import { compileJoin } from './join.ts'
import type { Kernel } from './kernel.ts'
import { compileLookup } from './lookup.ts'
import { compileNumber } from './number.ts'
import { pathText, pathTree } from './path-tree.ts'
import { compilePermute } from './permute.ts'
import type { PersonIndex } from './person-index.ts'
import { compilePhone } from './phone.ts'
import { compilePlaceholder } from './placeholder.ts'
import { compileRender } from './render.ts'
import { rowPersona } from './row-persona.ts'
import { compileShiftDate } from './shift-date.ts'
import { isPlainSetting } from './plain-setting.ts'
import { outcome, type FindPersona, type Step } from './step.ts'
import { compileUrl } from './url.ts'
import { valueError } from './value-error.ts'
import { compileJsonWalk } from './walk-json.ts'
import { compilePhpWalk } from './walk-php.ts'
import { compileXmlWalk } from './walk-xml.ts'

/** What a program of a table's column can see of its row. */
export interface Scope {
  readonly kernel: Kernel
  /** A column's place among the decoded fields; undefined when the rows do not carry it. */
  readonly position: (column: string) => number | undefined
  readonly persons: PersonIndex | undefined
  /** Personas by what names them, so that all columns of a row share one look-up. */
  readonly found: Map<string, FindPersona>
  /** Personas of the elements that a part of a nested value is in, by ListPersons.id. */
  readonly elements?: ReadonlyMap<string, ElementPersona>
  /**
   * Told of every mask that is not its input, and of the input; `part`: the path inside the column, empty
   * for the whole.
   */
  readonly observe?: (mask: Uint8Array | null, part: string, value: Uint8Array | null) => void
}

/** Compiles a program for the rows that `scope` describes. */
export function compileStep(program: Program, scope: Scope): Step {
  const { observe, ...unobserved } = scope
  if (!observe || isBranch(program)) return compiled(program, scope)
  const step = compiled(program, unobserved)
  return (value, row, out) => {
    const start = out.length
    const done = step(value, row, out)
    if (done === outcome.null) observe(null, '', value)
    else if (done === outcome.written) {
      const mask = out.bytes.subarray(start, out.length)
      if (value === null || Buffer.compare(mask, value) !== 0) observe(mask, '', value)
    }
    return done
  }
}

/** The value is handed on to another program, which is the one to be observed. */
const isBranch = ({ op }: Program) =>
  op === 'when' || op === 'when-like' || op === 'by-shape' || op === 'walk'

function compiled(program: Program, scope: Scope): Step {
  switch (program.op) {
    case 'keep':
      return () => outcome.kept
    case 'null':
      return () => outcome.null
    case 'constant': {
      const bytes = Buffer.from(program.text)
      return (_value, _row, out) => {
        out.copy(bytes)
        return outcome.written
      }
    }
    case 'stop':
      return (value) => {
        if (value === null || value.length === 0) return outcome.kept
        throw valueError(
          say`The policy does not name what this row holds here, and stops at what it does not name.`,
          say`Add it under \`values\`, or say what happens to \`other\` ones.`,
        )
      }
    case 'render':
      return compileRender(program, scope.kernel, personaOf(program.subject, scope))
    case 'when':
      return compileWhen(program, scope)
    case 'when-like':
      return compileLikeness(program, scope)
    case 'by-shape':
      return compileShape(program, scope)
    case 'permute':
      return compilePermute(program, scope.kernel)
    case 'phone':
      return compilePhone(program, scope.kernel)
    case 'shift-date':
      return compileShiftDate(program, scope.kernel, personaOf(program.subject, scope))
    case 'free-text':
      return compileFreeText(program, {
        kernel: scope.kernel,
        position: scope.position,
        persons: scope.persons,
        compile: (inner) => compileStep(inner, scope),
      })
    case 'walk':
      return compileWalk(program, scope)
    case 'lookup':
      return compileLookup(program, (inner) => compileStep(inner, scope))
    case 'join':
      return compileJoin(program, (inner) => compileStep(inner, scope))
    case 'number':
      return compileNumber(program, scope.kernel, personaOf(program.subject, scope))
    case 'url':
      return compileUrl(program, scope.kernel)
    case 'placeholder':
      return compilePlaceholder(program)
    case 'as-hex':
      return compileAsHex(compileStep(program.program, scope))
    case 'as-address':
      return compileAsAddress(program, compileStep(program.program, scope))
    case 'code':
      return compileCode(program, scope.kernel, personaOf(program.subject, scope))
  }
}

function personaOf({ person }: Subject, scope: Scope): FindPersona | undefined {
  if (!person) return undefined
  if ('element' in person) {
    const element = scope.elements?.get(person.element)
    return () => element?.subject
  }
  const name = JSON.stringify(person)
  let found = scope.found.get(name)
  if (!found) {
    found = rowPersona(person, scope.kernel.hash, scope.position, scope.persons)
    scope.found.set(name, found)
  }
  return found
}

const walks = { json: compileJsonWalk, php: compilePhpWalk, xml: compileXmlWalk } as const

function compileWalk({ format, paths, otherPaths, lists = [] }: WalkProgram, outer: Scope): Step {
  const persons = lists.map((list) => ({
    id: list.id,
    path: list.path,
    element: createElementPersona(list, outer.kernel.hash),
  }))
  const elements = new Map(outer.elements)
  for (const { id, element } of persons) elements.set(id, element)
  const scope = { ...outer, elements }
  const root = pathTree(
    paths.map(({ path, program }) => ({
      path,
      step: compileStep(program, observedAt(pathText(path), scope)),
      keeps: program.op === 'keep',
    })),
    persons,
  )
  return walks[format](root, otherPaths === 'stop')
}

function observedAt(part: string, { observe, ...scope }: Scope): Scope {
  if (!observe) return scope
  return {
    ...scope,
    observe: (mask, inside, value) => observe(mask, `${part}${inside.slice(1)}`, value),
  }
}

function compileWhen(program: ConditionProgram, scope: Scope): Step {
  const at = positionOf(program.column, scope)
  const comparable = program.ignoresCase ? lowerCase : withoutPadding
  const wanted = program.equals.map((text) => Buffer.from(comparable(Buffer.from(text))))
  const then = compileStep(program.then, scope)
  const otherwise = compileStep(program.otherwise, scope)
  return (value, row, out) => {
    const field = row.fields[at] ?? null
    const compared = field && comparable(field)
    const equal = compared !== null && wanted.some((bytes) => bytes.equals(compared))
    return (equal !== program.negate ? then : otherwise)(value, row, out)
  }
}

function compileLikeness(program: LikenessProgram, scope: Scope): Step {
  const at = positionOf(program.column, scope)
  const comparable = program.ignoresCase ? lowerCase : withoutPadding
  const tests = program.like.map((pattern) =>
    matcher(
      program.ignoresCase ? Buffer.from(lowerCase(Buffer.from(pattern))).toString() : pattern,
    ),
  )
  const then = compileStep(program.then, scope)
  const otherwise = compileStep(program.otherwise, scope)
  return (value, row, out) => {
    const field = row.fields[at] ?? null
    const text = field && Buffer.from(comparable(field)).toString()
    const like = text !== null && tests.some((test) => test(text))
    return (like ? then : otherwise)(value, row, out)
  }
}

function positionOf(column: string, scope: Scope): number {
  const at = scope.position(column)
  if (at !== undefined) return at
  throw valueError(
    say`The rows do not carry the column that a condition asks for.`,
    say`Let the dump name all columns, or take the condition out.`,
  )
}

function compileShape(program: ShapeProgram, scope: Scope): Step {
  const cases = program.cases.map(({ program: inner, ...shape }) => ({
    fits: shapeTest(shape),
    step: compileStep(inner, scope),
  }))
  const otherwise = compileStep(program.otherwise, scope)
  return (value, row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    for (const { fits, step } of cases) if (fits(value)) return step(value, row, out)
    return otherwise(value, row, out)
  }
}

function shapeTest(shape: Omit<ShapeProgram['cases'][number], 'program'>) {
  const starts = Buffer.from(shape.starts ?? '')
  const contains = Buffer.from(shape.contains ?? '')
  const includes = (value: Uint8Array) =>
    Buffer.from(value.buffer, value.byteOffset, value.length).includes(contains)
  return (value: Uint8Array): boolean => {
    for (let i = 0; i < starts.length; i++) if (value[i] !== starts[i]) return false
    return (
      value.length >= (shape.least ?? 0) &&
      (!shape.letters || isLetter(value[0] ?? 0)) &&
      (!shape.digits || value.some(isDigit)) &&
      (!shape.setting || isPlainSetting(value)) &&
      (contains.length === 0 || includes(value))
    )
  }
}
