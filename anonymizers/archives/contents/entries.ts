import { say, name, type Redacted } from '../../../core/redacted.ts'
import { pgByteName } from '../../dialects/pg/names.ts'
import { written } from '../names.ts'
import { hasOwner } from '../owned-kinds.ts'
import { largeObjectsPlace, type NewEntry, type Section } from './entry.ts'
import { madeBy, nameOf, sectionOf } from './entry-kinds.ts'
import type { Heading } from './heading.ts'

/** Puts statements together to the entries of an archive. */
export interface Entries {
  /** What follows belongs to this. */
  begin(heading: Heading, tablespace: string | undefined, accessMethod: string | undefined): void
  /** What follows has no heading. */
  endOfDump(): void
  comment(text: string): void
  /** @param copy - the COPY statement; undefined: they are INSERT statements */
  rows(place: string, copy: string | undefined, statement: string): void
  largeObjects(): void
  /** Whether it was taken, or why it cannot be. `gap`: what stood before it. */
  statement(text: string, gap: string): 'taken' | Redacted
  areHeaded(): boolean
  all(): readonly NewEntry[]
}

/** While its statements come. */
type Open = { -readonly [Member in keyof NewEntry]: NewEntry[Member] }

export function createEntries(): Entries {
  const entries: Open[] = []
  /** With a heading, until another one comes. */
  let current: Open | undefined
  let headed = false
  /** What the statements of `--clean` do away with is made later. */
  let isOpening = true

  const add = (entry: Open): Open => {
    isOpening = isOpening && entry.kind === 'DATABASE'
    entries.push(entry)
    return entry
  }
  const ofData = () => current?.section === 'data' && current.data === undefined

  return {
    begin({ kind, tag, namespace, owner, tablespace: place }, tablespace, accessMethod) {
      headed = true
      const already =
        kind === 'BLOBS' ? entries.find(({ data }) => data === largeObjectsPlace) : undefined
      current =
        already ??
        add({
          ...empty,
          kind,
          tag: kind === 'BLOBS' ? kind : tag,
          section: sectionFor(kind, entries),
          namespace,
          owner,
          ...(placed.has(kind) && (place ?? tablespace) !== undefined
            ? { tablespace: place ?? '' }
            : {}),
          ...(withMethod.has(kind) && accessMethod !== undefined ? { accessMethod } : {}),
          data: kind === 'BLOBS' ? largeObjectsPlace : undefined,
        })
    },
    endOfDump() {
      current = undefined
    },
    comment(text) {
      if (current && text !== '' && !ofData()) append(current, text, '\n\n')
    },
    rows(place, copy, statement) {
      const entry = ofData() && current ? current : add(rowsEntry(statement, entries))
      entry.data = place
      entry.copy = copy ?? ''
      entry.names = { on: tableOf(statement) }
      current = undefined
    },
    largeObjects() {
      if (!entries.some(({ data }) => data === largeObjectsPlace))
        add({ ...empty, kind: 'BLOBS', tag: 'BLOBS', section: 'data', data: largeObjectsPlace })
    },
    statement(text, gap) {
      if (/^alter\s+(?:foreign\s+)?table\s.*\s(?:disable|enable)\s+trigger\s+all\s*;$/is.test(text))
        return 'taken'
      if ((isOpening && undoes.test(text)) || dropsNothing(text, entries)) return 'taken'
      if (current?.kind === 'BLOB METADATA') {
        const made = madeBy(text, 'BLOB')
        if (made) add({ ...empty, ...made, owner: current.owner, definition: text })
        if (made) return 'taken'
      }
      const [, thing, owner] = /^ALTER (.+) OWNER TO (\S.*);$/s.exec(text) ?? []
      if (thing !== undefined && owner !== undefined) {
        const found =
          current && current.kind !== 'BLOB METADATA'
            ? current
            : entries.findLast((entry) => describes(entry, thing))
        if (found && giveTo(found, thing, owner)) return 'taken'
      }
      if (current && !(current.section === 'data' && current.kind === 'TABLE DATA')) {
        if (current.definition === '' || /^--[^\n]*$/.test(current.definition))
          describe(current, text)
        append(current, text, gap)
        return 'taken'
      }
      const made = madeBy(text)
      if (made) {
        const already = entries.find(
          ({ kind, names }) => likeTables.has(kind) && names['name'] === made.names['name'],
        )
        add({
          ...empty,
          ...made,
          // A view that was made without its query gets it when what it needs is there.
          ...(made.kind === 'VIEW' && already
            ? { kind: 'RULE', section: 'post-data', tag: `${made.tag} _RETURN`, drop: '' }
            : {}),
          namespace: made.namespace || (inSchema.has(made.kind) ? 'public' : ''),
          owner: made.kind === 'SEQUENCE SET' ? already?.owner : undefined,
          definition: text,
        })
        return 'taken'
      }
      const last = entries.at(-1)
      if (last && last.section !== 'data' && /^alter\s/i.test(text)) {
        append(last, text, gap)
        return 'taken'
      }
      return say`${name(/^[a-z]+(?: [a-z]+)?/i.exec(text)?.[0] ?? 'A statement')} cannot be kept in an archive.`
    },
    areHeaded: () => headed,
    all: () => {
      const attached = new Set(
        entries.flatMap(({ kind, names }) => (kind === 'INDEX ATTACH' ? [names['name']] : [])),
      )
      return entries.flatMap((entry) => {
        if (entry.kind === 'INDEX' && attached.has(indexName(entry))) entry.drop = ''
        if (entry.kind === 'RULE') entry.drop = withoutQuery(entry, entries) ?? entry.drop
        if (entry.kind === 'TABLE DATA') return [{ ...entry, data: entry.data ?? noRows }]
        return entry.data !== undefined || entry.definition !== '' ? [entry] : []
      })
    },
  }
}

const empty = {
  section: 'none' as Section,
  namespace: '',
  owner: undefined,
  definition: '',
  drop: '',
  copy: '',
  data: undefined,
  names: {},
}

/** What `pg_dump --clean` puts first; a view that others need loses its query. */
const undoes =
  /^(?:drop\s|alter\s.*\sdrop\s|alter\s.*\sdisable\s+row\s+level\s+security|select\s+pg_catalog\s*\.\s*lo_unlink|create\s+or\s+replace\s+view\s+\S+\s+as\s+select\s+null::)/is

/** Of a thing that is made later: `pg_restore --clean` does that. */
function dropsNothing(text: string, before: readonly NewEntry[]): boolean {
  const thing = /^drop\s+(?:[a-z]+\s+)+?if\s+exists\s+(\S+?)\s*(?:cascade\s*)?;$/i.exec(text)?.[1]
  if (thing === undefined) return false
  return !before.some(({ names }) => names['name'] === nameOf(thing))
}

/** An index of a partition goes with the one that it is attached to. */
const indexName = ({ names: { name: called = '', on = '' } }: NewEntry): string =>
  `${on.slice(0, on.lastIndexOf('.') + 1)}${called}`

/** A view that needs what is made after the rows: it exists before, without its query. */
function withoutQuery({ definition, namespace, tag }: NewEntry, all: readonly NewEntry[]) {
  if (!/^create or replace view /i.test(definition)) return undefined
  const view = all.find(
    (one) => one.kind === 'VIEW' && one.namespace === namespace && tag === `${one.tag} _RETURN`,
  )
  return view && `${view.definition.replace(/^CREATE VIEW/, 'CREATE OR REPLACE VIEW')}\n`
}

/** A place that no rows come for. */
const noRows = 'no rows'

function append(entry: Open, text: string, gap: string): void {
  entry.definition = entry.definition === '' ? text : entry.definition + gap + text
}

/** What the first statement of a heading says of it. */
function describe(entry: Open, text: string): void {
  const made = madeBy(text, entry.kind)
  if (!made) {
    entry.names = { name: `${entry.namespace}.${entry.tag}` }
    return
  }
  entry.names = made.names
  entry.drop = made.drop
  const { name: called = '' } = made.names
  const signature = entry.tag.slice(bareOf(called).length)
  if (signed.has(entry.kind) && entry.tag.startsWith(`${bareOf(called)}(`))
    entry.drop = made.drop.replace(/;\n$/, `${signature};\n`)
}

/** Whether pg_restore will say it of this entry by itself. */
function giveTo(entry: Open, thing: string, owner: string): boolean {
  if (!hasOwner.has(entry.kind)) return false
  if (signed.has(entry.kind) && thing.startsWith(`${entry.kind} `)) entry.drop = `DROP ${thing};\n`
  if (entry.kind === 'SCHEMA' && entry.drop === '' && thing === `SCHEMA ${written(entry.tag)}`)
    entry.drop = notDropped
  if (!describes(entry, thing)) return false
  if (!entry.owner) entry.owner = nameOf(owner)
  return nameOf(owner) === entry.owner
}

/** Whether `thing` is what pg_restore calls an entry. Source: pg_backup_archiver.c (_getObjectDescription). */
function describes({ kind, tag, namespace, drop }: NewEntry, thing: string): boolean {
  if (kind === 'BLOB') return thing === `LARGE OBJECT ${tag}`
  if (drop === notDropped) return thing === `SCHEMA ${written(tag)}`
  if (signed.has(kind)) return drop === `DROP ${thing};\n`
  const called = `${namespace === '' ? '' : `${written(namespace)}.`}${written(tag)}`
  if (drop !== `DROP ${kind} ${called};\n`) return false
  // Until version 15 it gave some kinds away as tables.
  return thing === `${kind} ${called}` || (likeTables.has(kind) && thing === `TABLE ${called}`)
}

const likeTables = new Set(['MATERIALIZED VIEW', 'SEQUENCE', 'VIEW'])

/** As pg_dump writes it of a schema that every database has. */
const notDropped = '-- *not* dropping schema, since initdb creates it\n'

/** Kinds whose names do not tell them apart. */
const signed = new Set([
  'AGGREGATE',
  'FUNCTION',
  'OPERATOR',
  'OPERATOR CLASS',
  'OPERATOR FAMILY',
  'PROCEDURE',
])
const placed = new Set(['TABLE', 'INDEX', 'MATERIALIZED VIEW', 'CONSTRAINT'])
const withMethod = new Set(['TABLE', 'MATERIALIZED VIEW'])
const inSchema = new Set([
  'AGGREGATE',
  'CHECK CONSTRAINT',
  'COLLATION',
  'CONSTRAINT',
  'DEFAULT',
  'DOMAIN',
  'FK CONSTRAINT',
  'FOREIGN TABLE',
  'FUNCTION',
  'INDEX',
  'INDEX ATTACH',
  'MATERIALIZED VIEW',
  'MATERIALIZED VIEW DATA',
  'POLICY',
  'PROCEDURE',
  'ROW SECURITY',
  'RULE',
  'SEQUENCE',
  'SEQUENCE OWNED BY',
  'SEQUENCE SET',
  'STATISTICS',
  'TABLE',
  'TABLE ATTACH',
  'TRIGGER',
  'TYPE',
  'VIEW',
])

const bareOf = (dotted: string): string => dotted.slice(dotted.lastIndexOf('.') + 1)

/** One that is not known belongs to what stands around it. */
function sectionFor(kind: string, before: readonly NewEntry[]): Section {
  if (kind === 'TABLE DATA' || kind === 'BLOBS') return 'data'
  return (
    sectionOf(kind) ??
    (before.some(({ section }) => section === 'data' || section === 'post-data')
      ? 'post-data'
      : 'pre-data')
  )
}

const tableOf = (statement: string): string => nameOf(bulkTable.exec(statement)?.[1] ?? '')

const bulkTable = new RegExp(String.raw`^(?:copy|insert\s+into)\s+(?:only\s+)?(${pgByteName})`, 'i')

/** Rows that nothing was said of before. */
function rowsEntry(statement: string, before: readonly NewEntry[]): Open {
  const table = tableOf(statement)
  const made = before.find(({ kind, names }) => kind === 'TABLE' && names['name'] === table)
  const dot = table.lastIndexOf('.')
  return {
    ...empty,
    kind: 'TABLE DATA',
    tag: made?.tag ?? bareOf(table),
    section: 'data',
    namespace: made?.namespace ?? (dot < 0 ? 'public' : table.slice(0, dot)),
    owner: made?.owner,
  }
}
