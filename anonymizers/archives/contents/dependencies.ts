import { privilegesOn } from './privileges.ts'
import { largeObjectsPlace, type NewEntry } from './entry.ts'

/**
 * What pg_restore must have made before each entry, by their positions. With several connections it makes
 * what comes before rows one by one, rows in any order, and each thing of the rest as soon as what it depends
 * on is there: the table first, whose rows it then waits for. Privileges and comments go with their things.
 * Source: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c (restore_toc_entries_prefork, fix_dependencies).
 */
export function dependenciesOf(entries: readonly NewEntry[]): readonly (readonly number[])[] {
  const relations = new Map<string, number>()
  const indexes = new Map<string, number>()
  const publications = new Map<string, number>()
  const rows = new Map<string, number[]>()
  /** Unique constraints and indexes of a table, and what completes them. */
  const unique = new Map<string, number[]>()
  const constraints: number[] = []
  const refreshes: number[] = []
  const inSeries = entries.some(
    ({ kind, definition }) => kind === 'TABLE' && /\breferences\s/i.test(definition),
  )
  let lastRows: number | undefined
  let lastThing: number | undefined

  const found = (map: ReadonlyMap<string, number>, name: string | undefined): number[] => {
    const at = name === undefined ? undefined : map.get(name)
    return at === undefined ? [] : [at]
  }
  /** A table, and its rows when they come in several parts. */
  const table = (name: string | undefined): number[] => {
    const parts = name === undefined ? [] : (rows.get(name) ?? [])
    return [...found(relations, name), ...(parts.length > 1 ? parts : [])]
  }
  const before = (at: number, section: readonly NewEntry['section'][]): number[] =>
    entries.slice(0, at).flatMap((entry, i) => (section.includes(entry.section) ? [i] : []))

  const ofEntry = (entry: NewEntry, at: number): readonly number[] => {
    const { kind, names, definition, tag } = entry
    const { name, on, to, index } = names
    switch (kind) {
      case 'TABLE':
      case 'FOREIGN TABLE':
      case 'VIEW':
      case 'MATERIALIZED VIEW':
      case 'SEQUENCE':
        if (name !== undefined) relations.set(name, at)
        return []
      case 'TABLE DATA': {
        const made = [
          ...found(relations, on),
          ...(inSeries && lastRows !== undefined ? [lastRows] : []),
        ]
        if (on !== undefined) push(rows, on, at)
        lastRows = at
        return made
      }
      case 'SEQUENCE SET':
      case 'SEQUENCE OWNED BY':
        return found(relations, name)
      case 'DEFAULT':
        return found(relations, on)
      case 'TABLE ATTACH':
        return [...found(relations, on), ...found(relations, name)]
      case 'CONSTRAINT':
      case 'INDEX': {
        const own = nameBeside(name, on)
        if (own !== undefined) indexes.set(own, at)
        if (on !== undefined && (kind === 'CONSTRAINT' || /^create\s+unique\s/i.test(definition)))
          push(unique, on, at)
        if (kind === 'CONSTRAINT') constraints.push(at)
        return [...table(on), ...found(indexes, nameBeside(index, on))]
      }
      case 'INDEX ATTACH': {
        const whole = found(indexes, on)
        const part = found(indexes, name)
        for (const keys of unique.values())
          if (whole.some((one) => keys.includes(one))) keys.push(at)
        return [...part, ...whole]
      }
      case 'FK CONSTRAINT':
        return [...table(on), ...table(to), ...(to === undefined ? [] : (unique.get(to) ?? []))]
      case 'RULE':
        // The query of a view may group by a key.
        return [...table(on), ...constraints]
      case 'MATERIALIZED VIEW DATA': {
        const made = [...found(relations, name), ...refreshes]
        refreshes.push(at)
        return made
      }
      case 'PUBLICATION':
        if (name !== undefined) publications.set(name, at)
        return []
      case 'PUBLICATION TABLE':
      case 'PUBLICATION TABLES IN SCHEMA':
        return [...found(publications, name), ...table(on)]
      case 'CHECK CONSTRAINT':
      case 'POLICY':
      case 'ROW SECURITY':
      case 'STATISTICS':
      case 'TRIGGER':
        return table(on).length > 0 ? table(on) : before(at, ['data'])
      case 'COMMENT':
      case 'SECURITY LABEL':
        return lastThing !== undefined && tag.includes(lastWord(entries[lastThing]?.tag ?? ' '))
          ? [lastThing]
          : []
      case 'ACL':
        return privilegesOn(entries, at)
      case 'BLOBS':
        return entries.flatMap((one, i) => (one.kind === 'BLOB' ? [i] : []))
      case 'EVENT TRIGGER':
      case 'SUBSCRIPTION':
      case 'DEFAULT ACL':
        return []
      default:
        return entry.section === 'post-data' ? before(at, ['data', 'post-data']) : []
    }
  }

  return entries.map((entry, at) => {
    const needed = [...new Set(ofEntry(entry, at))]
    if (entry.section !== 'none' && entry.data !== largeObjectsPlace) lastThing = at
    return needed
  })
}

const push = (map: Map<string, number[]>, key: string, value: number) => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** An index is in the schema of its table. */
const nameBeside = (name: string | undefined, table = ''): string | undefined =>
  name === undefined || name.includes('.')
    ? name
    : `${table.slice(0, table.lastIndexOf('.') + 1)}${name}`

const lastWord = (tag: string): string => tag.split(' ').at(-1) ?? tag
