import type { TableShape } from '../column.ts'
import { besideOthers, besidePersons } from './beside.ts'
import { meaningOfComment, roleOfComment } from './comments.ts'
import { contentOf } from './content.ts'
import type { DocumentForm } from './documents.ts'
import { fitsType } from './fits-type.ts'
import { judgePacked } from './judge-packed.ts'
import { withRows } from './judge-rows.ts'
import { judgeValues } from './judge-values.ts'
import type { Kind } from './kinds.ts'
import { columnPrefixOf } from './column-prefix.ts'
import { meaningIn, meaningOf } from './name-meaning.ts'
import { surroundingsOf, type Surroundings } from './surroundings.ts'
import { roleOf } from './table-role.ts'
import type { KeyedBy, SampledColumn, SampledTable } from './table-samples.ts'
import { tokensOf } from './tokens.ts'
import type { SampledPath, SampledValues } from './value-sampler.ts'
import type { Judged, Verdict } from './verdict.ts'
import type { Dictionary } from './words/dictionary.ts'

/** A path inside documents that was judged. */
export interface JudgedPath extends Verdict {
  readonly path: string
  /** Of documents that stand there; its kind is their form. */
  readonly paths?: readonly JudgedPath[]
}

/** A column that was judged personal. */
export interface JudgedColumn extends Verdict {
  readonly column: string
  readonly paths?: readonly JudgedPath[]
  /** The column that names the keys which {@link paths} are; absent for documents. */
  readonly keyedBy?: KeyedBy
  /** Its name says so, and it is empty in all rows that were looked at. */
  readonly empty: boolean
}

/** Judges every column of a table. @param prefix - what all tables of the database begin with. */
export function judgeTable(
  table: SampledTable,
  prefix: string,
  dictionary: Dictionary,
): readonly JudgedColumn[] {
  const columnPrefix = columnPrefixOf(table.columns.map(({ shape }) => shape.name))
  const meanings = new Map(
    table.columns.map(({ shape }) => [
      shape.name,
      meaningIn(shape.name, columnPrefix, dictionary) ??
        meaningOfComment(shape.comment, dictionary),
    ]),
  )
  const named = roleOf(table.shape.name, prefix, dictionary)
  const commented = roleOfComment(table.shape.comment, dictionary)
  const surroundings = surroundingsOf(named.head === 'unknown' && commented ? commented : named, [
    ...meanings.values(),
  ])
  const contents = new Map(table.columns.map((one) => [one.shape.name, contentOf(one)]))
  const judge = (around: Surroundings): readonly JudgedColumn[] =>
    table.columns.flatMap((column) => {
      const content = contents.get(column.shape.name) ?? contentOf(column)
      const meaning = meanings.get(column.shape.name)
      return judgeColumn(table, column, { meaning, content, surroundings: around }, dictionary)
    })
  const first = judge(surroundings)
  const shown = besidePersons(table, surroundings, first)
  const judged = shown ? judge(shown) : first
  const saysAnything = (column: string) => meanings.get(column) !== undefined
  return withRows(table, [
    ...judged,
    ...besideOthers(table, judged, shown ?? surroundings, contents, saysAnything),
  ])
}

function judgeColumn(
  table: SampledTable,
  column: SampledColumn,
  known: Pick<Judged, 'meaning' | 'content' | 'surroundings'>,
  dictionary: Dictionary,
): readonly JudgedColumn[] {
  const { surroundings } = known
  const { shape, document } = column
  const empty = column.filled === 0
  if (document) {
    const paths = judgePaths(document.paths, surroundings, dictionary, shape.name)
    if (paths.length > 0) return [ofDocument(shape.name, document.form, paths)]
    const isText = shape.kind !== 'json' && document.form === 'json'
    if (!isText && !column.values.some((value) => addressAsName.test(value))) return []
  }
  const packed = judgePackedIn(column, surroundings, dictionary)
  if (packed) return [{ column: shape.name, ...packed, empty: false }]
  const keyed = column.keyed && judgeKeys(column.keyed.keys, surroundings, dictionary)
  if (column.keyed && keyed && keyed.length > 0) {
    const { evidence, ...one } = ofDocument(shape.name, 'free_text', keyed)
    return [{ ...one, keyedBy: column.keyed.by, evidence: [...evidence, keyText(column.keyed.by)] }]
  }
  const verdict = judgeValues({
    tokens: tokensOf(shape.name),
    samples: column,
    ...known,
    fits: (kind) => fitsType(kind, shape),
    refers: isReference(table.shape, shape.name),
  })
  return verdict ? [{ column: shape.name, ...verdict, empty }] : []
}

/** An address as the name of a member, in JSON and in PHP: no path tells it. */
const addressAsName = /"[^"@\s\\]+@[^"@\s\\]+\.\p{L}{2,}\\?"[:;]/u

const keyText = (by: KeyedBy): string =>
  typeof by === 'string' ? `key: ${by}` : `key: ${by.table}.${by.name} by ${by.column}`

function judgePackedIn(
  { packed }: SampledValues,
  surroundings: Surroundings,
  dictionary: Dictionary,
): Verdict | undefined {
  const inside = packed?.texts.document
  const paths = inside ? judgePaths(inside.paths, surroundings, dictionary) : []
  return packed && judgePacked(packed, paths.length)
}

function ofDocument(column: string, form: Kind, paths: readonly JudgedPath[]): JudgedColumn {
  return {
    column,
    kind: form,
    confidence: Math.max(...paths.map(({ confidence }) => confidence)),
    evidence: [`paths: ${paths.length}`],
    paths,
    empty: false,
  }
}

const ofInnerDocument = (
  path: string,
  form: DocumentForm,
  paths: readonly JudgedPath[],
): JudgedPath => ({
  path,
  kind: form,
  confidence: Math.max(...paths.map(({ confidence }) => confidence)),
  evidence: [`paths: ${paths.length}`],
  paths,
})

/** Keys whose values show what their names say: a key is more often the name of a setting. */
function judgeKeys(
  keys: readonly SampledPath[],
  table: Surroundings,
  dictionary: Dictionary,
): readonly JudgedPath[] {
  const judged = judgePaths(keys, table, dictionary).filter(
    ({ confidence, evidence }) =>
      confidence >= 0.7 &&
      (table.role !== 'thing' || evidence.some((one) => one.startsWith('values'))),
  )
  // Several attributes may have one code.
  return judged.filter(({ path }, i) => judged.findIndex((one) => one.path === path) === i)
}

function judgePaths(
  paths: readonly SampledPath[],
  table: Surroundings,
  dictionary: Dictionary,
  column = '',
): readonly JudgedPath[] {
  const named = paths.map((path) => {
    const member = path.members.at(-1) ?? column
    return {
      ...path,
      parent: path.path.slice(0, path.path.lastIndexOf('.')),
      tokens: tokensOf(member),
      meaning: meaningOf(member, dictionary),
    }
  })
  const families = Map.groupBy(named, ({ parent }) => parent)
  return named.flatMap((path) => {
    const siblings = families.get(path.parent) ?? []
    const around = path.members.slice(0, -1).join('_')
    const role = around === '' ? undefined : roleOf(around, '', dictionary)
    const surroundings = surroundingsOf(
      role && role.head !== 'unknown'
        ? role
        : {
            head: table.role,
            aboutPersons: table.aboutPersons,
            talks: table.talks,
            opens: table.opens,
          },
      siblings.map(({ meaning }) => meaning),
    )
    const inner = path.document && judgePaths(path.document.paths, surroundings, dictionary)
    if (path.document && inner && inner.length > 0)
      return [ofInnerDocument(path.path, path.document.form, inner)]
    const packed = judgePackedIn(path, surroundings, dictionary)
    if (packed) return [{ path: path.path, ...packed }]
    const verdict = judgeValues({
      tokens: path.tokens,
      meaning: path.meaning,
      samples: path,
      content: contentOf(path),
      surroundings,
      fits: () => true,
      refers: false,
    })
    return verdict && path.filled > 0 ? [{ path: path.path, ...verdict }] : []
  })
}

const isReference = (table: TableShape, column: string): boolean =>
  table.foreignKeys.some(({ columns }) => columns.includes(column)) ||
  (table.primaryKey?.length === 1 && table.primaryKey[0] === column && /(?:^|_)id$/i.test(column))
