import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { SourceText } from '../../core/source-text.ts'
import type { PolicySchemas } from '../policy-schema.ts'
import { complaintError } from './complaint.ts'
import { parseCondition } from './condition.ts'
import type { PathStep } from '../programs/nested-programs.ts'
import { isPattern } from './glob.ts'
import { listed } from './listed.ts'
import { bySpecificity, parsePath } from './path.ts'
import type { WrittenRule, WrittenTreatment } from './treatment-schema.ts'
import type { PathTreatment, Risk, Treatment } from './treatment.ts'

interface Reading {
  readonly source: Pick<SourceText<unknown>, 'file' | 'position'>
  readonly schemas: PolicySchemas
}

/** Turns a treatment that fits the schema into what it means. `path`: where it stands in the file. */
export function readTreatment(
  source: Reading['source'],
  path: readonly PropertyKey[],
  written: unknown,
  schemas: PolicySchemas,
): Treatment {
  return treatmentOf({ source, schemas }, path, written as WrittenTreatment)
}

function treatmentOf(
  reading: Reading,
  path: readonly PropertyKey[],
  written: WrittenTreatment,
): Treatment {
  if (typeof written === 'string') return maskOf(reading, path, { mask: written })
  const matching = unconditional(reading, path, written)
  const { when, else: otherwise } = written
  if (when === undefined && otherwise === undefined) return matching
  if (when === undefined || otherwise === undefined)
    return refuse(
      reading,
      path,
      say`\`when\` and \`else\` go together: both cases have a treatment.`,
    )
  const condition = parseCondition(when)
  if (!condition)
    return refuse(
      reading,
      [...path, 'when'],
      say`The condition cannot be read.`,
      say`Write one of: column = 'value', column != 'value', column in ('a', 'b'), column not in ('a', 'b').`,
    )
  return {
    verb: 'when',
    condition,
    matching,
    otherwise: treatmentOf(reading, [...path, 'else'], otherwise),
  }
}

function unconditional(
  reading: Reading,
  path: readonly PropertyKey[],
  written: WrittenRule,
): Treatment {
  if (written.keep !== undefined) return { verb: 'keep', reason: written.keep, ...riskOf(written) }
  if (written.drop !== undefined) return { verb: 'drop', reason: written.drop }
  if (written.chosenBy !== undefined) return chosenOf(reading, path, written)
  const format = written.json ? 'json' : written.php ? 'php' : 'xml'
  const inside = written[format]
  if (!inside) return maskOf(reading, path, written)
  return {
    verb: 'walk',
    format,
    paths: Object.entries(inside)
      .map(([text, value]) => pathOf(reading, [...path, format, text], text, value))
      .toSorted((a, b) => bySpecificity(a.path, b.path)),
    ...otherPathsOf(written),
    listsOfRow: Object.keys(written.persons ?? {}).map((text) =>
      listOfRow(reading, [...path, 'persons', text], text, Object.keys(inside)),
    ),
  }
}

function chosenOf(
  reading: Reading,
  path: readonly PropertyKey[],
  { chosenBy, values = {}, other = 'stop' }: WrittenRule,
): Treatment {
  const column = typeof chosenBy === 'object' ? chosenBy.column : (chosenBy ?? '')
  const cases = Object.entries(values).map(([text, written]) => {
    const at = [...path, 'values', text]
    const names = listed(text)
    if (names.length === 0) return refuse(reading, at, say`This names no value.`)
    return { text, names, treatment: treatmentOf(reading, at, written) }
  })
  const all = cases.flatMap(({ names }) => names)
  const twice = all.find((one, i) => all.indexOf(one) !== i)
  if (twice !== undefined)
    return refuse(reading, [...path, 'values'], say`${name(twice)} stands here twice.`)
  const lookup =
    typeof chosenBy === 'object'
      ? { table: chosenBy.table, key: chosenBy.key, name: chosenBy.name }
      : undefined
  const pattern = lookup && all.find(isPattern)
  if (pattern !== undefined)
    return refuse(
      reading,
      [...path, 'values'],
      say`${name(pattern)} is a pattern, and a table of attributes is asked for names.`,
      say`Write the names out.`,
    )
  return {
    verb: 'chosen',
    column,
    ...(lookup ? { lookup } : {}),
    cases,
    other: other === 'stop' ? 'stop' : treatmentOf(reading, [...path, 'other'], other),
  }
}

function listOfRow(
  reading: Reading,
  path: readonly PropertyKey[],
  text: string,
  paths: readonly string[],
): readonly PathStep[] {
  const steps = parsePath(text)
  if (steps?.at(-1) !== 'each')
    return refuse(
      reading,
      path,
      say`${name(text)} is not a path to the elements of a list.`,
      say`Write it as the paths do, up to the brackets: $.history[*].`,
    )
  const list = JSON.stringify(steps)
  if (!paths.some((one) => JSON.stringify(parsePath(one)?.slice(0, steps.length)) === list))
    return refuse(reading, path, say`No path leads into ${name(text)}.`)
  return steps
}

function pathOf(
  reading: Reading,
  path: readonly PropertyKey[],
  text: string,
  written: WrittenTreatment,
): PathTreatment {
  const steps = parsePath(text)
  if (!steps)
    return refuse(
      reading,
      path,
      say`${name(text)} is not a path.`,
      say`Write $.a.b, $.list[*].street, $.a.*.b or $['odd key'].`,
    )
  return { text, path: steps, treatment: treatmentOf(reading, path, written) }
}

function maskOf(reading: Reading, path: readonly PropertyKey[], written: WrittenRule): Treatment {
  const { mask, unique, risk: _, when: __, else: ___, ...params } = written
  const transformer = reading.schemas.transformers.find((one) => one.name === mask)
  if (!transformer) return refuse(reading, path, say`There is no such transformer.`)
  const checked = transformer.params.safeParse(params)
  if (!checked.success)
    return refuse(
      reading,
      path,
      say`The parameters of ${name(transformer.name)} do not fit: ${name(checked.error.issues[0]?.message ?? '')}.`,
    )
  return {
    verb: 'mask',
    transformer: transformer.name,
    params: checked.data as Readonly<Record<string, unknown>>,
    unique: unique === true,
    ...riskOf(written),
  }
}

const otherPathsOf = ({ otherPaths = 'stop' }: WrittenRule) =>
  typeof otherPaths === 'string'
    ? { otherPaths }
    : ({ otherPaths: 'keep', otherPathsReason: otherPaths.keep } as const)

const riskOf = ({ risk }: WrittenRule): { readonly risk?: Risk } =>
  risk === undefined ? {} : { risk }

function refuse(
  reading: Reading,
  path: readonly PropertyKey[],
  what: Redacted,
  remedy?: Redacted,
): never {
  const complaint = { path, what, ...(remedy === undefined ? {} : { remedy }) }
  throw complaintError(reading.source, complaint) satisfies PoligonError
}
